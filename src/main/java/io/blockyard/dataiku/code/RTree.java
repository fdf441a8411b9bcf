package io.blockyard.dataiku.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.treesitter.TSNode;

/** A parsed R text: what it calls, and with which arguments. */
final class RTree {

    private final SyntaxTree tree;

    private RTree(SyntaxTree tree) {
        this.tree = tree;
    }

    /** One with mistakes is parsed as far as it makes sense. */
    static RTree parse(String code) {
        return new RTree(SyntaxTree.r(code));
    }

    /**
     * A call.
     *
     * @param function what is called, without the package that it comes from
     */
    record Call(String function, List<Argument> arguments) {

        Call {
            arguments = List.copyOf(arguments);
        }

        /** The arguments without a name, in their order. */
        List<TSNode> positional() {
            return arguments.stream()
                    .filter(argument -> argument.name().isEmpty())
                    .flatMap(argument -> argument.value().stream())
                    .toList();
        }

        Optional<TSNode> named(String name) {
            return arguments.stream()
                    .filter(argument -> argument.name().equals(name))
                    .flatMap(argument -> argument.value().stream())
                    .findFirst();
        }
    }

    /** What is given to a call; {@code name} is empty where the place alone says what it is. */
    record Argument(String name, Optional<TSNode> value) {}

    SyntaxTree syntax() {
        return tree;
    }

    boolean isBroken() {
        return tree.root().hasError();
    }

    /** Every call wherever it stands, outer ones before those in their arguments. */
    List<Call> calls() {
        var calls = new ArrayList<Call>();
        tree.walk(node -> call(node).ifPresent(calls::add));
        return calls;
    }

    Optional<Call> call(TSNode node) {
        if (!SyntaxTree.is(node, "call")) {
            return Optional.empty();
        }
        var parts = parts(node);
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of(new Call(
                        function(parts.getFirst()),
                        parts(parts.get(1)).stream().map(this::argument).toList()));
    }

    /** What stands between the quotes of a plain string: no escapes, no raw string. */
    Optional<String> plainText(TSNode node) {
        var text = SyntaxTree.is(node, "string") ? tree.text(node) : "";
        boolean plain = text.length() >= 2 && "\"'".indexOf(text.charAt(0)) >= 0 && text.indexOf('\\') < 0;
        return plain ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
    }

    private Argument argument(TSNode node) {
        if (!SyntaxTree.is(node, "default_argument")) {
            return new Argument("", Optional.of(node));
        }
        var parts = parts(node);
        return new Argument(
                tree.text(parts.getFirst()), parts.size() == 2 ? Optional.of(parts.get(1)) : Optional.empty());
    }

    private String function(TSNode called) {
        return SyntaxTree.is(called, "namespace_get") && called.getNamedChildCount() == 2
                ? tree.text(called.getNamedChild(1))
                : tree.text(called);
    }

    /** Comments are no parts, wherever they stand: also between a call's name and its arguments. */
    private static List<TSNode> parts(TSNode node) {
        return SyntaxTree.children(node).stream()
                .filter(part -> !SyntaxTree.is(part, "comment"))
                .toList();
    }
}
