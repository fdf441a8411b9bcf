package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.Deprecation;
import io.blockyard.catalog.FolderRegistry;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Promotion;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.Standing;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LifecyclesTest {

    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final Actor OWNER = new Actor("olive", Set.of(Role.AUTHOR), "test");
    private static final Actor STRANGER = new Actor("sam", Set.of(Role.AUTHOR, Role.COMPOSER), "test");

    @TempDir
    private Path temp;

    private CrawlBench bench;
    private Path project;
    private BlockId id;

    @BeforeEach
    void crawlDrafts() throws IOException {
        bench = new CrawlBench(temp.resolve("data"), Path.of("samples/projects"));
        project = CrawlBench.part("COMPRESSOR_MONITORING", temp.resolve("project"), Set.of("qoIK9nw"));
        bench.policies.set(ADMIN, project.toString(), Policy.DRAFT);
        id = new BlockId(bench.crawl(project, KEY).blocks().getFirst().blockId());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aDraftIsNobodysBeforeItIsPromoted() throws IOException {
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.DRAFT);
        assertThatThrownBy(() -> resolve(bench.catalog, "@latest")).hasMessageContaining("is a draft");
        assertThatThrownBy(() -> resolve(bench.catalog, "@1.0.0")).hasMessageContaining("is a draft");
        assertThat(registry().resolveOrNot(id)).isFalse();

        bench.promote(id);

        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.PUBLISHED);
        assertThat(resolve(bench.catalog, "@latest")).isEmpty();
        assertThat(registry().resolveOrNot(id)).isTrue();
        assertThatThrownBy(() -> bench.promote(id)).hasMessageContaining("has no draft");
    }

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

    /** Of a block that was never published, whose text is its article, and of the next draft, whose text waits. */
    @Test
    void aPersonGivesAHigherNumberAndEverythingSaysSo() throws IOException {
        promoteAs("2.0.0", "1.0.0");
        touchRecipes("# change\n");
        bench.crawl(project, KEY);
        assertThat(bench.catalog.versions(ADMIN, id).getFirst().manifest().version())
                .hasToString("2.1.0");
        assertThatThrownBy(() -> promoteAs("2.0.9", "2.1.0")).hasMessageContaining("makes it 2.1.0 at least");
        promoteAs("3.0.0", "2.1.0");

        assertThat(bench.catalog.versions(ADMIN, id))
                .extracting(version ->
                        version.manifest().version() + " " + version.standing().wire())
                .containsExactly("3.0.0 published", "2.0.0 published");
        assertThat(bench.catalog.article(ADMIN, id).markdown()).containsSubsequence("- **3.0.0** (", "- **2.0.0** (");
        assertThat(bench.crawl(project, KEY).blocks())
                .extracting(BlockOutcome::outcome)
                .containsOnly(BlockOutcome.Outcome.UNCHANGED);
    }

    private void promoteAs(String number, String draft) {
        var version = BlockVersion.parse(number);
        var digest = bench.catalog.versions(ADMIN, id).getFirst().digest();
        bench.lifecycles.promote(ADMIN, id, new Promotion(digest, version));

        var manifest = bench.catalog.block(ADMIN, id).manifest();
        assertThat(manifest.version()).isEqualTo(version);
        assertThat(Bundle.unpack(bench.catalog.bundle(ADMIN, id, version)).manifest())
                .isEqualTo(manifest.withMetadata(null));
        assertThat(BlockFormats.json().writeValueAsString(manifest)).doesNotContain(draft);
        assertThat(bench.catalog.article(ADMIN, id).markdown())
                .contains("version: " + number, id + "@" + number, "- **" + number + "** (")
                .doesNotContain(draft);
        assertThat(resolve(bench.catalog, "@" + number)).isEmpty();
        assertThat(registry().folder.resolve(reference("@" + number)).manifest())
                .isEqualTo(manifest);
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

    @Test
    void aYankedVersionIsOfferedToNobodyAndStillThereForWhoNamesIt() throws IOException {
        bench.promote(id);
        var first = bench.catalog.article(ADMIN, id).markdown();
        describe("Signals in the frequency domain.");
        touchRecipes("# change\n");
        bench.crawl(project, KEY);
        bench.promote(id);
        var second = bench.catalog.article(ADMIN, id);
        assertThat(second.markdown()).contains("version: 1.1.0", "Signals in the frequency domain.");
        bench.articles.write(
                ADMIN, id, new Articles.Edit(second.markdown() + "\n## Pitfalls\n\nMind the clocks.\n", 2, ""));

        bench.lifecycles.yank(ADMIN, id, BlockVersion.parse("1.1.0"), "It doubles rows");
        assertThat(bench.catalog.article(ADMIN, id).markdown())
                .isEqualToIgnoringNewLines(first + "\n## Pitfalls\n\nMind the clocks.\n");
        assertThat(bench.catalog.block(ADMIN, id).summary()).isNotEqualTo("Signals in the frequency domain.");

        for (var registry : List.of(bench.catalog, registry().folder)) {
            assertThat(resolve(registry, "@^1.0")).isEmpty();
            assertThat(registry.resolve(reference("@latest")).manifest().version())
                    .isEqualTo(BlockVersion.FIRST);
            assertThat(resolve(registry, "@1.1.0"))
                    .extracting(Problem::message)
                    .containsExactly(id + "@1.1.0 was yanked: It doubles rows.");
            assertThatThrownBy(() -> registry.resolve(reference("@>=1.1")))
                    .hasMessageContaining("Every version")
                    .hasMessageContaining("It doubles rows.");
        }
        assertThat(bench.crawl(project, KEY).blocks())
                .extracting(BlockOutcome::outcome)
                .contains(BlockOutcome.Outcome.WITHHELD)
                .isSubsetOf(BlockOutcome.Outcome.WITHHELD, BlockOutcome.Outcome.UNCHANGED);

        bench.lifecycles.yank(ADMIN, id, BlockVersion.FIRST, "So does this");
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.YANKED);
        bench.lifecycles.restore(ADMIN, id, BlockVersion.parse("1.1.0"));
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.PUBLISHED);
        assertThat(bench.catalog.article(ADMIN, id).markdown())
                .contains("version: 1.1.0", "Signals in the frequency domain.", "Mind the clocks.");
        assertThat(bench.catalog.versions(ADMIN, id))
                .extracting(PublishedVersion::standing)
                .containsExactly(Standing.PUBLISHED, Standing.YANKED);
    }

    @Test
    void ownersDecideAndADeprecationWarns() throws IOException {
        bench.promote(id);
        assertThatThrownBy(
                        () -> bench.lifecycles.deprecate(ADMIN, id, new Deprecation("The password is Winter!2023", "")))
                .hasMessageContaining("looks like a password");
        var because = new Deprecation("Superseded", "");
        assertThatThrownBy(() -> bench.lifecycles.deprecate(OWNER, id, because))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("may not decide of " + id);

        bench.lifecycles.setOwners(ADMIN, id, List.of("olive"));
        assertThat(bench.catalog
                        .resolve(BlockReference.parse("BLOCKS_REGISTRY/" + id + "@latest"))
                        .owners())
                .as("what policies see")
                .containsExactly("olive");
        bench.lifecycles.deprecate(OWNER, id, because);

        for (var registry : List.of(bench.catalog, registry().folder)) {
            assertThat(resolve(registry, "@latest"))
                    .extracting(Problem::message)
                    .containsExactly("Block " + id + " is deprecated: Superseded.");
        }
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.DEPRECATED);
        assertThatThrownBy(() -> bench.lifecycles.reinstate(STRANGER, id)).hasMessageContaining("may not");
        assertThatThrownBy(() -> bench.lifecycles.deprecate(OWNER, id, new Deprecation("x", "NO_SUCH")))
                .hasMessageContaining("NO_SUCH");
        bench.lifecycles.reinstate(OWNER, id);
        assertThat(resolve(bench.catalog, "@latest")).isEmpty();
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

    private void describe(String words) throws IOException {
        var zone = project.resolve("zones/qoIK9nw.json");
        var document = (ObjectNode) JsonMapper.shared().readTree(Files.readString(zone));
        Files.writeString(zone, document.put("shortDesc", words).toString());
    }

    private List<Problem> resolve(BlockRegistry registry, String version) {
        return registry.resolve(reference(version)).warnings();
    }

    private BlockReference reference(String version) {
        return BlockReference.parse("BLOCKS_REGISTRY/" + id + version);
    }

    private void touchRecipes(String line) throws IOException {
        try (var recipes = Files.list(project.resolve("recipes"))) {
            for (var file : recipes.filter(path -> path.toString().matches(".*\\.(py|sql)"))
                    .toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                + line.replace("#", file.toString().endsWith("py") ? "#" : "--"));
            }
        }
    }

    private Exported registry() {
        var tree = temp.resolve("tree");
        new RegistryTree(bench.catalog).export(ADMIN, tree);
        return new Exported(FolderRegistry.open(tree));
    }

    private record Exported(FolderRegistry folder) {
        boolean resolveOrNot(BlockId id) {
            try {
                folder.resolve(BlockReference.ofWire(id.value()));
                return true;
            } catch (ProblemException none) {
                return false;
            }
        }
    }
}
