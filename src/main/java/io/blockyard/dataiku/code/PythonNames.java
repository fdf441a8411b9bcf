package io.blockyard.dataiku.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterPython;

/** Replaces names of datasets, folders and modules in Python, through its syntax tree. */
public final class PythonNames {

    /** Functions of DSS's own library whose first argument names an object of the project. */
    private static final Set<String> OPENERS = Set.of(
            "Dataset",
            "Folder",
            "get_dataset",
            "get_managed_folder",
            "get_folder",
            "create_dataset",
            "get_as_dataset",
            "Model",
            "get_saved_model");

    private final TextEdits edits;
    private final Map<String, String> objects;
    private final Map<String, String> modules;
    private final List<Renamed.Doubt> doubts = new ArrayList<>();

    /** Variables that are handed to one of the openers. */
    private final Set<String> openedVariables = new HashSet<>();

    private PythonNames(String code, Map<String, String> objects, Map<String, String> modules) {
        this.edits = new TextEdits(code);
        this.objects = objects;
        this.modules = modules;
    }

    /**
     * Replaces what can be replaced with certainty.
     *
     * @param objects names (or ids) of datasets and folders → new name
     * @param modules top-level modules → dotted name under which they are found now
     */
    public static Renamed rename(String code, Map<String, String> objects, Map<String, String> modules) {
        var names = new PythonNames(code, objects, modules);
        try (var parser = new TSParser()) {
            parser.setLanguage(new TreeSitterPython());
            try (var tree = parser.parseString(null, code)) {
                var root = tree.getRootNode();
                if (root.hasError()) {
                    names.doubt(
                            firstError(root), "this code has a syntax error here, so that nothing in it was renamed.");
                    return new Renamed(code, names.doubts);
                }
                names.collectOpened(root);
                names.walk(root);
            }
        }
        return new Renamed(names.edits.result(), names.doubts);
    }

    private static TSNode firstError(TSNode node) {
        for (int i = 0; i < node.getChildCount(); i++) {
            var child = node.getChild(i);
            if (child.isError() || child.isMissing()) {
                return child;
            }
            if (child.hasError()) {
                return firstError(child);
            }
        }
        return node;
    }

    private void collectOpened(TSNode node) {
        if (isOpener(node)) {
            var argument = firstArgument(node);
            if (argument != null && argument.getType().equals("identifier")) {
                openedVariables.add(text(argument));
            }
        }
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            collectOpened(node.getNamedChild(i));
        }
    }

    private void walk(TSNode node) {
        switch (node.getType()) {
            case "import_statement" -> importStatement(node);
            case "import_from_statement" -> importFrom(node);
            case "future_import_statement" -> {}
            case "string" -> string(node);
            default -> {
                if (isOpener(node)) {
                    opener(node);
                }
                for (int i = 0; i < node.getNamedChildCount(); i++) {
                    walk(node.getNamedChild(i));
                }
            }
        }
    }

    /** {@code import a.b} binds {@code a}; it goes on doing so under the module's new name. */
    private void importStatement(TSNode node) {
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            var child = node.getNamedChild(i);
            boolean aliased = child.getType().equals("aliased_import");
            var module = aliased ? child.getChildByFieldName("name") : child;
            var dotted = text(module);
            var top = top(dotted);
            var target = modules.get(top);
            if (target == null) {
                continue;
            }
            var renamed = target + dotted.substring(top.length());
            if (aliased) {
                replace(module, renamed);
            } else if (dotted.equals(top)) {
                replace(module, target + " as " + top);
            } else {
                replace(module, renamed + ", " + target + " as " + top);
            }
        }
    }

    private void importFrom(TSNode node) {
        var module = node.getChildByFieldName("module_name");
        if (module.isNull() || module.getType().equals("relative_import")) {
            return;
        }
        var dotted = text(module);
        var target = modules.get(top(dotted));
        if (target != null) {
            replace(module, target + dotted.substring(top(dotted).length()));
        }
    }

    private void string(TSNode node) {
        var content = content(node);
        if (content == null) {
            return;
        }
        var target = objects.get(content);
        if (target != null && !target.equals(content)) {
            if (namesAnObject(node)) {
                replaceContent(node, target);
            } else {
                doubt(
                        node,
                        "\u201c" + content + "\u201d may name an object that is called \u201c" + target
                                + "\u201d here; it was left as it is.");
            }
            return;
        }
        var module = modules.get(top(content));
        if (module != null && isModuleLoader(node)) {
            replaceContent(node, module + content.substring(top(content).length()));
        }
    }

    private boolean namesAnObject(TSNode string) {
        var parent = string.getParent();
        if (parent.isNull()) {
            return false;
        }
        if (parent.getType().equals("argument_list")) {
            return isOpener(parent.getParent()) && TSNode.eq(parent.getNamedChild(0), string);
        }
        if (parent.getType().equals("keyword_argument")) {
            var call = parent.getParent().getParent();
            return isOpener(call)
                    && Set.of("name", "lookup", "dataset_name", "folder").contains(text(parent.getNamedChild(0)));
        }
        if (parent.getType().equals("assignment")) {
            var left = parent.getChildByFieldName("left");
            return !left.isNull() && openedVariables.contains(text(left));
        }
        return false;
    }

    private boolean isModuleLoader(TSNode string) {
        var list = string.getParent();
        if (list.isNull() || !list.getType().equals("argument_list")) {
            return false;
        }
        var function = list.getParent().getChildByFieldName("function");
        return !function.isNull() && Set.of("import_module", "__import__").contains(lastName(function));
    }

    /** An opener whose argument is computed cannot be followed. */
    private void opener(TSNode call) {
        var argument = firstArgument(call);
        if (argument == null || (content(argument) != null && !isFormatted(argument))) {
            return;
        }
        boolean known = argument.getType().equals("identifier") && isAssignedOnceSomewhere(argument);
        if (!known) {
            doubt(call, "which object is opened here is computed, so that its name could not be followed.");
        }
    }

    private boolean isAssignedOnceSomewhere(TSNode identifier) {
        var root = identifier;
        while (!root.getParent().isNull()) {
            root = root.getParent();
        }
        return assignsText(root, text(identifier));
    }

    private boolean assignsText(TSNode node, String variable) {
        if (node.getType().equals("assignment")
                && !node.getChildByFieldName("left").isNull()
                && text(node.getChildByFieldName("left")).equals(variable)
                && !node.getChildByFieldName("right").isNull()
                && content(node.getChildByFieldName("right")) != null) {
            return true;
        }
        for (int i = 0; i < node.getNamedChildCount(); i++) {
            if (assignsText(node.getNamedChild(i), variable)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOpener(TSNode node) {
        if (node.isNull() || !node.getType().equals("call")) {
            return false;
        }
        var function = node.getChildByFieldName("function");
        return !function.isNull() && OPENERS.contains(lastName(function));
    }

    private String lastName(TSNode function) {
        var attribute = function.getType().equals("attribute") ? function.getChildByFieldName("attribute") : function;
        return attribute.isNull() ? "" : text(attribute);
    }

    private static @org.jspecify.annotations.Nullable TSNode firstArgument(TSNode call) {
        var arguments = call.getChildByFieldName("arguments");
        if (arguments.isNull() || arguments.getNamedChildCount() == 0) {
            return null;
        }
        return arguments.getNamedChild(0);
    }

    /** The text between the quotes; null when it is no string or has escapes or values in it. */
    private @org.jspecify.annotations.Nullable String content(TSNode string) {
        if (!string.getType().equals("string") || isFormatted(string)) {
            return null;
        }
        for (int i = 0; i < string.getNamedChildCount(); i++) {
            var child = string.getNamedChild(i);
            if (child.getType().equals("string_content")) {
                return text(child);
            }
        }
        return "";
    }

    private static boolean isFormatted(TSNode string) {
        for (int i = 0; i < string.getNamedChildCount(); i++) {
            if (string.getNamedChild(i).getType().equals("interpolation")) {
                return true;
            }
        }
        return false;
    }

    private void replaceContent(TSNode string, String text) {
        for (int i = 0; i < string.getNamedChildCount(); i++) {
            var child = string.getNamedChild(i);
            if (child.getType().equals("string_content")) {
                replace(child, text);
            }
        }
    }

    private static String top(String dotted) {
        int dot = dotted.indexOf('.');
        return dot < 0 ? dotted : dotted.substring(0, dot);
    }

    private String text(TSNode node) {
        return edits.text(node.getStartByte(), node.getEndByte());
    }

    private void replace(TSNode node, String text) {
        edits.replace(node.getStartByte(), node.getEndByte(), text);
    }

    private void doubt(TSNode node, String sentence) {
        doubts.add(new Renamed.Doubt(node.getStartPoint().getRow() + 1, sentence));
    }
}
