package io.blockyard.iac.apply;

import static io.blockyard.iac.apply.TargetWriter.attributes;
import static io.blockyard.iac.apply.TargetWriter.text;

import io.blockyard.dataiku.ManagedDataset;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectDocument;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.config.Types;
import io.blockyard.iac.desired.ObjectIds;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A new project as its plan describes it, without asking DSS for anything: what an export zip of it holds. */
public final class PlannedProject {

    private final String key;
    private final List<ResourceChange> changes;
    private final Map<String, String> connectionTypes;
    private final List<Problem> problems = new ArrayList<>();

    private PlannedProject(String key, List<ResourceChange> changes, Map<String, String> connectionTypes) {
        this.key = key;
        this.changes = changes;
        this.connectionTypes = connectionTypes;
    }

    /**
     * The project that the creations among the changes would make.
     *
     * @param connectionTypes name of a connection → DSS's type of it; what is not told is taken for files
     * @throws ProblemException UNPLANNABLE when a dataset's type depends on a connection that is not told
     */
    public static ProjectSnapshot of(
            String projectKey, List<ResourceChange> changes, Map<String, String> connectionTypes) {
        return new PlannedProject(projectKey, changes, connectionTypes).snapshot();
    }

    private ProjectSnapshot snapshot() {
        of(ResourceType.BLOCK)
                .forEach(change -> problems.add(Problem.error(
                                "export.opaque",
                                "What the block instance \u201c" + change.name()
                                        + "\u201d consists of is not known: no registry was given.",
                                "Plan with a registry, or on the server.")
                        .at(change.address())));
        var project = of(ResourceType.PROJECT).stream().findFirst().map(TargetWriter::attributes);
        var document = project.map(this::params).orElseGet(PlannedProject::object);
        var variables = object();
        variables.set(
                "standard",
                project.map(wanted -> wanted.path("variables"))
                        .filter(ObjectNode.class::isInstance)
                        .orElseGet(PlannedProject::object));
        variables.putObject("local");
        var library = new TreeMap<String, String>();
        of(ResourceType.LIBRARY).forEach(change -> library.put(change.name(), text(attributes(change), "content")));
        var snapshot = new ProjectSnapshot(
                key,
                project.map(wanted -> text(wanted, "name")).orElse(key),
                project.map(wanted -> text(wanted, "description")).orElse(""),
                List.of(),
                document,
                variables,
                of(ResourceType.DATASET).stream().map(this::dataset).toList(),
                of(ResourceType.RECIPE).stream().map(this::recipe).toList(),
                objects(),
                of(ResourceType.ZONE).stream().map(this::zone).toList(),
                library,
                of(ResourceType.ARTICLE).stream().map(this::article).toList(),
                List.of(),
                List.of());
        if (!problems.isEmpty()) {
            throw new ProblemException(Kind.UNPLANNABLE, problems);
        }
        return snapshot;
    }

    private ObjectNode params(ObjectNode wanted) {
        var settings = wanted.get("settings") instanceof ObjectNode given ? given.deepCopy() : object();
        var metadata = object().put("label", text(wanted, "name")).put("description", text(wanted, "description"));
        return ProjectDocument.withMetadata(settings, metadata);
    }

    private List<FlowObject> objects() {
        var objects = new ArrayList<FlowObject>();
        of(ResourceType.FOLDER).forEach(change -> objects.add(folder(change)));
        for (var type : ResourceType.values()) {
            type.imported()
                    .ifPresent(kind -> of(type).forEach(change -> {
                        var wanted = attributes(change);
                        objects.add(FlowObject.of(kind, text(wanted, "id"), ProjectImport.definition(wanted)));
                    }));
        }
        return objects;
    }

    private FlowObject folder(ResourceChange change) {
        var wanted = attributes(change);
        var document = object().put("name", change.name()).put("type", text(wanted, "type"));
        document.set("params", TargetWriter.folderParams(wanted));
        return FlowObject.of(ObjectKind.MANAGED_FOLDER, id(ResourceType.FOLDER, change.name()), document);
    }

    private Dataset dataset(ResourceChange change) {
        var wanted = attributes(change).deepCopy();
        if (!wanted.has("connection")) {
            wanted.put("connection", ManagedDataset.USUAL_CONNECTION);
        }
        var connection = text(wanted, "connection");
        var connectionType = connectionTypes.getOrDefault(connection, "");
        if (DatasetWriter.isManaged(wanted)) {
            var type = connectionType.isEmpty() ? "Filesystem" : connectionType;
            var made = ManagedDataset.document(change.name(), connection, type, DatasetWriter.preset(wanted));
            return Dataset.of(change.name(), DatasetWriter.settled(made, null, wanted));
        }
        if (!wanted.has("dssType")) {
            Types.dssDatasetType(text(wanted, "type"))
                    .ifPresentOrElse(
                            type -> wanted.put("dssType", type),
                            () -> wanted.put("dssType", told(change, connection, connectionType)));
        }
        return Dataset.of(change.name(), DatasetWriter.settled(DatasetWriter.external(wanted), null, wanted));
    }

    private String told(ResourceChange change, String connection, String connectionType) {
        if (connectionType.isEmpty()) {
            problems.add(Problem.error(
                            "export.connection-type",
                            "Of which type the dataset \u201c" + change.name()
                                    + "\u201d is depends on the connection \u201c" + connection
                                    + "\u201d, which nobody can be asked about here.",
                            "Tell its type, such as " + connection + "=PostgreSQL.")
                    .at(change.address()));
        }
        return connectionType;
    }

    private Recipe recipe(ResourceChange change) {
        var wanted = attributes(change);
        var document = RecipeWriter.withEnvironment(RecipeWriter.document(wanted, this::id));
        return Recipe.of(change.name(), document, RecipeWriter.payload(wanted));
    }

    private Zone zone(ResourceChange change) {
        var wanted = attributes(change);
        var document = object().put("name", change.name())
                .put("color", wanted.path("color").asString(TargetWriter.DEFAULT_COLOR));
        var items = document.putArray("items");
        for (var member : changes) {
            var type = typeOf(member);
            if (member.zone().equals(change.name()) && type != ResourceType.ZONE) {
                items.addObject().put("objectId", id(type, member.name())).put("objectType", type.itemType());
            }
        }
        document.putArray("shared");
        return Zone.of(id(ResourceType.ZONE, change.name()), document);
    }

    private WikiArticle article(ResourceChange change) {
        return WikiArticle.of(
                id(ResourceType.ARTICLE, change.name()),
                "",
                object().put("name", change.name()),
                text(attributes(change), "content"));
    }

    /** Datasets and recipes are called by their names, everything else by an id. */
    private String id(ResourceType type, String name) {
        return type == ResourceType.DATASET || type == ResourceType.RECIPE
                ? name
                : ObjectIds.of(type.address(key, name));
    }

    private List<ResourceChange> of(ResourceType type) {
        return changes.stream().filter(change -> typeOf(change) == type).toList();
    }

    private static ResourceType typeOf(ResourceChange change) {
        return ResourceType.ofWire(change.type()).orElseThrow();
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
