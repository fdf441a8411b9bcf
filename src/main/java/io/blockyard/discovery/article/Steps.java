package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.oneLine;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.code.PythonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.NotDirectedAcyclicGraphException;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** What is done in a zone, one step per recipe, in an order in which it can be done. */
public final class Steps {

    private Steps() {}

    /**
     * One recipe.
     *
     * @param typeName what people call its type
     * @param said what the author says of it: its description, or the comment its code begins with; may be empty
     * @param does what it does according to its type and payload, without a full stop
     */
    public record Step(Recipe recipe, String typeName, String said, String does) {}

    public static List<Step> of(ProjectSnapshot zone) {
        var phrases = new RecipePhrases(zone);
        return inOrder(zone.recipes())
                .map(recipe -> new Step(
                        recipe, RecipePhrases.typeName(recipe.type()), CodeComment.said(recipe), phrases.of(recipe)))
                .toList();
    }

    /** What reads comes after what writes; among equals, by name. */
    private static Stream<Recipe> inOrder(List<Recipe> recipes) {
        var byName = new TreeMap<String, Recipe>();
        recipes.forEach(recipe -> byName.put(recipe.name(), recipe));
        var graph = new SimpleDirectedGraph<String, DefaultEdge>(DefaultEdge.class);
        byName.keySet().forEach(graph::addVertex);
        byName.values()
                .forEach(writer -> byName.values().stream()
                        .filter(reader -> !reader.name().equals(writer.name()) && feeds(writer, reader))
                        .forEach(reader -> graph.addEdge(writer.name(), reader.name())));
        var ordered = new ArrayList<String>();
        try {
            new TopologicalOrderIterator<>(graph, Comparator.naturalOrder()).forEachRemaining(ordered::add);
        } catch (NotDirectedAcyclicGraphException cyclic) {
            return byName.values().stream();
        }
        return ordered.stream().map(name -> Objects.requireNonNull(byName.get(name)));
    }

    private static boolean feeds(Recipe writer, Recipe reader) {
        return writer.outputs().stream()
                .anyMatch(
                        out -> reader.inputs().stream().anyMatch(in -> in.ref().equals(out.ref())));
    }

    /** The comment or docstring that code begins with. */
    private static final class CodeComment {

        static String said(Recipe recipe) {
            if (!recipe.description().isBlank()) {
                return oneLine(recipe.description());
            }
            return switch (RecipeTypes.language(recipe.type())) {
                case PYTHON -> either(leading(recipe.payload(), "#"), docstring(recipe.payload()));
                case R, SHELL -> leading(recipe.payload(), "#");
                case SQL -> either(leading(recipe.payload(), "--"), block(recipe.payload()));
                case SCALA, NONE -> "";
            };
        }

        private static String either(String one, String other) {
            return one.isEmpty() ? other : one;
        }

        /** Up to its first empty line. */
        private static String docstring(String code) {
            return paragraph(PythonCode.parse(code).docstring());
        }

        /** What stands between the marks of a comment of several lines, up to its first empty line. */
        private static String block(String code) {
            var text = code.strip();
            var end = text.indexOf("*/");
            return text.startsWith("/*") && end > 0
                    ? paragraph(text.substring(2, end)
                            .replaceAll("(?m)^\\s*\\*+", "")
                            .strip())
                    : "";
        }

        private static String paragraph(String text) {
            return oneLine(text.split("\n\\s*\n", 2)[0]);
        }

        private static String leading(String code, String mark) {
            var lines = code.lines()
                    .map(String::strip)
                    .takeWhile(line -> line.isEmpty() || line.startsWith(mark))
                    .map(line -> line.replaceFirst("^" + mark + "+!?\\s*", ""))
                    .filter(line -> !line.isEmpty()
                            && !line.startsWith("/")
                            && !line.startsWith("-*-")
                            && !line.matches("(?i)[-=*#\\s]+|.*coding[:=].*|recipe \\w+|notebook.*"))
                    .toList();
            return String.join(" ", lines);
        }
    }
}
