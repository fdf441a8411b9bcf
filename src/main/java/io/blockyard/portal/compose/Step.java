package io.blockyard.portal.compose;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The steps from a need to a plan. */
enum Step {
    PICK,
    BLOCKS,
    WIRING,
    NAMES,
    YAML,
    PLAN;

    private static final List<Step> ALL = List.of(values());

    static Optional<Step> of(String wire) {
        return ALL.stream().filter(step -> step.wire().equals(wire)).findFirst();
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path(UUID draft) {
        return "compose/" + draft + "?step=" + wire();
    }

    Optional<Step> next() {
        return numbered(number() + 1);
    }

    Optional<Step> previous() {
        return numbered(number() - 1);
    }

    /** From 1. */
    int number() {
        return ALL.indexOf(this) + 1;
    }

    private static Optional<Step> numbered(int number) {
        return ALL.stream().filter(step -> step.number() == number).findFirst();
    }
}
