package io.blockyard.search.index;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where in a block a word stands, and how much it weighs there. */
public enum ProfileField {
    NAME(6),
    TAGS(4),
    DESCRIPTION(3),
    ASKS(3),
    INPUTS(2),
    OUTPUTS(2),
    INPUT_COLUMNS(1),
    OUTPUT_COLUMNS(1),
    PLACE(2),
    CONTAINS(1),
    ARTICLE(1);

    private final int weight;

    ProfileField(int weight) {
        this.weight = weight;
    }

    public int weight() {
        return weight;
    }

    /** Its place in the masks that the index holds; a change of the order is a change of the index's schema. */
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }

    /** What the field is called where people read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static List<ProfileField> in(int mask) {
        return Arrays.stream(values())
                .filter(field -> (mask & field.bit()) != 0)
                .toList();
    }

    public static int bits(ProfileField... fields) {
        return Arrays.stream(fields).mapToInt(ProfileField::bit).reduce(0, (a, b) -> a | b);
    }
}
