package io.blockyard.portal.setup;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import io.blockyard.access.People;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether this is the first visit, and whether this visitor may set up the administrator without the code that stands on
 * the server's console: only somebody on the machine itself, and only when no proxy stands in between, for behind one everybody looks local. The name that the
 * browser called has to be local too, and so has the page that it was on: otherwise another site could let its own
 * name point here.
 */
public class FirstVisit {

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

    private final People people;
    private final boolean addressesAreTold;

    /**
     * @param addressesAreTold whether the server believes a proxy's headers about where a request comes from: then
     *     an address proves nothing
     */
    public FirstVisit(People people, boolean addressesAreTold) {
        this.people = people;
        this.addressesAreTold = addressesAreTold;
    }

    public boolean pending() {
        return people.isEmpty();
    }

    /**
     * Whether the form may be sent from here without the code of the console. What the page showed before proves nothing,
     * and a browser that sends a form says on which page it was.
     */
    public boolean mayBeSentFrom(VaadinRequest request) {
        return request.getHeader("Origin") != null && mayBeDoneFrom(request);
    }

    /** Whether the page may show the form without the code. */
    public boolean mayBeDoneFrom(VaadinRequest request) {
        return pending()
                && !addressesAreTold
                && !isOldProtocol(request)
                && isLocal(
                        request.getRemoteAddr(), request.getHeader("Host"), Collections.list(request.getHeaderNames()))
                && isOfLocalPage(request.getHeader("Origin"))
                && isOfLocalPage(request.getHeader("Referer"));
    }

    /** No browser speaks it any more, but a proxy with the settings that it came with may. */
    private static boolean isOldProtocol(VaadinRequest request) {
        return request instanceof VaadinServletRequest http && "HTTP/1.0".equals(http.getProtocol());
    }

    /**
     * Whether a browser that told the page it comes from was on a local one. A proxy may call this server by a local
     * name and say nothing of itself; the browser's own word, which comes with every form that is sent, passes through.
     */
    static boolean isOfLocalPage(@Nullable String page) {
        if (page == null) {
            return true;
        }
        try {
            var host = new URI(page).getHost();
            return host != null && LOCAL_NAMES.contains(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException none) {
            return false;
        }
    }

    static boolean isLocal(@Nullable String address, @Nullable String host, Collection<String> headers) {
        return address != null
                && isLoopback(address)
                && host != null
                && LOCAL_NAMES.contains(withoutPort(host))
                && headers.stream()
                        .map(header -> header.toLowerCase(Locale.ROOT))
                        .noneMatch(header -> OF_PROXIES.contains(header) || header.startsWith("x-forwarded"));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
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
