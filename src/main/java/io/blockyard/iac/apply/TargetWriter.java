package io.blockyard.iac.apply;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssFlowObjects;
import io.blockyard.dataiku.DssProject;
import io.blockyard.dataiku.ProjectSnapshot.ZoneItem;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the operations of a plan on one project of an instance. */
public final class TargetWriter {

    static final String DEFAULT_COLOR = "#2ab1ac";

    private final DssClient client;
    private final DssProject project;
    private final DatasetWriter datasets;
    private final RecipeWriter recipes;
    private final ProjectImport imports;

    /** @param operations all that the plan does: a project that is to hold what DSS only imports is made by an import */
    public TargetWriter(DssClient client, String projectKey, List<ResourceChange> operations) {
        this.client = client;
        this.imports = new ProjectImport(client, projectKey, operations);
        this.project = client.project(projectKey);
        this.datasets = new DatasetWriter(project);
        this.recipes = new RecipeWriter(project);
    }

    /**
     * Looks, without touching anything, whether the target is as the operation needs it.
     *
     * @param startedBefore as for {@link #carryOut}
     * @throws ProblemException CONFLICT when what is to be created is there already, and cannot be an earlier attempt's
     *     work, or when what is to be updated is gone
     */
    public void check(ResourceChange change, boolean startedBefore) {
        var type = ResourceType.ofWire(change.type()).orElseThrow();
        switch (change.action()) {
            case CREATE -> {
                if (type.imported().isPresent()) {
                    requireImported(change, type);
                } else if (!startedBefore && exists(type, change.name())) {
                    throw conflict(change, "is on the target already, and not by this plan");
                }
            }
            case UPDATE -> {
                if (!exists(type, change.name())) {
                    throw conflict(change, "is gone from the target");
                }
            }
            case DELETE, NO_OP -> {}
        }
    }

    /**
     * Carries out one operation that was checked.
     *
     * @param startedBefore whether an earlier attempt may have taken effect already: what is there is then taken for its
     *     work and completed
     */
    public void carryOut(ResourceChange change, boolean startedBefore) {
        var type = ResourceType.ofWire(change.type()).orElseThrow();
        switch (change.action()) {
            case CREATE -> write(type, change, startedBefore && exists(type, change.name()));
            case UPDATE -> write(type, change, true);
            case DELETE -> {
                if (exists(type, change.name())) {
                    delete(type, change.name());
                }
            }
            case NO_OP -> {}
        }
    }

    /** The operation that made the project has brought it along. */
    private void requireImported(ResourceChange change, ResourceType type) {
        if (!exists(type, change.name())) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "apply.import-incomplete",
                    "\u201c" + change.address() + "\u201d did not come with the import that made the project.",
                    "If DSS is still importing, resume later; else roll back and make a new plan.");
        }
    }

    private static ProblemException conflict(ResourceChange change, String how) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "apply.conflict",
                "\u201c" + change.address() + "\u201d " + how + ".",
                "Somebody changed the target since the plan was made. Put it back, then resume; or make a new plan.");
    }

    private boolean exists(ResourceType type, String name) {
        return switch (type) {
            case PROJECT -> client.hasProject(name);
            case LIBRARY -> project.libraryFile(name).isPresent();
            case ARTICLE -> project.article(name).isPresent();
            case ZONE -> zone(name).isPresent();
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                objects(type).idOf(name).isPresent();
            case DATASET -> project.dataset(name).isPresent();
            case RECIPE -> project.recipe(name).isPresent();
            case BLOCK -> false;
        };
    }

    private void write(ResourceType type, ResourceChange change, boolean exists) {
        var wanted = attributes(change);
        switch (type) {
            case PROJECT -> project(change, wanted, exists);
            case LIBRARY -> project.putLibraryFile(change.name(), text(wanted, "content"));
            case ARTICLE -> article(change.name(), text(wanted, "content"), exists);
            case ZONE -> zone(change.name(), wanted, exists);
            case FOLDER -> {
                folder(wanted, exists);
                intoZone(change, type);
            }
            case MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM -> {
                objects(type)
                        .idOf(change.name())
                        .ifPresent(id -> objects(type).put(id, ProjectImport.definition(wanted)));
                intoZone(change, type);
            }
            case DATASET -> {
                datasets.write(wanted, exists);
                intoZone(change, "DATASET", change.name());
            }
            case RECIPE -> {
                recipes.write(wanted, exists);
                intoZone(change, "RECIPE", change.name());
            }
            case BLOCK ->
                throw ProblemException.of(
                        ProblemException.Kind.UNPLANNABLE,
                        "apply.opaque",
                        "The block instance \u201c" + change.name() + "\u201d was planned without a registry.",
                        "Make a new plan on the server.");
        }
    }

    private void delete(ResourceType type, String name) {
        switch (type) {
            case PROJECT, BLOCK ->
                throw ProblemException.of(
                        ProblemException.Kind.UNPLANNABLE, "apply.delete", "A project is not deleted by a plan.", "");
            case LIBRARY -> project.deleteLibraryFile(name);
            case ARTICLE -> project.article(name).ifPresent(found -> project.deleteArticle(articleId(found)));
            case ZONE -> zone(name).ifPresent(found -> project.deleteZone(text(found, "id")));
            case FOLDER, MODEL, EVALUATION_STORE, KNOWLEDGE_BANK, STREAM ->
                objects(type).idOf(name).ifPresent(objects(type)::delete);
            case DATASET -> project.deleteDataset(name, false);
            case RECIPE -> project.deleteRecipe(name);
        }
    }

    private void project(ResourceChange change, ObjectNode wanted, boolean exists) {
        if (!exists && imports.isNeeded()) {
            imports.carryOut();
        } else if (!exists) {
            client.createProject(change.name(), text(wanted, "name"), text(wanted, "description"));
        }
        project.changeMetadata(metadata -> {
            metadata.put("label", text(wanted, "name"));
            metadata.put("description", text(wanted, "description"));
            return metadata;
        });
        if (wanted.get("settings") instanceof ObjectNode settings && !settings.isEmpty()) {
            project.changeSettings(current -> merged(current, settings));
        }
        if (wanted.get("variables") instanceof ObjectNode variables) {
            var current = project.variables();
            if (!(current.get("standard") instanceof ObjectNode)) {
                current.putObject("standard");
            }
            ((ObjectNode) current.path("standard")).setAll(variables);
            project.putVariables(current);
        }
    }

    private void article(String title, String text, boolean exists) {
        if (exists) {
            project.article(title).ifPresent(found -> project.putArticle(articleId(found), text));
        } else {
            project.createArticle(title, "", text);
        }
    }

    private static String articleId(ObjectNode article) {
        return article.path("article").path("id").asString("");
    }

    private void zone(String name, ObjectNode wanted, boolean exists) {
        var color = wanted.path("color").asString(DEFAULT_COLOR);
        if (!exists) {
            project.createZone(name, color);
        } else if (wanted.has("color")) {
            zone(name).ifPresent(found -> project.putZone(text(found, "id"), found.put("color", color)));
        }
    }

    private void folder(ObjectNode wanted, boolean exists) {
        var name = text(wanted, "name");
        if (!exists) {
            project.createManagedFolder(name, text(wanted, "type"), folderParams(wanted));
        }
    }

    /** Where the files of a new folder lie; DSS puts its own names in. */
    static ObjectNode folderParams(ObjectNode wanted) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("connection", text(wanted, "connection"))
                .put("path", "/${projectKey}/${odbId}");
    }

    private void intoZone(ResourceChange change, ResourceType type) {
        objects(type)
                .idOf(change.name())
                .ifPresent(
                        id -> intoZone(change, type.objectKind().orElseThrow().itemType(), id));
    }

    private DssFlowObjects objects(ResourceType type) {
        return project.flowObjects(type.objectKind().orElseThrow());
    }

    private void intoZone(ResourceChange change, String objectType, String objectId) {
        if (change.zone().isEmpty()) {
            return;
        }
        var zone = zone(change.zone())
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "apply.zone-gone",
                        "The zone \u201c" + change.zone() + "\u201d is gone from the target.",
                        "Make a new plan."));
        project.addItems(text(zone, "id"), List.of(new ZoneItem(objectType, objectId, "")));
    }

    private Optional<ObjectNode> zone(String name) {
        return project.zones().stream()
                .filter(zone -> text(zone, "name").equals(name))
                .findFirst();
    }

    static ObjectNode merged(ObjectNode current, ObjectNode wanted) {
        wanted.properties().forEach(entry -> {
            if (current.get(entry.getKey()) instanceof ObjectNode below
                    && entry.getValue() instanceof ObjectNode inner) {
                merged(below, inner);
            } else {
                current.set(entry.getKey(), entry.getValue());
            }
        });
        return current;
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
