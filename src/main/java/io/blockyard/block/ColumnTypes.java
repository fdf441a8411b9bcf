package io.blockyard.block;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether data of one DSS column type can be read where another is expected. */
public final class ColumnTypes {

    /** How an offered type meets an expected one, best first. */
    public enum Match {
        SAME,
        /** Every value stays what it is. */
        WIDENS,
        /** Every value can be written as text, but is no longer a number, a date or a structure. */
        AS_TEXT,
        DIFFERS
    }

    private static final List<String> WHOLE = List.of("tinyint", "smallint", "int", "bigint");
    private static final Map<String, Set<String>> OTHER_WIDENINGS = Map.of(
            "float", Set.of("double"),
            "dateonly", Set.of("datetimenotz", "date"),
            "map", Set.of("object"),
            "geopoint", Set.of("geometry"));

    private static final Set<String> FITS_FLOAT = Set.of("tinyint", "smallint");
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "integer", "int",
            "long", "bigint",
            "text", "string",
            "varchar", "string",
            "bool", "boolean",
            "timestamp", "date",
            "datetime", "date",
            "numeric", "double",
            "decimal", "double");

    private ColumnTypes() {}

    /** Both names are DSS's own or common ones, in any case; unknown ones only fit themselves. */
    public static Match compare(String offered, String expected) {
        var from = canonical(offered);
        var to = canonical(expected);
        if (from.equals(to)) {
            return Match.SAME;
        }
        if (to.equals("string")) {
            return Match.AS_TEXT;
        }
        return widens(from, to) ? Match.WIDENS : Match.DIFFERS;
    }

    private static boolean widens(String from, String to) {
        if (WHOLE.contains(from)) {
            return WHOLE.indexOf(to) > WHOLE.indexOf(from)
                    || to.equals("double")
                    || (to.equals("float") && FITS_FLOAT.contains(from));
        }
        return OTHER_WIDENINGS.getOrDefault(from, Set.of()).contains(to);
    }

    private static String canonical(String type) {
        var lower = type.toLowerCase(Locale.ROOT).strip();
        return OTHER_NAMES.getOrDefault(lower, lower);
    }
}
