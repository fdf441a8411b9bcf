package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PublisherTest {

    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");
    private static final Actor VIEWER = new Actor("vera", Set.of(Role.VIEWER), "test");
    private static final BlockId ID = Cleaning.ID;

    @TempDir
    private Path temp;

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private Catalog catalog;
    private Publisher publisher;
    private Unpublisher unpublisher;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        var dataSource = TestDatabase.fresh();
        jdbc = JdbcClient.create(dataSource);
        var bundles = new BundleStore(temp);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        catalog = new Catalog(dataSource, bundles);
        publisher = new Publisher(dataSource, transaction, bundles, events::add, Clock.systemUTC());
        unpublisher = new Unpublisher(dataSource, transaction, bundles, events::add, Clock.systemUTC());
    }

    @Test
    void whatIsPublishedCanBeReadBack() {
        var digest = publish("1.0.0", "a").getFirst();

        var block = catalog.block(VIEWER, ID);
        assertThat(block.digest()).isEqualTo(digest).hasSize(64);
        assertThat(block.versions()).containsExactly(BlockVersion.FIRST);
        assertThat(block.manifest().metadata()).isNotNull();
        assertThat(catalog.article(VIEWER, ID).revision()).isEqualTo(1);
        assertThat(catalog.definition(VIEWER, ID, BlockVersion.FIRST).recipe("clean"))
                .hasValueSatisfying(recipe -> assertThat(recipe.payload()).isEqualTo("a"));
        var resolved = catalog.resolve(BlockReference.parse("BLOCKS_REGISTRY/CLEANING@latest"));
        assertThat(resolved.digest()).isEqualTo(digest);
        assertThat(events).containsExactly(new CatalogChanged(block.changeSequence()));
    }

    @Test
    void theSameAgainIsNothingNew() {
        var first = publish("1.0.0", "a");
        var before = catalog.changesAfter(0, 10);

        assertThat(publish("1.0.0", "a")).isEqualTo(first);
        assertThat(catalog.changesAfter(0, 10)).isEqualTo(before);
        assertThat(events).hasSize(1);
    }

    @Test
    void aPublishedVersionNeverChangesAndTheNextOneIsHigher() {
        publish("1.1.0", "a");
        var bytes = catalog.bundle(VIEWER, ID, BlockVersion.parse("1.1.0"));

        assertConflict(() -> publish("1.1.0", "b"), "never changes");
        assertConflict(() -> publish("1.0.9", "b"), "step back");
        publish("1.2.0", "b");

        assertThat(catalog.bundle(VIEWER, ID, BlockVersion.parse("1.1.0"))).isEqualTo(bytes);
        assertThat(catalog.versions(VIEWER, ID))
                .extracting(version -> version.manifest().version().toString())
                .containsExactly("1.2.0", "1.1.0");
    }

    @Test
    void aFailureHalfwayPublishesNothing() {
        publish("1.0.0", "a");
        events.clear();
        var other = publication("OTHER", "1.0.0", "a", "other-zone");

        assertConflict(
                () -> publisher.publish(
                        ADMIN, List.of(other, publication("CLEANING", "1.0.0", "changed", "zone")), List.of()),
                "never changes");

        assertThat(catalog.exists(new BlockId("OTHER"))).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void followersSeeEveryChangeOfWritersThatRunAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                var id = "BLOCK_" + i;
                writers.add(threads.submit(
                        () -> publisher.publish(ADMIN, List.of(publication(id, "1.0.0", "a", id)), List.of())));
            }
            var seen = new ArrayList<String>();
            long last = 0;
            while (seen.size() < 20) {
                for (var block : catalog.changesAfter(last, 3)) {
                    seen.add(block.manifest().id().value());
                    last = block.changeSequence();
                }
                if (writers.stream().allMatch(Future::isDone)
                        && catalog.changesAfter(last, 1).isEmpty()) {
                    break;
                }
            }
            for (var writer : writers) {
                writer.get();
            }
            assertThat(seen).hasSize(20).doesNotHaveDuplicates();
        }
    }

    /** Who saves an article holds the feed's lock while it waits for the block's row. */
    @Test
    void whoeverHoldsTheFeedGetsTheBlocksThatACrawlIsAboutToMark() throws Exception {
        publish("1.0.0", "a");
        List<Runnable> markings = List.of(
                () -> publisher.sourceGone(ADMIN, Map.of(ID, "its zone is gone")),
                () -> publisher.release(ADMIN, List.of(), List.of(ID)),
                () -> publisher.sourceGone(ADMIN, Map.of(ID, "its zone is gone")),
                () -> publisher.sourceBack(ADMIN, List.of(ID)));
        try (var threads = Executors.newSingleThreadExecutor()) {
            for (var marking : markings) {
                var marked = transaction.execute(status -> {
                    jdbc.sql("select last_number from catalog_sequence where id = 1 for update")
                            .query(Long.class)
                            .single();
                    var waiting = threads.submit(() -> transaction.executeWithoutResult(other -> {
                        jdbc.sql("set lock_timeout 120000").update();
                        marking.run();
                    }));
                    await().until(() ->
                            jdbc.sql("select count(*) from information_schema.sessions where blocker_id is not null")
                                            .query(Long.class)
                                            .single()
                                    > 0);
                    jdbc.sql("update block set changed_at = changed_at").update();
                    return waiting;
                });
                marked.get();
            }
        }
        assertThat(catalog.block(VIEWER, ID).sourceGone()).isNull();
    }

    @Test
    void anUndoneVersionLeavesTheDraftWhosePlaceItTook() {
        publish("1.0.0", "a");
        var drafted = release("1.1.0", "draft", Standing.DRAFT);
        var page = catalog.draftArticle(VIEWER, ID);
        var published = release("1.1.0", "other", Standing.PUBLISHED);
        assertThat(catalog.draft(VIEWER, ID)).isEmpty();

        unpublisher.undo(ADMIN, published, "Undone");

        assertThat(standings()).containsExactly("1.2.0 draft", "1.1.0 yanked", "1.0.0 published");
        assertThat(catalog.definition(VIEWER, ID, BlockVersion.parse("1.2.0"))
                        .recipe("clean")
                        .orElseThrow()
                        .payload())
                .isEqualTo("draft");
        assertThat(catalog.draftArticle(VIEWER, ID).summary()).isEqualTo(page.summary());
        assertThat(catalog.block(VIEWER, ID).manifest().version()).isEqualTo(BlockVersion.FIRST);

        // Above what was published it keeps its number.
        unpublisher.undo(ADMIN, release("1.1.1", "patch", Standing.PUBLISHED), "Undone");
        assertThat(standings()).startsWith("1.2.0 draft", "1.1.1 yanked");

        // It is the same draft under its other number.
        unpublisher.undo(ADMIN, drafted, "Undone");
        assertThat(standings()).containsExactly("1.1.1 yanked", "1.1.0 yanked", "1.0.0 published");
    }

    /** Its page is the draft's, which has no text of its own yet. */
    @Test
    void anUndoneVersionLeavesABlockThatWasADraftOnlyItsDraft() {
        release("1.0.0", "draft", Standing.DRAFT);
        var published = release("1.0.0", "other", Standing.PUBLISHED);

        unpublisher.undo(ADMIN, published, "Undone");

        assertThat(standings()).containsExactly("1.1.0 draft", "1.0.0 yanked");
        assertThat(catalog.draftArticle(VIEWER, ID).markdown()).isEqualTo("# Cleaning 1.0.0 draft");
    }

    private List<PublishEffect> release(String version, String code, Standing standing) {
        var prepared = publisher.prepare(ADMIN, publication("CLEANING", version, code, "zone"), standing);
        return publisher.release(ADMIN, List.of(prepared), List.of());
    }

    /** Newest first. */
    private List<String> standings() {
        return catalog.versions(VIEWER, ID).stream()
                .map(version ->
                        version.manifest().version() + " " + version.standing().wire())
                .toList();
    }

    @Test
    void aBundleThatIsGoneOrOtherIsSaid() throws IOException {
        var digest = publish("1.0.0", "a").getFirst();
        var file = temp.resolve(digest.substring(0, 2)).resolve(digest + ".zip");

        Files.writeString(file, "something else");
        assertConflict(() -> catalog.resolve(BlockReference.parse("R/CLEANING@1.0.0")), "not those");
        Files.delete(file);
        assertThatThrownBy(() -> catalog.resolve(BlockReference.parse("R/CLEANING@1.0.0")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whatDoesNotExistIsSaidWithWhatDoes() {
        publish("1.0.0", "a");

        assertThatThrownBy(() -> catalog.block(VIEWER, new BlockId("CLEENING"))).hasMessageContaining("CLEANING");
        assertThatThrownBy(() -> catalog.version(VIEWER, ID, BlockVersion.parse("3.0.0")))
                .hasMessageContaining("There is 1.0.0.");
    }

    @Test
    void publishingTakesTheRight() {
        assertThatThrownBy(() -> publisher.publish(VIEWER, List.of(), List.of()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
    }

    @Test
    void aVersionWithACredentialStaysOutOfAnImport() {
        publish("0.9.0", "clean(frame)");
        var leaking = publication("CLEANING", "1.0.0", "password = \"Winter!2023x\"", "zone");
        publisher.publish(
                ADMIN,
                List.of(new Publication(
                        leaking.manifest(),
                        "zone",
                        leaking.definition(),
                        "Cleans",
                        "# Cleaning",
                        "The password is Summer!2024x")),
                List.of());
        var files = new TreeMap<String, byte[]>();
        new RegistryTree(catalog).files(ADMIN).forEach((path, file) -> files.put(path, file.bytes()));
        var elsewhere = TestDatabase.fresh();
        var bundles = new BundleStore(temp.resolve("elsewhere"));
        var there = new TransactionTemplate(new DataSourceTransactionManager(elsewhere));
        var audit = new Audit(elsewhere);
        var imports = new RegistryImport(
                elsewhere,
                bundles,
                new Attachments(
                        elsewhere,
                        there,
                        bundles,
                        new AttachmentRules(1_000, Set.of()),
                        audit,
                        events::add,
                        Clock.systemUTC()),
                there,
                audit,
                events::add,
                Clock.systemUTC());

        var imported = imports.read(ADMIN, RegistryFiles.of(files), () -> {});

        assertThat(imported.leftOut())
                .extracting(Problem::code, Problem::path)
                .containsExactlyInAnyOrder(
                        tuple("registry.credential", "recipes/clean in Bundles/CLEANING_v1.0.0.zip"),
                        tuple("registry.credential", "Library/blocks/manifests/CLEANING_v1.0.0.json"));
        assertThat(imported.leftOut())
                .allSatisfy(problem -> assertThat(problem.sentence())
                        .contains("CLEANING 1.0.0 was left out")
                        .doesNotContain("Winter", "Summer"));
        assertThat(imported.versions()).isEqualTo(1);
        assertThat(new Catalog(elsewhere, bundles).versions(ADMIN, new BlockId("CLEANING")))
                .extracting(version -> version.manifest().version())
                .containsExactly(BlockVersion.parse("0.9.0"));
        assertThat(imports.read(ADMIN, RegistryFiles.of(files), () -> {}))
                .isEqualTo(new RegistryImport.Imported(0, 0, imported.leftOut()));
    }

    private List<String> publish(String version, String code) {
        return publisher.publish(ADMIN, List.of(publication("CLEANING", version, code, "zone")), List.of());
    }

    private static Publication publication(String id, String version, String code, String zoneId) {
        return Cleaning.of(new BlockId(id), version, code, zoneId, "# Cleaning " + version + " " + code, "note");
    }

    private static void assertConflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(ProblemException.Kind.CONFLICT);
            assertThat(e).hasMessageContaining(words);
        });
    }
}
