package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Promotion;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What waits for a promotion, beside what is published. */
class DraftsTest extends DraftedBlock {

    @Test
    void theNextDraftWaitsBesideWhatIsPublishedAndIsReplacedByTheOneAfter() throws IOException {
        bench.promote(id);
        var published = bench.catalog.bundle(ADMIN, id, BlockVersion.FIRST);
        touchRecipes("# first change\n");
        bench.crawl(project, KEY);
        var first = bench.catalog.versions(ADMIN, id).getFirst();
        touchRecipes("# second change\n");
        bench.crawl(project, KEY);
        bench.crawl(project, KEY);

        assertThat(bench.catalog.versions(ADMIN, id))
                .extracting(version ->
                        version.manifest().version() + " " + version.standing().wire())
                .containsExactly("1.1.0 draft", "1.0.0 published");
        assertThat(bench.catalog.versions(ADMIN, id).getFirst().digest()).isNotEqualTo(first.digest());
        assertThat(bench.catalog.block(ADMIN, id).manifest().version()).isEqualTo(BlockVersion.FIRST);
        assertThat(bench.catalog.block(ADMIN, id).stewardship().draft()).isEqualTo(BlockVersion.parse("1.1.0"));
        assertThat(bench.catalog.exact(ADMIN, BlockReference.ofWire(id.value())).version())
                .isEqualTo("1.0.0");
        assertThat(bench.catalog.bundle(ADMIN, id, BlockVersion.FIRST)).isEqualTo(published);

        bench.promote(id);
        assertThat(bench.catalog.exact(ADMIN, BlockReference.ofWire(id.value())).version())
                .isEqualTo("1.1.0");
        assertThat(bench.catalog.drafts(ADMIN))
                .extracting(block -> block.manifest().id())
                .doesNotContain(id);
    }

    @Test
    void theTextOfADraftWaitsForThePromotionAndMeetsWhatPeopleWrite() throws IOException {
        bench.promote(id);
        var published = bench.catalog.block(ADMIN, id);
        var page = bench.catalog.article(ADMIN, id);
        describe("Signals in the frequency domain.");
        bench.crawl(project, KEY);

        assertThat(bench.catalog.article(ADMIN, id)).isEqualTo(page);
        assertThat(bench.catalog.block(ADMIN, id).summary()).isEqualTo(published.summary());
        var draft = bench.catalog.draftArticle(ADMIN, id);
        assertThat(draft.version()).hasToString("1.0.1");
        assertThat(draft.summary()).isEqualTo("Signals in the frequency domain.");
        assertThat(draft.markdown()).contains("version: 1.0.1", "Signals in the frequency domain.");

        // While it waits, people write elsewhere and at the same place.
        var title = page.markdown()
                .lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElseThrow();
        bench.articles.write(
                OWNER,
                id,
                new Articles.Edit(
                        page.markdown().replace(published.summary(), "Our own words")
                                + "\n## Pitfalls\n\nMind the clocks.\n",
                        page.revision(),
                        ""));
        assertThat(bench.catalog.draftArticle(ADMIN, id).conflicts()).containsExactly("section:" + title.substring(2));
        assertThat(bench.articles.conflicts(ADMIN, id)).isEmpty();

        bench.promote(id);

        assertThat(bench.catalog.article(ADMIN, id).markdown())
                .contains("version: 1.0.1", "Our own words", "Mind the clocks.");
        assertThat(bench.articles.conflicts(ADMIN, id))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.crawled()).contains("Signals in the frequency domain."));
        assertThat(bench.catalog.block(ADMIN, id).summary()).isEqualTo("Signals in the frequency domain.");
        assertThatThrownBy(() -> bench.catalog.draftArticle(ADMIN, id)).hasMessageContaining("has no draft");
    }

    @Test
    void anUndoneCrawlBringsTheDraftBackWhosePlaceItsOwnTook() throws IOException {
        // Nothing of the block is published yet: its one version is the draft.
        touchRecipes("# first change\n");
        var first = crawled();
        var draft = bench.catalog.versions(ADMIN, id);
        var page = bench.catalog.article(ADMIN, id).markdown();
        describe("Signals in the frequency domain.");
        var second = crawled();
        assertThat(undone(first)).isEqualTo("catalog.moved-on");

        assertThat(undone(second)).isEmpty();
        assertThat(bench.catalog.versions(ADMIN, id)).isEqualTo(draft);
        assertThat(bench.catalog.article(ADMIN, id).markdown()).isEqualTo(page);

        // Beside a published version, with drafts of one number.
        bench.promote(id);
        page = bench.catalog.article(ADMIN, id).markdown();
        touchRecipes("# second change\n");
        var third = crawled();
        var text = bench.catalog.draftArticle(ADMIN, id);
        touchRecipes("# third change\n");
        var fourth = crawled();
        assertThat(undone(third)).isEqualTo("catalog.moved-on");
        assertThat(undone(fourth)).isEmpty();
        assertThat(bench.catalog.draftArticle(ADMIN, id)).isEqualTo(text);
        assertThat(undone(third)).isEmpty();
        assertThat(bench.catalog.block(ADMIN, id).stewardship().draft()).isNull();
        assertThat(bench.catalog.article(ADMIN, id).markdown()).isEqualTo(page);

        // What somebody promoted is theirs.
        var fifth = crawled();
        bench.promote(id);
        assertThat(undone(fifth)).isEqualTo("catalog.moved-on");
        touchRecipes("# fourth change\n");
        var sixth = crawled();
        var seen = bench.catalog.versions(ADMIN, id).getFirst().digest();
        bench.lifecycles.promote(ADMIN, id, new Promotion(seen, BlockVersion.parse("9.0.0")));
        assertThat(bench.await(bench.crawls.undo(ADMIN, sixth)).problems())
                .extracting(Problem::remedy)
                .containsExactly("Yank 9.0.0 by itself, or undo the crawl that published it.");
    }

    @Test
    void aDraftThatWasTakenBackIsNobodysAndTheNextCrawlMakesItAgain() throws IOException {
        assertThat(undone(bench.crawls.recent(ADMIN, 1).getFirst().id())).isEmpty();

        assertThat(bench.catalog.drafts(ADMIN)).isEmpty();
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.DRAFT);
        assertThatThrownBy(() -> resolve(bench.catalog, "@1.0.0")).hasMessageContaining("is a draft");
        assertThat(registry().resolveOrNot(id)).isFalse();
        assertThatThrownBy(() -> bench.lifecycles.restore(ADMIN, id, BlockVersion.FIRST))
                .hasMessageContaining("is a draft");
        assertThatThrownBy(() -> bench.promote(id)).hasMessageContaining("has no draft");

        assertThat(bench.crawl(project, KEY).blocks())
                .extracting(BlockOutcome::outcome)
                .contains(BlockOutcome.Outcome.CHANGED)
                .doesNotContain(BlockOutcome.Outcome.WITHHELD);
        assertThat(bench.catalog.drafts(ADMIN))
                .extracting(block -> block.manifest().id())
                .contains(id);
        bench.promote(id);
        assertThat(resolve(bench.catalog, "@1.0.0")).isEmpty();
    }

    @Test
    void aDraftThatACrawlReplacedIsNotPromotedUnseen() throws IOException {
        var seen = new Promotion(bench.catalog.versions(ADMIN, id).getFirst().digest());
        touchRecipes("# behind the back\n");
        bench.crawl(project, KEY);

        assertThatThrownBy(() -> bench.lifecycles.promote(ADMIN, id, seen))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not the one that you looked at");
        assertThatThrownBy(() -> bench.lifecycles.promote(ADMIN, id, new Promotion("")))
                .hasMessageContaining("is not the one that you looked at");
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.DRAFT);
        var now = bench.catalog.versions(ADMIN, id).getFirst().digest();
        bench.lifecycles.promote(ADMIN, id, new Promotion(now.substring(0, 12)));
        assertThat(bench.catalog.versions(ADMIN, id).getFirst().digest()).isEqualTo(now);
    }

    @Test
    void theNameOfADraftIsNobodysBeforeItIsPromoted() throws IOException {
        bench.promote(id);
        var zone = project.resolve("zones/qoIK9nw.json");
        Files.writeString(zone, Files.readString(zone).replace("Vibration features", "Signal features"));
        bench.crawl(project, KEY);

        assertThat(bench.catalog.block(ADMIN, id).formerNames()).isEmpty();
        assertThat(bench.catalog.find(ADMIN, "SIGNAL_FEATURES")).isEmpty();

        bench.promote(id);
        assertThat(bench.catalog.block(ADMIN, id).formerNames()).containsExactly("Vibration features");
        assertThat(bench.catalog.find(ADMIN, "SIGNAL_FEATURES")).isPresent();
        // Its article is read and written under each of its names.
        var name = new BlockId("SIGNAL_FEATURES");
        var article = bench.articles.get(ADMIN, name);
        var text = article.markdown() + "\n## Pitfalls\n\nMind the clocks.\n";
        assertThat(bench.articles
                        .write(OWNER, name, new Articles.Edit(text, article.revision(), ""))
                        .block())
                .isEqualTo(id);
        assertThat(bench.articles.history(ADMIN, name, 10)).isEqualTo(bench.articles.history(ADMIN, id, 10));
    }

    private UUID crawled() {
        var crawl = bench.crawls.startFolder(ADMIN, project, KEY);
        bench.finish(crawl);
        return crawl.id();
    }

    /** The code of what undoing said; empty when it was done. */
    private String undone(UUID crawl) {
        var task = bench.await(bench.crawls.undo(ADMIN, crawl));
        return task.status() == TaskStatus.SUCCEEDED
                ? ""
                : task.problems().getFirst().code();
    }
}
