package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.dataiku.DssClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The project that plans and people change, and who changed what: its name and the descriptions of its datasets. What
 * nobody is known to have changed has to be as it was.
 */
final class SharedProject {

    static final String KEY = "LIFE";

    /** How it was when a plan began on it, and what others than that plan have changed since. */
    private record Begun(Map<String, String> before, Set<String> others) {}

    private final DssClient client;
    private final Random random;
    private final Map<UUID, Begun> begun = new HashMap<>();
    private Map<String, String> known;
    private int edits;

    SharedProject(DssClient client, Random random) {
        this.client = client;
        this.random = random;
        this.known = there();
    }

    /** Of another content each time: a project with two or three datasets, or one. */
    static String configuration(int number) {
        var yaml = new StringBuilder("""
                version: "1.0"
                project: {key: LIFE, name: Life %d}
                datasets:
                  - {name: first, type: managed, description: "%d"}
                """.formatted(number % 3, number));
        if (number % 4 > 0) {
            yaml.append("  - {name: second, type: managed, description: \"%d\"}%n".formatted(number % 5));
        }
        if (number % 3 > 0) {
            yaml.append("  - {name: third, type: managed}\n");
        }
        return yaml.toString();
    }

    private Map<String, String> there() {
        var found = new TreeMap<String, String>();
        if (client.hasProject(KEY)) {
            var project = client.project(KEY);
            found.put("project", project.metadata().path("label").asString(""));
            project.datasets()
                    .forEach(dataset -> found.put(
                            dataset.path("name").asString(),
                            dataset.path("description").asString("")));
        }
        return found;
    }

    /** Somebody changes, makes or deletes something there. */
    void byHand() {
        var text = "by hand " + edits++;
        if (!client.hasProject(KEY)) {
            client.createProject(KEY, text, "");
        } else {
            var project = client.project(KEY);
            var name = List.of("first", "second", "third", "fourth").get(random.nextInt(4));
            var dataset = project.dataset(name);
            if (dataset.isEmpty()) {
                project.createManagedDataset(name, "filesystem_managed", "CSV_ESCAPING_NOGZIPCSV");
                project.putDataset(name, project.dataset(name).orElseThrow().put("description", text));
            } else if (random.nextInt(4) == 0) {
                project.deleteDataset(name, false);
            } else {
                project.putDataset(name, dataset.get().put("description", text));
            }
        }
        var now = there();
        begun.values().forEach(plan -> plan.others().addAll(differing(known, now)));
        known = now;
    }

    /** Somebody deletes it as a whole. */
    void takeAway() {
        if (client.hasProject(KEY)) {
            client.project(KEY).delete(true);
            begun.values().forEach(plan -> plan.others().addAll(known.keySet()));
            known = Map.of();
        }
    }

    void begins(UUID plan) {
        begun.put(plan, new Begun(known, new HashSet<>()));
    }

    /** What is otherwise now is this plan's doing, and for all others somebody else's. */
    void changedBy(UUID plan) {
        var now = there();
        begun.forEach((other, one) -> {
            if (!other.equals(plan)) {
                one.others().addAll(differing(known, now));
            }
        });
        known = now;
    }

    /** Nothing but applies, roll-backs and hands has changed anything. */
    void requireUntouched(List<String> told) {
        assertThat(there()).as("%s", told).isEqualTo(known);
    }

    /** What nobody else has touched is as it was before the plan began. */
    void requireTakenBack(UUID plan, List<String> told) {
        var one = Objects.requireNonNull(begun.get(plan));
        var left = differing(one.before(), known);
        left.removeAll(one.others());
        assertThat(left).as("taken back: %s", told).isEmpty();
    }

    private static Set<String> differing(Map<String, String> before, Map<String, String> now) {
        var names = new HashSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return names;
    }
}
