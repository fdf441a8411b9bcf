package io.blockyard.dataiku.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterR;

/** A parsed text in Python or R. The parser counts bytes of UTF-8, and so do all places here. */
final class SyntaxTree {

    private final byte[] source;
    private final TSTree tree;

    private SyntaxTree(byte[] source, TSTree tree) {
        this.source = source;
        this.tree = tree;
    }

    static SyntaxTree python(String code) {
        return parse(code, new TreeSitterPython());
    }

    static SyntaxTree r(String code) {
        return parse(code, new TreeSitterR());
    }

    private static SyntaxTree parse(String code, TSLanguage language) {
        try (var parser = new TSParser()) {
            parser.setLanguage(language);
            return new SyntaxTree(code.getBytes(StandardCharsets.UTF_8), parser.parseString(null, code));
        }
    }

    TSNode root() {
        return tree.getRootNode();
    }

    int length() {
        return source.length;
    }

    String text(TSNode node) {
        return between(node.getStartByte(), node.getEndByte());
    }

    String between(int start, int end) {
        return new String(source, start, end - start, StandardCharsets.UTF_8);
    }

    /** Calls {@code visit} for every named node, parents before children. */
    void walk(Consumer<TSNode> visit) {
        walk(root(), visit);
    }

    static void walk(TSNode node, Consumer<TSNode> visit) {
        var open = new ArrayList<TSNode>();
        open.add(node);
        while (!open.isEmpty()) {
            var next = open.removeLast();
            visit.accept(next);
            for (var index = next.getNamedChildCount() - 1; index >= 0; index--) {
                open.add(next.getNamedChild(index));
            }
        }
    }

    static int line(TSNode node) {
        return node.getStartPoint().getRow() + 1;
    }

    static Optional<TSNode> field(TSNode node, String name) {
        var child = node.getChildByFieldName(name);
        return child == null || child.isNull() ? Optional.empty() : Optional.of(child);
    }

    /** All children in a field that may occur several times. */
    static List<TSNode> fields(TSNode node, String name) {
        var children = new ArrayList<TSNode>();
        for (var index = 0; index < node.getChildCount(); index++) {
            if (name.equals(node.getFieldNameForChild(index))) {
                children.add(node.getChild(index));
            }
        }
        return children;
    }

    static List<TSNode> children(TSNode node) {
        var children = new ArrayList<TSNode>();
        for (var index = 0; index < node.getNamedChildCount(); index++) {
            children.add(node.getNamedChild(index));
        }
        return children;
    }

    static boolean is(TSNode node, String type) {
        return node.getType().equals(type);
    }

    /** What stands between the quotes of a plain string of Python: one piece, no escapes, nothing computed, no bytes. */
    Optional<TSNode> plainContent(TSNode string) {
        if (!is(string, "string")) {
            return Optional.empty();
        }
        var parts = children(string);
        if (parts.size() != 3
                || text(parts.getFirst()).toLowerCase(java.util.Locale.ROOT).contains("b")) {
            return Optional.empty();
        }
        var content = parts.get(1);
        return is(content, "string_content") && content.getNamedChildCount() == 0
                ? Optional.of(content)
                : Optional.empty();
    }
}
