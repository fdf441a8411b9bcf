package io.blockyard.iac;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Configurations that nobody wrote: instances of any blocks and solutions, chained where one makes what the next reads,
 * extended, overridden, beside datasets and recipes of their own. The same seed gives the same one.
 */
final class GeneratedConfigurations {

    /** What a configuration has in it. */
    enum Trait {
        SEVERAL_PROJECTS,
        TWO_OF_ONE_BLOCK,
        CHAINED,
        SHARED_ZONE,
        USE_CLASS,
        OVERRIDE,
        SOLUTION,
        MEMBER_CHANGED,
        OWN_RECIPE,
        ENVIRONMENT,
        SECRET,
        MAPPED_CONNECTION,
        CONTRACT_WRITTEN,
        FOLDER
    }

    /** @param files as a plan takes them */
    record Generated(Map<String, String> files, Set<Trait> traits) {}

    private static final Pattern CLASS_IMPORT = Pattern.compile("(?m)^from ([a-z][\\w.]*) import ([A-Z]\\w+)$");

    private final SampleBlocks registry;
    private final List<BlockManifest> blocks;
    private final ObjectNode connections = JsonMapper.shared().createObjectNode();

    /** @param registry the blocks and solutions that are used */
    GeneratedConfigurations(SampleBlocks registry) {
        this.registry = registry;
        this.blocks = registry.ids().stream()
                .map(id -> registry.block(id).manifest())
                .filter(block -> block.inputs().stream().allMatch(port -> port.type() == PortType.DATASET))
                .toList();
        var names = new TreeSet<String>();
        registry.ids()
                .forEach(id -> registry.block(id).definition().datasets().forEach(set -> names.add(set.connection())));
        names.remove("");
        names.forEach(name -> connections.put(name, "filesystem_managed"));
    }

    /** @param key of the project; two seeds for one key are two states of it */
    Generated of(String key, int seed) {
        return new Writing(key, new SplittableRandom(seed)).all();
    }

    /** One configuration as it grows. */
    private final class Writing {

        private final RandomGenerator random;
        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private final Map<String, String> files = new TreeMap<>();
        private final ObjectNode root = JsonMapper.shared().createObjectNode();
        private final ArrayNode datasets = JsonMapper.shared().createArrayNode();
        private final ArrayNode recipes = JsonMapper.shared().createArrayNode();
        /** Output port → the dataset that an earlier instance makes for it. */
        private final Map<String, String> made = new HashMap<>();

        private final Set<String> used = new TreeSet<>();
        private final Set<String> projects = new TreeSet<>();

        Writing(String key, RandomGenerator random) {
            this.random = random;
            root.put("version", "1.0");
            var project =
                    root.putObject("project").put("key", key).put("name", key + " \u2013 it\u2019s \"generated\"");
            if (chance(2)) {
                traits.add(Trait.ENVIRONMENT);
                project.put("description", "of {{ env.PLANT }}, {{ env.UNIT | default('unit 1') }}");
            }
            var target = root.putObject("target").put("default_connection", "filesystem_managed");
            if (chance(2)) {
                traits.add(Trait.MAPPED_CONNECTION);
                target.set("connections", connections);
            }
        }

        Generated all() {
            boolean solution = chance(6);
            int count = solution ? random.nextInt(2) : 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                block("i" + i, i);
            }
            if (solution) {
                solution();
            }
            if (chance(2)) {
                ownRecipes();
            }
            write();
            return new Generated(files, traits);
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private void block(String instance, int number) {
            boolean again = !used.isEmpty() && chance(3);
            var id = again ? used.iterator().next() : any().id().value();
            var block = registry.block(id);
            var manifest = block.manifest();
            if (!used.add(id)) {
                traits.add(Trait.TWO_OF_ONE_BLOCK);
            }
            projects.add(manifest.sourceProject());
            if (projects.size() > 1) {
                traits.add(Trait.SEVERAL_PROJECTS);
            }
            boolean shared = number > 0 && chance(4);
            if (shared) {
                traits.add(Trait.SHARED_ZONE);
            }
            var use = root.withArray("blocks").addObject();
            use.put("ref", "BLOCKS_REGISTRY/" + id + (chance(2) ? "@1.0.0" : "@^1.0"));
            use.put("instance_name", instance).put("zone_name", "Zone " + (shared ? 0 : number));
            wire(use, manifest, instance);
            var variables = manifest.dependencies().variables();
            if (!variables.isEmpty() && chance(2)) {
                use.putObject("variables").put(variables.getFirst(), random.nextInt(100));
            }
            if (chance(2)) {
                extension(block, instance, Set.of()).ifPresent(use.putArray("extends")::add);
            }
        }

        /** A block that reads what there is already, where there is such a one and chance will have it. */
        private BlockManifest any() {
            var next = blocks.stream()
                    .filter(block -> block.inputs().stream().anyMatch(port -> made.containsKey(port.name())))
                    .toList();
            var candidates = next.isEmpty() || chance(3) ? blocks : next;
            return candidates.get(random.nextInt(candidates.size()));
        }

        private void wire(ObjectNode use, BlockManifest manifest, String instance) {
            var inputs = use.putObject("inputs");
            for (var port : manifest.inputs()) {
                var upstream = made.get(port.name());
                if (upstream != null && !chance(4)) {
                    traits.add(Trait.CHAINED);
                    inputs.put(port.name(), upstream);
                } else {
                    inputs.put(port.name(), declared(instance + "_in_" + port.name(), port));
                }
            }
            var outputs = use.putObject("outputs");
            for (var port : manifest.outputs()) {
                if (port.type() == PortType.DATASET && !chance(4)) {
                    var name = instance + "_" + port.name() + "_out";
                    outputs.put(port.name(), name);
                    made.put(port.name(), name);
                }
            }
        }

        /**
         * A dataset that the configuration declares for a port, in any of the ways to write one. What lies outside has
         * another name than what is managed, since the one cannot become the other.
         */
        private String declared(String wanted, Port port) {
            int form = random.nextInt(4);
            var name = wanted + (form == 1 || form == 2 ? "_there" : "");
            var dataset = datasets.addObject().put("name", name);
            switch (form) {
                case 0 -> dataset.put("type", "managed").put("format_type", "parquet");
                case 1 ->
                    dataset.put("type", "filesystem")
                            .put("connection", "filesystem_managed")
                            .put("path", "/in/{{ env.AREA | default('north') }}/" + name)
                            .put("format_type", "csv");
                case 2 ->
                    dataset.put("type", "sql_table")
                            .put("connection", "PLANT_DW")
                            .put("table", name);
                default ->
                    dataset.put("type", "managed").putArray("tags").add("b").add("a");
            }
            if (!port.columns().isEmpty() && chance(2)) {
                traits.add(Trait.CONTRACT_WRITTEN);
                var columns = chance(2)
                        ? dataset.putArray("schema")
                        : dataset.putObject("schema").putArray("columns");
                port.columns()
                        .forEach(column ->
                                columns.addObject().put("name", column.name()).put("type", column.type()));
            }
            return name;
        }

        /** Another class for one recipe, or another recipe in its place. */
        private Optional<ObjectNode> extension(ResolvedBlock block, String instance, Set<String> taken) {
            var candidates = block.definition().recipes().stream()
                    .filter(recipe -> block.manifest().contains().recipes().contains(recipe.name()))
                    .filter(recipe -> recipe.type().equals("python") && !taken.contains(recipe.name()))
                    .toList();
            if (candidates.isEmpty()) {
                return Optional.empty();
            }
            var withClass = candidates.stream()
                    .filter(recipe -> base(recipe, block).isPresent())
                    .toList();
            if (!withClass.isEmpty() && !chance(3)) {
                var recipe = withClass.get(random.nextInt(withClass.size()));
                return Optional.of(useClass(recipe, base(recipe, block).orElseThrow(), instance));
            }
            var plain = candidates.stream()
                    .filter(recipe -> isBetweenDatasets(recipe, block.definition()))
                    .toList();
            return plain.isEmpty()
                    ? Optional.empty()
                    : Optional.of(override(plain.get(random.nextInt(plain.size())), instance));
        }

        /** A class of the block's library that the recipe imports by its name. */
        private static Optional<MatchResult> base(ProjectSnapshot.Recipe recipe, ResolvedBlock block) {
            return CLASS_IMPORT
                    .matcher(recipe.payload())
                    .results()
                    .filter(found -> block.definition()
                            .library()
                            .containsKey("python/" + found.group(1).replace('.', '/') + ".py"))
                    .findFirst();
        }

        private ObjectNode useClass(ProjectSnapshot.Recipe recipe, MatchResult base, String instance) {
            traits.add(Trait.USE_CLASS);
            files.put(
                    "lib/own_" + instance + ".py",
                    "from " + base.group(1) + " import " + base.group(2) + "\n\n\nclass Own(" + base.group(2)
                            + "):\n    class_config = {}\n");
            var extension = JsonMapper.shared()
                    .createObjectNode()
                    .put("recipe", recipe.name())
                    .put("use_class", "lib.own_" + instance + ".Own");
            extension.putObject("class_config").put("limit", random.nextInt(10)).put("note", "it's");
            return extension;
        }

        private ObjectNode override(ProjectSnapshot.Recipe recipe, String instance) {
            traits.add(Trait.OVERRIDE);
            var name = "instead_" + instance;
            var mine = recipes.addObject().put("name", name).put("type", "python");
            recipe.inputs().forEach(item -> mine.withArray("inputs").add(item.ref()));
            recipe.outputs().forEach(item -> mine.withArray("outputs").add(item.ref()));
            var code = new StringBuilder("import dataiku\n");
            recipe.inputs()
                    .forEach(item -> code.append("print(dataiku.Dataset(\"")
                            .append(item.ref())
                            .append("\"))\n"));
            mine.put("code", code.toString());
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("recipe", recipe.name())
                    .put("override_with", name);
        }

        private static boolean isBetweenDatasets(ProjectSnapshot.Recipe recipe, ProjectSnapshot definition) {
            var items = new java.util.ArrayList<>(recipe.inputs());
            items.addAll(recipe.outputs());
            return !recipe.outputs().isEmpty()
                    && items.stream()
                            .allMatch(item -> item.role().equals("main")
                                    && definition.object(item.ref()).isEmpty());
        }

        private void solution() {
            traits.add(Trait.SOLUTION);
            var nested = chance(2);
            var manifest = registry.block(nested ? "COMPRESSOR_STATION" : "EQUIPMENT_HEALTH")
                    .manifest();
            var use = root.withArray("solutions").addObject();
            use.put("ref", "BLOCKS_REGISTRY/" + manifest.id() + "@^1.0");
            use.put("instance_name", "s").put("zone_prefix", "Station");
            wire(use, manifest, "s");
            if (chance(2)) {
                traits.add(Trait.MEMBER_CHANGED);
                extension(registry.block("VIBRATION_FEATURES"), "s", Set.of())
                        .ifPresent(extension -> use.putObject("block_overrides")
                                .putObject(nested ? "health.features" : "features")
                                .putArray("extends")
                                .add(extension));
            }
        }

        /** A copy of what a block made or the configuration declares, and code that holds a secret. */
        private void ownRecipes() {
            traits.add(Trait.OWN_RECIPE);
            var source = made.isEmpty()
                    ? datasets.get(random.nextInt(datasets.size())).path("name").asString()
                    : new TreeMap<>(made).firstEntry().getValue();
            var types = List.of("sync", "distinct", "prepare", "topn");
            var copy = recipes.addObject().put("name", "own_copy").put("type", types.get(random.nextInt(types.size())));
            copy.putArray("inputs").add(source);
            copy.putArray("outputs").add("own_result");
            if (chance(2)) {
                traits.add(Trait.SECRET);
                var send = recipes.addObject().put("name", "own_send").put("type", "python");
                send.putArray("inputs").add("own_result");
                send.putArray("outputs").add("own_answer");
                send.put("code", "import dataiku\ntoken = \"{{ env.TOKEN }}\"\n");
                datasets.addObject()
                        .put("name", "own_answer")
                        .put("type", "managed")
                        .put("description", "\u00e9t\u00e9: #1");
            }
        }

        private void write() {
            boolean folder = chance(4);
            if (folder) {
                traits.add(Trait.FOLDER);
            }
            var lists = new LinkedHashMap<String, ArrayNode>();
            lists.put("datasets", datasets);
            lists.put("recipes", recipes);
            lists.forEach((name, list) -> {
                if (!list.isEmpty() && folder) {
                    files.put(name + "/all.yml", BlockFormats.yaml().writeValueAsString(list));
                } else if (!list.isEmpty()) {
                    root.set(name, list);
                }
            });
            files.put("project.yml", BlockFormats.yaml().writeValueAsString(root));
        }
    }
}
