package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The recipes of one instance, with the instance's names wherever they name something. */
final class InstanceRecipes {

    private final Configuration configuration;
    private final Configuration.BlockUse use;
    private final ResolvedBlock block;
    private final InstanceNames names;
    private final Connections connections;
    private final CodeRewriter rewriter;
    private final Map<String, String> modules;
    private final Map<String, String> files;
    private final TargetView target;
    private final Findings findings;
    private final String key;
    private final ClassExtension classes;

    InstanceRecipes(
            Configuration configuration,
            Configuration.BlockUse use,
            ResolvedBlock block,
            InstanceNames names,
            Connections connections,
            CodeRewriter rewriter,
            Map<String, String> modules,
            Map<String, String> files,
            TargetView target,
            Findings findings) {
        this.configuration = configuration;
        this.use = use;
        this.block = block;
        this.names = names;
        this.connections = connections;
        this.rewriter = rewriter;
        this.modules = modules;
        this.files = files;
        this.target = target;
        this.findings = findings;
        this.key = configuration.project().key().value();
        this.classes = new ClassExtension(configuration, block, rewriter, modules, findings);
    }

    /**
     * The recipe, or what replaces it; empty when it cannot be made, which is a finding then.
     *
     * @param needs addresses that every recipe of the instance depends on
     */
    Optional<Resource> resource(ProjectSnapshot.Recipe source, Set<String> needs) {
        var extension = use.extensions().stream()
                .filter(candidate -> candidate.recipe().value().equals(source.name()))
                .findFirst();
        var override = extension
                .flatMap(Configuration.Extension::overrideWith)
                .flatMap(name -> configuration.recipes().stream()
                        .filter(recipe -> recipe.name().equals(name)
                                || recipe.name().value().equals(name.value()))
                        .findFirst());
        var dependsOn = new TreeSet<>(needs);
        var attributes =
                override.isPresent() ? replaced(source, override.get(), dependsOn) : original(source, dependsOn);
        var extended = extension
                .filter(candidate -> candidate.useClass().isPresent())
                .map(candidate -> attributes.flatMap(made -> extended(made, candidate, source, dependsOn)))
                .orElse(attributes);
        return extended.map(made -> new Resource(
                ResourceType.RECIPE,
                key,
                names.prefixed(source.name()),
                use.zone().value(),
                made,
                List.of(),
                dependsOn,
                "recipe " + source.name() + " of the instance " + use.instance()
                        + override.map(recipe -> ", replaced by " + recipe.name())
                                .orElse("")
                        + extension
                                .flatMap(Configuration.Extension::useClass)
                                .map(name -> ", with the class " + name)
                                .orElse("")));
    }

    /** Modules of the configuration that the recipes made so far need. */
    List<Resource> libraryFiles() {
        return classes.files();
    }

    private Optional<ObjectNode> extended(
            ObjectNode made, Configuration.Extension extension, ProjectSnapshot.Recipe source, Set<String> dependsOn) {
        var code = classes.apply(extension, source, made.path("code").asString(""));
        classes.files().forEach(file -> dependsOn.add(file.address()));
        return code.map(text -> made.put("code", text));
    }

    private Optional<ObjectNode> original(ProjectSnapshot.Recipe source, Set<String> dependsOn) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", names.prefixed(source.name()));
        attributes.put("type", source.type());
        boolean reads = items(attributes.putArray("inputs"), source, source.inputs(), dependsOn);
        boolean writes = items(attributes.putArray("outputs"), source, source.outputs(), dependsOn);
        if (!reads || !writes) {
            return Optional.empty();
        }
        attributes.set("params", params(source));
        if (RecipeTypes.language(source.type()) == RecipeTypes.Language.NONE) {
            attributes.put("payload", rewritten(source.name(), source.type(), source.payload()));
        } else {
            attributes.put("code", rewritten(source.name(), source.type(), source.payload()));
        }
        DatasetResources.putUnlessEmpty(attributes, "description", source.description());
        DatasetResources.tags(attributes, source.tags());
        return Optional.of(attributes);
    }

    private Optional<ObjectNode> replaced(
            ProjectSnapshot.Recipe source, Configuration.RecipeEntry override, Set<String> dependsOn) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", names.prefixed(source.name()));
        attributes.put("type", override.type());
        items(attributes.putArray("inputs"), source, asItems(override.inputs()), dependsOn);
        items(attributes.putArray("outputs"), source, asItems(override.outputs()), dependsOn);
        attributes.set("params", override.params());
        if (Types.isCode(override.type())) {
            attributes.put("code", rewritten(override.name().value(), override.type(), override.code()));
        }
        DatasetResources.putUnlessEmpty(attributes, "description", override.description());
        DatasetResources.tags(attributes, override.tags());
        return Optional.of(attributes);
    }

    private List<ProjectSnapshot.RecipeItem> asItems(List<Configuration.Item> items) {
        return items.stream()
                .map(item -> new ProjectSnapshot.RecipeItem(item.role(), refOf(item.ref())))
                .toList();
    }

    private String refOf(String nameOrRef) {
        return block.definition().objects().stream()
                .filter(object -> object.name().equals(nameOrRef))
                .map(ProjectSnapshot.FlowObject::id)
                .findFirst()
                .orElse(nameOrRef);
    }

    /** Writes the items with the instance's names; false when one that a visual recipe needs is not wired. */
    private boolean items(
            ArrayNode array,
            ProjectSnapshot.Recipe recipe,
            List<ProjectSnapshot.RecipeItem> items,
            Set<String> dependsOn) {
        boolean complete = true;
        for (var item : items) {
            var name = names.of(item.ref());
            if (name.isEmpty() && item.ref().indexOf('.') > 0) {
                name = Optional.of(item.ref());
            }
            if (name.isEmpty()) {
                complete &= unwired(recipe, item);
                continue;
            }
            var type = block.definition()
                    .object(item.ref())
                    .flatMap(object -> ResourceType.of(object.kind()))
                    .orElse(ResourceType.DATASET);
            dependsOn.add(type.address(key, name.get()));
            write(array, name.get(), item.role(), type);
        }
        return complete;
    }

    private static void write(ArrayNode array, String name, String role, ResourceType type) {
        if (type == ResourceType.DATASET && role.equals("main")) {
            array.add(name);
            return;
        }
        var node = array.addObject().put("ref", name).put("role", role);
        if (type != ResourceType.DATASET) {
            node.put("kind", type.wire());
        }
    }

    private boolean unwired(ProjectSnapshot.Recipe recipe, ProjectSnapshot.RecipeItem item) {
        boolean code = RecipeTypes.language(recipe.type()) != RecipeTypes.Language.NONE;
        if (isTold(recipe, item)) {
            return code;
        }
        if (code) {
            findings.warning(
                    "plan.input-left-out",
                    use.place(),
                    "The optional input \u201c" + item.ref() + "\u201d of \u201c" + use.instance()
                            + "\u201d is not wired; the recipe \u201c" + recipe.name() + "\u201d will not have it.",
                    "Wire it, or check that the code copes without it.");
        } else {
            findings.error(
                    "plan.input-needed",
                    use.place(),
                    "The input \u201c" + item.ref() + "\u201d of \u201c" + use.instance()
                            + "\u201d is optional, but the visual recipe \u201c" + recipe.name()
                            + "\u201d cannot do without it.",
                    "Wire it under inputs:.");
        }
        return code;
    }

    /** An input that has to be wired, or that an override has and the original has not, was an error before. */
    private boolean isTold(ProjectSnapshot.Recipe recipe, ProjectSnapshot.RecipeItem item) {
        boolean required = block.manifest().inputs().stream()
                .anyMatch(
                        port -> port.required() && item.ref().equals(port.ref().isEmpty() ? port.name() : port.ref()));
        boolean ofOriginal = Stream.concat(recipe.inputs().stream(), recipe.outputs().stream())
                .anyMatch(original -> original.ref().equals(item.ref()));
        return required || !ofOriginal;
    }

    private ObjectNode params(ProjectSnapshot.Recipe source) {
        if (!(rewriter.document(source.document(), names.inCode()).get("params") instanceof ObjectNode params)) {
            return JsonMapper.shared().createObjectNode();
        }
        var copy = params.deepCopy();
        if (copy.get("envSelection") instanceof ObjectNode selection && selection.has("envName")) {
            var env = connections.mappedCodeEnv(selection.get("envName").asString());
            selection.put("envName", env);
            boolean explicit = selection.path("envMode").asString("").equals("EXPLICIT_ENV");
            if (explicit && !target.mayHaveCodeEnv(env)) {
                findings.error(
                        "plan.code-env-missing",
                        use.reference().place(),
                        "The target has no code environment \u201c" + env + "\u201d, which the recipe \u201c"
                                + source.name() + "\u201d of " + use.instance() + " needs.",
                        NearestName.suggest(
                                env,
                                target.codeEnvs().orElse(Set.of()),
                                "Map it under target.code_envs, or ask an administrator of DSS to create it."));
            }
        }
        return copy;
    }

    private String rewritten(String recipe, String type, String code) {
        var rewritten = switch (RecipeTypes.language(type)) {
            case PYTHON -> rewriter.python(code, names.inCode(), modules);
            case SQL -> rewriter.sql(code, names.tables(configuration));
            case R -> rewriter.r(code, names.inCode(), files);
            case SHELL, SCALA -> untouched(code);
            case NONE -> rewriter.settings(type, code, names.inCode());
        };
        for (var doubt : rewritten.doubts()) {
            findings.warning(
                    "plan.code-doubt",
                    use.reference().place(),
                    "The recipe \u201c" + recipe + "\u201d of " + use.instance() + ", line " + doubt.line() + ": "
                            + doubt.sentence(),
                    "Look at this line after the apply, or replace the recipe with override_with.");
        }
        return rewritten.text();
    }

    /** Languages that nobody parses here: every line that holds one of the names is a doubt. */
    private CodeRewriter.Rewritten untouched(String code) {
        var lines = code.lines().toList();
        var doubts = new java.util.ArrayList<CodeRewriter.Doubt>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            int number = i + 1;
            names.inCode().forEach((from, to) -> {
                if (!from.equals(to) && line.contains(from)) {
                    doubts.add(new CodeRewriter.Doubt(
                            number,
                            "\u201c" + from + "\u201d may have to become \u201c" + to
                                    + "\u201d; this language is not rewritten."));
                }
            });
        }
        return new CodeRewriter.Rewritten(code, List.copyOf(doubts));
    }
}
