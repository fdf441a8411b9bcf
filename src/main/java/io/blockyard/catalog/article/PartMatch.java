package io.blockyard.catalog.article;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which part of one text is which part of a later one: by its heading or key, and for sections whose heading was
 * changed by what they say.
 */
final class PartMatch {

    /** Share of common lines from which two sections are the same under another heading. */
    private static final double ALIKE = 0.5;

    private final Map<Part, Part> after;
    private final Map<Part, Part> before;
    private final List<Part> added;

    private PartMatch(Map<Part, Part> after, List<Part> added) {
        this.after = after;
        this.before = after.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        this.added = added;
    }

    static PartMatch of(List<Part> before, List<Part> later) {
        var after = new LinkedHashMap<Part, Part>();
        var free = new ArrayList<>(later);
        for (var part : before) {
            free.stream()
                    .filter(other -> other.key().equals(part.key()))
                    .findFirst()
                    .ifPresent(same -> {
                        after.put(part, same);
                        free.remove(same);
                    });
        }
        for (var part : before) {
            if (!after.containsKey(part)) {
                renamed(part, free).ifPresent(same -> {
                    after.put(part, same);
                    free.remove(same);
                });
            }
        }
        return new PartMatch(after, free);
    }

    /** What a part of the earlier text has become. */
    Optional<Part> after(Part part) {
        return Optional.ofNullable(after.get(part));
    }

    /** What a part of the later text was before. */
    Optional<Part> before(Part part) {
        return Optional.ofNullable(before.get(part));
    }

    /** A part of the later text that was not in the earlier one. */
    Optional<Part> added(String key) {
        return added.stream().filter(part -> part.key().equals(key)).findFirst();
    }

    private static Optional<Part> renamed(Part part, List<Part> candidates) {
        if (part.kind() == Part.Kind.FIELD || part.body().isBlank()) {
            return Optional.empty();
        }
        Part best = null;
        double most = ALIKE;
        for (var candidate : candidates) {
            double alike = alike(part.body(), candidate.body());
            if (alike >= most && (best == null || alike > most)) {
                best = candidate;
                most = alike;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Common lines among all lines, from 0 to 1. */
    private static double alike(String one, String other) {
        var ours = lines(one);
        var theirs = lines(other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(ours);
        common.retainAll(theirs);
        return (double) common.size() / Math.max(ours.size(), theirs.size());
    }

    private static Set<String> lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
