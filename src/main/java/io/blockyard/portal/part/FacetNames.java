package io.blockyard.portal.part;

/** Values of facets as people read them. */
public final class FacetNames {

    private FacetNames() {}

    /** Such as {@code rotating_equipment} of {@code domain} as “Rotating equipment”; tags and sources are names as they are. */
    public static String of(String facet, String value) {
        return switch (facet) {
            case "tag", "source" -> value;
            case "type" -> Words.named("block.type", value);
            case "status" -> Words.named("block.lifecycle", value);
            case "freshness" -> Words.named("freshness", value);
            default -> Parts.pretty(value);
        };
    }
}
