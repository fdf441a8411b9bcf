package io.blockyard.search.index;

import io.blockyard.catalog.CatalogBlock;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What results can be narrowed by. A value is also kept folded, for {@code domain:value} in a query. */
public enum Facet {
    LEVEL("level"),
    DOMAIN("domain"),
    TYPE("type"),
    TAG("tag"),
    /** The project that it was made from. */
    SOURCE("source"),
    STATUS("status");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern GAPS = Pattern.compile("[\\s-]+");

    private final String label;

    Facet(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The index field of folded values. */
    public String keyField() {
        return label + "_key";
    }

    List<String> valuesOf(CatalogBlock block) {
        var manifest = block.manifest();
        var values = switch (this) {
            case LEVEL -> List.of(manifest.level());
            case DOMAIN -> List.of(manifest.domain());
            case TYPE -> List.of(manifest.type().wire());
            case TAG -> manifest.tags();
            case SOURCE -> List.of(manifest.sourceProject());
            case STATUS -> List.of(block.lifecycle().wire());
        };
        return values.stream().filter(v -> !v.isBlank()).distinct().toList();
    }

    public static Optional<Facet> labelled(String label) {
        return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }

    /** Lower case, without accents, underscores for spaces and hyphens: how values are compared. */
    public static String fold(String text) {
        var plain = text.chars().allMatch(c -> c < 128)
                ? text
                : ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                        .replaceAll("");
        return GAPS.matcher(plain.toLowerCase(Locale.ROOT).strip()).replaceAll("_");
    }
}
