package io.blockyard.iac;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A rule that plans have to keep.
 *
 * @param name lower case with dashes
 * @param target a source's name; empty for every target
 * @param expression CEL over {@code plan}, true when the plan keeps the rule
 * @param message what to tell people when it does not
 */
public record Policy(String name, String target, Severity severity, String expression, String message) {

    /** What happens to a plan that does not keep the rule. */
    public enum Severity {
        /** It is told. */
        ADVISORY,
        /** It is approved only after somebody has overridden the rule by name. */
        SOFT,
        /** It is not approved. */
        HARD;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Severity ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether the rule is for plans of this target. */
    public boolean isFor(String planned) {
        return target.isEmpty() || target.equals(planned);
    }

    /**
     * How a plan stands to a rule.
     *
     * @param message what people are told; empty when the rule is kept
     */
    public record Result(String name, Severity severity, boolean kept, String message) {}
}
