package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Bundle;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.Deprecation;
import io.blockyard.catalog.Lifecycle;
import io.blockyard.catalog.Promotion;
import io.blockyard.catalog.Standing;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may decide of a block, and what everybody gets of it then. */
class LifecyclesTest extends DraftedBlock {

    private static final Actor STRANGER = new Actor("sam", Set.of(Role.AUTHOR, Role.COMPOSER), "test");

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
        assertThat(registry().folder().resolve(reference("@" + number)).manifest())
                .isEqualTo(manifest);
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

        for (var registry : List.of(bench.catalog, registry().folder())) {
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

        long offered = bench.catalog.countOffered(ADMIN);
        bench.lifecycles.yank(ADMIN, id, BlockVersion.FIRST, "So does this");
        assertThat(bench.catalog.block(ADMIN, id).lifecycle()).isEqualTo(Lifecycle.YANKED);
        assertThat(offered).isPositive();
        assertThat(bench.catalog.countOffered(ADMIN)).isEqualTo(offered - 1);
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

        for (var registry : List.of(bench.catalog, registry().folder())) {
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
}
