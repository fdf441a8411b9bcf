package io.blockyard.dataiku;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of the API; names are percent-encoded, so that any name that DSS allows can be asked for. */
final class DssPath {

    private DssPath() {}

    /** {@code /projects/KEY/…}, every segment encoded. */
    static String project(String key, String... segments) {
        return of("projects", key) + of(segments);
    }

    static String of(String... segments) {
        return Arrays.stream(segments).map(segment -> "/" + encoded(segment)).collect(Collectors.joining());
    }

    /** A path of several segments, whose slashes stay. */
    static String file(String path) {
        return of(path.split("/"));
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
