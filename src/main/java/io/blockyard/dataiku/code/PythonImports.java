package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.treesitter.TSNode;

/** The imports of a text: under which names DSS's own package is known there, and module names to be replaced. */
final class PythonImports {

    private final SyntaxTree tree;
    private final Map<String, String> modules;
    private final Edits edits;
    private final List<Doubt> doubts;
    private final Set<String> dataiku = new HashSet<>(Set.of("dataiku"));
    private final Map<String, String> fromDataiku = new HashMap<>();

    PythonImports(SyntaxTree tree, Map<String, String> modules, Edits edits, List<Doubt> doubts) {
        this.tree = tree;
        this.modules = modules;
        this.edits = edits;
        this.doubts = doubts;
    }

    /** Whether there is nothing to replace. */
    boolean isIdle() {
        return modules.isEmpty();
    }

    /** Looks at all imports, and replaces module names in them. */
    void rename() {
        tree.walk(node -> {
            switch (node.getType()) {
                case "import_statement" -> SyntaxTree.fields(node, "name").forEach(this::plainImport);
                case "import_from_statement" -> fromImport(node);
                case "call" -> importByText(node);
                default -> {
                    // Only imports are looked for.
                }
            }
        });
    }

    /** Whether an expression such as {@code dataiku} or {@code dk} is DSS's package or a module of it. */
    boolean isDataiku(String expression) {
        return dataiku.contains(expression) || dataiku.stream().anyMatch(name -> expression.startsWith(name + "."));
    }

    /** What a bare name stands for when it was imported from DSS's package. */
    Optional<String> fromDataiku(String name) {
        return Optional.ofNullable(fromDataiku.get(name));
    }

    private void plainImport(TSNode name) {
        var aliased = SyntaxTree.is(name, "aliased_import");
        var module = aliased ? SyntaxTree.field(name, "name").orElse(name) : name;
        var dotted = tree.text(module);
        if (dotted.equals("dataiku") || dotted.startsWith("dataiku.")) {
            dataiku.add(
                    aliased ? SyntaxTree.field(name, "alias").map(tree::text).orElse("dataiku") : "dataiku");
        }
        var newName = newName(dotted);
        if (newName.isEmpty()) {
            return;
        }
        var top = dotted.split("\\.", 2)[0];
        if (aliased) {
            replace(module, newName.get());
        } else if (dotted.equals(top)) {
            replace(module, newName.get() + " as " + top);
        } else {
            bindTopToo(module, dotted, top, newName.get());
        }
    }

    /** {@code import a.b} makes {@code a} known: the new module is loaded, and its package gets the old name. */
    private void bindTopToo(TSNode module, String dotted, String top, String newName) {
        var below = dotted.substring(top.length());
        if (newName.endsWith(below)) {
            replace(module, newName + ", " + newName.substring(0, newName.length() - below.length()) + " as " + top);
        } else {
            doubts.add(new Doubt(
                    SyntaxTree.line(module),
                    "\u201cimport " + dotted + "\u201d makes \u201c" + top + "\u201d known, which its new name "
                            + newName + " cannot; it was left as it is."));
        }
    }

    private void fromImport(TSNode node) {
        var module = SyntaxTree.field(node, "module_name");
        if (module.isEmpty() || !SyntaxTree.is(module.get(), "dotted_name")) {
            return;
        }
        var dotted = tree.text(module.get());
        if (dotted.equals("dataiku") || dotted.startsWith("dataiku.")) {
            SyntaxTree.fields(node, "name").forEach(this::rememberName);
        }
        newName(dotted).ifPresent(newName -> replace(module.get(), newName));
    }

    private void rememberName(TSNode name) {
        if (SyntaxTree.is(name, "aliased_import")) {
            var original = SyntaxTree.field(name, "name").map(tree::text).orElse("");
            SyntaxTree.field(name, "alias").map(tree::text).ifPresent(alias -> fromDataiku.put(alias, original));
        } else {
            fromDataiku.put(tree.text(name), tree.text(name));
        }
    }

    /** {@code importlib.import_module("a.b")} with a plain text; {@code __import__} binds something else. */
    private void importByText(TSNode call) {
        var function = SyntaxTree.field(call, "function").map(tree::text).orElse("");
        var loads = function.equals("importlib.import_module") || function.equals("import_module");
        if (!loads && !function.equals("__import__")) {
            return;
        }
        var argument = SyntaxTree.field(call, "arguments")
                .map(SyntaxTree::children)
                .filter(arguments -> !arguments.isEmpty())
                .map(List::getFirst);
        var content = argument.flatMap(tree::plainContent);
        if (content.isEmpty()) {
            if (!modules.isEmpty()) {
                doubts.add(new Doubt(
                        SyntaxTree.line(call), "The module that is imported here is only known when the code runs."));
            }
            return;
        }
        newName(tree.text(content.get())).ifPresent(newName -> {
            if (loads) {
                replace(content.get(), newName);
            } else {
                doubts.add(new Doubt(
                        SyntaxTree.line(call),
                        "__import__ of \u201c" + tree.text(content.get()) + "\u201d was left as it is."));
            }
        });
    }

    private Optional<String> newName(String dotted) {
        for (var prefix = dotted; !prefix.isEmpty(); prefix = parent(prefix)) {
            var replacement = modules.get(prefix);
            if (replacement != null) {
                return replacement.equals(prefix)
                        ? Optional.empty()
                        : Optional.of(replacement + dotted.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    private static String parent(String dotted) {
        var dot = dotted.lastIndexOf('.');
        return dot < 0 ? "" : dotted.substring(0, dot);
    }

    private void replace(TSNode node, String text) {
        edits.replace(node.getStartByte(), node.getEndByte(), text);
    }
}
