package io.blockyard.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** A path below {@code /api/v1} with its query, percent-encoded. */
record ApiPath(String text) {

    static ApiPath of(String... segments) {
        return new ApiPath(
                Arrays.stream(segments).map(ApiPath::encode).collect(Collectors.joining("/", "/api/v1/", "")));
    }

    /** The path of something below this one, which has no query yet. */
    ApiPath below(String... segments) {
        return new ApiPath(
                text + Arrays.stream(segments).map(each -> "/" + encode(each)).collect(Collectors.joining()));
    }

    ApiPath with(String name, String value) {
        return new ApiPath(text + (text.contains("?") ? "&" : "?") + encode(name) + "=" + encode(value));
    }

    ApiPath with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    ApiPath withAll(String name, Collection<String> values) {
        var path = this;
        for (var value : values) {
            path = path.with(name, value);
        }
        return path;
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
