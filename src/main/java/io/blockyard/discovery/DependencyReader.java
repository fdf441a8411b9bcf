package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.Surroundings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a zone needs from the place where it runs. */
final class DependencyReader {

    private DependencyReader() {}

    /**
     * All but the blocks that it uses.
     *
     * @param slice the zone's part of the project
     * @param around what is known of what the project only names
     */
    static Dependencies of(ProjectSnapshot project, ProjectSnapshot slice, ZoneBoundary boundary, Surroundings around) {
        var environments = slice.codeEnvironments();
        var components = slice.pluginComponents();
        return new Dependencies(
                PythonUse.distributions(slice.recipes(), slice.library(), PythonRequirements.of(around, environments)),
                LanguageNeeds.rPackages(slice),
                LanguageNeeds.sqlDialects(slice),
                sorted(components.stream().map(component -> around.plugins().getOrDefault(component, ""))),
                components,
                connections(slice, boundary),
                environments,
                List.copyOf(VariableUse.of(project, slice.recipes(), slice.datasets(), slice.library())),
                List.of());
    }

    /** Connections of what the block writes; what it reads comes from wherever it is wired to. */
    private static List<String> connections(ProjectSnapshot slice, ZoneBoundary boundary) {
        var read = Set.copyOf(boundary.inputs());
        return sorted(Stream.concat(
                slice.datasets().stream()
                        .filter(dataset -> !read.contains(dataset.name()))
                        .map(ProjectSnapshot.Dataset::connection),
                slice.objects().stream()
                        .filter(object -> !read.contains(object.id()))
                        .map(object -> object.document()
                                .path("params")
                                .path("connection")
                                .asString(""))));
    }

    private static List<String> sorted(Stream<String> names) {
        return List.copyOf(names.filter(name -> !name.isEmpty()).collect(Collectors.toCollection(TreeSet::new)));
    }
}
