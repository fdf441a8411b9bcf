package io.blockyard.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How values are written for people. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private Words() {}

    /** A moment in the person's own time zone; empty when there is none. */
    static String time(@Nullable Instant instant) {
        return instant == null ? "" : TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** {@code 1 zone}, {@code 3 zones}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String list(Collection<String> items) {
        return items.isEmpty() ? "–" : String.join(", ", items);
    }

    /** Running text in lines of at most this many characters, as far as its words allow. */
    static String wrapped(String text, int width) {
        var lines = new StringBuilder();
        int used = 0;
        for (var word : text.split("\\s+")) {
            boolean fits = used + word.length() < width;
            if (used > 0) {
                lines.append(fits ? " " : "\n");
            }
            used = (fits && used > 0 ? used + 1 : 0) + word.length();
            lines.append(word);
        }
        return lines.toString();
    }

    /** A state such as {@code AWAITING_APPROVAL} as words. */
    static String state(Enum<?> state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
