package io.blockyard.search.match;

import io.blockyard.block.BlockId;
import io.blockyard.search.match.MatchResult.Match;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which part of a need each block served that a person kept for it. A block that was proposed and kept served its part.
 * Where one proposed block was put aside and one other that comes near to the need was taken, that one served the part
 * instead; with more than one of either, or a block that was brought in from far off, nobody knows which served what, and
 * nothing is said of them.
 */
final class ServedNeeds {

    /** So many blocks come near to a need. */
    static final int NEAR = 10;

    private ServedNeeds() {}

    /**
     * @param proposed what is proposed for the need, with {@link #NEAR} blocks or more
     * @param wanted the need without what it excludes
     */
    static Map<BlockId, String> of(MatchResult proposed, String wanted, Collection<BlockId> kept) {
        var parts = parts(proposed, wanted);
        if (parts.containsValue(wanted) && kept.size() > 1) {
            // more was taken for the need than what was to serve all of it
            return Map.of();
        }
        var served = new LinkedHashMap<>(parts);
        served.keySet().retainAll(kept);
        var putAside = new LinkedHashMap<>(parts);
        putAside.keySet().removeAll(kept);
        var taken = kept.stream().filter(id -> !parts.containsKey(id)).toList();
        if (taken.size() == 1 && isNear(proposed, taken.getFirst())) {
            if (putAside.size() == 1) {
                served.put(taken.getFirst(), putAside.values().iterator().next());
            } else if (parts.isEmpty() && proposed.understood().unread().isEmpty()) {
                served.put(taken.getFirst(), wanted);
            }
        }
        served.values().removeIf(String::isBlank);
        return served;
    }

    /** Proposed block \u2192 the part it is for; what serves all of a need serves what was not left without a block. */
    private static Map<BlockId, String> parts(MatchResult proposed, String wanted) {
        var understood = proposed.understood();
        boolean whole = understood.unserved().isEmpty() && understood.unread().isEmpty();
        var parts = new LinkedHashMap<BlockId, String>();
        for (Match answer : proposed.answers()) {
            var part = answer.need().isEmpty() && whole ? wanted : answer.need();
            parts.put(new BlockId(answer.id()), part);
        }
        return parts;
    }

    private static boolean isNear(MatchResult proposed, BlockId id) {
        return proposed.matches().stream()
                .limit(NEAR)
                .map(Match::id)
                .collect(Collectors.toSet())
                .contains(id.value());
    }
}
