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

    /** A state such as {@code AWAITING_APPROVAL} as words. */
    static String state(Enum<?> state) {
        return state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
