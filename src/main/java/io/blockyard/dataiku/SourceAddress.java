package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Which addresses a source may have: http or https, and none that only makes sense inside a cloud's machine. */
final class SourceAddress {

    /** Where a cloud tells its machines their secrets, by IPv6; by IPv4 such addresses are link-local. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    private SourceAddress() {}

    /** The address as it is stored. @throws ProblemException INVALID for anything else than an instance's address */
    static URI parse(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw invalid("\u201c" + text + "\u201d is not an address.");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw invalid("\u201c" + text + "\u201d is not the address of a DSS instance.");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw invalid("The address of a DSS instance has no user, no \u201c?\u201d and no \u201c#\u201d.");
        }
        return URI.create(uri.toString().replaceFirst("/+$", "").replaceFirst("/(public/api|dip/publicapi)$", ""));
    }

    /** Looks the host up, each time that it is asked: a name may lead elsewhere tomorrow. */
    static URI requireAllowed(URI address) {
        try {
            for (var resolved : InetAddress.getAllByName(address.getHost())) {
                if (isForbidden(resolved)) {
                    throw invalid("The host " + address.getHost() + " leads to " + resolved.getHostAddress()
                            + ", an address that no DSS instance has.");
                }
            }
        } catch (UnknownHostException unknown) {
            // The connection itself will say so, in its own sentence.
        }
        return address;
    }

    private static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress().toLowerCase(Locale.ROOT));
    }

    private static ProblemException invalid(String message) {
        return ProblemException.of(
                Kind.INVALID,
                "source.address",
                message,
                "It has to look like https://dss.example.org or http://localhost:11200.");
    }
}
