package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.portal.part.Words;
import java.util.Locale;

/** What was measured, as people read it. */
final class QualityNames {

    private QualityNames() {}

    /** A part of the needs, such as the French ones, or those of a style. */
    static String label(String label, String value) {
        return switch (label) {
            case "lang" -> t("quality.by.lang", language(value));
            case "kind" -> Words.named("quality.kind", value);
            case "style" -> t("quality.by.style", value);
            default -> t("quality.by.set", value);
        };
    }

    static String baseline(String name) {
        return t("quality.baseline", Words.named("quality.baseline", name));
    }

    /** A language by its code. */
    static String language(String code) {
        return Locale.of(code).getDisplayLanguage(Words.locale());
    }
}
