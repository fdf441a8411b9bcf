package io.blockyard.dataiku.code;

import java.util.List;

/** What a query does beside naming columns. Expressions read as the parser writes them, with DSS's variables in them. */
public sealed interface SqlShape {

    /**
     * Rows of another table beside those that are there.
     *
     * @param kind such as {@code left join}
     * @param on the condition, or the columns of the same name; may be empty
     */
    record Joined(String table, String kind, String on) implements SqlShape {}

    /** Only some rows; of groups when it comes after {@link Grouped}. */
    record Kept(String where) implements SqlShape {}

    /** One row for each combination. */
    record Grouped(List<String> by) implements SqlShape {
        public Grouped {
            by = List.copyOf(by);
        }
    }

    /** Each row once. */
    record Distinct() implements SqlShape {}

    /** The rows of several queries, one after the other. */
    record United(int queries) implements SqlShape {}
}
