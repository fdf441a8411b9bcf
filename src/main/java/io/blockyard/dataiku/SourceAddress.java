package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which addresses a DSS instance may have: http or https, without a path of the API, a user or a question. */
final class SourceAddress {

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

    private static ProblemException invalid(String message) {
        return ProblemException.of(
                Kind.INVALID,
                "source.address",
                message,
                "It has to look like https://dss.example.org or http://localhost:11200.");
    }
}
