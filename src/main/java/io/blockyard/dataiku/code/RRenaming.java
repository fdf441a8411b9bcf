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

    /** Runs a file of the project's library. */
    static final String SOURCE = "dkuSourceLibR";

    /** All of them name a folder first. */
    private static final String FOLDERS = "dkuManagedFolder";

    private static final List<String> NAME_ARGUMENTS = List.of("name", "lookup", "datasetName", "dataset", "folder");
    private static final List<String> DATA_ARGUMENTS = List.of("df", "data", "sqlContext");

    private final RTree code;
    private final SyntaxTree tree;
    private final Map<String, String> objects;
    private final Map<String, String> files;
    private final Edits edits = new Edits();
    private final List<Doubt> doubts = new ArrayList<>();
    private final Set<Integer> settled = new HashSet<>();

    RRenaming(RTree code, Map<String, String> objects, Map<String, String> files) {
        this.code = code;
        this.tree = code.syntax();
        this.objects = objects;
        this.files = files;
    }

    Renamed rename() {
        if (objects.isEmpty() && files.isEmpty()) {
            return new Renamed(tree.between(0, tree.length()), List.of());
        }
        if (code.isBroken()) {
            doubts.add(new Doubt(1, "The code cannot be parsed here as R; nothing in it was renamed."));
            return new Renamed(tree.between(0, tree.length()), doubts);
        }
        code.calls().forEach(this::renameInCall);
        tree.walk(this::doubtEqualText);
        return new Renamed(edits.apply(tree.length(), tree::between), doubts);
    }

    private void renameInCall(RTree.Call call) {
        var function = call.function();
        if (function.equals(SOURCE)) {
            call.positional().stream().limit(1).forEach(this::renameFile);
        } else if (FIRST.contains(function) || SECOND.contains(function) || function.startsWith(FOLDERS)) {
            nameArgument(call).ifPresent(argument -> rename(function, argument));
        }
    }

    private static Optional<TSNode> nameArgument(RTree.Call call) {
        var named = NAME_ARGUMENTS.stream()
                .flatMap(name -> call.named(name).stream())
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        boolean dataIsNamed =
                DATA_ARGUMENTS.stream().anyMatch(name -> call.named(name).isPresent());
        int position = SECOND.contains(call.function()) && !dataIsNamed ? 1 : 0;
        return call.positional().stream().skip(position).findFirst();
    }

    private void renameFile(TSNode argument) {
        var newName = code.plainText(argument).map(files::get);
        if (newName.isPresent()) {
            settled.add(argument.getStartByte());
            edits.replace(argument.getStartByte() + 1, argument.getEndByte() - 1, newName.get());
        } else if (!files.isEmpty()) {
            doubt(argument, "The file that is run here is not known before the code runs; it was left as it is.");
        }
    }

    private void rename(String function, TSNode argument) {
        var content = code.plainText(argument);
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
            code.plainText(node)
                    .filter(objects::containsKey)
                    .ifPresent(content -> doubt(
                            node,
                            "The text \u201c" + content
                                    + "\u201d is also the name of an object; it was left as it is."));
        }
    }

    private void doubt(TSNode node, String sentence) {
        doubts.add(new Doubt(SyntaxTree.line(node), sentence));
    }
}
