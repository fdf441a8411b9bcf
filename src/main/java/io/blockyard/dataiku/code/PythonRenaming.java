package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.treesitter.TSNode;

/** One rewriting of a Python text: module names in imports, and names of objects where DSS's own calls take them. */
final class PythonRenaming {

    /** Calls whose first argument names an object of the project. */
    private static final Set<String> BY_NAME =
            Set.of("Dataset", "Folder", "Model", "ModelEvaluationStore", "StreamingEndpoint", "KnowledgeBank");

    /** Calls whose argument {@code dataset}, the second one, may name a dataset. */
    private static final Set<String> EXECUTORS =
            Set.of("SQLExecutor", "SQLExecutor2", "HiveExecutor", "ImpalaExecutor");

    private static final Set<String> NAME_ARGUMENTS = Set.of("name", "lookup", "id", "short_ref");

    private final SyntaxTree tree;
    private final Map<String, String> objects;
    private final PythonImports imports;
    private final Edits edits = new Edits();
    private final List<Doubt> doubts = new ArrayList<>();
    private final Set<Integer> settled = new HashSet<>();
    private final Map<String, List<TSNode>> namesInVariables = new HashMap<>();

    PythonRenaming(SyntaxTree tree, Map<String, String> objects, Map<String, String> modules) {
        this.tree = tree;
        this.objects = objects;
        this.imports = new PythonImports(tree, modules, edits, doubts);
    }

    Renamed rename() {
        if (tree.root().hasError()) {
            return unparsable();
        }
        imports.rename();
        if (!objects.isEmpty()) {
            tree.walk(this::renameInCall);
            namesInVariables.forEach(this::renameVariable);
            tree.walk(this::doubtEqualText);
        }
        return new Renamed(edits.apply(tree.length(), tree::between), doubts);
    }

    private void renameInCall(TSNode node) {
        if (!SyntaxTree.is(node, "call")) {
            return;
        }
        var function = SyntaxTree.field(node, "function").flatMap(this::callOfDss);
        if (function.isEmpty()) {
            return;
        }
        var arguments =
                SyntaxTree.field(node, "arguments").map(SyntaxTree::children).orElse(List.of());
        var name = nameArgument(function.get(), arguments);
        if (name.isEmpty()) {
            return;
        }
        if (BY_NAME.contains(function.get()) && namesAProject(arguments)) {
            tree.plainContent(name.get()).filter(this::isKnown).ifPresent(content -> {
                settled.add(content.getStartByte());
                doubt(
                        node,
                        "\u201c" + tree.text(content) + "\u201d is looked up in a project that the code names;"
                                + " it was left as it is.");
            });
            return;
        }
        renameArgument(function.get(), name.get());
    }

    private void renameArgument(String function, TSNode argument) {
        var content = tree.plainContent(argument);
        if (content.isPresent()) {
            renameContent(content.get());
        } else if (SyntaxTree.is(argument, "identifier")) {
            namesInVariables
                    .computeIfAbsent(tree.text(argument), name -> new ArrayList<>())
                    .add(argument);
        } else if (!isDatasetObject(argument)) {
            doubt(
                    argument,
                    "The name given to dataiku." + function + " is computed when the code runs; it was left as it is.");
        }
    }

    private void renameContent(TSNode content) {
        settled.add(content.getStartByte());
        var name = tree.text(content);
        var newName = objects.get(name);
        if (newName != null) {
            edits.replace(content.getStartByte(), content.getEndByte(), newName);
        } else if (name.indexOf('.') > 0 && objects.containsKey(name.substring(name.indexOf('.') + 1))) {
            doubt(content, "\u201c" + name + "\u201d names a project; it was left as it is.");
        }
    }

    /** A variable that is set once to a plain text, and used for nothing but names of objects, is as good as a literal. */
    private void renameVariable(String variable, List<TSNode> uses) {
        var values = new ArrayList<TSNode>();
        var occurrences = new int[1];
        tree.walk(node -> {
            if (SyntaxTree.is(node, "identifier") && tree.text(node).equals(variable) && !isAttributeOrKeyword(node)) {
                occurrences[0]++;
                Optional.of(node.getParent())
                        .filter(parent -> SyntaxTree.is(parent, "assignment")
                                && SyntaxTree.field(parent, "left")
                                        .filter(node::equals)
                                        .isPresent())
                        .flatMap(parent -> SyntaxTree.field(parent, "right"))
                        .ifPresent(values::add);
            }
        });
        var value = values.size() == 1 ? tree.plainContent(values.getFirst()) : Optional.<TSNode>empty();
        if (value.isPresent() && occurrences[0] == uses.size() + 1) {
            renameContent(value.get());
        } else if (values.isEmpty() || values.stream().noneMatch(this::isDatasetObject)) {
            uses.forEach(use -> doubt(
                    use,
                    "The name in the variable \u201c" + variable
                            + "\u201d is not certain before the code runs; it was left as it is."));
        }
    }

    /** Texts that equal a name may be the name, a column or a word: a person has to see. */
    private void doubtEqualText(TSNode node) {
        if (!SyntaxTree.is(node, "string") || isDocstring(node)) {
            return;
        }
        tree.plainContent(node)
                .filter(content -> !settled.contains(content.getStartByte()))
                .filter(this::isKnown)
                .ifPresent(content -> doubt(
                        node,
                        "The text \u201c" + tree.text(content)
                                + "\u201d is also the name of an object; it was left as it is."));
    }

    /** Where a text cannot be parsed nothing in it is certain. */
    private Renamed unparsable() {
        var mistakes = new ArrayList<TSNode>();
        tree.walk(node -> {
            if (node.isError() || node.isMissing()) {
                mistakes.add(node);
            }
        });
        if (!objects.isEmpty() || !imports.isIdle()) {
            doubts.add(new Doubt(
                    mistakes.isEmpty() ? 1 : SyntaxTree.line(mistakes.getFirst()),
                    "The code cannot be parsed here as Python 3; nothing in it was renamed."));
        }
        return new Renamed(tree.between(0, tree.length()), doubts);
    }

    /** Which of DSS's calls this is: {@code dataiku.Dataset}, {@code dk.Dataset}, an imported {@code Dataset}. */
    private Optional<String> callOfDss(TSNode function) {
        if (SyntaxTree.is(function, "identifier")) {
            return imports.fromDataiku(tree.text(function)).filter(PythonRenaming::isLookedAt);
        }
        if (!SyntaxTree.is(function, "attribute")) {
            return Optional.empty();
        }
        var object = SyntaxTree.field(function, "object");
        var attribute = SyntaxTree.field(function, "attribute").map(tree::text).orElse("");
        if (object.map(tree::text).filter(imports::isDataiku).isPresent() && isLookedAt(attribute)) {
            return Optional.of(attribute);
        }
        var ofDefaultProject = object.filter(call -> SyntaxTree.is(call, "call"))
                .flatMap(call -> SyntaxTree.field(call, "function"))
                .filter(called -> tree.text(called).endsWith(".get_default_project"))
                .isPresent();
        return ofDefaultProject
                        && Set.of("get_dataset", "get_managed_folder", "get_saved_model")
                                .contains(attribute)
                ? Optional.of("Dataset")
                : Optional.empty();
    }

    private static boolean isLookedAt(String function) {
        return BY_NAME.contains(function) || EXECUTORS.contains(function);
    }

    private Optional<TSNode> nameArgument(String function, List<TSNode> arguments) {
        var executor = EXECUTORS.contains(function);
        var keywords = executor ? Set.of("dataset") : NAME_ARGUMENTS;
        for (var argument : arguments) {
            if (SyntaxTree.is(argument, "keyword_argument")
                    && SyntaxTree.field(argument, "name")
                            .map(tree::text)
                            .filter(keywords::contains)
                            .isPresent()) {
                return SyntaxTree.field(argument, "value");
            }
        }
        var positional = positional(arguments);
        var position = executor ? 1 : 0;
        return positional.size() > position ? Optional.of(positional.get(position)) : Optional.empty();
    }

    private boolean namesAProject(List<TSNode> arguments) {
        var keyword = arguments.stream()
                .filter(argument -> SyntaxTree.is(argument, "keyword_argument"))
                .flatMap(argument -> SyntaxTree.field(argument, "name").stream())
                .anyMatch(name -> tree.text(name).equals("project_key"));
        return keyword || positional(arguments).size() > 1;
    }

    private static List<TSNode> positional(List<TSNode> arguments) {
        return arguments.stream()
                .filter(argument -> !SyntaxTree.is(argument, "keyword_argument") && !SyntaxTree.is(argument, "comment"))
                .toList();
    }

    /** Executors also take the dataset itself. */
    private boolean isDatasetObject(TSNode node) {
        return SyntaxTree.is(node, "call")
                && SyntaxTree.field(node, "function").flatMap(this::callOfDss).isPresent();
    }

    private static boolean isAttributeOrKeyword(TSNode identifier) {
        var parent = identifier.getParent();
        return switch (parent.getType()) {
            case "attribute" ->
                SyntaxTree.field(parent, "attribute").filter(identifier::equals).isPresent();
            case "keyword_argument" ->
                SyntaxTree.field(parent, "name").filter(identifier::equals).isPresent();
            default -> false;
        };
    }

    private static boolean isDocstring(TSNode string) {
        return SyntaxTree.is(string.getParent(), "expression_statement");
    }

    private boolean isKnown(TSNode content) {
        return objects.containsKey(tree.text(content));
    }

    private void doubt(TSNode node, String sentence) {
        doubts.add(new Doubt(SyntaxTree.line(node), sentence));
    }
}
