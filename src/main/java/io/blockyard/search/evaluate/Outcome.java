package io.blockyard.search.evaluate;

import java.util.Comparator;

/** A labelled intent with what came of it. */
record Outcome(LabelledIntent expected, Answer answer) {

    /** The place of the first expected block, from 1; 0 when it was not found at all. */
    int rank() {
        return expected.expect().stream()
                .map(id -> answer.ranked().indexOf(id) + 1)
                .filter(place -> place > 0)
                .min(Comparator.naturalOrder())
                .orElse(0);
    }

    /** Whether it was answered as it should be. */
    boolean isRight() {
        return switch (expected.kind()) {
            case SINGLE -> rank() == 1 && !answer.nothing();
            case MULTI ->
                answer.answer().size() == expected.expect().size()
                        && answer.answer().containsAll(expected.expect());
            case NONE -> answer.nothing();
        };
    }
}
