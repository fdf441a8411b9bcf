package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.PythonCode.ClassDefinition;
import io.blockyard.dataiku.code.PythonCode.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Classes of the library that people may extend: those that a recipe derives from, those that leave methods open and
 * that a recipe imports, itself or a class derived from it, and base classes that a recipe makes objects of.
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
        var imported = code.imports().stream()
                .flatMap(one -> one.names().stream().flatMap(name -> find(one.module(), name).stream()))
                .toList();
        var made = made(code, imported);
        return Stream.concat(imported.stream(), made.stream())
                .flatMap(found ->
                        bases.contains(found.definition.name()) || (made.contains(found) && isBase(found.definition))
                                ? Stream.of(found)
                                : open(found, new HashSet<>()))
                .distinct()
                .map(found -> found.of(recipe));
    }

    /** Classes that objects are made of: imported by name, all at once, or called through their module. */
    private List<Found> made(PythonCode code, List<Found> imported) {
        var made = new ArrayList<Found>();
        for (var call : code.calls()) {
            var name = call.substring(call.lastIndexOf('.') + 1);
            var through = call.contains(".");
            if (!through) {
                imported.stream()
                        .filter(found -> found.definition.name().equals(name))
                        .forEach(made::add);
            }
            code.imports().stream()
                    .filter(one -> through ? one.names().isEmpty() : one.names().contains("*"))
                    .flatMap(one -> find(one.module(), name).stream())
                    .forEach(made::add);
        }
        return made;
    }

    /** Whether others of the library derive from it, or its name says that they should. */
    private boolean isBase(ClassDefinition definition) {
        return definition.name().matches("(Base|Abstract).*|.*Base")
                || library.values().stream()
                        .flatMap(List::stream)
                        .flatMap(other -> other.bases().stream())
                        .map(base -> base.substring(base.lastIndexOf('.') + 1))
                        .anyMatch(definition.name()::equals);
    }

    /** The class if it leaves methods open; of one that does not, the classes that it derives from and that do. */
    private Stream<Found> open(Found found, Set<Found> seen) {
        if (!seen.add(found)) {
            return Stream.empty();
        }
        return found.definition.methods().stream().anyMatch(Method::isAbstract)
                ? Stream.of(found)
                : found.definition.bases().stream()
                        .map(base -> base.substring(base.lastIndexOf('.') + 1))
                        .flatMap(base -> anywhere(found.module, base).stream())
                        .flatMap(base -> open(base, seen));
    }

    /** A class of the library by its name alone, that of the same module before others. */
    private Optional<Found> anywhere(String module, String name) {
        return find(module, name)
                .or(() -> library.keySet().stream()
                        .sorted()
                        .flatMap(other -> find(other, name).stream())
                        .findFirst());
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
