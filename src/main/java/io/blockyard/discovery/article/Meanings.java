package io.blockyard.discovery.article;

import io.blockyard.block.Column;
import java.util.Locale;
import java.util.Map;

/** What DSS takes the values of columns for, in words. */
final class Meanings {

    /** Meanings that say no more than what a type of storage says, with how such types begin. */
    private static final Map<String, String> PLAIN = Map.of(
            "LongMeaning", "bigint|int|smallint|tinyint",
            "DoubleMeaning", "double|float",
            "Text", "string",
            "FreeText", "string",
            "Boolean", "boolean",
            "Date", "date|dateonly|datetimenotz");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("LongMeaning", "whole numbers"),
            Map.entry("DoubleMeaning", "decimal numbers"),
            Map.entry("FreeText", "text"),
            Map.entry("Date", "dates"),
            Map.entry("Boolean", "true or false"),
            Map.entry("Email", "e-mail addresses"),
            Map.entry("IPAddress", "IP addresses"),
            Map.entry("GeoPoint", "places"));

    private Meanings() {}

    /** Such as {@code e-mail addresses}; empty when nobody said, or when the type says it. */
    static String words(Column column) {
        var meaning = column.meaning();
        if (meaning.isEmpty() || column.type().toLowerCase(Locale.ROOT).matches(PLAIN.getOrDefault(meaning, ""))) {
            return "";
        }
        return NAMES.getOrDefault(meaning, Prose.words(meaning.replaceFirst("Meaning$", "")));
    }
}
