package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.PythonCode.ClassDefinition;
import io.blockyard.dataiku.code.PythonCode.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classes of the library that people may extend: those that a recipe derives from, and those that a recipe imports
 * and that leave methods open.
 */
final class ExtensionPoints {

    private static final String ROOT = "python/";

    private final Map<String, List<ClassDefinition>> library = new HashMap<>();

    private ExtensionPoints(Map<String, String> files) {
        files.forEach((path, text) -> {
            if (path.startsWith(ROOT) && path.endsWith(".py")) {
                library.put(module(path), PythonCode.parse(text).classes());
            }
        });
    }

    static List<ExtensionPoint> of(ProjectSnapshot slice) {
        var points = new ExtensionPoints(slice.library());
        return slice.recipes().stream()
                .filter(PythonUse::isPython)
                .flatMap(points::of)
                .toList();
    }

    private Stream<ExtensionPoint> of(Recipe recipe) {
        var code = PythonCode.parse(recipe.payload());
        var bases = code.classes().stream()
                .flatMap(definition -> definition.bases().stream())
                .map(base -> base.substring(base.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return code.imports().stream()
                .flatMap(imported -> imported.names().stream()
                        .flatMap(name -> find(imported.module(), name).stream())
                        .filter(found -> bases.contains(found.definition.name())
                                || found.definition.methods().stream().anyMatch(Method::isAbstract)))
                .distinct()
                .map(found -> found.of(recipe));
    }

    /** The class where it is defined, which may be deeper in the package than where it is imported from. */
    private Optional<Found> find(String module, String name) {
        var packageName = module + ".";
        return library.entrySet().stream()
                .filter(file -> file.getKey().equals(module) || file.getKey().startsWith(packageName))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(file -> file.getValue().stream()
                        .filter(definition -> definition.name().equals(name))
                        .map(definition -> new Found(file.getKey(), definition)))
                .findFirst();
    }

    private static String module(String path) {
        return path.substring(ROOT.length())
                .replaceFirst("(/__init__)?\\.py$", "")
                .replace('/', '.');
    }

    /** A class of the library in its module. */
    private record Found(String module, ClassDefinition definition) {
        ExtensionPoint of(Recipe recipe) {
            return new ExtensionPoint(
                    recipe.name(),
                    module + "." + definition.name(),
                    definition.docstring().lines().findFirst().orElse(""),
                    definition.methods().stream()
                            .filter(Method::isAbstract)
                            .map(Method::name)
                            .toList());
        }
    }
}
