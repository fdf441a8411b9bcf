package io.blockyard.iac.plan;

import io.blockyard.dataiku.ObjectKind;
import io.blockyard.iac.Plan;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.DesiredState;
import io.blockyard.iac.desired.Resource;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The difference between what is and what should be, in the order in which it is made. */
public final class Planning {

    private final DesiredState desired;
    private final RecordedState current;

    public Planning(DesiredState desired, RecordedState current) {
        this.desired = desired;
        this.current = current;
    }

    /**
     * Recipes that go are deleted first, so that what they wrote can be written by others; then everything is made or
     * changed after what it depends on; at last the rest is deleted, children first.
     */
    public List<ResourceChange> changes() {
        var wanted = new TreeMap<String, Resource>();
        desired.resources().forEach(resource -> wanted.put(resource.address(), resource));
        var gone = current.resources().keySet().stream()
                .filter(address -> !wanted.containsKey(address) && belongsToProject(address))
                .sorted(Comparator.comparing(Planning::typeOf).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        var changes = new ArrayList<ResourceChange>();
        gone.stream()
                .filter(address -> typeOf(address) == ResourceType.RECIPE)
                .forEach(address -> changes.add(deletion(address)));
        inDependencyOrder(wanted).forEach(resource -> changes.add(change(resource)));
        gone.stream()
                .filter(address -> typeOf(address) != ResourceType.RECIPE)
                .forEach(address -> changes.add(deletion(address)));
        return List.copyOf(changes);
    }

    /**
     * What the changes mean to do and cannot: saved models and their like come with the import of a new project, and
     * DSS has no call that adds them to one that exists; and data that lie somewhere are not handed to DSS as its own,
     * which would let the next build overwrite them.
     */
    public static List<Problem> impossible(List<ResourceChange> changes) {
        boolean newProject = changes.stream()
                .anyMatch(change ->
                        change.action() == Action.CREATE && change.type().equals(ResourceType.PROJECT.wire()));
        var problems = new ArrayList<Problem>();
        for (var change : changes) {
            if (change.action() == Action.CREATE && !newProject) {
                ResourceType.ofWire(change.type())
                        .flatMap(ResourceType::imported)
                        .ifPresent(kind -> problems.add(notIntoExisting(change, kind)));
            } else if (becomesManaged(change)) {
                problems.add(notHandedOver(change));
            }
        }
        return List.copyOf(problems);
    }

    private static boolean becomesManaged(ResourceChange change) {
        return change.action() == Action.UPDATE
                && change.type().equals(ResourceType.DATASET.wire())
                && change.before() != null
                && change.after() != null
                && !change.before().path("type").asString("managed").equals("managed")
                && change.after().path("type").asString("").equals("managed");
    }

    private static Problem notHandedOver(ResourceChange change) {
        return Problem.error(
                        "plan.becomes-managed",
                        "The dataset \u201c" + change.name()
                                + "\u201d reads data that others keep, and is to become managed: DSS would then overwrite"
                                + " them with its next build.",
                        "Give the managed dataset another name, or leave this one out of one plan before it comes back.")
                .at(change.address());
    }

    private static Problem notIntoExisting(ResourceChange change, ObjectKind kind) {
        return Problem.error(
                        "plan.unsupported-object",
                        "The " + kind.words() + " \u201c" + change.name() + "\u201d (" + change.reason()
                                + ") cannot be added to a project that exists: DSS creates objects of this kind only"
                                + " when it imports a whole project.",
                        "Deploy the block into a new project, or leave it out.")
                .at(change.address());
    }

    /** Which block instances the changes belong to. */
    public List<Plan.BlockOperation> blockOperations(List<ResourceChange> changes) {
        var actions = new HashMap<String, Action>();
        changes.forEach(change -> actions.put(change.address(), change.action()));
        return desired.instances().stream()
                .map(instance -> new Plan.BlockOperation(
                        ResourceType.BLOCK.address(desired.projectKey(), instance.name()),
                        instance.type(),
                        together(instance.addresses(), actions),
                        instance.reference(),
                        instance.version(),
                        instance.digest(),
                        instance.zone(),
                        instance.within(),
                        instance.addresses()))
                .toList();
    }

    public static Plan.Summary summary(List<ResourceChange> changes) {
        return new Plan.Summary(
                count(changes, Action.CREATE),
                count(changes, Action.UPDATE),
                count(changes, Action.DELETE),
                count(changes, Action.NO_OP));
    }

    private static Action together(List<String> addresses, Map<String, Action> actions) {
        var distinct = new TreeSet<Action>();
        addresses.forEach(address -> distinct.add(actions.getOrDefault(address, Action.NO_OP)));
        return distinct.size() == 1 ? distinct.first() : Action.UPDATE;
    }

    private boolean belongsToProject(String address) {
        var parts = address.split("\\.", 3);
        return parts.length > 1
                && parts[1].equals(desired.projectKey())
                && ResourceType.ofWire(parts[0]).isPresent();
    }

    private static ResourceType typeOf(String address) {
        return ResourceType.ofWire(address.substring(0, address.indexOf('.'))).orElse(ResourceType.BLOCK);
    }

    private ResourceChange change(Resource resource) {
        var before = current.resources().get(resource.address());
        if (before == null) {
            return change(resource, Action.CREATE, null, resource.reason());
        }
        var known = without(before, resource.unknown());
        if (Attributes.same(known, resource.attributes())) {
            return change(resource, Action.NO_OP, before, "as it should be");
        }
        var reason = "differs in "
                + String.join(
                        ", ", Attributes.changes(known, resource.attributes()).keySet());
        return change(resource, Action.UPDATE, before, reason);
    }

    /** What only the target will tell cannot differ from what it told before. */
    private static ObjectNode without(ObjectNode before, List<String> unknown) {
        var copy = before.deepCopy();
        unknown.forEach(copy::remove);
        return copy;
    }

    private static ResourceChange change(Resource resource, Action action, @Nullable JsonNode before, String reason) {
        return new ResourceChange(
                resource.address(),
                resource.type().wire(),
                resource.name(),
                action,
                resource.zone(),
                before,
                resource.attributes(),
                resource.unknown(),
                sensitive(before, resource.attributes()),
                reason,
                List.copyOf(resource.dependsOn()));
    }

    private ResourceChange deletion(String address) {
        var parts = address.split("\\.", 3);
        return new ResourceChange(
                address,
                parts[0],
                parts[parts.length - 1],
                Action.DELETE,
                "",
                current.resources().get(address),
                null,
                List.of(),
                sensitive(current.resources().get(address), null),
                "no longer in the configuration",
                List.of());
    }

    /** The paths that hold the mark of a secret on either side. */
    private static List<String> sensitive(@Nullable JsonNode before, @Nullable JsonNode after) {
        var paths = new TreeSet<String>();
        for (var side : new @Nullable JsonNode[] {before, after}) {
            Attributes.changes(null, side).forEach((path, change) -> {
                if (!SecretMark.in(change.after()).isEmpty()) {
                    paths.add(path);
                }
            });
        }
        return List.copyOf(paths);
    }

    private static List<Resource> inDependencyOrder(Map<String, Resource> wanted) {
        var waiting = new HashMap<String, Integer>();
        var followers = new HashMap<String, List<String>>();
        var ready = new PriorityQueue<String>();
        wanted.forEach((address, resource) -> {
            int open = 0;
            for (String needed : resource.dependsOn()) {
                if (wanted.containsKey(needed)) {
                    followers
                            .computeIfAbsent(needed, ignored -> new ArrayList<>())
                            .add(address);
                    open++;
                }
            }
            waiting.put(address, open);
            if (open == 0) {
                ready.add(address);
            }
        });
        var order = new ArrayList<Resource>();
        while (!ready.isEmpty()) {
            var address = ready.remove();
            var resource = wanted.get(address);
            if (resource != null) {
                order.add(resource);
            }
            for (String follower : followers.getOrDefault(address, List.of())) {
                if (waiting.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        if (order.size() != wanted.size()) {
            throw new IllegalStateException("resources depend on each other in a circle");
        }
        return order;
    }

    private static int count(List<ResourceChange> changes, Action action) {
        return (int)
                changes.stream().filter(change -> change.action() == action).count();
    }
}
