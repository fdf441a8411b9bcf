package io.blockyard.search.match;

import io.blockyard.search.match.Concept.Role;
import java.util.List;
import java.util.stream.Collectors;

/** Says a need again in plain English words, for the sentence model. */
final class Restating {

    private Restating() {}

    static String of(List<Concept> concepts) {
        return concepts.stream()
                .filter(concept -> concept.role() != Role.EXCLUDED)
                .map(concept -> concept.literal().text())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
