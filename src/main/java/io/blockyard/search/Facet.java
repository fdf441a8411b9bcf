package io.blockyard.search;

import io.blockyard.block.BlockManifest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What results can be narrowed by. A value is also kept folded, for {@code domain:value} in a query. */
enum Facet {
    LEVEL("level"),
    DOMAIN("domain"),
    TYPE("type"),
    TAG("tag");

    private final String label;

    Facet(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The index field of folded values. */
    String keyField() {
        return label + "_key";
    }

    List<String> valuesOf(BlockManifest manifest) {
        var values = switch (this) {
            case LEVEL -> List.of(manifest.level());
            case DOMAIN -> List.of(manifest.domain());
            case TYPE -> List.of(manifest.type().wire());
            case TAG -> manifest.tags();
        };
        return values.stream().filter(v -> !v.isBlank()).distinct().toList();
    }

    static Optional<Facet> labelled(String label) {
        return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }

    /** Lower case, without accents, underscores for spaces and hyphens: how values are compared. */
    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("[\\s-]+", "_");
    }
}
