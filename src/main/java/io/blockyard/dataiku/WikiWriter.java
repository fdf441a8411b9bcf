package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.WikiTaxonomy.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes articles with all that belongs to them: text, tags, layout and place in the tree. DSS gives articles ids of its
 * own, and several may have one name: an article that is there is taken for the one of its name at its place, else for one
 * of its name that was moved. Articles that others wrote stay, behind the written ones.
 */
final class WikiWriter {

    private final DssWiki wiki;

    /** What is there and was not yet taken for an article, by id. */
    private final Map<String, There> left = new LinkedHashMap<>();

    private record There(String name, String parent) {}

    WikiWriter(DssWiki wiki) {
        this.wiki = wiki;
    }

    /** @param home the id of the article that opens first; empty to leave that to what is there */
    void write(List<WikiArticle> articles, String home) {
        if (articles.isEmpty()) {
            return;
        }
        look();
        var others = new LinkedHashMap<>(left);
        var ids = new HashMap<String, String>();
        var places = new ArrayList<Place>();
        for (var article : articles) {
            var parent = ids.getOrDefault(article.parent(), "");
            var id = write(article, parent);
            ids.put(article.id(), id);
            others.remove(id);
            places.add(new Place(id, parent));
        }
        others.forEach((id, other) -> places.add(new Place(id, other.parent())));
        arrange(places, ids.getOrDefault(home, ""));
    }

    private void look() {
        var taxonomy = wiki.taxonomy();
        for (var place : WikiTaxonomy.places(taxonomy, WikiTaxonomy.ids(taxonomy))) {
            wiki.article(place.id())
                    .ifPresent(found -> left.put(
                            place.id(), new There(Documents.text(found.path("article"), "name"), place.parent())));
        }
    }

    private String write(WikiArticle article, String parent) {
        var id = known(article.name(), parent).orElseGet(() -> wiki.create(article.name(), parent, article.markdown()));
        left.remove(id);
        wiki.put(
                id,
                Documents.without(article.document(), "attachments", "versionTag", "creationTag"),
                article.markdown());
        return id;
    }

    private Optional<String> known(String name, String parent) {
        var inPlace = first(new There(name, parent)::equals);
        return inPlace.isPresent() ? inPlace : first(there -> there.name().equals(name));
    }

    private Optional<String> first(Predicate<There> meant) {
        return left.entrySet().stream()
                .filter(entry -> meant.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void arrange(List<Place> places, String home) {
        var taxonomy = wiki.taxonomy();
        var arranged = WikiTaxonomy.document(places, home.isEmpty() ? Documents.text(taxonomy, "homeArticleId") : home);
        taxonomy.setAll(arranged);
        wiki.putTaxonomy(taxonomy);
    }
}
