package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.treesitter.TSNode;

/** One rewriting of an R text: names of objects where the calls of DSS's own package take them. */
final class RRenaming {

    /** Calls that name an object first. */
    private static final Set<String> FIRST = Set.of("dkuReadDataset", "read.dataset", "dkuReadDatasetSchema");

    /** Calls that name an object after the data, or after a Spark context. */
    private static final Set<String> SECOND = Set.of(
            "dkuWriteDataset",
            "write.dataset",
            "write.dataset_with_schema",
            "write.dataset_schema",
            "dkuSparkReadDataset",
            "dkuSparkWriteDataset");

    /** All of them name a folder first. */
    private static final String FOLDERS = "dkuManagedFolder";

    private static final Set<String> NAME_ARGUMENTS = Set.of("name", "lookup", "datasetName", "dataset", "folder");

    private final SyntaxTree tree;
    private final Map<String, String> objects;
    private final Edits edits = new Edits();
    private final List<Doubt> doubts = new ArrayList<>();
    private final Set<Integer> settled = new HashSet<>();

    RRenaming(SyntaxTree tree, Map<String, String> objects) {
        this.tree = tree;
        this.objects = objects;
    }

    Renamed rename() {
        if (objects.isEmpty()) {
            return new Renamed(tree.between(0, tree.length()), List.of());
        }
        if (tree.root().hasError()) {
            doubts.add(new Doubt(1, "The code cannot be parsed here as R; nothing in it was renamed."));
            return new Renamed(tree.between(0, tree.length()), doubts);
        }
        tree.walk(this::renameInCall);
        tree.walk(this::doubtEqualText);
        return new Renamed(edits.apply(tree.length(), tree::between), doubts);
    }

    private void renameInCall(TSNode node) {
        if (!SyntaxTree.is(node, "call")) {
            return;
        }
        var parts = parts(node);
        if (parts.size() < 2) {
            return;
        }
        var function = function(parts.getFirst());
        var arguments = parts(parts.get(1));
        if (isOfDss(function)) {
            nameArgument(function, arguments).ifPresent(argument -> rename(function, argument));
        }
    }

    private static boolean isOfDss(String function) {
        return FIRST.contains(function) || SECOND.contains(function) || function.startsWith(FOLDERS);
    }

    /** Comments are no parts, wherever they stand: also between a call's name and its arguments. */
    private static List<TSNode> parts(TSNode node) {
        return SyntaxTree.children(node).stream()
                .filter(part -> !SyntaxTree.is(part, "comment"))
                .toList();
    }

    /** What is called, without the package that it comes from. */
    private String function(TSNode called) {
        return SyntaxTree.is(called, "namespace_get") && called.getNamedChildCount() == 2
                ? tree.text(called.getNamedChild(1))
                : tree.text(called);
    }

    private Optional<TSNode> nameArgument(String function, List<TSNode> arguments) {
        var positional = new ArrayList<TSNode>();
        int named = 0;
        for (var argument : arguments) {
            var parts = parts(argument);
            if (!SyntaxTree.is(argument, "default_argument")) {
                positional.add(argument);
            } else if (parts.size() == 2 && NAME_ARGUMENTS.contains(tree.text(parts.getFirst()))) {
                return Optional.of(parts.get(1));
            } else if (isTheData(tree.text(parts.getFirst()))) {
                named++;
            }
        }
        int position = SECOND.contains(function) ? 1 - named : 0;
        return position >= 0 && positional.size() > position ? Optional.of(positional.get(position)) : Optional.empty();
    }

    private static boolean isTheData(String argument) {
        return Set.of("df", "data", "sqlContext").contains(argument);
    }

    private void rename(String function, TSNode argument) {
        var content = content(argument);
        if (content.isEmpty()) {
            doubt(argument, "The name given to " + function + " is computed when the code runs; it was left as it is.");
            return;
        }
        settled.add(argument.getStartByte());
        var name = content.get();
        var newName = objects.get(name);
        if (newName != null) {
            edits.replace(argument.getStartByte() + 1, argument.getEndByte() - 1, newName);
        } else if (name.indexOf('.') > 0 && objects.containsKey(name.substring(name.indexOf('.') + 1))) {
            doubt(argument, "\u201c" + name + "\u201d names a project; it was left as it is.");
        }
    }

    /** Texts that equal a name may be the name, a column or a word: a person has to see. */
    private void doubtEqualText(TSNode node) {
        if (SyntaxTree.is(node, "string") && !settled.contains(node.getStartByte())) {
            content(node)
                    .filter(objects::containsKey)
                    .ifPresent(content -> doubt(
                            node,
                            "The text \u201c" + content
                                    + "\u201d is also the name of an object; it was left as it is."));
        }
    }

    /** What stands between the quotes of a plain string: no escapes, no raw string. */
    private Optional<String> content(TSNode node) {
        var text = SyntaxTree.is(node, "string") ? tree.text(node) : "";
        boolean plain = text.length() >= 2 && "\"'".indexOf(text.charAt(0)) >= 0 && text.indexOf('\\') < 0;
        return plain ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    private void doubt(TSNode node, String sentence) {
        doubts.add(new Doubt(SyntaxTree.line(node), sentence));
    }
}
