package io.blockyard.iac.desired;

import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.block.UnsetVariables;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One instance of a block as resources of the project. */
final class BlockInstantiation {

    /** What a saved model's document says of its name, its history and its trained versions, which do not travel. */
    private static final List<String> LEFT_BEHIND = List.of(
            "name",
            "versionTag",
            "creationTag",
            "activeVersion",
            "inlineVersions",
            "lastTrainIndex",
            "lastTrainJobId",
            "lastExportedFrom");

    private final Configuration configuration;
    private final Configuration.BlockUse use;
    private final ResolvedBlock block;
    private final TargetView target;
    private final Findings findings;
    private final Connections connections;
    private final InstanceNames names;
    private final CodeRewriter rewriter;
    private final String key;

    BlockInstantiation(
            Configuration configuration,
            Configuration.BlockUse use,
            ResolvedBlock block,
            TargetView target,
            Findings findings) {
        this.configuration = configuration;
        this.use = use;
        this.block = block;
        this.target = target;
        this.findings = findings;
        this.connections = new Connections(configuration, target, findings);
        this.key = configuration.project().key().value();
        this.names = new InstanceNames(key, use, block);
        this.rewriter = new ParsedCode();
    }

    /** What an instance consists of, and the project variables that its code reads. */
    record Made(List<Resource> resources, ObjectNode variables) {}

    Made instantiate() {
        var library = new InstanceLibrary(use, block, key, names.libraryPackage(), rewriter, findings);
        var files = library.resources();
        var recipes = new InstanceRecipes(
                configuration,
                use,
                block,
                names,
                connections,
                rewriter,
                library.modules(),
                library.files(),
                target,
                findings);
        var resources = new ArrayList<Resource>(files);
        internalObjects().forEach(ref -> object(ref, resources));
        var needs = new TreeSet<>(List.of(
                ResourceType.PROJECT.address(key, key),
                ResourceType.ZONE.address(key, use.zone().value())));
        files.forEach(file -> needs.add(file.address()));
        recipes().forEach(recipe -> recipes.resource(recipe, needs).ifPresent(resources::add));
        resources.addAll(recipes.libraryFiles());
        requirePlugins();
        return new Made(List.copyOf(resources), variables());
    }

    private List<ProjectSnapshot.Recipe> recipes() {
        var contained = block.manifest().contains().recipes();
        return block.definition().recipes().stream()
                .filter(recipe -> contained.isEmpty() || contained.contains(recipe.name()))
                .toList();
    }

    /** What the recipes touch and that is no wired dataset port, in the order in which they touch it. */
    private Set<String> internalObjects() {
        var refs = new LinkedHashSet<String>();
        for (var recipe : recipes()) {
            recipe.inputs().forEach(item -> refs.add(item.ref()));
            recipe.outputs().forEach(item -> refs.add(item.ref()));
        }
        ports().filter(port -> port.type() == PortType.DATASET)
                .filter(port ->
                        use.inputs().containsKey(port.name()) || use.outputs().containsKey(port.name()))
                .forEach(port -> refs.remove(refOf(port)));
        block.manifest().inputs().stream().filter(this::isMadeByAnother).forEach(port -> refs.remove(refOf(port)));
        return refs;
    }

    /** A folder or model that another instance makes comes with that instance. */
    private boolean isMadeByAnother(Port port) {
        var wired = use.inputs().get(port.name());
        return wired != null
                && configuration.blocks().stream()
                        .flatMap(other -> other.outputs().values().stream())
                        .anyMatch(made -> made.value().equals(wired.value()));
    }

    private java.util.stream.Stream<Port> ports() {
        return java.util.stream.Stream.concat(block.manifest().inputs().stream(), block.manifest().outputs().stream());
    }

    private static String refOf(Port port) {
        return port.ref().isEmpty() ? port.name() : port.ref();
    }

    private void object(String ref, List<Resource> resources) {
        var name = names.of(ref);
        if (name.isEmpty()) {
            return;
        }
        var dataset = block.definition().dataset(ref);
        var object = block.definition().object(ref);
        if (dataset.isPresent()) {
            resources.add(dataset(dataset.get(), name.get()));
        } else if (object.isPresent() && object.get().kind() == ObjectKind.MANAGED_FOLDER) {
            resources.add(folder(object.get(), name.get()));
        } else if (object.isPresent() && ResourceType.of(object.get().kind()).isPresent()) {
            resources.add(imported(object.get(), name.get()));
        } else {
            var kind = object.map(known -> known.kind().words()).orElse("object that its bundle does not describe");
            findings.error(
                    "plan.unsupported-object",
                    use.reference().place(),
                    "\u201c" + object.map(known -> known.name()).orElse(ref) + "\u201d of the block \u201c"
                            + use.reference() + "\u201d is of the kind \u201c" + kind
                            + "\u201d, which DSS does not let anybody create.",
                    "Leave this block out, or make the object on the target by hand.");
        }
    }

    /** A saved model and its like: its settings travel with the block; what was trained or filled in does not. */
    private Resource imported(ProjectSnapshot.FlowObject source, String name) {
        var type = ResourceType.of(source.kind()).orElseThrow();
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", name);
        attributes.put("id", ObjectIds.of(type.address(key, name)));
        var definition = rewriter.document(source.document(), names.inCode());
        definition.remove(LEFT_BEHIND);
        attributes.put("definition", ProjectFiles.text(definition));
        if (source.kind() != ObjectKind.STREAMING_ENDPOINT) {
            findings.warning(
                    "plan.object-without-content",
                    use.reference().place(),
                    "The " + source.kind().words() + " \u201c" + name + "\u201d of " + use.instance()
                            + " comes with its settings only, and without what was trained or filled in.",
                    "Run the recipe that makes it after the apply.");
        }
        return inZone(type, name, attributes, List.of(), source.kind().words() + " " + source.name());
    }

    /** An internal dataset is always managed: one that writes to the source's own table would destroy its data. */
    private Resource dataset(ProjectSnapshot.Dataset source, String name) {
        var attributes = JsonMapper.shared().createObjectNode();
        var unknown = new ArrayList<String>();
        attributes.put("name", name);
        attributes.put("type", "managed");
        var who = "the dataset " + source.name() + " of " + use.instance();
        var connection = source.connection().isEmpty()
                ? connections.forManagedDatasets(use.place(), name)
                : connections.mapped(source.connection());
        if (connection.isEmpty()) {
            unknown.add("connection");
        } else {
            attributes.put("connection", connection);
            if (target.known()) {
                connections.require(connection, use.reference().place(), who);
            }
        }
        var params = attributes.putObject("params");
        if (source.document().path("params").has("table")) {
            params.put("table", InstanceNames.table(configuration, name));
        }
        DatasetResources.putUnlessEmpty(
                attributes, "formatType", source.document().path("formatType").asString(""));
        schema(source, attributes);
        DatasetResources.putUnlessEmpty(attributes, "description", source.description());
        DatasetResources.tags(attributes, source.tags());
        return inZone(ResourceType.DATASET, name, attributes, unknown, "dataset " + source.name());
    }

    private static void schema(ProjectSnapshot.Dataset source, ObjectNode attributes) {
        if (source.columns().isEmpty()) {
            return;
        }
        var columns = attributes.putObject("schema").putArray("columns");
        for (var column : source.columns()) {
            var node = columns.addObject().put("name", column.name()).put("type", column.type());
            DatasetResources.putUnlessEmpty(node, "comment", column.comment());
            DatasetResources.putUnlessEmpty(node, "meaning", column.meaning());
        }
    }

    private Resource folder(ProjectSnapshot.FlowObject source, String name) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", name);
        attributes.put("type", source.document().path("type").asString("Filesystem"));
        var connection = connections.mapped(
                source.document().path("params").path("connection").asString("filesystem_folders"));
        attributes.put("connection", connection);
        if (target.known()) {
            connections.require(
                    connection, use.reference().place(), "the folder " + source.name() + " of " + use.instance());
        }
        return inZone(ResourceType.FOLDER, name, attributes, List.of(), "folder " + source.name());
    }

    private Resource inZone(ResourceType type, String name, ObjectNode attributes, List<String> unknown, String what) {
        var dependsOn = Set.of(
                ResourceType.PROJECT.address(key, key),
                ResourceType.ZONE.address(key, use.zone().value()));
        return new Resource(
                type,
                key,
                name,
                use.zone().value(),
                attributes,
                unknown,
                dependsOn,
                what + " of the instance " + use.instance());
    }

    /**
     * The instance's values, else those of the source. What the source sets and does not let out cannot be guessed, nor what a
     * bundle says nothing of; what the source does not set itself may be set for the whole instance of DSS.
     */
    private ObjectNode variables() {
        var values = JsonMapper.shared().createObjectNode();
        var defaults = block.definition().variables().path("standard");
        var unset = UnsetVariables.of(block.definition().params());
        for (String name : block.manifest().dependencies().variables()) {
            var given = use.variables().get(name);
            if (given != null) {
                values.set(name, typed(given, defaults.get(name)));
            } else if (defaults.has(name)) {
                values.set(name, defaults.get(name));
            } else if (!unset.contains(name)) {
                findings.error(
                        "plan.variable-missing",
                        use.place(),
                        "The instance \u201c" + use.instance() + "\u201d needs a value for the variable \u201c" + name
                                + "\u201d.",
                        "Add variables: {" + name + ": \u2026}.");
            } else {
                findings.warning(
                        "plan.variable-unset",
                        use.place(),
                        "The instance \u201c" + use.instance() + "\u201d reads the variable \u201c" + name
                                + "\u201d, which its source project does not set itself.",
                        "Add variables: {" + name + ": \u2026}, unless the whole instance of DSS sets it.");
            }
        }
        use.variables().forEach((name, given) -> {
            if (!values.has(name)) {
                values.set(name, typed(given, null));
                findings.warning(
                        "plan.variable-unused",
                        given.place(),
                        "The block \u201c" + use.reference() + "\u201d is not known to read a variable \u201c" + name
                                + "\u201d; it is set all the same.",
                        NearestName.suggest(
                                name, block.manifest().dependencies().variables(), ""));
            }
        });
        return values;
    }

    /** A text stands for a number or a truth value where the source's value is one. */
    private static JsonNode typed(Text given, @org.jspecify.annotations.Nullable JsonNode like) {
        var nodes = JsonMapper.shared().getNodeFactory();
        if (like != null && !like.isString()) {
            try {
                return JsonMapper.shared().readTree(given.value());
            } catch (tools.jackson.core.JacksonException e) {
                return nodes.stringNode(given.value());
            }
        }
        return nodes.stringNode(given.value());
    }

    private void requirePlugins() {
        for (String plugin : block.manifest().dependencies().plugins()) {
            if (!target.mayHavePlugin(plugin)) {
                findings.error(
                        "plan.plugin-missing",
                        use.reference().place(),
                        "The target has no plugin \u201c" + plugin + "\u201d, which the block \u201c" + use.reference()
                                + "\u201d needs.",
                        "Ask an administrator of DSS to install it.");
            }
        }
    }

    static boolean isDatasetPort(ResolvedBlock block, String name) {
        return block.manifest().outputs().stream()
                .filter(port -> port.name().equals(name))
                .allMatch(port -> port.type() == PortType.DATASET);
    }

    static List<Configuration.ColumnEntry> columns(ResolvedBlock block, String name) {
        return block.manifest().outputs().stream()
                .filter(port -> port.name().equals(name))
                .map(Port::columns)
                .flatMap(List::stream)
                .map(column -> new Configuration.ColumnEntry(column.name(), column.type(), column.description()))
                .toList();
    }
}
