package io.blockyard.dataiku.code;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.treesitter.TSNode;

/** The packages that an R text needs: those that it loads, and those that it takes functions from with {@code ::}. */
final class RPackages {

    /** Their first argument is a package, by its bare name or as a text. */
    private static final Set<String> BARE = Set.of("library", "require");

    /** Their first argument is a package, as a text. */
    private static final Set<String> TEXT = Set.of("requireNamespace", "loadNamespace", "attachNamespace");

    /** All their arguments are packages, by bare names or as texts. */
    private static final Set<String> MANY = Set.of("p_load");

    /** They call the function that they are given for each element of a vector. */
    private static final Set<String> FOR_EACH = Set.of("lapply", "sapply", "vapply", "walk", "map");

    private final RTree code;
    private final SortedSet<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    RPackages(RTree code) {
        this.code = code;
    }

    SortedSet<String> all() {
        code.calls().forEach(this::loaded);
        code.syntax().walk(this::qualified);
        return found;
    }

    private void loaded(RTree.Call call) {
        var function = call.function();
        if (BARE.contains(function)) {
            first(call).filter(name -> !isComputed(call, name)).ifPresent(this::add);
        } else if (TEXT.contains(function)) {
            first(call).filter(RPackages::isText).ifPresent(this::add);
        } else if (MANY.contains(function)) {
            call.positional().forEach(this::add);
        } else if (FOR_EACH.contains(function) && loadsEach(call)) {
            call.positional().stream()
                    .flatMap(list -> code.call(list).stream())
                    .filter(vector -> vector.function().equals("c"))
                    .flatMap(vector -> vector.positional().stream())
                    .filter(RPackages::isText)
                    .forEach(this::add);
        }
    }

    private static Optional<TSNode> first(RTree.Call call) {
        return call.named("package").or(() -> call.positional().stream().findFirst());
    }

    /** With {@code character.only} a bare name is a variable that holds the package's. */
    private boolean isComputed(RTree.Call call, TSNode name) {
        return !isText(name)
                && call.named("character.only")
                        .map(code.syntax()::text)
                        .filter(value -> Set.of("TRUE", "T").contains(value))
                        .isPresent();
    }

    private boolean loadsEach(RTree.Call call) {
        return call.arguments().stream()
                .flatMap(argument -> argument.value().stream())
                .map(code.syntax()::text)
                .anyMatch(BARE::contains);
    }

    /** {@code package::name} and {@code package:::name}. */
    private void qualified(TSNode node) {
        if ((SyntaxTree.is(node, "namespace_get") || SyntaxTree.is(node, "namespace_get_internal"))
                && node.getNamedChildCount() > 0) {
            add(node.getNamedChild(0));
        }
    }

    private void add(TSNode name) {
        if (isText(name)) {
            code.plainText(name).ifPresent(this::add);
        } else if (SyntaxTree.is(name, "identifier")) {
            add(code.syntax().text(name));
        }
    }

    private void add(String name) {
        if (name.matches("[A-Za-z][A-Za-z0-9.]{0,80}")) {
            found.add(name);
        }
    }

    private static boolean isText(TSNode node) {
        return SyntaxTree.is(node, "string");
    }
}
