package io.blockyard.compose;

import static io.blockyard.compose.TestBlocks.block;
import static io.blockyard.compose.TestBlocks.dataset;
import static io.blockyard.compose.TestBlocks.folder;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.catalog.Publication;
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.Solutions;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Validator;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.index.CatalogFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.AskTable;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.Matching;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Compositions over a catalog of four published blocks, three of which make a chain. */
abstract class OnPublishedBlocks {

    static final Actor CARLA = new Actor("carla", Set.of(Role.COMPOSER), "test");
    static final Actor DAVID = new Actor("david", Set.of(Role.COMPOSER), "test");
    static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");
    static final ProjectChoice PROJECT = new ProjectChoice("PLANT_MONITORING", "Plant: monitoring #1");

    /** Loaded with the first intent, once for all tests. */
    private static final MiniLmEmbedder EMBEDDER = new MiniLmEmbedder();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @SuppressWarnings("NullAway.Init")
    Catalog catalog;

    @SuppressWarnings("NullAway.Init")
    IndexFollower index;

    @SuppressWarnings("NullAway.Init")
    Compositions compositions;

    @BeforeEach
    void publishBlocks() {
        var dataSource = TestDatabase.fresh();
        var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        var bundles = new BundleStore(data.resolve("bundles"));
        catalog = new Catalog(dataSource, bundles);
        var publisher = new Publisher(dataSource, transaction, bundles, event -> {}, Clock.systemUTC());
        var scorer = block(
                "FOLDER_SCORER",
                "DOCUMENTS",
                List.of(folder("PDFS")),
                List.of(dataset("SCORES", "id:string", "score:double")));
        var publications = Stream.of(TestBlocks.features(), TestBlocks.anomalies(), TestBlocks.alerting(), scorer)
                .map(OnPublishedBlocks::publication)
                .toList();
        publisher.publish(ADMIN, publications, List.of());
        index = new IndexFollower(new CatalogFeed(catalog, new ArticleRenderer(), AskSource.NONE), null, null);
        index.catchUp();
        compositions = new Compositions(
                dataSource,
                transaction,
                catalog,
                new Matching(index, new MatchEngine(EMBEDDER, LanguagePacks::own)),
                new BlockRelatives(index),
                new Asks(
                        new AskTable(dataSource),
                        catalog,
                        new ChangeFeed(dataSource, event -> {}, Clock.systemUTC()),
                        new Audit(dataSource),
                        transaction,
                        LanguagePacks::own,
                        Clock.systemUTC()),
                new Validator(),
                new Solutions(dataSource, catalog, publisher, new Audit(dataSource)),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        index.close();
    }

    Composition create(String... refs) {
        return compositions.create(CARLA, new CompositionRequest(null, choices(refs), PROJECT));
    }

    static CompositionRequest request(String... ids) {
        return new CompositionRequest(null, choices(ids), PROJECT);
    }

    static List<BlockChoice> choices(String... refs) {
        return Stream.of(refs).map(ref -> new BlockChoice(ref, null)).toList();
    }

    static CompositionEdit edit(
            @Nullable List<WireChoice> wires,
            @Nullable List<DatasetChoice> datasets,
            @Nullable List<NameChoice> names,
            @Nullable ProjectChoice project) {
        return new CompositionEdit(null, wires, datasets, names, project);
    }

    private static Publication publication(BlockManifest manifest) {
        var nothing = JsonMapper.shared().createObjectNode();
        var definition = new ProjectSnapshot(
                manifest.sourceProject(),
                manifest.sourceProject(),
                "",
                List.of(),
                nothing,
                nothing,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        return new Publication(
                manifest,
                manifest.id().value(),
                definition,
                manifest.description(),
                "# " + manifest.name() + "\n\n" + manifest.description() + "\n",
                "First publication.");
    }
}
