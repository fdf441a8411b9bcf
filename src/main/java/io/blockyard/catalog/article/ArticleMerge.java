package io.blockyard.catalog.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Merges what a crawl writes into an article that people have edited: section by section, and the front matter field
 * by field. What only one side changed is taken from that side; what both changed is merged line by line, tags and
 * owners element by element; where that fails the person's text stays and the conflict keeps both. Parts that people
 * added stay where they are, parts they took away stay away.
 */
public final class ArticleMerge {

    private final List<ArticleConflict> conflicts = new ArrayList<>();

    private ArticleMerge() {}

    /**
     * The article after a crawl.
     *
     * @param markdown the whole page
     * @param conflicts what waits for a person, in the order of the page
     */
    public record Merged(String markdown, List<ArticleConflict> conflicts) {

        public Merged {
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * @param base what the crawl before wrote
     * @param crawled what the crawl writes now
     * @param written the article as it is
     */
    public static Merged merge(String base, String crawled, String written) {
        if (base.equals(crawled)) {
            return new Merged(written, List.of());
        }
        if (ArticleText.normalised(base).equals(ArticleText.normalised(written))) {
            return new Merged(crawled, List.of());
        }
        return new ArticleMerge()
                .merge(ArticleText.parse(base), ArticleText.parse(crawled), ArticleText.parse(written));
    }

    /** The article with another text at a place; an empty one takes the place away. */
    public static String with(String markdown, ArticlePlace place, String text) {
        return ArticleText.parse(markdown).with(place, text).write();
    }

    /** The text at a place of an article; empty when there is no such place. */
    public static String at(String markdown, ArticlePlace place) {
        return ArticleText.parse(markdown).at(place).map(Part::text).orElse("");
    }

    /** Where a place is after a change of the article, perhaps under another heading; the same place when it is gone. */
    public static ArticlePlace follow(ArticlePlace place, String before, String after) {
        var later = ArticleText.parse(after);
        if (place.field() || later.at(place).isPresent()) {
            return place;
        }
        var earlier = ArticleText.parse(before);
        return earlier.at(place)
                .flatMap(part ->
                        PartMatch.of(earlier.sections(), later.sections()).after(part))
                .map(Part::place)
                .orElse(place);
    }

    private Merged merge(ArticleText base, ArticleText crawled, ArticleText written) {
        var fields = merge(base.fields(), crawled.fields(), written.fields());
        var sections = merge(base.sections(), crawled.sections(), written.sections());
        return new Merged(written.with(fields, sections).write(), conflicts);
    }

    private List<Part> merge(List<Part> base, List<Part> crawled, List<Part> written) {
        var crawledOf = PartMatch.of(base, crawled);
        var writtenOf = PartMatch.of(base, written);
        var result = new ArrayList<Part>();
        // Where in the result each part of the crawl stands, so that new ones find their place.
        var places = new HashMap<Part, Part>();
        for (var own : written) {
            var before = writtenOf.before(own);
            var now = before.map(crawledOf::after).orElseGet(() -> crawledOf.added(own.key()));
            merged(before, now, own).ifPresent(part -> {
                result.add(part);
                now.ifPresent(crawl -> places.put(crawl, part));
            });
        }
        takenAway(base, crawledOf, writtenOf);
        addNew(crawled, crawledOf, places, result);
        return result;
    }

    /** What a part of the person's becomes; empty when the source took it away and nobody had touched it. */
    private Optional<Part> merged(Optional<Part> base, Optional<Part> crawled, Part written) {
        if (base.isEmpty() && crawled.isEmpty()) {
            return Optional.of(written);
        }
        if (crawled.isEmpty()) {
            if (base.orElseThrow().says(written)) {
                return Optional.empty();
            }
            conflict(base, crawled, Optional.of(written));
            return Optional.of(written);
        }
        var now = crawled.orElseThrow();
        if ((base.isPresent() && written.says(base.orElseThrow())) || written.says(now)) {
            return Optional.of(now);
        }
        if (base.isPresent() && now.says(base.orElseThrow())) {
            return Optional.of(written);
        }
        var merged = TextMerge.of(base.map(Part::text).orElse(""), now, written);
        if (merged.isEmpty()) {
            conflict(base, crawled, Optional.of(written));
        }
        return Optional.of(new Part(written.kind(), written.name(), written.key(), merged.orElse(written.text())));
    }

    /** Parts that a person took away stay away; when the source has changed them since, the person is asked. */
    private void takenAway(List<Part> base, PartMatch crawledOf, PartMatch writtenOf) {
        for (var part : base) {
            if (writtenOf.after(part).isEmpty()) {
                crawledOf
                        .after(part)
                        .filter(now -> !now.says(part))
                        .ifPresent(now -> conflict(Optional.of(part), Optional.of(now), Optional.empty()));
            }
        }
    }

    private static void addNew(List<Part> crawled, PartMatch crawledOf, Map<Part, Part> places, List<Part> result) {
        var before = Optional.<Part>empty();
        for (var part : crawled) {
            if (crawledOf.before(part).isEmpty() && !places.containsKey(part)) {
                int at = before.map(result::indexOf).orElse(-1) + 1;
                result.add(at, part);
                places.put(part, part);
            }
            if (places.containsKey(part)) {
                before = Optional.of(places.get(part));
            }
        }
    }

    private void conflict(Optional<Part> base, Optional<Part> crawled, Optional<Part> written) {
        var place = written.or(() -> base).or(() -> crawled).orElseThrow().place();
        conflicts.add(new ArticleConflict(place, text(base), text(crawled), text(written)));
    }

    private static String text(Optional<Part> part) {
        return part.map(Part::text).orElse("");
    }
}
