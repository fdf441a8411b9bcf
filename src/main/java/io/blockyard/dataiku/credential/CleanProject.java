package io.blockyard.dataiku.credential;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.credential.CredentialScan.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project without the credentials that its people left in it.
 *
 * @param found what was taken out
 */
public record CleanProject(ProjectSnapshot project, List<Found> found) {

    /**
     * A credential that was taken out.
     *
     * @param place such as {@code recipes/load_orders} or {@code lib/python/db.py}
     * @param line in the recipe's or file's text, from 1; 0 in a document
     * @param fingerprint by which the same credential is known again; tells nothing of its text
     */
    public record Found(CredentialKind kind, String place, int line, String fingerprint) {}

    /**
     * @param fingerprint a keyed digest of a credential's text
     * @param allowed fingerprints of what somebody said is no credential; it stays where it is
     */
    public static CleanProject of(ProjectSnapshot project, UnaryOperator<String> fingerprint, Set<String> allowed) {
        return new Cleaning(fingerprint, allowed).clean(project);
    }

    /** One reading of a project. */
    private static final class Cleaning {

        private final UnaryOperator<String> fingerprint;
        private final Set<String> allowed;
        private final List<Found> found = new ArrayList<>();

        Cleaning(UnaryOperator<String> fingerprint, Set<String> allowed) {
            this.fingerprint = fingerprint;
            this.allowed = allowed;
        }

        CleanProject clean(ProjectSnapshot project) {
            var library = new LinkedHashMap<String, String>();
            project.library().forEach((path, text) -> library.put(path, text(text, language(path), "lib/" + path)));
            var others = new LinkedHashMap<String, ObjectNode>();
            project.others().forEach((place, document) -> others.put(place, document(document, place)));
            var cleaned = new ProjectSnapshot(
                    project.key(),
                    project.name(),
                    text(project.description(), Language.PROSE, "params"),
                    project.tags(),
                    document(project.params(), "params"),
                    document(project.variables(), "variables"),
                    project.datasets().stream().map(this::dataset).toList(),
                    project.recipes().stream().map(this::recipe).toList(),
                    project.objects().stream().map(this::object).toList(),
                    project.zones().stream()
                            .map(zone -> Zone.of(zone.id(), document(zone.document(), "zones/" + zone.id())))
                            .toList(),
                    library,
                    project.wiki().stream().map(this::article).toList(),
                    project.exposed(),
                    project.warnings(),
                    project.tagColors(),
                    project.wikiHome(),
                    project.notebooks(),
                    others);
            var distinct = found.stream().distinct().toList();
            return new CleanProject(distinct.isEmpty() ? project : cleaned, distinct);
        }

        private Dataset dataset(Dataset dataset) {
            return Dataset.of(dataset.name(), document(dataset.document(), "datasets/" + dataset.name()));
        }

        private Recipe recipe(Recipe recipe) {
            var place = "recipes/" + recipe.name();
            var language = RecipeTypes.language(recipe.type()) == RecipeTypes.Language.NONE
                            || recipe.type().equals("shell")
                    ? Language.PROSE
                    : Language.CODE;
            return Recipe.of(
                    recipe.name(), document(recipe.document(), place), text(recipe.payload(), language, place));
        }

        private FlowObject object(FlowObject object) {
            var place = object.kind().folder() + "/" + object.id();
            return FlowObject.of(object.kind(), object.id(), document(object.document(), place));
        }

        private WikiArticle article(WikiArticle article) {
            var place = "wiki/" + article.name();
            return WikiArticle.of(
                    article.id(),
                    article.parent(),
                    document(article.document(), place),
                    text(article.markdown(), Language.PROSE, place));
        }

        private static Language language(String path) {
            return path.matches("(?i).*\\.(py|r|sql|java|scala|js|ts|groovy|ipynb)") ? Language.CODE : Language.PROSE;
        }

        private ObjectNode document(ObjectNode document, String place) {
            return (ObjectNode) node("", document, place);
        }

        private JsonNode node(String field, JsonNode node, String place) {
            return switch (node) {
                case ObjectNode object -> {
                    var copy = JsonNodeFactory.instance.objectNode();
                    object.properties()
                            .forEach(entry -> copy.set(entry.getKey(), node(entry.getKey(), entry.getValue(), place)));
                    yield copy;
                }
                case ArrayNode array -> {
                    var copy = JsonNodeFactory.instance.arrayNode();
                    array.values().forEach(element -> copy.add(node(field, element, place)));
                    yield copy;
                }
                default ->
                    node.isString()
                            ? JsonNodeFactory.instance.stringNode(value(field, node.stringValue(), place))
                            : node;
            };
        }

        private String value(String field, String value, String place) {
            if (CredentialScan.isCredential(field, value)) {
                return remove(CredentialKind.PASSWORD, value, place, 0) ? CredentialScan.MARK : value;
            }
            return cleaned(value, Language.PROSE, place, false);
        }

        private String text(String text, Language language, String place) {
            return cleaned(text, language, place, true);
        }

        private String cleaned(String text, Language language, String place, boolean withLine) {
            var cleaned = new StringBuilder();
            int from = 0;
            for (var match : CredentialScan.in(text, language)) {
                if (remove(
                        match.kind(), text.substring(match.start(), match.end()), place, withLine ? match.line() : 0)) {
                    cleaned.append(text, from, match.start()).append(CredentialScan.MARK);
                    from = match.end();
                }
            }
            return from == 0 ? text : cleaned.append(text, from, text.length()).toString();
        }

        private boolean remove(CredentialKind kind, String secret, String place, int line) {
            var print = fingerprint.apply(secret);
            if (allowed.contains(print)) {
                return false;
            }
            found.add(new Found(kind, place, line, print));
            return true;
        }
    }
}
