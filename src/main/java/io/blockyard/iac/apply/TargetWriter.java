package io.blockyard.iac.apply;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssFlowObjects;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.Creations.Left;
import io.blockyard.iac.desired.Resource;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the operations of a plan on one project of an instance. */
public final class TargetWriter {

    static final String DEFAULT_COLOR = "#2ab1ac";

    /** The id of the zone that holds what is in no other. */
    static final String DEFAULT_ZONE = "default";

    private final DssClient client;
    private final DssProject project;
    private final TargetObjects objects;
    private final PlanMarker marker;
    private final Creations creations;
    private final DatasetWriter datasets;
    private final RecipeWriter recipes;
    private final ProjectImport imports;

    /**
     * @param operations all that the plan does: a project that is to hold what DSS only imports is made by an import
     * @param marker what everything that is created here is known by
     */
    public TargetWriter(DssClient client, String projectKey, List<ResourceChange> operations, PlanMarker marker) {
        this.client = client;
        this.imports = new ProjectImport(client, projectKey, operations);
        this.project = client.project(projectKey);
        this.objects = new TargetObjects(client, projectKey);
        this.marker = marker;
        this.creations = new Creations(client, objects, marker);
        this.datasets = new DatasetWriter(project, marker);
        this.recipes = new RecipeWriter(project, marker);
    }

    /**
     * One attempt at an operation.
     *
     * @param again whether an earlier attempt may have taken effect already
     * @param madeId the id that DSS gave what an earlier attempt created; empty when none is known
     * @param made is told such an id before anything depends on it
     */
    public record Attempt(boolean again, String madeId, Consumer<String> made) {

        /** After one that may have taken effect. */
        public Attempt next(String id) {
            return new Attempt(true, id, made);
        }
    }

    /**
     * Whether the target is as the operation needs it.
     *
     * @param captured what {@link Inverses#capture} has just found
     * @throws ProblemException CONFLICT when what is to be created is there already, or what is to be updated is gone
     */
    public static void check(ResourceChange change, ObjectNode captured) {
        boolean existed = Inverses.existed(captured);
        boolean imported = TargetObjects.typeOf(change).imported().isPresent();
        if (change.action() == Action.CREATE && imported && !existed) {
            throw notImported(change);
        }
        if (change.action() == Action.CREATE && !imported && existed) {
            throw notOurs(change);
        }
        if (change.action() == Action.UPDATE && !existed) {
            throw conflict(change, "is gone from the target");
        }
    }

    /**
     * Carries out one operation that was checked. What an earlier attempt has left is completed, once it is known to be
     * this plan's work.
     *
     * @param captured what was there before the first attempt
     * @throws ProblemException CONFLICT when somebody else has made meanwhile what is to be created or was deleted
     */
    public void carryOut(ResourceChange change, ObjectNode captured, Attempt attempt) {
        switch (change.action()) {
            case CREATE -> create(change, attempt);
            case UPDATE -> {
                if (attempt.again() && objects.find(change).isEmpty()) {
                    throw conflict(change, "is gone from the target");
                }
                write(change, Making.UPDATE, "");
            }
            case DELETE -> delete(change, captured, attempt.again());
            case NO_OP -> {}
        }
    }

    /** The operation that made the project was to bring it along. */
    private static ProblemException notImported(ResourceChange change) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "apply.import-incomplete",
                "\u201c" + change.address() + "\u201d did not come with the import that made the project.",
                "If DSS is still importing, resume later; else roll back and make a new plan.");
    }

    private static ProblemException notOurs(ResourceChange change) {
        return conflict(change, "is on the target already, and not by this plan");
    }

    private static ProblemException conflict(ResourceChange change, String how) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "apply.conflict",
                "\u201c" + change.address() + "\u201d " + how + ".",
                "Somebody changed the target since the plan was made. Put it back, then resume; or make a new plan.");
    }

    private void create(ResourceChange change, Attempt attempt) {
        var type = TargetObjects.typeOf(change);
        var left = attempt.again() ? creations.left(change, attempt.madeId()) : new Left.Nothing();
        switch (left) {
            case Left.Theirs() -> throw notOurs(change);
            case Left.Ours(var found) -> {
                if (TargetObjects.isMinted(type)) {
                    attempt.made().accept(found.id());
                    named(change, found.id());
                }
                write(change, Making.COMPLETE, found.id());
            }
            case Left.Nothing() -> {
                var id = "";
                if (TargetObjects.isMinted(type)) {
                    id = mint(change, attributes(change));
                    attempt.made().accept(id);
                    named(change, id);
                }
                write(change, Making.CREATE, id);
            }
        }
    }

    /** Creates what DSS gives an id of its own, under a name by which we find it should the id be lost. */
    private String mint(ResourceChange change, ObjectNode wanted) {
        var name = marker.provisional(change.name());
        return switch (TargetObjects.typeOf(change)) {
            case ZONE -> text(project.createZone(name, wanted.path("color").asString(DEFAULT_COLOR)), "id");
            case FOLDER -> project.createManagedFolder(name, text(wanted, "type"), folderParams(wanted));
            case ARTICLE -> project.wiki().create(name, "", text(wanted, "content"));
            case PROJECT, LIBRARY, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM, DATASET, RECIPE, BLOCK ->
                throw new IllegalStateException(change.type() + " has no id but its name");
        };
    }

    /** Gives what we minted its name, unless somebody else has taken that meanwhile. */
    private void named(ResourceChange change, String id) {
        var type = TargetObjects.typeOf(change);
        var holder = objects.find(type, change.name());
        if (holder.isPresent()) {
            if (!holder.get().id().equals(id)) {
                throw notOurs(change);
            }
            return;
        }
        switch (type) {
            case ZONE -> project.zone(id).ifPresent(zone -> project.putZone(id, zone.put("name", change.name())));
            case FOLDER ->
                project.flowObjects(ObjectKind.MANAGED_FOLDER)
                        .put(id, JsonMapper.shared().createObjectNode().put("name", change.name()));
            case ARTICLE -> project.wiki().rename(id, change.name());
            case PROJECT, LIBRARY, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM, DATASET, RECIPE, BLOCK -> {}
        }
    }

    /** How much of a resource is there when it is written. */
    enum Making {
        /** Nothing of it; what DSS mints has just been minted. */
        CREATE,
        /** What an interrupted creation of ours has left. */
        COMPLETE,
        /** All of it, from an earlier deployment. */
        UPDATE
    }

    private void write(ResourceChange change, Making making, String mintedId) {
        var wanted = attributes(change);
        switch (TargetObjects.typeOf(change)) {
            case PROJECT -> project(change, wanted, making);
            case LIBRARY -> project.library().put(change.name(), text(wanted, "content"));
            case ARTICLE -> {
                if (making != Making.CREATE) {
                    article(change.name(), text(wanted, "content"));
                }
            }
            case ZONE -> {
                if (making != Making.CREATE) {
                    color(change.name(), wanted);
                }
            }
            case FOLDER -> {
                var id = mintedId.isEmpty() ? idOf(change) : mintedId;
                if (making != Making.CREATE) {
                    folder(change, id, wanted);
                }
                intoZone(change, id);
            }
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                var id = idOf(change);
                flow(change).put(id, ProjectImport.definition(wanted));
                intoZone(change, id);
            }
            case DATASET -> {
                datasets.write(change, wanted, making);
                intoZone(change, change.name());
            }
            case RECIPE -> {
                recipes.write(change, wanted, making);
                intoZone(change, change.name());
            }
            case BLOCK ->
                throw ProblemException.of(
                        ProblemException.Kind.UNPLANNABLE,
                        "apply.opaque",
                        "The block instance \u201c" + change.name() + "\u201d was planned without a registry.",
                        "Make a new plan on the server.");
        }
    }

    private void delete(ResourceChange change, ObjectNode captured, boolean again) {
        var there = objects.find(change);
        if (there.isEmpty()) {
            return;
        }
        if (again && !Inverses.isOf(captured, there.get())) {
            throw conflict(change, "was deleted, and somebody has made another of that name");
        }
        switch (TargetObjects.typeOf(change)) {
            case PROJECT, BLOCK ->
                throw ProblemException.of(
                        ProblemException.Kind.UNPLANNABLE, "apply.delete", "A project is not deleted by a plan.", "");
            case LIBRARY -> project.library().delete(change.name());
            case ARTICLE -> project.wiki().delete(there.get().id());
            case ZONE -> project.deleteZone(there.get().id());
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                flow(change).delete(there.get().id());
            case DATASET -> project.deleteDataset(change.name(), false);
            case RECIPE -> project.deleteRecipe(change.name());
        }
    }

    private void project(ResourceChange change, ObjectNode wanted, Making making) {
        if (making == Making.CREATE && imports.isNeeded()) {
            imports.carryOut(marker.text());
        } else if (making == Making.CREATE) {
            client.createProject(change.name(), text(wanted, "name"), marker.text());
        }
        project.changeMetadata(metadata -> {
            metadata.put("label", text(wanted, "name"));
            var description = text(wanted, "description");
            // What people write there themselves stays while the configuration says nothing of it.
            if (making != Making.UPDATE || !description.isEmpty() || Overlay.had(change.before(), "description")) {
                metadata.put("description", description);
            }
            return making == Making.UPDATE ? metadata : marker.on(metadata, "custom");
        });
        var settings = Overlay.part(wanted, "settings");
        if (!settings.isEmpty() || Overlay.had(change.before(), "settings")) {
            var before = change.before() == null ? null : change.before().get("settings");
            project.changeSettings(current -> Overlay.on(current, before, settings));
        }
        variables(change.before(), wanted);
    }

    /** Variables that the plan no longer sets go; those of others stay. */
    private void variables(@Nullable JsonNode before, ObjectNode wanted) {
        var was = before == null ? JsonMapper.shared().createObjectNode() : before.path("variables");
        var is = wanted.path("variables");
        if (was.isEmpty() && is.isEmpty()) {
            return;
        }
        var current = project.variables();
        if (!(current.get("standard") instanceof ObjectNode)) {
            current.putObject("standard");
        }
        var standard = (ObjectNode) current.path("standard");
        was.propertyNames().stream().filter(name -> !is.has(name)).forEach(standard::remove);
        is.properties().forEach(variable -> standard.set(variable.getKey(), variable.getValue()));
        project.putVariables(current);
    }

    private void article(String title, String text) {
        objects.find(ResourceType.ARTICLE, title)
                .ifPresent(found -> project.wiki().put(found.id(), text));
    }

    private void color(String name, ObjectNode wanted) {
        if (wanted.has("color")) {
            zone(name)
                    .ifPresent(found -> project.putZone(text(found, "id"), found.put("color", text(wanted, "color"))));
        }
    }

    private void folder(ResourceChange change, String id, ObjectNode wanted) {
        var folders = flow(change);
        folders.find(id).ifPresent(there -> {
            var params = Overlay.part(there, "params").put("connection", text(wanted, "connection"));
            var document = JsonMapper.shared().createObjectNode().put("type", text(wanted, "type"));
            document.set("params", params);
            folders.put(id, document);
        });
    }

    /** Where the files of a new folder lie; DSS puts its own names in. */
    static ObjectNode folderParams(ObjectNode wanted) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("connection", text(wanted, "connection"))
                .put("path", "/${projectKey}/${odbId}");
    }

    private DssFlowObjects flow(ResourceChange change) {
        return project.flowObjects(TargetObjects.typeOf(change).objectKind().orElseThrow());
    }

    private String idOf(ResourceChange change) {
        return flow(change).idOf(change.name()).orElseThrow(() -> conflict(change, "is gone from the target"));
    }

    /** What the plan found in a zone and wants in none goes back to the default one. */
    private void intoZone(ResourceChange change, String objectId) {
        var item = new ZoneItem(TargetObjects.typeOf(change).itemType(), objectId, "");
        if (change.zone().isEmpty()) {
            if (Overlay.had(change.before(), Resource.ZONE)) {
                project.addItems(DEFAULT_ZONE, List.of(item));
            }
            return;
        }
        var zone = zone(change.zone())
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "apply.zone-gone",
                        "The zone \u201c" + change.zone() + "\u201d is gone from the target.",
                        "Make a new plan."));
        project.addItems(text(zone, "id"), List.of(item));
    }

    private Optional<ObjectNode> zone(String name) {
        return project.zones().stream()
                .filter(zone -> text(zone, "name").equals(name))
                .findFirst();
    }

    static ObjectNode attributes(ResourceChange change) {
        return change.after() instanceof ObjectNode object
                ? object
                : JsonMapper.shared().createObjectNode();
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
