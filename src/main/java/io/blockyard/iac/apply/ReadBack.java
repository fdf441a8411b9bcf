package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares what an apply has left on the target with what its plan said. */
public final class ReadBack {

    private final ProjectSnapshot snapshot;
    private final List<Problem> differences = new ArrayList<>();

    private ReadBack(ProjectSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** What is not as planned; empty when everything is. */
    public static List<Problem> differences(List<ResourceChange> operations, ProjectSnapshot snapshot) {
        var readBack = new ReadBack(snapshot);
        operations.forEach(readBack::check);
        return List.copyOf(readBack.differences);
    }

    private void check(ResourceChange change) {
        var wanted = TargetWriter.attributes(change);
        boolean deleted = change.action() == Action.DELETE;
        var type = ResourceType.ofWire(change.type()).orElseThrow();
        switch (type) {
            case PROJECT -> same(change, "name", text(wanted, "name"), snapshot.name());
            case LIBRARY ->
                found(change, Optional.ofNullable(snapshot.library().get(change.name())), deleted)
                        .ifPresent(content -> same(change, "content", text(wanted, "content"), content));
            case ARTICLE ->
                found(
                                change,
                                snapshot.wiki().stream()
                                        .filter(article -> article.name().equals(change.name()))
                                        .findFirst(),
                                deleted)
                        .ifPresent(article -> same(change, "content", text(wanted, "content"), article.markdown()));
            case ZONE ->
                found(
                        change,
                        snapshot.zones().stream()
                                .filter(zone -> zone.name().equals(change.name()))
                                .findFirst(),
                        deleted);
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                found(change, object(snapshot, type, change.name()), deleted)
                        .ifPresent(object -> zone(change, object.id()));
            case DATASET ->
                found(change, snapshot.dataset(change.name()), deleted).ifPresent(dataset -> {
                    zone(change, dataset.name());
                    dataset(change, wanted, dataset);
                });
            case RECIPE ->
                found(change, snapshot.recipe(change.name()), deleted).ifPresent(recipe -> {
                    zone(change, recipe.name());
                    recipe(change, wanted, recipe);
                });
            case BLOCK -> {}
        }
    }

    private void dataset(ResourceChange change, ObjectNode wanted, ProjectSnapshot.Dataset dataset) {
        same(change, "managed", text(wanted, "type").equals("managed") + "", dataset.managed() + "");
        if (wanted.has("connection")) {
            same(change, "connection", text(wanted, "connection"), dataset.connection());
        }
        if (wanted.has("dssType")) {
            same(change, "type", text(wanted, "dssType"), dataset.type());
        }
        if (wanted.has("schema")) {
            var columns = StreamSupport.stream(
                            wanted.path("schema").path("columns").spliterator(), false)
                    .map(column -> text(column, "name") + " " + text(column, "type"))
                    .toList();
            var there = dataset.columns().stream()
                    .map(column -> column.name() + " " + column.type())
                    .toList();
            same(change, "schema", columns.toString(), there.toString());
        }
    }

    private void recipe(ResourceChange change, ObjectNode wanted, ProjectSnapshot.Recipe recipe) {
        same(change, "type", text(wanted, "type"), recipe.type());
        same(change, "inputs", refs(wanted.path("inputs")), items(snapshot, recipe.inputs()));
        same(change, "outputs", refs(wanted.path("outputs")), items(snapshot, recipe.outputs()));
        var payload = RecipeWriter.payload(wanted);
        if (wanted.has("code")) {
            same(change, "code", payload, recipe.payload());
        } else if (!payload.isEmpty() && !tree(payload).equals(tree(recipe.payload()))) {
            differ(change, "payload", "the planned settings", "other settings");
        }
    }

    static Optional<ProjectSnapshot.FlowObject> object(ProjectSnapshot snapshot, ResourceType type, String name) {
        return snapshot.objects().stream()
                .filter(object ->
                        type.objectKind().filter(object.kind()::equals).isPresent())
                .filter(object -> object.name().equals(name))
                .findFirst();
    }

    static String refs(JsonNode items) {
        var refs = new TreeSet<String>();
        items.forEach(item -> refs.add(
                item.isString()
                        ? "main " + item.stringValue()
                        : item.path("role").asString("main") + " " + text(item, "ref")));
        return refs.toString();
    }

    static String items(ProjectSnapshot snapshot, List<ProjectSnapshot.RecipeItem> items) {
        var refs = new TreeSet<String>();
        items.forEach(item -> refs.add(item.role() + " "
                + snapshot.object(item.ref())
                        .map(ProjectSnapshot.FlowObject::name)
                        .orElse(item.ref())));
        return refs.toString();
    }

    private void zone(ResourceChange change, String id) {
        if (change.zone().isEmpty()) {
            return;
        }
        boolean member = snapshot.zones().stream()
                .filter(zone -> zone.name().equals(change.zone()))
                .flatMap(zone -> zone.items().stream())
                .anyMatch(item -> item.objectId().equals(id));
        if (!member) {
            differ(change, "zone", change.zone(), "another zone");
        }
    }

    private <T> Optional<T> found(ResourceChange change, Optional<T> there, boolean deleted) {
        if (deleted && there.isPresent()) {
            differ(change, "existence", "deleted", "still there");
        } else if (!deleted && there.isEmpty()) {
            differ(change, "existence", "there", "not there");
        }
        return deleted ? Optional.empty() : there;
    }

    private static JsonNode tree(String json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return JsonMapper.shared().getNodeFactory().stringNode(json);
        }
    }

    private void same(ResourceChange change, String what, String planned, String there) {
        if (!planned.equals(there)) {
            differ(change, what, planned, there);
        }
    }

    private void differ(ResourceChange change, String what, String planned, String there) {
        differences.add(Problem.error(
                        "apply.read-back",
                        "\u201c" + change.address() + "\u201d is not as planned: " + what + " should be "
                                + brief(planned) + ", but is " + brief(there) + ".",
                        "Look at it in DSS, then resume or make a new plan.")
                .at(change.address()));
    }

    private static String brief(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > 200 || text.lines().count() > 1
                ? "\u201c" + line.substring(0, Math.min(200, line.length())) + "\u2026\u201d"
                : "\u201c" + text + "\u201d";
    }
}
