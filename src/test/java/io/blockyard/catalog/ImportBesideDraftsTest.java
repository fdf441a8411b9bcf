package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A registry is imported into a catalog where a draft of the same block waits. */
class ImportBesideDraftsTest {

    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");

    @TempDir
    private Path temp;

    private Side here;

    @BeforeEach
    void open() {
        here = new Side(temp.resolve("here"));
    }

    /** One catalog with all that is done to it. */
    private static final class Side {

        final Catalog catalog;
        final Publisher publisher;
        final RegistryImport imports;
        final Lifecycles lifecycles;

        Side(Path folder) {
            var dataSource = TestDatabase.fresh();
            var bundles = new BundleStore(folder);
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            var audit = new Audit(dataSource);
            var clock = Clock.systemUTC();
            catalog = new Catalog(dataSource, bundles);
            publisher = new Publisher(dataSource, transaction, bundles, event -> {}, clock);
            lifecycles = new Lifecycles(dataSource, catalog, bundles, transaction, audit, event -> {}, clock);
            imports = new RegistryImport(
                    dataSource,
                    bundles,
                    new Attachments(
                            dataSource,
                            transaction,
                            bundles,
                            new AttachmentRules(1_000, Set.of()),
                            audit,
                            event -> {},
                            clock),
                    transaction,
                    audit,
                    event -> {},
                    clock);
        }

        void release(Standing standing, String version, String code) {
            release(standing, version, code, "Cleaning");
        }

        void release(Standing standing, String version, String code, String name) {
            var publication =
                    Cleaning.of(Cleaning.ID, version, code, "zone", "# Cleaning\n\nBy " + code + ".\n", "note", name);
            publisher.release(ADMIN, List.of(publisher.prepare(ADMIN, publication, standing)), List.of());
        }

        /** Newest first. */
        List<String> standings() {
            return catalog.versions(ADMIN, Cleaning.ID).stream()
                    .map(version -> version.manifest().version() + " "
                            + version.standing().wire() + " "
                            + code(version.manifest().version()))
                    .toList();
        }

        private String code(BlockVersion version) {
            return catalog.definition(ADMIN, Cleaning.ID, version)
                    .recipe("clean")
                    .orElseThrow()
                    .payload();
        }
    }

    /** What was published elsewhere, first as it stands here. */
    private RegistryFiles published(String version, String code) {
        return published(version, code, "Cleaning");
    }

    private RegistryFiles published(String version, String code, String name) {
        return RegistryFiles.of(tree(version, code, name));
    }

    private SortedMap<String, byte[]> tree(String version, String code, String name) {
        var there = new Side(temp.resolve("there"));
        there.release(Standing.PUBLISHED, "1.0.0", "a");
        there.release(Standing.PUBLISHED, version, code, name);
        there.lifecycles.setOwners(ADMIN, Cleaning.ID, List.of("olive"));
        there.lifecycles.deprecate(ADMIN, Cleaning.ID, new Deprecation("Too slow", ""));
        var files = new TreeMap<String, byte[]>();
        new RegistryTree(there.catalog).files(ADMIN).forEach((path, file) -> files.put(path, file.bytes()));
        return files;
    }

    @ParameterizedTest
    @CsvSource({"1.1.0, 1.1.0, 1.2.0", "1.0.1, 1.1.0, 1.1.1", "1.1.0, 2.0.0, 2.1.0", "2.0.0, 1.1.0, 2.0.0"})
    void aDraftGoesOnWaitingAboveWhatArrives(String draft, String arriving, String then) {
        here.release(Standing.PUBLISHED, "1.0.0", "a");
        here.release(Standing.DRAFT, draft, "ours");

        here.imports.read(ADMIN, published(arriving, "theirs"), () -> {});

        assertThat(here.standings())
                .containsExactly(then + " draft ours", arriving + " published theirs", "1.0.0 published a");
        var digest = here.catalog.versions(ADMIN, Cleaning.ID).getFirst().digest();
        assertThatThrownBy(() -> here.lifecycles.promote(
                        ADMIN, Cleaning.ID, new Promotion(digest, BlockVersion.parse(arriving))))
                .hasMessageContaining("cannot become " + arriving);
        here.lifecycles.promote(ADMIN, Cleaning.ID, new Promotion(digest));
        assertThat(here.catalog.article(ADMIN, Cleaning.ID).markdown()).contains("By ours.");
        assertThat(here.standings()).startsWith(then + " published ours");
    }

    @Test
    void aDraftThatArrivesItselfIsPublished() {
        here.release(Standing.PUBLISHED, "1.0.0", "a");
        here.release(Standing.DRAFT, "1.1.0", "theirs");

        here.imports.read(ADMIN, published("1.1.0", "theirs"), () -> {});

        assertThat(here.standings()).containsExactly("1.1.0 published theirs", "1.0.0 published a");
        assertThat(here.catalog.article(ADMIN, Cleaning.ID).markdown()).contains("By theirs.");
        assertThat(here.catalog.draft(ADMIN, Cleaning.ID)).isEmpty();
    }

    @Test
    void aBlockThatIsADraftOnlyKeepsIt() {
        here.release(Standing.DRAFT, "1.0.0", "ours");

        here.imports.read(ADMIN, published("1.0.1", "theirs"), () -> {});

        assertThat(here.standings()).containsExactly("1.1.0 draft ours", "1.0.1 published theirs", "1.0.0 published a");
        assertThat(here.catalog.draftArticle(ADMIN, Cleaning.ID).markdown()).contains("By ours.");
        assertThat(here.catalog.article(ADMIN, Cleaning.ID).markdown()).contains("By theirs.");
        var block = here.catalog.block(ADMIN, Cleaning.ID);
        assertThat(block.stewardship().owners()).containsExactly("olive");
        assertThat(block.stewardship().deprecation()).isEqualTo(new Deprecation("Too slow", ""));
    }

    @Test
    void thePageFollowsANewerVersionThatArrives() {
        here.release(Standing.PUBLISHED, "1.0.0", "a");

        here.imports.read(ADMIN, published("2.0.0", "theirs", "Scrubbing"), () -> {});

        assertThat(here.catalog.article(ADMIN, Cleaning.ID).markdown()).contains("By theirs.");
        var block = here.catalog.block(ADMIN, Cleaning.ID);
        assertThat(block.manifest().name()).isEqualTo("Scrubbing");
        assertThat(block.formerNames()).containsExactly("Cleaning");
        here.lifecycles.yank(ADMIN, Cleaning.ID, BlockVersion.parse("2.0.0"), "Wrong");
        here.lifecycles.restore(ADMIN, Cleaning.ID, BlockVersion.parse("2.0.0"));
        assertThat(here.catalog.article(ADMIN, Cleaning.ID).markdown()).contains("By theirs.");
    }

    /** Somebody wrote the list by hand, with what formats name and no more. */
    @Test
    void aListThatSaysNoMoreThanItHasToIsImported() {
        var files = tree("1.0.1", "theirs", "Cleaning");
        var index = (ObjectNode) JsonMapper.shared().readTree(files.get(RegistryPaths.INDEX));
        index.path("blocks")
                .values()
                .forEach(entry -> ((ObjectNode) entry)
                        .remove(List.of(
                                "owners",
                                "former_names",
                                "decided_at",
                                "source_zone_id",
                                "article_author",
                                "article_written_at",
                                "source_gone_since",
                                "note",
                                "published_at")));
        files.put(RegistryPaths.INDEX, JsonMapper.shared().writeValueAsBytes(index));

        assertThat(here.imports.read(ADMIN, RegistryFiles.of(files), () -> {}).versions())
                .isEqualTo(2);

        ((ObjectNode) index.path("blocks").get(0)).put("published_at", "yesterday");
        files.put(RegistryPaths.INDEX, JsonMapper.shared().writeValueAsBytes(index));
        assertThatThrownBy(() -> here.imports.read(ADMIN, RegistryFiles.of(files), () -> {}))
                .hasMessageContaining("cannot be read");
    }
}
