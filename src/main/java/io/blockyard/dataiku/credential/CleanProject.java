package io.blockyard.dataiku.credential;

import io.blockyard.dataiku.ObjectPrints;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.dataiku.RecipeTypes;
import io.blockyard.dataiku.credential.CredentialScan.FieldName;
import io.blockyard.dataiku.credential.CredentialScan.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project without the credentials that its people left in it.
 *
 * @param prints fingerprints of its objects, as they are now
 * @param found what was taken out
 */
public record CleanProject(ProjectSnapshot project, ObjectPrints prints, List<Found> found) {

    /**
     * A credential that was taken out.
     *
     * @param place such as {@code recipes/load_orders} or {@code lib/python/db.py}
     * @param line in the recipe's or file's text, from 1; 0 in a document
     * @param fingerprint by which the same credential is known again; tells nothing of its text
     */
    public record Found(CredentialKind kind, String place, int line, String fingerprint) {

        private static final int LONGEST_PLACE = 500;

        /** Paths of libraries and names of pages have no limit; what is told of them has. */
        public Found {
            if (place.length() > LONGEST_PLACE) {
                int end = Character.isHighSurrogate(place.charAt(LONGEST_PLACE - 2))
                        ? LONGEST_PLACE - 2
                        : LONGEST_PLACE - 1;
                place = place.substring(0, end) + "\u2026";
            }
        }
    }

    /**
     * @param before what need not be looked through again; what turns out to hold nothing is added to it
     * @param fingerprint a keyed digest of a credential's text
     * @param allowed fingerprints of what somebody said is no credential; it stays where it is
     */
    public static CleanProject of(
            ProjectSnapshot project, LookedThrough before, UnaryOperator<String> fingerprint, Set<String> allowed) {
        return new Cleaning(project, before, fingerprint, allowed).clean();
    }

    /**
     * What lies in a project, and in a document that tells of it, whatever anybody said to be no credential.
     *
     * @param place of the document
     */
    public static List<Found> in(ProjectSnapshot project, String place, ObjectNode document) {
        var cleaning = new Cleaning(project, new LookedThrough(), text -> "", Set.of());
        cleaning.clean();
        cleaning.document(document, place);
        return List.copyOf(cleaning.found.values());
    }

    /** One reading of a project. */
    private static final class Cleaning {

        /** Where one credential stands; what it looks like may be seen in two ways there. */
        private record Spot(String place, int line, String fingerprint) {

            static Spot of(Found found) {
                return new Spot(found.place(), found.line(), found.fingerprint());
            }
        }

        /** Values such as types and names of columns, which occur again and again. */
        private static final int SHORT = 64;
        /** Digits of a number from which it is taken for a password where its field says so. */
        private static final int SHORTEST_NUMBER = 6;

        private final ProjectSnapshot project;
        private final ObjectPrints prints;
        private final LookedThrough before;
        private final UnaryOperator<String> fingerprint;
        private final Set<String> allowed;
        /** Fields by their name: a project has few names, each many times. */
        private final Map<String, FieldName> fields = new HashMap<>();

        private final Set<String> harmless = new HashSet<>();
        private final Map<Spot, Found> found = new LinkedHashMap<>();
        private int matches;

        Cleaning(
                ProjectSnapshot project, LookedThrough before, UnaryOperator<String> fingerprint, Set<String> allowed) {
            this.project = project;
            this.prints = ObjectPrints.of(project);
            this.before = before;
            this.fingerprint = fingerprint;
            this.allowed = allowed;
        }

        CleanProject clean() {
            var library = new LinkedHashMap<String, String>();
            project.library().forEach((path, text) -> {
                var place = ObjectPrints.library(path);
                library.put(path, once(place, text, () -> text(text, language(path), place)));
            });
            var others = new LinkedHashMap<String, ObjectNode>();
            project.others()
                    .forEach((place, document) ->
                            others.put(place, once(place, document, () -> document(document, place))));
            var cleaned = new ProjectSnapshot(
                    project.key(),
                    cleaned(project.name(), Language.PROSE, "params", false),
                    text(project.description(), Language.PROSE, "params"),
                    project.tags().stream()
                            .map(tag -> cleaned(tag, Language.PROSE, "params", false))
                            .toList(),
                    once("params", project.params(), () -> document(project.params(), "params")),
                    once("variables", project.variables(), () -> document(project.variables(), "variables")),
                    project.datasets().stream().map(this::dataset).toList(),
                    project.recipes().stream().map(this::recipe).toList(),
                    project.objects().stream().map(this::object).toList(),
                    project.zones().stream().map(this::zone).toList(),
                    library,
                    project.wiki().stream().map(this::article).toList(),
                    project.exposed(),
                    project.warnings(),
                    project.tagColors(),
                    project.wikiHome(),
                    project.notebooks(),
                    others);
            return found.isEmpty()
                    ? new CleanProject(project, prints, List.of())
                    : new CleanProject(cleaned, ObjectPrints.of(cleaned), List.copyOf(found.values()));
        }

        /** The thing as it is when it is known to hold nothing, else what is left of it. */
        private <T> T once(String place, T thing, Supplier<T> cleaned) {
            var print = prints.at(place);
            if (before.holdsNothing(print)) {
                return thing;
            }
            var earlier = matches;
            var result = cleaned.get();
            if (matches == earlier) {
                before.heldNothing(print);
            }
            return result;
        }

        private Dataset dataset(Dataset dataset) {
            var place = ObjectPrints.place(dataset);
            return once(place, dataset, () -> Dataset.of(dataset.name(), document(dataset.document(), place)));
        }

        private Recipe recipe(Recipe recipe) {
            var place = ObjectPrints.place(recipe);
            var language = RecipeTypes.language(recipe.type()) == RecipeTypes.Language.NONE
                            || recipe.type().equals("shell")
                    ? Language.PROSE
                    : Language.CODE;
            return once(
                    place,
                    recipe,
                    () -> Recipe.of(
                            recipe.name(),
                            document(recipe.document(), place),
                            text(recipe.payload(), language, place)));
        }

        private FlowObject object(FlowObject object) {
            var place = ObjectPrints.place(object);
            return once(
                    place, object, () -> FlowObject.of(object.kind(), object.id(), document(object.document(), place)));
        }

        private Zone zone(Zone zone) {
            var place = ObjectPrints.place(zone);
            return once(place, zone, () -> Zone.of(zone.id(), document(zone.document(), place)));
        }

        private WikiArticle article(WikiArticle article) {
            var place = "wiki/" + article.name();
            return once(
                    ObjectPrints.place(article),
                    article,
                    () -> WikiArticle.of(
                            article.id(),
                            article.parent(),
                            document(article.document(), place),
                            text(article.markdown(), Language.PROSE, place)));
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
                default -> {
                    if (node.isString()) {
                        yield JsonNodeFactory.instance.stringNode(value(field, node.stringValue(), place));
                    }
                    // A password of digits is written as a number.
                    var secret = node.isNumber()
                            && node.asString().length() >= SHORTEST_NUMBER
                            && fields.computeIfAbsent(field, FieldName::of) == FieldName.SAYS_CREDENTIAL
                            && remove(CredentialKind.PASSWORD, node.asString(), place, 0);
                    yield secret ? JsonNodeFactory.instance.stringNode(CredentialScan.MARK) : node;
                }
            };
        }

        private String value(String field, String value, String place) {
            if (fields.computeIfAbsent(field, FieldName::of).makesACredentialOf(value)) {
                return remove(CredentialKind.PASSWORD, value, place, 0) ? CredentialScan.MARK : value;
            }
            if (harmless.contains(value)) {
                return value;
            }
            var earlier = matches;
            var result = cleaned(value, Language.PROSE, place, false);
            if (matches == earlier && value.length() <= SHORT) {
                harmless.add(value);
            }
            return result;
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
            matches++;
            var print = fingerprint.apply(secret);
            if (allowed.contains(print)) {
                return false;
            }
            var one = new Found(kind, place, line, print);
            found.putIfAbsent(Spot.of(one), one);
            return true;
        }
    }
}
