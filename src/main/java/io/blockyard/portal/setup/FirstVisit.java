package io.blockyard.portal.setup;

import com.vaadin.flow.server.VaadinRequest;
import io.blockyard.access.People;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether this is the first visit, and whether this visitor may set up the administrator: only somebody on the
 * machine itself, and only when no proxy stands in between, for behind one everybody looks local.
 */
public class FirstVisit {

    private final People people;
    private final boolean addressesAreTold;

    /**
     * @param addressesAreTold whether the server believes a proxy's headers about where a request comes from: then
     *     an address proves nothing, and only the environment can set up the administrator
     */
    public FirstVisit(People people, boolean addressesAreTold) {
        this.people = people;
        this.addressesAreTold = addressesAreTold;
    }

    public boolean pending() {
        return people.isEmpty();
    }

    /** Asked again when the form is sent: what the page showed before proves nothing. */
    public boolean mayBeDoneFrom(VaadinRequest request) {
        return pending()
                && !addressesAreTold
                && isLocal(request.getRemoteAddr(), Collections.list(request.getHeaderNames()));
    }

    static boolean isLocal(@Nullable String address, Collection<String> headers) {
        return address != null
                && isLoopback(address)
                && headers.stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .noneMatch(header -> header.equals("forwarded") || header.startsWith("x-forwarded"));
    }

    /** The address is a literal, so that no name is ever looked up. */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }
}
