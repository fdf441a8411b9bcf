package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.check.Resolution;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the desired state of a configuration. Of one with errors only what it tells besides is of use. */
public final class DesiredStates {

    private final Configuration configuration;
    private final Resolution resolution;
    private final TargetView target;
    private final Findings findings;
    private final String key;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<DesiredState.Instance> instances = new ArrayList<>();
    private final ObjectNode variables = JsonMapper.shared().createObjectNode();

    private DesiredStates(Configuration configuration, Resolution resolution, TargetView target, Findings findings) {
        this.configuration = configuration;
        this.resolution = resolution;
        this.target = target;
        this.findings = findings;
        this.key = configuration.project().key().value();
    }

    /** The desired state; findings tell what the target lacks and what could not be rewritten. */
    public static DesiredState of(
            Configuration configuration, Resolution resolution, TargetView target, Findings findings) {
        return new DesiredStates(configuration, resolution, target, findings).build();
    }

    private DesiredState build() {
        var zones = zonesOfOutputs();
        var datasets = new DatasetResources(configuration, target, findings);
        configuration
                .datasets()
                .forEach(entry -> add(
                        datasets.declared(entry, zones.getOrDefault(entry.name().value(), "")), entry.place()));
        configuration.blocks().forEach(this::instance);
        configuration
                .solutions()
                .forEach(use ->
                        add(opaque(use.instance().value(), use.reference().value(), ""), use.place()));
        undeclared()
                .forEach(name -> add(
                        datasets.undeclared(name, zones.getOrDefault(name, ""), portColumns(name)),
                        configuration.project().key().place()));
        ownRecipes();
        solutionsFirst();
        if (!instances.isEmpty()) {
            add(
                    DeploymentArticle.of(key, instances, resolution.byInstance()),
                    configuration.project().key().place());
        }
        var all = new ArrayList<Resource>();
        all.add(project());
        all.addAll(resources.values());
        return new DesiredState(key, List.copyOf(all), List.copyOf(instances));
    }

    private Resource project() {
        var project = configuration.project();
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("projectKey", key);
        attributes.put("name", project.name());
        attributes.put("description", project.description());
        attributes.set("settings", project.settings());
        if (!variables.isEmpty()) {
            attributes.set("variables", variables);
        }
        return new Resource(
                ResourceType.PROJECT,
                key,
                key,
                "",
                attributes,
                List.of(),
                new TreeSet<>(),
                "the configuration's project");
    }

    private void instance(Configuration.BlockUse use) {
        var block = resolution.of(use);
        var zone = use.zone().value();
        if (block.isEmpty()) {
            add(zone(zone, List.of("items"), ""), use.place());
            add(opaque(use.instance().value(), use.reference().value(), zone), use.place());
            return;
        }
        var made = new BlockInstantiation(configuration, use, block.get(), target, findings).instantiate();
        add(zone(zone, List.of(), color(block.get())), use.place());
        made.resources().forEach(resource -> add(resource, use.place()));
        made.variables().properties().forEach(entry -> variable(use, entry.getKey(), entry.getValue()));
        var manifest = block.get().manifest();
        var addresses = new TreeSet<String>();
        addresses.add(ResourceType.ZONE.address(key, zone));
        made.resources().forEach(resource -> addresses.add(resource.address()));
        instances.add(new DesiredState.Instance(
                use.instance().value(),
                manifest.type(),
                use.reference().value(),
                manifest.version().toString(),
                block.get().digest(),
                zone,
                use.within(),
                List.copyOf(addresses)));
    }

    /** Each solution before its members, with all that they consist of. */
    private void solutionsFirst() {
        for (var solution : resolution.solutions().reversed()) {
            var block = resolution.byInstance().get(solution.name());
            if (block != null) {
                instances.addFirst(new DesiredState.Instance(
                        solution.name(),
                        block.manifest().type(),
                        solution.reference(),
                        block.manifest().version().toString(),
                        block.digest(),
                        "",
                        solution.within(),
                        instances.stream()
                                .filter(instance -> solution.members().contains(instance.name()))
                                .flatMap(instance -> instance.addresses().stream())
                                .distinct()
                                .sorted()
                                .toList()));
            }
        }
    }

    private void variable(Configuration.BlockUse use, String name, tools.jackson.databind.JsonNode value) {
        var other = variables.get(name);
        if (other != null && !other.equals(value)) {
            findings.warning(
                    "plan.variable-clash",
                    use.place(),
                    "The variable \u201c" + name + "\u201d has different values in two instances; the project gets "
                            + other + ".",
                    "Set the same value for both under variables:.");
            return;
        }
        variables.set(name, value);
    }

    private static String color(ResolvedBlock block) {
        return block.definition().zones().stream()
                .filter(zone -> zone.name().equals(block.manifest().sourceZone()))
                .map(ProjectSnapshot.Zone::color)
                .findFirst()
                .orElse("");
    }

    private Resource zone(String name, List<String> unknown, String color) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", name);
        DatasetResources.putUnlessEmpty(attributes, "color", color);
        return new Resource(
                ResourceType.ZONE, key, name, "", attributes, unknown, projectOnly(), "zone of a block instance");
    }

    private Resource opaque(String instance, String reference, String zone) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("name", instance);
        attributes.put("ref", reference);
        var dependsOn = projectOnly();
        if (!zone.isEmpty()) {
            dependsOn.add(ResourceType.ZONE.address(key, zone));
        }
        return new Resource(
                ResourceType.BLOCK,
                key,
                instance,
                zone,
                attributes,
                List.of("version", "digest", "resources"),
                dependsOn,
                "instance of " + reference);
    }

    private void ownRecipes() {
        var overrides = configuration.overrides();
        for (var entry : configuration.recipes()) {
            if (!overrides.contains(entry.name().value())) {
                add(RecipeResources.own(configuration, entry), entry.place());
            }
        }
    }

    private Set<String> projectOnly() {
        return new TreeSet<>(List.of(ResourceType.PROJECT.address(key, key)));
    }

    /** Keeps a resource; a second one of that address is a clash that names both, unless they say the same. */
    private void add(Resource resource, Place place) {
        var other = resources.putIfAbsent(resource.address(), resource);
        boolean shared = resource.type() == ResourceType.ZONE;
        if (other == null || shared || other.isSameAs(resource)) {
            return;
        }
        findings.error(
                "plan.clash",
                place,
                "Two things would both be \u201c" + resource.name() + "\u201d: " + other.reason() + " and "
                        + resource.reason() + ".",
                "Give one of them another name, or the instance another instance_name.");
    }

    private Map<String, String> zonesOfOutputs() {
        var zones = new LinkedHashMap<String, String>();
        configuration
                .blocks()
                .forEach(use -> use.outputs()
                        .values()
                        .forEach(
                                dataset -> zones.put(dataset.value(), use.zone().value())));
        return zones;
    }

    /** What recipes and blocks make, but nobody declares. */
    private Set<String> undeclared() {
        var names = new LinkedHashSet<String>();
        configuration
                .blocks()
                .forEach(use -> use.outputs().forEach((port, dataset) -> {
                    if (resolution
                            .of(use)
                            .map(block -> BlockInstantiation.isDatasetPort(block, port))
                            .orElse(true)) {
                        names.add(dataset.value());
                    }
                }));
        configuration.solutions().forEach(use -> use.outputs().values().forEach(d -> names.add(d.value())));
        var overrides = configuration.overrides();
        configuration.recipes().stream()
                .filter(recipe -> !overrides.contains(recipe.name().value()))
                .flatMap(recipe -> recipe.outputs().stream())
                .filter(item -> !item.isForeign())
                .forEach(item -> names.add(item.ref()));
        configuration.datasets().forEach(dataset -> names.remove(dataset.name().value()));
        return names;
    }

    private List<Configuration.ColumnEntry> portColumns(String dataset) {
        for (var use : configuration.blocks()) {
            for (var output : use.outputs().entrySet()) {
                var block = resolution.of(use);
                if (output.getValue().value().equals(dataset) && block.isPresent()) {
                    return BlockInstantiation.columns(block.get(), output.getKey());
                }
            }
        }
        return List.of();
    }
}
