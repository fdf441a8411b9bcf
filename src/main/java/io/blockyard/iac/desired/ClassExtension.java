package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Text;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code use_class}: a recipe of a block that works with a class of the configuration, or with another one of the
 * block's library, wherever it named the class that this one derives from. The recipe's own text stays as it is; a
 * marked preamble puts the class in place before anything is imported.
 */
final class ClassExtension {

    private static final String OPEN = "# >>> generated from the configuration (use_class): change it there >>>\n";
    private static final String CLOSE = "# <<< generated from the configuration <<<\n";

    /** Where a configuration may keep its modules. */
    private static final List<String> ROOTS = List.of("", "python/", "lib/", "lib/python/");

    private static final Pattern LINE_ENDS = Pattern.compile("(?<=\n)");

    private final Configuration configuration;
    private final ResolvedBlock block;
    private final String projectKey;
    private final CodeRewriter rewriter;
    private final Map<String, String> blockModules;
    private final Findings findings;
    private final Map<String, Resource> files = new LinkedHashMap<>();

    /** A module's text and where it is on the target. */
    private record PythonModule(String source, String target, boolean ofBlock) {}

    /** A class by the module that has it, both as the block or configuration names it. */
    private record Base(String module, String name) {}

    /** @param blockModules top-level module of the block's library → its dotted name on the target */
    ClassExtension(
            Configuration configuration,
            ResolvedBlock block,
            CodeRewriter rewriter,
            Map<String, String> blockModules,
            Findings findings) {
        this.configuration = configuration;
        this.block = block;
        this.projectKey = configuration.project().key().value();
        this.rewriter = rewriter;
        this.blockModules = blockModules;
        this.findings = findings;
    }

    /** The modules of the configuration that extended recipes need, with the packages that they lie in. */
    List<Resource> files() {
        return List.copyOf(files.values());
    }

    /**
     * The recipe's code with the class in place; empty when it cannot be, which is a finding then.
     *
     * @param code the recipe's code with the names of its instance
     */
    Optional<String> apply(Configuration.Extension extension, ProjectSnapshot.Recipe recipe, String code) {
        var wanted = extension.useClass().orElseThrow();
        if (RecipeTypes.language(recipe.type()) != RecipeTypes.Language.PYTHON) {
            findings.error(
                    "config.class-recipe",
                    extension.recipe().place(),
                    "\u201c" + recipe.name() + "\u201d is no Python recipe, so that it can use no class.",
                    "Replace the recipe with override_with.");
            return Optional.empty();
        }
        int dot = wanted.value().lastIndexOf('.');
        if (dot <= 0 || dot == wanted.value().length() - 1) {
            findings.error(
                    "config.class-name",
                    wanted.place(),
                    "\u201c" + wanted + "\u201d does not name a class in a module.",
                    "Write module.Class, such as lib.features.MyFeatures.");
            return Optional.empty();
        }
        var moduleName = wanted.value().substring(0, dot);
        var className = wanted.value().substring(dot + 1);
        return module(moduleName, wanted)
                .flatMap(module -> base(module, className, wanted)
                        .filter(base -> isUsed(base, recipe, wanted))
                        .map(base -> {
                            install(moduleName, module);
                            return preceded(code, preamble(module.target, className, base, extension));
                        }));
    }

    private Optional<PythonModule> module(String name, Text wanted) {
        var path = name.replace('.', '/');
        var own = ownFile(name);
        if (own.isPresent()) {
            return Optional.of(new PythonModule(own.get(), name, false));
        }
        var library = block.definition().library();
        for (String candidate : List.of("python/" + path + ".py", "python/" + path + "/__init__.py")) {
            if (library.containsKey(candidate)) {
                return Optional.of(
                        new PythonModule(Objects.requireNonNull(library.get(candidate)), onTarget(name), true));
            }
        }
        findings.error(
                "config.class-module",
                wanted.place(),
                "There is no module \u201c" + name
                        + "\u201d, neither beside the configuration nor in the library of \u201c"
                        + block.manifest().id() + "\u201d.",
                NearestName.suggest(
                        name,
                        Stream.concat(library.keySet().stream(), configuration.files().keySet().stream())
                                .filter(file -> file.endsWith(".py"))
                                .map(ClassExtension::moduleOf)
                                .toList(),
                        "Put it beside the configuration as " + path + ".py."));
        return Optional.empty();
    }

    private Optional<String> ownFile(String module) {
        var path = module.replace('.', '/');
        return ROOTS.stream()
                .flatMap(root -> Stream.of(root + path + ".py", root + path + "/__init__.py"))
                .filter(configuration.files()::containsKey)
                .findFirst()
                .map(configuration.files()::get);
    }

    private static String moduleOf(String path) {
        return path.replaceFirst("^python/", "")
                .replaceFirst("(/__init__)?\\.py$", "")
                .replace('/', '.');
    }

    /** The class of the block that the wanted one derives from: what it is put in the place of. */
    private Optional<Base> base(PythonModule module, String className, Text wanted) {
        var code = PythonCode.parse(module.source);
        var definition = code.classes().stream()
                .filter(candidate -> candidate.name().equals(className))
                .findFirst();
        if (definition.isEmpty()) {
            var names = code.classes().stream()
                    .map(PythonCode.ClassDefinition::name)
                    .toList();
            findings.error(
                    "config.class-missing",
                    wanted.place(),
                    "The module of \u201c" + wanted + "\u201d defines no class \u201c" + className + "\u201d.",
                    NearestName.suggest(
                            className, names, names.isEmpty() ? "" : "It defines " + String.join(", ", names) + "."));
            return Optional.empty();
        }
        for (String base : definition.get().bases()) {
            var simple = base.substring(base.lastIndexOf('.') + 1);
            for (var imported : code.imports()) {
                if (imported.names().contains(simple) && isOfBlock(imported.module())) {
                    return Optional.of(new Base(imported.module(), simple));
                }
            }
        }
        findings.error(
                "config.class-base",
                wanted.place(),
                "The class \u201c" + className + "\u201d derives from no class of \u201c"
                        + block.manifest().id() + "\u201d.",
                "Derive it from the class that the recipe uses, and import that one by its name: "
                        + "from package.module import BaseClass.");
        return Optional.empty();
    }

    private boolean isOfBlock(String module) {
        return blockModules.containsKey(module.split("\\.", 2)[0]);
    }

    private boolean isUsed(Base base, ProjectSnapshot.Recipe recipe, Text wanted) {
        var imports = PythonCode.parse(recipe.payload()).imports();
        boolean used = imports.stream()
                .anyMatch(imported -> imported.module().equals(base.module)
                        && (imported.names().contains(base.name)
                                || imported.names().isEmpty()));
        if (!used) {
            findings.error(
                    "config.class-unused",
                    wanted.place(),
                    "The recipe \u201c" + recipe.name() + "\u201d does not use " + base.module + "." + base.name
                            + ", which \u201c" + wanted + "\u201d derives from.",
                    "It imports "
                            + String.join(
                                    ", ",
                                    imports.stream()
                                            .map(imported -> imported.module()
                                                    + (imported.names().isEmpty()
                                                            ? ""
                                                            : "." + String.join("/", imported.names())))
                                            .toList())
                            + ".");
        }
        return used;
    }

    /** The module with all of the configuration's own that it imports, each package with its {@code __init__}. */
    private void install(String moduleName, PythonModule module) {
        if (module.ofBlock) {
            return;
        }
        var waiting = new ArrayDeque<>(List.of(moduleName));
        var seen = new TreeSet<String>();
        while (!waiting.isEmpty()) {
            var name = waiting.remove();
            var text = ownFile(name);
            if (text.isEmpty() || !seen.add(name)) {
                continue;
            }
            file("python/" + name.replace('.', '/') + ".py", rewritten(name, text.get()));
            for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
                var pack = "python/" + name.substring(0, dot).replace('.', '/') + "/__init__.py";
                if (!files.containsKey(pack)) {
                    file(pack, "# Modules of the configuration.\n");
                }
            }
            PythonCode.parse(text.get()).imports().forEach(imported -> {
                waiting.add(imported.module());
                imported.names().forEach(inner -> waiting.add(imported.module() + "." + inner));
            });
        }
    }

    private String rewritten(String name, String text) {
        var rewritten = rewriter.python(text, Map.of(), blockModules);
        for (var doubt : rewritten.doubts()) {
            findings.error(
                    "config.class-import",
                    configuration.project().key().place(),
                    "The module " + name + ", line " + doubt.line() + ": " + doubt.sentence(),
                    "Write the import so that it names the module.");
        }
        return rewritten.text();
    }

    private void file(String path, String text) {
        var attributes =
                JsonMapper.shared().createObjectNode().put("path", path).put("content", text);
        files.put(
                path,
                new Resource(
                        ResourceType.LIBRARY,
                        projectKey,
                        path,
                        "",
                        attributes,
                        List.of(),
                        Set.of(ResourceType.PROJECT.address(projectKey, projectKey)),
                        "module of the configuration"));
    }

    private String onTarget(String module) {
        var parts = module.split("\\.", 2);
        var top = blockModules.getOrDefault(parts[0], parts[0]);
        return parts.length == 1 ? top : top + "." + parts[1];
    }

    private String preamble(String module, String className, Base base, Configuration.Extension extension) {
        var lines = new StringBuilder(OPEN);
        lines.append("import importlib as _importlib\n");
        lines.append("_extension = getattr(_importlib.import_module(")
                .append(literal(module))
                .append("), ")
                .append(literal(className))
                .append(")\n");
        if (!extension.classConfig().isEmpty()) {
            lines.append("import json as _json\n_extension.class_config = _json.loads(")
                    .append(literal(sorted(extension)))
                    .append(")\n");
        }
        lines.append("setattr(_importlib.import_module(")
                .append(literal(onTarget(base.module)))
                .append("), ")
                .append(literal(base.name))
                .append(", _extension)\n");
        return lines.append(CLOSE).toString();
    }

    private static String sorted(Configuration.Extension extension) {
        var sorted = new TreeMap<String, Object>();
        extension.classConfig().properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return JsonMapper.shared().writeValueAsString(sorted);
    }

    /** A JSON text is a Python literal too. */
    private static String literal(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** After comments that have to come first and after {@code from __future__}, which Python wants there. */
    private static String preceded(String code, String preamble) {
        var lines = LINE_ENDS.split(code, -1);
        int at = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].startsWith("from __future__ ") || (at == i && lines[i].startsWith("#"))) {
                at = i + 1;
            }
        }
        return String.join("", List.of(lines).subList(0, at))
                + preamble
                + String.join("", List.of(lines).subList(at, lines.length));
    }
}
