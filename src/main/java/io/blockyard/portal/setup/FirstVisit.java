package io.blockyard.portal.setup;

import com.vaadin.flow.server.VaadinRequest;
import io.blockyard.access.People;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;

/**
 * Whether this is the first visit, and whether this visitor may set up the administrator: only somebody on the
 * machine itself, and only when no proxy stands in between, for behind one everybody looks local.
 */
public class FirstVisit {

    private final People people;

    public FirstVisit(People people) {
        this.people = people;
    }

    public boolean pending() {
        return people.isEmpty();
    }

    /** Asked again when the form is sent: what the page showed before proves nothing. */
    public boolean mayBeDoneFrom(VaadinRequest request) {
        return pending() && isLoopback(request.getRemoteAddr()) && !isForwarded(request);
    }

    private static boolean isForwarded(VaadinRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("forwarded") || name.startsWith("x-forwarded"));
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
