package io.blockyard.search.index;

import java.util.Arrays;
import java.util.Optional;

/** The searched fields of a block: what people call them and how much a word found there weighs. */
public enum BlockField {
    ID("id", 6),
    NAME("name", 6),
    TAGS("tags", 4),
    DESCRIPTION("description", 3),
    INPUTS("inputs", 2),
    OUTPUTS("outputs", 2),
    COLUMNS("columns", 1),
    PLACE("domain", 2),
    CONTAINS("contains", 1),
    /** What people would say when they need it. */
    ASKS("asks", 3),
    ARTICLE("article", 1),
    SOURCE("source", 1),
    OWNER("owner", 1);

    private final String label;
    private final int weight;

    BlockField(String label, int weight) {
        this.label = label;
        this.weight = weight;
    }

    /** The name in the index, in {@code matchedIn} and in a query. */
    public String label() {
        return label;
    }

    public int weight() {
        return weight;
    }

    public static Optional<BlockField> labelled(String label) {
        return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }
}
