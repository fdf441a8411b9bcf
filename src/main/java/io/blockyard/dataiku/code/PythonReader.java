package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.PythonCode.ClassDefinition;
import io.blockyard.dataiku.code.PythonCode.Import;
import io.blockyard.dataiku.code.PythonCode.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.treesitter.TSNode;

/** Reads what {@link PythonCode} tells out of a parsed text, in one walk through it. */
final class PythonReader {

    private final SyntaxTree tree;
    private final List<Import> imports = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    PythonReader(SyntaxTree tree) {
        this.tree = tree;
    }

    PythonCode read() {
        tree.walk(this::visit);
        var classes = SyntaxTree.children(tree.root()).stream()
                .map(PythonReader::definition)
                .filter(node -> SyntaxTree.is(node, "class_definition"))
                .map(this::classDefinition)
                .toList();
        return new PythonCode(docstring(tree.root()), imports, calls, classes);
    }

    private void visit(TSNode node) {
        switch (node.getType()) {
            case "import_statement" ->
                SyntaxTree.fields(node, "name")
                        .forEach(name -> imports.add(new Import(tree.text(unaliased(name)), List.of())));
            case "import_from_statement" -> imports.add(fromImport(node));
            case "future_import_statement" -> imports.add(new Import("__future__", names(node)));
            case "call" ->
                SyntaxTree.field(node, "function")
                        .filter(function ->
                                SyntaxTree.is(function, "identifier") || SyntaxTree.is(function, "attribute"))
                        .map(tree::text)
                        .filter(name -> name.matches("[\\w.]{1,300}"))
                        .ifPresent(calls::add);
            default -> {
                // Only imports and calls are looked for everywhere.
            }
        }
    }

    private Import fromImport(TSNode node) {
        var module = SyntaxTree.field(node, "module_name").map(tree::text).orElse("");
        return new Import(module, names(node));
    }

    private List<String> names(TSNode node) {
        var names = new ArrayList<String>();
        SyntaxTree.fields(node, "name").forEach(name -> names.add(tree.text(unaliased(name))));
        if (SyntaxTree.children(node).stream().anyMatch(child -> SyntaxTree.is(child, "wildcard_import"))) {
            names.add("*");
        }
        return names;
    }

    private ClassDefinition classDefinition(TSNode node) {
        var bases = SyntaxTree.field(node, "superclasses").stream()
                .flatMap(list -> SyntaxTree.children(list).stream())
                .filter(base -> !SyntaxTree.is(base, "keyword_argument") && !SyntaxTree.is(base, "comment"))
                .map(tree::text)
                .toList();
        var body = SyntaxTree.field(node, "body");
        var methods = body.stream()
                .flatMap(block -> SyntaxTree.children(block).stream())
                .filter(child -> SyntaxTree.is(definition(child), "function_definition"))
                .map(this::method)
                .toList();
        return new ClassDefinition(name(node), bases, body.map(this::docstring).orElse(""), methods);
    }

    private Method method(TSNode node) {
        var function = definition(node);
        var body = SyntaxTree.field(function, "body");
        var decorated = SyntaxTree.children(node).stream()
                .filter(child -> SyntaxTree.is(child, "decorator"))
                .map(tree::text)
                .anyMatch(decorator -> decorator.matches("@\\s*(abc\\.)?abstractmethod"));
        return new Method(
                name(function),
                body.map(this::docstring).orElse(""),
                decorated || body.filter(this::onlyRaisesNotImplemented).isPresent());
    }

    private boolean onlyRaisesNotImplemented(TSNode body) {
        var statements = SyntaxTree.children(body).stream()
                .filter(child ->
                        !SyntaxTree.is(child, "comment") && stringOf(child).isEmpty())
                .toList();
        return statements.size() == 1
                && tree.text(statements.getFirst()).matches("(?s)raise\\s+NotImplementedError\\b.*");
    }

    private String docstring(TSNode block) {
        return SyntaxTree.children(block).stream()
                .filter(child -> !SyntaxTree.is(child, "comment"))
                .findFirst()
                .flatMap(PythonReader::stringOf)
                .flatMap(this::content)
                .map(text -> text.stripIndent().strip())
                .orElse("");
    }

    private Optional<String> content(TSNode string) {
        var parts = SyntaxTree.children(string);
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of(tree.between(
                        parts.getFirst().getEndByte(), parts.getLast().getStartByte()));
    }

    private String name(TSNode definition) {
        return SyntaxTree.field(definition, "name").map(tree::text).orElse("");
    }

    private static Optional<TSNode> stringOf(TSNode statement) {
        return SyntaxTree.is(statement, "expression_statement") && statement.getNamedChildCount() == 1
                ? Optional.of(statement.getNamedChild(0)).filter(node -> SyntaxTree.is(node, "string"))
                : Optional.empty();
    }

    private static TSNode definition(TSNode node) {
        return SyntaxTree.is(node, "decorated_definition")
                ? SyntaxTree.field(node, "definition").orElse(node)
                : node;
    }

    private static TSNode unaliased(TSNode name) {
        return SyntaxTree.is(name, "aliased_import")
                ? SyntaxTree.field(name, "name").orElse(name)
                : name;
    }
}
