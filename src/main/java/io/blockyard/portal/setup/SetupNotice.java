package io.blockyard.portal.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Tells whoever reads the console of a server without an administrator how to become one. */
public final class SetupNotice {

    private static final Logger LOG = LoggerFactory.getLogger(SetupNotice.class);

    private final FirstVisit firstVisit;
    private final SetupCode code;

    public SetupNotice(FirstVisit firstVisit, SetupCode code) {
        this.firstVisit = firstVisit;
        this.code = code;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (firstVisit.pending()) {
            LOG.warn(
                    "There is no administrator yet. Open the portal on this machine to set one up; from elsewhere or"
                            + " through a proxy it takes the code {}",
                    code.text());
        }
    }
}
