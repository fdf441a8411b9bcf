package io.blockyard.iac;

import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The operations of a plan as they become free to start: each after those that it depends on. Recipes that go come
 * first, then everything that is made or changed, then what else goes, kind by kind. Numbers count from 1, as in the
 * journal. Not safe for several threads.
 */
final class OperationQueue {

    private final TreeMap<Integer, TreeSet<Integer>> ready = new TreeMap<>();
    private final Map<Integer, Integer> openInPhase = new HashMap<>();
    private final Map<Integer, Integer> waitingFor = new HashMap<>();
    private final Map<Integer, List<Integer>> followers = new HashMap<>();
    private final int[] phases;

    /** @param finished numbers of those that an earlier run has carried out */
    OperationQueue(List<ResourceChange> operations, Set<Integer> finished) {
        this.phases = phases(operations);
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < operations.size(); i++) {
            if (!finished.contains(i + 1)) {
                numbers.put(operations.get(i).address(), i + 1);
                openInPhase.merge(phases[i], 1, Integer::sum);
            }
        }
        numbers.forEach((address, number) -> {
            int open = 0;
            for (var needed : operations.get(number - 1).dependsOn()) {
                var before = numbers.get(needed);
                if (before != null && !before.equals(number)) {
                    followers.computeIfAbsent(before, key -> new ArrayList<>()).add(number);
                    open++;
                }
            }
            waitingFor.put(number, open);
            if (open == 0) {
                offer(number);
            }
        });
    }

    /** Takes the next one that may start now; empty when all that are left wait for others. */
    OptionalInt next() {
        var phase = openInPhase.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .mapToInt(Map.Entry::getKey)
                .min();
        if (phase.isEmpty()) {
            return OptionalInt.empty();
        }
        var free = ready.get(phase.getAsInt());
        var number = free == null ? null : free.pollFirst();
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Frees those that waited for this one. */
    void done(int number) {
        openInPhase.merge(phases[number - 1], -1, Integer::sum);
        for (var follower : followers.getOrDefault(number, List.of())) {
            if (waitingFor.merge(follower, -1, Integer::sum) == 0) {
                offer(follower);
            }
        }
    }

    private void offer(int number) {
        ready.computeIfAbsent(phases[number - 1], phase -> new TreeSet<>()).add(number);
    }

    private static int[] phases(List<ResourceChange> operations) {
        var childrenFirst = List.of(ResourceType.values()).reversed();
        var phases = new int[operations.size()];
        for (int i = 0; i < phases.length; i++) {
            var change = operations.get(i);
            var type = ResourceType.ofWire(change.type()).orElseThrow();
            phases[i] = change.action() != Action.DELETE
                    ? 1
                    : type == ResourceType.RECIPE ? 0 : 2 + childrenFirst.indexOf(type);
        }
        return phases;
    }
}
