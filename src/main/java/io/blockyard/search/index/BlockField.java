package io.blockyard.search.index;

import java.util.Arrays;
import java.util.Optional;

/** The searched fields of a block: what people call them and how much a word found there weighs. */
public enum BlockField {
    ID("id", 6f),
    NAME("name", 6f),
    TAGS("tags", 4f),
    DESCRIPTION("description", 2.5f),
    INPUTS("inputs", 2f),
    OUTPUTS("outputs", 2.2f),
    COLUMNS("columns", 1.2f),
    PLACE("domain", 2f),
    CONTAINS("contains", 1f),
    /** What people would say when they need it. */
    ASKS("asks", 2.2f),
    ARTICLE("article", 0.8f),
    SOURCE("source", 0.7f),
    OWNER("owner", 0.5f),
    /** Everything at once, so that a word's rarity is also judged over the whole block. */
    ALL("all", 1f);

    private final String label;
    private final float weight;

    BlockField(String label, float weight) {
        this.label = label;
        this.weight = weight;
    }

    /** The name in the index, in {@code matchedIn} and in a query. */
    public String label() {
        return label;
    }

    public float weight() {
        return weight;
    }

    public static Optional<BlockField> labelled(String label) {
        return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }
}
