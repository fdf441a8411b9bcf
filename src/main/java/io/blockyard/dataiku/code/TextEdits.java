package io.blockyard.dataiku.code;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Replacements in a text, by their place in its UTF-8 bytes. */
final class TextEdits {

    private record Edit(int end, String text) {}

    private final byte[] bytes;
    private final Map<Integer, Edit> edits = new TreeMap<>();

    TextEdits(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    void replace(int start, int end, String text) {
        edits.put(start, new Edit(end, text));
    }

    String result() {
        var out = new ByteArrayOutputStream(bytes.length + 64);
        int at = 0;
        for (var entry : edits.entrySet()) {
            if (entry.getKey() >= at) {
                out.write(bytes, at, entry.getKey() - at);
                out.writeBytes(entry.getValue().text().getBytes(StandardCharsets.UTF_8));
                at = entry.getValue().end();
            }
        }
        out.write(bytes, at, bytes.length - at);
        return out.toString(StandardCharsets.UTF_8);
    }
}
