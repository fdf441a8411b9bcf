package io.blockyard.dataiku.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that was sent as a form ({@code multipart/form-data}), in the part called {@code file}. */
final class Upload {

    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data;.*\\bboundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("\\bfilename=\"([^\"]*)\"");
    private static final Pattern ENCODED_FILE = Pattern.compile("\\bfilename\\*=(?:UTF-8|utf-8)''([^;\\s]+)");
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final byte[] content;

    private Upload(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** As the client calls the file, without folders; empty when it gives no name. */
    String name() {
        return name;
    }

    byte[] content() {
        return content;
    }

    /** @throws Fault 400 when the body is no form or has no such part */
    static Upload of(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw Fault.badRequest("The body is not multipart/form-data");
        }
        var first = ("--" + boundary.group(1)).getBytes(StandardCharsets.UTF_8);
        var next = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.UTF_8);
        var start = indexOf(body, first, 0);
        while (start >= 0) {
            var end = indexOf(body, next, start + 1);
            if (end < 0) {
                break;
            }
            var file = file(body, start, end);
            if (file.isPresent()) {
                return file.get();
            }
            start = end + 2;
        }
        throw Fault.badRequest("The upload has no part \"file\"");
    }

    private static Optional<Upload> file(byte[] body, int start, int end) {
        var headersEnd = indexOf(body, END_OF_HEADERS, start);
        if (headersEnd < 0 || headersEnd > end) {
            return Optional.empty();
        }
        var headers = new String(body, start, headersEnd - start, StandardCharsets.UTF_8);
        var part = PART.matcher(headers);
        if (!part.find() || !part.group(1).equals("file")) {
            return Optional.empty();
        }
        var contentStart = headersEnd + END_OF_HEADERS.length;
        return Optional.of(
                new Upload(name(headers), Arrays.copyOfRange(body, contentStart, Math.max(contentStart, end))));
    }

    private static String name(String headers) {
        var encoded = ENCODED_FILE.matcher(headers);
        var plain = FILE.matcher(headers);
        var name = "";
        if (encoded.find()) {
            name = java.net.URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } else if (plain.find()) {
            name = plain.group(1);
        }
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static int indexOf(byte[] haystack, byte[] needle, int from) {
        outer:
        for (var index = from; index <= haystack.length - needle.length; index++) {
            for (var offset = 0; offset < needle.length; offset++) {
                if (haystack[index + offset] != needle[offset]) {
                    continue outer;
                }
            }
            return index;
        }
        return -1;
    }
}
