package io.blockyard.discovery;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.ContractComparison;
import io.blockyard.block.ContractComparison.Difference;
import io.blockyard.block.ContractComparison.Weight;
import io.blockyard.block.Port;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.SchemaColumn;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What changed between a published version and the zone as it is now. What DSS notes down by itself (who saved when,
 * how a screen was left, counts) is no change.
 */
final class SourceChanges {

    private final BlockManifest before;
    private final ProjectSnapshot old;
    private final BlockManifest after;
    private final ProjectSnapshot now;
    private final Renames renames;
    private final List<Difference> found = new ArrayList<>();

    private SourceChanges(BlockManifest before, ProjectSnapshot old, BlockManifest after, ProjectSnapshot now) {
        this.before = before;
        this.old = old;
        this.after = after;
        this.now = now;
        this.renames = Renames.between(old, now);
    }

    /** Contracts, then content, then documentation. */
    static ContractComparison between(
            BlockManifest before, ProjectSnapshot old, BlockManifest after, ProjectSnapshot now) {
        var changes = new SourceChanges(before, old, after, now);
        changes.renamed();
        changes.content();
        changes.documentation();
        return ContractComparison.of(before, after, changes.renames.ports()).and(changes.found);
    }

    /** Ports that were renamed are told by the contract. */
    private void renamed() {
        var ports = Stream.concat(before.ports(), after.ports()).map(Port::name).collect(Collectors.toSet());
        renames.datasets().forEach((from, to) -> {
            if (!ports.contains(from) || !ports.contains(to)) {
                minor("dataset " + from + " renamed to " + to);
            }
        });
        renames.recipes().forEach((from, to) -> minor("recipe " + from + " renamed to " + to));
        renames.replaced().stream()
                .filter(ports::contains)
                .filter(name -> !content(old, name).equals(content(now, name)))
                .forEach(name -> minor(name + " is another dataset of the same name now"));
    }

    private static Optional<JsonNode> content(ProjectSnapshot slice, String dataset) {
        return slice.dataset(dataset).map(Dataset::document).map(SourceContent::of);
    }

    private void content() {
        compare(
                recipe -> "recipe " + recipe.name(),
                old.recipes(),
                now.recipes(),
                Recipe::name,
                renames.recipes(),
                this::sameRecipe);
        compare(
                dataset -> "dataset " + dataset.name(),
                inside(old, before).stream()
                        .filter(dataset -> !isPort(after, dataset))
                        .toList(),
                inside(now, after).stream()
                        .filter(dataset -> !isPort(before, dataset))
                        .toList(),
                Dataset::name,
                renames.datasets(),
                (a, b) -> SourceContent.of(a.document()).equals(SourceContent.of(b.document())));
        compare(
                object -> object.kind().words() + " " + object.name(),
                old.objects(),
                now.objects(),
                FlowObject::id,
                Map.of(),
                (a, b) -> SourceContent.of(a.document()).equals(SourceContent.of(b.document())));
        compare(
                file -> "library file " + file.getKey(),
                List.copyOf(old.library().entrySet()),
                List.copyOf(now.library().entrySet()),
                Map.Entry::getKey,
                Map.of(),
                (a, b) -> a.getValue().equals(b.getValue()));
        if (!old.variables().path("standard").equals(now.variables().path("standard"))) {
            minor("default values of project variables changed");
        }
        NeedChanges.between(before.dependencies(), after.dependencies()).forEach(this::minor);
    }

    /** @param called what a person calls one of them */
    private <T> void compare(
            Function<T, String> called,
            List<T> before,
            List<T> after,
            Function<T, String> name,
            Map<String, String> renamed,
            BiPredicate<T, T> same) {
        var old = byName(before, currentName(name, renamed));
        var current = byName(after, name);
        current.forEach((key, value) -> {
            var predecessor = old.get(key);
            if (predecessor == null) {
                minor(called.apply(value) + " added");
            } else if (!same.test(predecessor, value)) {
                var other = renames.replaced().contains(key);
                minor(called.apply(value) + (other ? " is another one of the same name now" : " changed"));
            }
        });
        old.forEach((key, value) -> {
            if (!current.containsKey(key)) {
                minor(called.apply(value) + " removed");
            }
        });
    }

    private void documentation() {
        if (!before.name().equals(after.name())) {
            patch("renamed from " + before.name() + " to " + after.name());
        }
        if (!zoneText(old).equals(zoneText(now))) {
            patch("description of the zone");
        }
        if (!before.tags().equals(after.tags())) {
            patch("tags");
        }
        if (!before.level().equals(after.level()) || !before.domain().equals(after.domain())) {
            patch("level or domain");
        }
        documented("recipe", old.recipes(), now.recipes(), Recipe::name, renames.recipes(), Recipe::description);
        documented(
                "dataset",
                inside(old, before),
                inside(now, after),
                Dataset::name,
                renames.datasets(),
                SourceChanges::documentation);
        for (var kind : ObjectKind.values()) {
            documented(
                    kind.words(),
                    inside(old.objects(), kind, before),
                    inside(now.objects(), kind, after),
                    FlowObject::name,
                    renames.objects(),
                    FlowObject::description);
        }
        meanings();
    }

    /** Objects that are no ports; ports are compared as contracts. */
    private static List<FlowObject> inside(List<FlowObject> objects, ObjectKind kind, BlockManifest manifest) {
        var ports = manifest.ports().map(Port::ref).collect(Collectors.toSet());
        return objects.stream()
                .filter(object -> object.kind() == kind && !ports.contains(object.id()))
                .toList();
    }

    /** Read out of the sources: contracts of earlier versions of this product do not tell meanings. */
    private void meanings() {
        var known = byName(old.datasets(), currentName(Dataset::name, renames.datasets()));
        for (var dataset : now.datasets()) {
            var predecessor = known.get(dataset.name());
            if (predecessor != null && isPort(after, dataset)) {
                var meant = meanings(predecessor);
                meanings(dataset).forEach((column, meaning) -> {
                    if (!meaning.equals(meant.getOrDefault(column, meaning))) {
                        patch("meaning of column " + column + " of " + dataset.name());
                    }
                });
            }
        }
    }

    private static Map<String, String> meanings(Dataset dataset) {
        return dataset.columns().stream()
                .collect(Collectors.toMap(
                        SchemaColumn::name, SchemaColumn::meaning, (first, second) -> first, TreeMap::new));
    }

    private <T> void documented(
            String what,
            List<T> before,
            List<T> after,
            Function<T, String> name,
            Map<String, String> renamed,
            Function<T, String> text) {
        var old = byName(before, currentName(name, renamed));
        for (var thing : after) {
            var predecessor = old.get(name.apply(thing));
            if (predecessor != null && !text.apply(predecessor).equals(text.apply(thing))) {
                patch("description of the " + what + " " + name.apply(thing));
            }
        }
    }

    /** Datasets that are no ports; ports are compared as contracts. */
    private static List<Dataset> inside(ProjectSnapshot slice, BlockManifest manifest) {
        var ports = manifest.ports().map(port -> port.name()).collect(Collectors.toSet());
        return slice.datasets().stream()
                .filter(dataset -> !ports.contains(dataset.name()))
                .toList();
    }

    /** Whether it is at the border in the other of the two, where the contract tells of it. */
    private static boolean isPort(BlockManifest manifest, Dataset dataset) {
        return manifest.ports().anyMatch(port -> port.name().equals(dataset.name()));
    }

    private static <T> Function<T, String> currentName(Function<T, String> name, Map<String, String> renamed) {
        return thing -> renamed.getOrDefault(name.apply(thing), name.apply(thing));
    }

    /** A recipe that only follows a renamed dataset is the same. */
    private boolean sameRecipe(Recipe a, Recipe b) {
        var followed = a.document().deepCopy();
        for (var side : List.of("inputs", "outputs")) {
            followed.path(side)
                    .valueStream()
                    .flatMap(role -> role.path("items").valueStream())
                    .forEach(item -> {
                        var name = renames.datasets().get(item.path("ref").asString(""));
                        if (name != null && item instanceof ObjectNode reference) {
                            reference.put("ref", name);
                        }
                    });
        }
        return SourceContent.of(followed).equals(SourceContent.of(b.document()))
                && SourceContent.payload(a).equals(SourceContent.payload(b));
    }

    private static String documentation(Dataset dataset) {
        return dataset.description()
                + dataset.columns().stream()
                        .map(column -> "\n" + column.comment())
                        .collect(Collectors.joining());
    }

    private static String zoneText(ProjectSnapshot slice) {
        return slice.zones().stream().map(Zone::description).collect(Collectors.joining("\n"));
    }

    private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
        return things.stream().collect(Collectors.toMap(name, thing -> thing, (first, second) -> first, TreeMap::new));
    }

    private void minor(String sentence) {
        found.add(new Difference(Weight.MINOR, sentence));
    }

    private void patch(String sentence) {
        found.add(new Difference(Weight.PATCH, sentence));
    }
}
