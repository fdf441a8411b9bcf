package io.blockyard.iac.check;

import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Place;
import io.blockyard.iac.config.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who makes and who reads each dataset of the project: two makers, none at all, circles. */
final class FlowCheck {

    private final Configuration configuration;
    private final Resolution resolution;
    private final Findings findings;
    private final Set<String> declared = new LinkedHashSet<>();
    private final Map<String, String> makers = new LinkedHashMap<>();

    /** Dataset → datasets made from it. */
    private final Map<String, Set<String>> flow = new TreeMap<>();

    FlowCheck(Configuration configuration, Resolution resolution, Findings findings) {
        this.configuration = configuration;
        this.resolution = resolution;
        this.findings = findings;
    }

    void check() {
        configuration.datasets().forEach(dataset -> declared.add(dataset.name().value()));
        var overrides = configuration.overrides();
        var recipes = configuration.recipes().stream()
                .filter(recipe -> !overrides.contains(recipe.name().value()))
                .toList();
        configuration.blocks().forEach(this::makes);
        configuration
                .solutions()
                .forEach(use -> use.outputs()
                        .values()
                        .forEach(dataset ->
                                maker(dataset.value(), "solution " + use.instance(), dataset.place(), false)));
        recipes.forEach(this::makes);
        configuration.blocks().forEach(this::reads);
        configuration.solutions().forEach(use -> use.inputs().values().forEach(this::reads));
        recipes.forEach(recipe -> recipe.inputs().forEach(this::reads));
        var first = firstPlace(recipes);
        cycles().forEach(cycle -> findings.error(
                "config.cycle",
                new Place(first.file(), "recipes", first.line(), first.column()),
                "The flow runs in a circle: " + String.join(" \u2192 ", cycle) + ".",
                "Let one of these recipes write to another dataset."));
    }

    private Place firstPlace(List<Configuration.RecipeEntry> recipes) {
        return recipes.stream()
                .map(Configuration.RecipeEntry::place)
                .findFirst()
                .or(() -> configuration.blocks().stream()
                        .map(Configuration.BlockUse::place)
                        .findFirst())
                .orElse(new Place("", "", 1, 1));
    }

    private void makes(Configuration.BlockUse use) {
        var inside = resolution.of(use).map(InnerFlow::of).orElseGet(InnerFlow::unknown);
        use.outputs().forEach((output, dataset) -> {
            maker(dataset.value(), "block " + use.instance(), dataset.place(), false);
            use.inputs().forEach((input, read) -> {
                if (inside.leads(input, output)) {
                    edge(read.value(), dataset.value());
                }
            });
        });
    }

    private void makes(Configuration.RecipeEntry recipe) {
        for (var output : recipe.outputs()) {
            if (output.isForeign()) {
                continue;
            }
            maker(output.ref(), "recipe " + recipe.name(), output.place(), true);
            recipe.inputs().forEach(input -> edge(input.ref(), output.ref()));
        }
    }

    /** @param tell whether it is worth a warning that the dataset is declared nowhere: a block's contract declares it */
    private void maker(String dataset, String who, Place place, boolean tell) {
        var other = makers.putIfAbsent(dataset, who);
        if (other != null) {
            findings.error(
                    "config.two-makers",
                    place,
                    "\u201c" + dataset + "\u201d is already made by " + other + ".",
                    "Let each dataset be written by one recipe or block only.");
        } else if (tell && !declared.contains(dataset) && !dataset.isEmpty()) {
            findings.warning(
                    "plan.undeclared",
                    place,
                    "\u201c" + dataset
                            + "\u201d is made here but declared nowhere: it will be a managed dataset of the "
                            + "default connection.",
                    "Declare it under datasets: to choose its connection and schema.");
        }
    }

    /**
     * A folder that nobody makes is made empty, for people to fill, and a model or its like comes with the block that
     * reads it; datasets have to come from somewhere.
     */
    private void reads(Configuration.BlockUse use) {
        use.inputs().forEach((name, dataset) -> {
            var type = resolution.of(use).stream()
                    .flatMap(block -> block.manifest().inputs().stream())
                    .filter(port -> port.name().equals(name))
                    .map(Port::type)
                    .findFirst()
                    .orElse(PortType.DATASET);
            if (type == PortType.DATASET) {
                reads(dataset);
            } else if (type == PortType.FOLDER && !makers.containsKey(dataset.value())) {
                findings.warning(
                        "plan.empty-folder",
                        dataset.place(),
                        "Nobody fills the folder \u201c" + dataset + "\u201d, which \u201c" + use.instance()
                                + "\u201d reads: it will be created empty.",
                        "Put files into it before the flow is built.");
            }
        });
    }

    private void reads(Configuration.Item item) {
        if (!item.isForeign()) {
            reads(item.ref(), item.place());
        }
    }

    private void reads(Text dataset) {
        if (dataset.value().indexOf('.') <= 0) {
            reads(dataset.value(), dataset.place());
        }
    }

    private void reads(String dataset, Place place) {
        if (dataset.isEmpty() || declared.contains(dataset) || makers.containsKey(dataset)) {
            return;
        }
        var known = new TreeSet<>(declared);
        known.addAll(makers.keySet());
        findings.error(
                "config.nobody-makes",
                place,
                "\u201c" + dataset + "\u201d is read here, but nobody declares or makes it.",
                NearestName.suggest(dataset, known, "Declare it under datasets:."));
    }

    private void edge(String from, String to) {
        flow.computeIfAbsent(from, ignored -> new TreeSet<>()).add(to);
    }

    /** One circle per knot of the flow, the shortest through its alphabetically first dataset. */
    private List<List<String>> cycles() {
        var found = new ArrayList<List<String>>();
        var known = new TreeSet<String>();
        for (String start : flow.keySet()) {
            if (known.contains(start)) {
                continue;
            }
            shortestCircle(start).ifPresent(circle -> {
                found.add(circle);
                known.addAll(circle);
            });
        }
        return found;
    }

    private Optional<List<String>> shortestCircle(String start) {
        var cameFrom = new HashMap<String, String>();
        var queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            var here = queue.remove();
            for (String next : flow.getOrDefault(here, Set.of())) {
                if (next.equals(start)) {
                    return Optional.of(path(start, here, cameFrom));
                }
                if (cameFrom.putIfAbsent(next, here) == null) {
                    queue.add(next);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(String start, String last, Map<String, String> cameFrom) {
        var path = new ArrayDeque<>(List.of(start));
        for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            path.addFirst(at);
        }
        path.addFirst(start);
        return List.copyOf(path);
    }
}
