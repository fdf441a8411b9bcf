package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles.Decision;
import io.blockyard.catalog.Articles.Edit;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ArticlesTest {

    private static final Actor CRAWL = new Actor("crawl", Set.of(Role.ADMIN), "test");
    private static final Actor AUTHOR = new Actor("author", Set.of(Role.AUTHOR), "test");
    private static final Actor VIEWER = new Actor("viewer", Set.of(Role.VIEWER), "test");
    private static final BlockId ID = Cleaning.ID;
    private static final BlockId OTHER = new BlockId("OTHER");
    private static final String FIRST = "# Cleaning\n\n## Description\n\nCleans.\n\n## Inputs\n\nRAW\n";

    @TempDir
    private Path temp;

    private final List<Object> events = new ArrayList<>();
    private Articles articles;
    private Catalog catalog;
    private Publisher publisher;
    private Unpublisher unpublisher;
    private JdbcClient jdbc;

    @BeforeEach
    void publishTheFirst() {
        var dataSource = TestDatabase.fresh();
        jdbc = JdbcClient.create(dataSource);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        var bundles = new BundleStore(temp);
        catalog = new Catalog(dataSource, bundles);
        articles = new Articles(dataSource, transaction, new Audit(dataSource), events::add, Clock.systemUTC());
        publisher = new Publisher(dataSource, transaction, bundles, events::add, Clock.systemUTC());
        unpublisher = new Unpublisher(dataSource, transaction, bundles, events::add, Clock.systemUTC());
        crawl("1.0.0", FIRST);
    }

    @Test
    void anEditIsARevisionThatTheIndexHearsOf() {
        long before = catalog.block(VIEWER, ID).changeSequence();
        var text = FIRST.replace("Cleans.", "Cleans. Ask the plant first.");

        var written = articles.write(AUTHOR, ID, new Edit(text, 1, "A warning"));

        assertThat(written).isEqualTo(articles.get(VIEWER, ID));
        assertThat(written.revision()).isEqualTo(2);
        assertThat(written.author()).isEqualTo("author");
        assertThat(articles.history(VIEWER, ID, 10))
                .extracting(Articles.Revision::reason)
                .containsExactly("A warning", "First publication");
        assertThat(articles.revision(VIEWER, ID, 1)).isEqualTo(FIRST);
        assertThat(catalog.changesAfter(before, 10))
                .extracting(b -> b.manifest().id())
                .containsExactly(ID);
        assertThat(events)
                .last()
                .isEqualTo(new CatalogChanged(catalog.block(VIEWER, ID).changeSequence()));
    }

    @Test
    void articlesKnowWhoLinksToThem() {
        crawl(OTHER, "# Other\n\nBuilds on [[cleaning]], unlike `[[CLEANING]]` in code and [[NO_SUCH]].\n");

        assertThat(articles.backlinks(VIEWER, ID))
                .extracting(Articles.Backlink::block)
                .containsExactly(OTHER);
        assertThat(new ArticleRenderer()
                        .render(
                                articles.get(VIEWER, OTHER).markdown()
                                        + "\n[[CLEANING|how]] [o](dataset:SHOP.ORDERS)\n",
                                new LinkTargets(id -> catalog.find(VIEWER, id), name -> Optional.empty()))
                        .html())
                .contains(
                        "Builds on <a href=\"blocks/CLEANING\"",
                        "<code>[[CLEANING]]</code>",
                        "[[NO_SUCH]]",
                        ">how</a>",
                        "<a href=\"?q&#61;ORDERS\"");

        var text = articles.get(VIEWER, OTHER);
        articles.write(AUTHOR, OTHER, new Edit("# Other\n\nStands alone.\n", text.revision(), ""));
        assertThat(articles.backlinks(VIEWER, ID)).isEmpty();
    }

    @Test
    void aCredentialIsNotSaved() {
        var text = FIRST.replace("Cleans.", "Cleans.\n\nLog in with password: Winter!2023");

        assertThatThrownBy(() -> articles.write(AUTHOR, ID, new Edit(text, 1, "")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("what looks like a password")
                .hasMessageNotContaining("Winter");
        assertThat(articles.get(VIEWER, ID).revision()).isEqualTo(1);
    }

    @Test
    void theSameTextIsNoRevision() {
        assertThat(articles.write(AUTHOR, ID, new Edit(FIRST, 1, "again")).revision())
                .isEqualTo(1);
    }

    @Test
    void twoWhoEditDifferentSectionsBothSucceed() {
        articles.write(AUTHOR, ID, new Edit(FIRST.replace("Cleans.", "Cleans well."), 1, ""));

        var second = articles.write(AUTHOR, ID, new Edit(FIRST.replace("RAW", "RAW, hourly"), 1, ""));

        assertThat(second.markdown()).contains("Cleans well.", "RAW, hourly");
    }

    @Test
    void twoWhoEditTheSameLineAreTold() {
        articles.write(AUTHOR, ID, new Edit(FIRST.replace("Cleans.", "Cleans well."), 1, ""));

        assertThatThrownBy(() -> articles.write(CRAWL, ID, new Edit(FIRST.replace("Cleans.", "Scrubs."), 1, "")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("author has changed “Description” meanwhile (revision 2)");
        assertThat(articles.get(VIEWER, ID).markdown()).contains("Cleans well.");
    }

    @Test
    void aCrawlKeepsWhatPeopleWroteAndAsksWhereBothChanged() {
        articles.write(
                AUTHOR,
                ID,
                new Edit(FIRST.replace("Cleans.", "Scrubs.") + "\n## Pitfalls\n\nMind the clocks.\n", 1, ""));

        crawl("1.1.0", FIRST.replace("Cleans.", "Cleans twice.").replace("RAW", "RAW and SITES"));

        var article = articles.get(VIEWER, ID);
        assertThat(article.markdown())
                .contains("Scrubs.", "Mind the clocks.", "RAW and SITES")
                .doesNotContain("Cleans twice.");
        assertThat(articles.conflicts(VIEWER)).isEqualTo(articles.conflicts(VIEWER, ID));
        assertThat(articles.conflicts(VIEWER, ID)).singleElement().satisfies(conflict -> {
            assertThat(conflict.place()).isEqualTo("section:Description");
            assertThat(conflict.crawled()).contains("Cleans twice.");
            assertThat(conflict.written()).contains("Scrubs.");
        });

        crawl("1.2.0", FIRST.replace("Cleans.", "Cleans thrice.").replace("RAW", "RAW and SITES"));
        assertThat(articles.conflicts(VIEWER, ID)).singleElement().satisfies(conflict -> {
            assertThat(conflict.base()).contains("Cleans.");
            assertThat(conflict.crawled()).contains("Cleans thrice.");
        });

        var revision = articles.get(VIEWER, ID).revision();
        var decided = decide(null, "## Description\n\nScrubs, thrice.", revision);
        assertThat(decided.markdown()).contains("Scrubs, thrice.", "Mind the clocks.");
        assertThat(articles.conflicts(VIEWER)).isEmpty();
        assertThatThrownBy(() -> decide(null, "x", decided.revision())).hasMessageContaining("Nothing waits");
    }

    @Test
    void whatSomebodyWroteElsewhereWaitsWhateverComesLater() {
        articles.write(AUTHOR, ID, new Edit(cleaning("Scrubs."), 1, ""));
        articles.takeIn(CRAWL, ID, FIRST, cleaning("Washes."), "Edited in the mirror wiki by Xenia");
        articles.takeIn(CRAWL, ID, FIRST, cleaning("Washes."), "Edited in the mirror wiki by Xenia");
        articles.takeIn(CRAWL, ID, FIRST, cleaning("Rinses."), "Edited in the mirror wiki by Xenia");
        crawl("1.1.0", cleaning("Cleans twice."));
        assertThat(waiting()).containsExactlyInAnyOrder("Washes.", "Rinses.", "Cleans twice.");
        var undoable = crawl("1.2.0", cleaning("Cleans thrice."));
        assertThat(waiting()).containsExactlyInAnyOrder("Washes.", "Rinses.", "Cleans thrice.");
        articles.takeIn(CRAWL, ID, FIRST, cleaning("Soaks."), "Edited in the mirror git");

        unpublisher.undo(CRAWL, undoable, "Undone");

        assertThat(waiting()).containsExactlyInAnyOrder("Washes.", "Rinses.", "Soaks.", "Cleans twice.");
        var revision = articles.get(VIEWER, ID).revision();
        assertThatThrownBy(() -> decide(null, "## Description\n\nx", revision))
                .hasMessageContaining("4 texts wait at \u201cDescription\u201d");
        var washes = articles.conflicts(VIEWER, ID).stream()
                .filter(open -> open.crawled().contains("Washes."))
                .findFirst()
                .orElseThrow();
        assertThat(washes.told()).isEqualTo("Edited in the mirror wiki by Xenia");
        decide(washes.number(), washes.crawled(), revision);
        assertThat(waiting()).containsExactlyInAnyOrder("Rinses.", "Soaks.", "Cleans twice.");
        assertThat(articles.conflicts(VIEWER, ID))
                .allSatisfy(open -> assertThat(open.written()).endsWith("Washes."));
    }

    @Test
    void aConflictAtAHeadingOfAnyLengthWaitsAndCanBeDecidedWithinTheRulesOfArticles() {
        var heading = "Long ".repeat(400).strip();
        var long1 = "## " + heading + "\n\nOne.\n";
        crawl("1.1.0", long1);
        articles.write(AUTHOR, ID, new Edit(long1.replace("One.", "Mine."), 2, ""));
        crawl("1.2.0", long1.replace("One.", "Two."));
        var open = articles.conflicts(VIEWER, ID).getFirst();
        assertThat(open.place()).isEqualTo("section:" + heading);

        var revision = articles.get(VIEWER, ID).revision();
        for (var refused : List.of("", "## X\n\nA \0 byte", "x".repeat(500_001))) {
            assertThatThrownBy(() ->
                            articles.resolve(AUTHOR, ID, new Decision(open.place(), open.number(), refused, revision)))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(articles.conflicts(VIEWER, ID)).containsExactly(open);
        articles.resolve(AUTHOR, ID, new Decision(open.place(), open.number(), open.crawled(), revision));
        assertThat(articles.get(VIEWER, ID).markdown()).endsWith("Two.\n");
    }

    private static String cleaning(String how) {
        return FIRST.replace("Cleans.", how);
    }

    /** The last lines of the texts that wait at the description. */
    private List<String> waiting() {
        return articles.conflicts(VIEWER, ID).stream()
                .filter(open -> open.place().equals("section:Description"))
                .map(open -> open.crawled().lines().toList().getLast())
                .toList();
    }

    @Test
    void whatWaitsGoesWithItsSectionToAnotherHeading() {
        articles.write(AUTHOR, ID, new Edit(cleaning("Scrubs."), 1, ""));
        crawl("1.1.0", cleaning("Cleans twice."));
        var current = articles.get(VIEWER, ID);

        articles.write(
                AUTHOR,
                ID,
                new Edit(current.markdown().replace("## Description", "## What it does"), current.revision(), ""));

        var open = articles.conflicts(VIEWER, ID).getFirst();
        assertThat(open.place()).isEqualTo("section:What it does");
        assertThat(open.written()).isEqualTo("## What it does\n\nScrubs.");
        var decided = articles.resolve(
                AUTHOR,
                ID,
                new Decision(
                        open.place(),
                        open.number(),
                        open.crawled(),
                        articles.get(VIEWER, ID).revision()));
        assertThat(decided.markdown()).contains("Cleans twice.").doesNotContain("Scrubs.", "What it does");
    }

    /** As they were kept before it was known where the other text of a conflict comes from. */
    @Test
    void aCrawlThatSaysTheSameAgainTakesThePlaceOfWhatNobodyKnowsTheOriginOf() {
        articles.write(AUTHOR, ID, new Edit(cleaning("Scrubs."), 1, ""));
        crawl("1.1.0", cleaning("Cleans twice."));
        jdbc.sql("update article_conflict set origin = 'elsewhere'").update();
        // The base of old rows moved on, or it would not conflict again.
        jdbc.sql("update article set generated = :first").param("first", FIRST).update();

        var published = crawl("1.2.0", cleaning("Cleans twice."));

        assertThat(articles.conflicts(VIEWER, ID))
                .singleElement()
                .extracting(Articles.OpenConflict::origin)
                .isEqualTo(ConflictOrigin.SOURCE);
        unpublisher.undo(CRAWL, published, "Undone");
        assertThat(waiting()).containsExactly("Cleans twice.");
    }

    @Test
    void keepingOnesOwnTextClosesTheConflictWithoutARevision() {
        articles.write(AUTHOR, ID, new Edit(FIRST.replace("Cleans.", "Scrubs."), 1, ""));
        crawl("1.1.0", FIRST.replace("Cleans.", "Cleans twice."));
        var revision = articles.get(VIEWER, ID).revision();

        decide(null, "## Description\n\nScrubs.", revision);

        assertThat(articles.get(VIEWER, ID).revision()).isEqualTo(revision);
        assertThat(articles.conflicts(VIEWER)).isEmpty();
    }

    @Test
    void anEarlierTextComesBackAsANewRevision() {
        articles.write(AUTHOR, ID, new Edit("# Gone\n", 1, ""));

        assertThat(articles.restore(AUTHOR, ID, 1).markdown()).isEqualTo(FIRST);
        assertThat(articles.get(VIEWER, ID).revision()).isEqualTo(3);
        assertThatThrownBy(() -> articles.restore(AUTHOR, ID, 9)).hasMessageContaining("no revision 9");
    }

    @Test
    void onlyAuthorsWrite() {
        assertThatThrownBy(() -> articles.write(VIEWER, ID, new Edit("x", 1, "")))
                .hasMessageContaining("viewer");
        assertThatThrownBy(() -> articles.restore(VIEWER, ID, 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> articles.resolve(VIEWER, ID, new Decision("section:x", null, "", 1)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> articles.write(AUTHOR, ID, new Edit(" \n", 1, "")))
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> articles.write(AUTHOR, ID, new Edit("# A\0", 1, "")))
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> articles.write(AUTHOR, new BlockId("CLEANIN"), new Edit("x", 1, "")))
                .hasMessageContaining("no block CLEANIN");
    }

    private Article decide(@Nullable Long number, String text, long revision) {
        return articles.resolve(AUTHOR, ID, new Decision("section:Description", number, text, revision));
    }

    private List<PublishEffect> crawl(String version, String article) {
        return crawl(ID, version, article);
    }

    private void crawl(BlockId id, String article) {
        crawl(id, "1.0.0", article);
    }

    private List<PublishEffect> crawl(BlockId id, String version, String article) {
        var publication = Cleaning.of(
                id,
                version,
                version,
                "zone of " + id,
                article,
                version.equals("1.0.0") ? "First publication" : "Changed");
        return publisher.release(CRAWL, List.of(publisher.prepare(CRAWL, publication, Standing.PUBLISHED)), List.of());
    }
}
