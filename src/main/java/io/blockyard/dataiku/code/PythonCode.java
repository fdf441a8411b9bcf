package io.blockyard.dataiku.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.treesitter.TSNode;

/** A Python text: what it imports, which classes it defines, and how it reads with other names. */
public final class PythonCode {

    private final SyntaxTree tree;

    private PythonCode(SyntaxTree tree) {
        this.tree = tree;
    }

    /** Parses a text; one with mistakes is parsed as far as it makes sense. */
    public static PythonCode parse(String code) {
        return new PythonCode(SyntaxTree.python(code));
    }

    /** The top-level modules that a text imports, such as {@code numpy}; relative imports are left out. */
    public static SortedSet<String> imports(String code) {
        var modules = new TreeSet<String>();
        for (var imported : parse(code).imports()) {
            if (!imported.module().startsWith(".")) {
                modules.add(imported.module().split("\\.", 2)[0]);
            }
        }
        return modules;
    }

    /**
     * Gives datasets, folders and modules other names.
     *
     * @param objects names of datasets and names or ids of folders and models, as they stand in literals given to
     *     {@code dataiku.Dataset}, {@code dataiku.Folder} and the like → new names
     * @param modules modules or packages, such as {@code rotating} → new dotted names; the longest that fits is taken
     */
    public static Renamed rename(String code, Map<String, String> objects, Map<String, String> modules) {
        return new PythonRenaming(SyntaxTree.python(code), objects, modules).rename();
    }

    /** Every import statement wherever it stands, in order. */
    public List<Import> imports() {
        var imports = new ArrayList<Import>();
        tree.walk(node -> {
            switch (node.getType()) {
                case "import_statement" ->
                    SyntaxTree.fields(node, "name")
                            .forEach(name -> imports.add(new Import(tree.text(unaliased(name)), List.of())));
                case "import_from_statement" -> imports.add(fromImport(node));
                case "future_import_statement" -> imports.add(new Import("__future__", names(node)));
                default -> {
                    // Only imports are looked for.
                }
            }
        });
        return imports;
    }

    /** What is called by a name, dotted as it is written, such as {@code rotating.base.Engineer}; in order. */
    public List<String> calls() {
        var calls = new ArrayList<String>();
        tree.walk(node -> {
            if (SyntaxTree.is(node, "call")) {
                SyntaxTree.field(node, "function")
                        .filter(function ->
                                SyntaxTree.is(function, "identifier") || SyntaxTree.is(function, "attribute"))
                        .map(tree::text)
                        .filter(name -> name.matches("[\\w.]{1,300}"))
                        .ifPresent(calls::add);
            }
        });
        return calls;
    }

    /** Classes at the top of the text, in order. */
    public List<ClassDefinition> classes() {
        return SyntaxTree.children(tree.root()).stream()
                .map(PythonCode::definition)
                .filter(node -> SyntaxTree.is(node, "class_definition"))
                .map(this::classDefinition)
                .toList();
    }

    /** The text's own docstring; empty when there is none. */
    public String docstring() {
        return docstring(tree.root());
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
                .flatMap(PythonCode::stringOf)
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

    /**
     * One imported module.
     *
     * @param module dotted, with the dots of a relative import
     * @param names what is taken from it; empty for a plain {@code import}, {@code *} for everything
     */
    public record Import(String module, List<String> names) {
        public Import {
            names = List.copyOf(names);
        }
    }

    /** A class; {@code bases} as they are written. */
    public record ClassDefinition(String name, List<String> bases, String docstring, List<Method> methods) {}

    /** A method; abstract when it is marked so, or only raises {@code NotImplementedError}. */
    public record Method(String name, String docstring, boolean isAbstract) {}
}
