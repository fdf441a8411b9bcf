package io.blockyard.search.match;

import io.blockyard.block.BlockId;
import io.blockyard.search.match.MatchResult.Match;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which part of a need each block served that a person kept for it. A block that was proposed and kept served its part.
 * Where one proposed block was put aside and one other taken, that one served the part instead; with more than one of
 * either, nobody knows which served what, and nothing is said of them.
 */
final class ServedNeeds {

    private ServedNeeds() {}

    /** @param proposed what is proposed for the need, of several parts */
    static Map<BlockId, String> of(MatchResult proposed, Collection<BlockId> kept) {
        var served = new LinkedHashMap<BlockId, String>();
        var putAside = new LinkedHashMap<BlockId, String>();
        for (Match answer : proposed.answers()) {
            var id = new BlockId(answer.id());
            if (!answer.need().isEmpty()) {
                (kept.contains(id) ? served : putAside).put(id, answer.need());
            }
        }
        var taken = kept.stream().filter(id -> !served.containsKey(id)).toList();
        if (putAside.size() == 1 && taken.size() == 1) {
            served.put(taken.getFirst(), putAside.values().iterator().next());
        }
        return served;
    }
}
