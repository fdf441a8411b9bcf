package io.blockyard.compose;

import static io.blockyard.compose.TestBlocks.block;
import static io.blockyard.compose.TestBlocks.dataset;
import static io.blockyard.compose.TestBlocks.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class CompositionsTest {

    private static final Actor CARLA = new Actor("carla", Set.of(Role.COMPOSER), "test");
    private static final Actor DAVID = new Actor("david", Set.of(Role.COMPOSER), "test");
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");
    private static final ProjectChoice PROJECT = new ProjectChoice("PLANT_MONITORING", "Plant: monitoring #1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @SuppressWarnings("NullAway.Init")
    private Catalog catalog;

    @SuppressWarnings("NullAway.Init")
    private IndexFollower index;

    @SuppressWarnings("NullAway.Init")
    private Compositions compositions;

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
                .map(CompositionsTest::publication)
                .toList();
        publisher.publish(ADMIN, publications, List.of());
        index = new IndexFollower(new CatalogFeed(catalog, new ArticleRenderer(), AskSource.NONE), null, null);
        index.catchUp();
        compositions = new Compositions(
                dataSource,
                transaction,
                catalog,
                new Matching(index, new MatchEngine(new MiniLmEmbedder(), LanguagePacks::own)),
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

    @Test
    void two_blocks_that_chain_become_a_configuration_that_validates() {
        var composition = compositions.create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"));
        assertThat(composition.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.automatic()).isTrue();
            assertThat(wire.dataset()).isEqualTo("vibration_features_engineered_features");
        });
        assertThat(composition.problems()).noneMatch(Problem::isError);
        assertThat(composition.yaml()).isEqualTo("""
                        # Composed with Blockyard: blocks from the catalog, wired by their contracts.
                        # Change it here, or go back to the composition and let it be written anew.
                        version: "1.0"
                        project:
                          key: PLANT_MONITORING
                          name: "Plant: monitoring #1"
                        blocks:
                          - ref: BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0
                            instance_name: vibration_features
                            zone_name: Vibration features
                            inputs:
                              RAW_VIBRATION: raw_vibration
                            outputs:
                              ENGINEERED_FEATURES: vibration_features_engineered_features
                          - ref: BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0
                            instance_name: anomaly_detection
                            zone_name: Anomaly detection
                            inputs:
                              ENGINEERED_FEATURES: vibration_features_engineered_features
                            outputs:
                              ANOMALIES: anomaly_detection_anomalies
                        # Data from outside. “managed” is a place that starts empty; name a connection and a table instead
                        # where the data already lies somewhere.
                        datasets:
                          - name: raw_vibration
                            type: managed
                            description: Feeds RAW_VIBRATION of vibration_features
                            schema:
                              - {name: asset_id, type: string}
                              - {name: timestamp, type: date}
                              - {name: acceleration_g, type: double}
                        """);
        assertThat(new Validator().validate(Map.of("project.yml", composition.yaml()), Map.of(), catalog))
                .noneMatch(Problem::isError);
        assertThat(composition.problems()).extracting(Problem::code).containsExactly("compose.placeholder");
        assertThat(compositions.get(CARLA, composition.id())).isEqualTo(composition);
    }

    @Test
    void what_would_come_from_outside_names_the_blocks_that_make_it() {
        var alone = create("ANOMALY_DETECTION");
        assertThat(alone.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("compose.placeholder");
            assertThat(problem.related()).containsExactly("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0");
            assertThat(problem.remedy()).contains("add a block that makes it: VIBRATION_FEATURES");
        });

        var cut = compositions.update(
                CARLA,
                compositions
                        .create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"))
                        .id(),
                new CompositionEdit(
                        null,
                        List.of(new WireChoice("anomaly_detection", "ENGINEERED_FEATURES", "", "")),
                        null,
                        null,
                        null));
        assertThat(cut.problems())
                .filteredOn(problem -> problem.path().equals("outer.anomaly_detection.ENGINEERED_FEATURES"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.related()).isEmpty());
    }

    @Test
    void references_may_be_short_or_ranges_and_are_recorded_exactly() {
        var refs =
                List.of("VIBRATION_FEATURES", "VIBRATION_FEATURES@^1.0", "BLOCKS_REGISTRY/VIBRATION_FEATURES@latest");
        for (var ref : refs) {
            assertThat(create(ref).members().getFirst().reference())
                    .isEqualTo("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0");
        }
    }

    @Test
    void names_that_lead_nowhere_are_all_reported_with_what_would_be_right_and_nothing_is_kept() {
        var thrown = catchThrowableOfType(
                ProblemException.class, () -> create("VIBRATION_FEATURE", "ANOMALY_DETECTION@2.0.0", "lower case"));
        assertThat(thrown.kind()).isEqualTo(ProblemException.Kind.INVALID);
        assertThat(thrown.problems())
                .extracting(Problem::path)
                .containsExactly("blocks[0].ref", "blocks[1].ref", "blocks[2].ref");
        assertThat(thrown.problems().get(0).related()).contains("VIBRATION_FEATURES");
        assertThat(thrown.problems().get(1).remedy()).contains("1.0.0");
        assertThat(compositions.recent(CARLA, 10)).isEmpty();
    }

    @Test
    void a_block_twice_gets_names_of_its_own_and_data_of_its_own() {
        var composition = compositions.create(CARLA, request("VIBRATION_FEATURES", "VIBRATION_FEATURES"));
        assertThat(composition.members())
                .extracting(Composition.Member::alias)
                .containsExactly("vibration_features", "vibration_features_2");
        assertThat(composition.members())
                .extracting(Composition.Member::instanceName)
                .doesNotHaveDuplicates();
        assertThat(composition.members())
                .extracting(Composition.Member::zoneName)
                .containsExactly("Vibration features", "Vibration features 2");
        assertThat(composition.outer()).extracting(OuterPort::dataset).doesNotHaveDuplicates();
        assertThat(composition.yaml()).isNotEmpty();
    }

    @Test
    void without_a_good_project_key_there_is_no_yaml_but_a_suggestion() {
        var composition = compositions.create(
                CARLA, new CompositionRequest(null, choices("ALERTING"), new ProjectChoice("plant monitoring", "")));
        assertThat(composition.yaml()).isEmpty();
        assertThat(composition.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(p -> assertThat(p.related()).containsExactly("PLANT_MONITORING"));
        var named = compositions.update(CARLA, composition.id(), edit(null, null, null, PROJECT));
        assertThat(named.yaml()).contains("key: PLANT_MONITORING");
    }

    @Test
    void a_folder_from_outside_is_no_dataset_and_people_are_told_that_it_starts_empty() {
        var composition = compositions.create(CARLA, request("FOLDER_SCORER"));
        assertThat(composition.yaml()).contains("PDFS: pdfs").doesNotContain("datasets:");
        assertThat(composition.problems()).singleElement().satisfies(p -> {
            assertThat(p.isError()).isFalse();
            assertThat(p.message()).contains("pdfs");
        });
    }

    @Test
    void every_edit_is_kept_and_the_rest_is_proposed_anew() {
        var id = compositions
                .create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"))
                .id();
        var cut = compositions.update(
                CARLA,
                id,
                edit(List.of(new WireChoice("anomaly_detection", "ENGINEERED_FEATURES", "", "")), null, null, null));
        assertThat(cut.wires()).isEmpty();
        assertThat(cut.outer())
                .filteredOn(o -> o.input() && o.port().equals("ENGINEERED_FEATURES"))
                .singleElement()
                .satisfies(o -> assertThat(o.alternatives()).isNotEmpty());
        var rewired = compositions.update(
                CARLA,
                id,
                edit(
                        List.of(new WireChoice(
                                "anomaly_detection",
                                "ENGINEERED_FEATURES",
                                "vibration_features",
                                "ENGINEERED_FEATURES")),
                        List.of(
                                new DatasetChoice(
                                        "vibration_features",
                                        "RAW_VIBRATION",
                                        "raw_k101",
                                        "sql_table",
                                        "PLANT_DW",
                                        "raw_k101",
                                        ""),
                                new DatasetChoice(
                                        "vibration_features", "ENGINEERED_FEATURES", "k101_features", "", "", "", "")),
                        List.of(new NameChoice("vibration_features", "k101", "Compressor K101")),
                        null));
        assertThat(rewired.wires())
                .singleElement()
                .satisfies(w -> assertThat(w.dataset()).isEqualTo("k101_features"));
        assertThat(rewired.yaml())
                .contains(
                        "instance_name: k101",
                        "zone_name: Compressor K101",
                        "RAW_VIBRATION: raw_k101",
                        "connection: PLANT_DW")
                .contains("ENGINEERED_FEATURES: k101_features");
        assertThat(rewired.problems()).noneMatch(p -> p.code().equals("compose.placeholder"));
        var grown = compositions.update(
                CARLA,
                id,
                new CompositionEdit(
                        List.of(
                                new BlockChoice("VIBRATION_FEATURES", "vibration_features"),
                                new BlockChoice("ANOMALY_DETECTION", "anomaly_detection"),
                                new BlockChoice("ALERTING", null)),
                        null,
                        null,
                        null,
                        null));
        assertThat(grown.wires()).hasSize(2);
        assertThat(grown.members().getFirst().instanceName()).isEqualTo("k101");
        assertThat(compositions.get(CARLA, id)).isEqualTo(grown);
    }

    @Test
    void a_composition_becomes_a_solution_that_is_composed_further_like_a_block() {
        var inner = compositions.create(CARLA, request("VIBRATION_FEATURES", "ANOMALY_DETECTION"));
        var choice = SolutionChoice.of("PLANT_HEALTH", "Plant health", "Features and what is strange in them.");

        var published = compositions.saveAsSolution(CARLA, inner.id(), choice);

        var manifest = published.manifest();
        assertThat(manifest.version()).hasToString("1.0.0");
        assertThat(manifest.domain()).as("as most of its blocks").isEqualTo("rotating_equipment");
        assertThat(manifest.inputs()).singleElement().satisfies(port -> {
            assertThat(port.name()).isEqualTo("RAW_VIBRATION");
            assertThat(port.columns()).hasSize(3);
        });
        assertThat(manifest.outputs())
                .extracting(port -> port.mapsFrom())
                .containsExactly("anomaly_detection.ANOMALIES");
        assertThat(compositions.saveAsSolution(CARLA, inner.id(), choice).digest())
                .as("the same again is nothing new")
                .isEqualTo(published.digest());

        var outer = compositions.create(CARLA, request("PLANT_HEALTH", "ALERTING"));
        assertThat(outer.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.automatic()).isTrue();
            assertThat(wire.fromAlias() + "." + wire.fromPort()).isEqualTo("plant_health.ANOMALIES");
        });
        assertThat(outer.problems()).noneMatch(Problem::isError);
        assertThat(outer.yaml())
                .contains("solutions:\n  - ref: BLOCKS_REGISTRY/PLANT_HEALTH@1.0.0", "zone_prefix: Plant health");
        var larger = compositions.saveAsSolution(CARLA, outer.id(), SolutionChoice.of("PLANT", "Plant", ""));
        assertThat(larger.manifest().inputs())
                .extracting(port -> port.name())
                .contains("RAW_VIBRATION", "ASSET_REGISTRY");

        var grown = compositions.update(
                CARLA,
                inner.id(),
                new CompositionEdit(
                        List.of(
                                new BlockChoice("VIBRATION_FEATURES", null),
                                new BlockChoice("ANOMALY_DETECTION", null),
                                new BlockChoice("ALERTING", null)),
                        null,
                        null,
                        null,
                        null));
        assertThat(compositions
                        .saveAsSolution(CARLA, grown.id(), choice)
                        .manifest()
                        .version())
                .as("ANOMALIES went and ASSET_REGISTRY came")
                .hasToString("2.0.0");
        var itself = compositions.create(CARLA, request("PLANT", "VIBRATION_FEATURES"));
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> compositions.saveAsSolution(CARLA, itself.id(), choice))
                        .problems())
                .anySatisfy(problem ->
                        assertThat(problem.message()).contains("PLANT_HEALTH \u2192 PLANT \u2192 PLANT_HEALTH"));
    }

    @Test
    void an_edit_of_something_that_is_not_there_is_refused_whole() {
        var before = compositions.create(CARLA, request("VIBRATION_FEATURES", "ALERTING"));
        assertInvalid(
                before.id(),
                edit(List.of(new WireChoice("nobody", "X", "", "")), null, null, PROJECT),
                "wires[0].toAlias");
        assertInvalid(
                before.id(),
                edit(List.of(new WireChoice("alerting", "X", "", "")), null, null, null),
                "wires[0].toPort");
        assertInvalid(
                before.id(),
                edit(null, List.of(new DatasetChoice("alerting", "X", "x", "", "", "", "")), null, null),
                "datasets[0].port");
        assertInvalid(
                before.id(), edit(null, null, List.of(new NameChoice("nobody", "x", "x")), null), "names[0].alias");
        assertThat(compositions.get(CARLA, before.id())).isEqualTo(before);
    }

    @Test
    void yaml_edited_by_hand_is_kept_checked_and_flagged_until_it_is_given_back() {
        var generated = compositions.create(CARLA, request("VIBRATION_FEATURES"));
        var mine = generated.yaml().replace("zone_name: Vibration features", "zone_name: Mine");
        var edited = compositions.updateYaml(CARLA, generated.id(), mine);
        assertThat(edited.yaml()).isEqualTo(mine);
        assertThat(edited.yamlEdited()).isTrue();
        var renamed = compositions.update(
                CARLA, generated.id(), edit(null, null, null, new ProjectChoice("OTHER_PROJECT", "")));
        assertThat(renamed.yaml()).isEqualTo(mine);
        assertThat(renamed.problems()).anyMatch(p -> p.code().equals("compose.yaml-edited"));
        var broken = compositions.updateYaml(CARLA, generated.id(), "blocks: [");
        assertThat(broken.yaml()).isEqualTo("blocks: [");
        assertThat(broken.problems()).anyMatch(Problem::isError);
        var back = compositions.updateYaml(CARLA, generated.id(), "");
        assertThat(back.yamlEdited()).isFalse();
        assertThat(back.yaml()).contains("key: OTHER_PROJECT");
    }

    @Test
    void an_intent_without_blocks_gets_the_best_of_search_with_reasons_or_tips() {
        var found = compositions.create(CARLA, new CompositionRequest("features from vibration", List.of(), PROJECT));
        assertThat(found.members()).extracting(m -> m.manifest().id().value()).startsWith("VIBRATION_FEATURES");
        assertThat(found.problems())
                .anyMatch(
                        p -> p.code().equals("compose.proposed") && p.message().contains("name"));
        assertThat(found.yaml()).isNotEmpty();
        var nothing = compositions.create(CARLA, new CompositionRequest("zebra xylophone", List.of(), PROJECT));
        assertThat(nothing.members()).isEmpty();
        assertThat(nothing.yaml()).isEmpty();
        assertThat(nothing.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("compose.nothing-found"));
    }

    @Test
    void a_draft_is_its_owners_and_an_administrators() {
        var id = compositions.create(CARLA, request("ALERTING")).id();
        assertNotFound(() -> compositions.get(DAVID, id));
        assertNotFound(() -> compositions.update(DAVID, id, edit(null, null, null, PROJECT)));
        assertNotFound(() -> compositions.delete(DAVID, id));
        assertNotFound(() -> compositions.get(CARLA, UUID.randomUUID()));
        assertThat(compositions.recent(DAVID, 10)).isEmpty();
        assertThat(compositions.recent(ADMIN, 10))
                .singleElement()
                .satisfies(listed -> assertThat(listed.blocks())
                        .extracting(DraftListing.Block::name)
                        .isNotEmpty()
                        .doesNotContain(""));
        assertThat(compositions.get(ADMIN, id).owner()).isEqualTo("carla");
        compositions.delete(CARLA, id);
        assertThat(compositions.recent(CARLA, 10)).isEmpty();
        var viewer = new Actor("vera", Set.of(Role.VIEWER), "test");
        assertThatThrownBy(() -> compositions.create(viewer, request("ALERTING")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
    }

    private void assertInvalid(UUID id, CompositionEdit edit, String place) {
        assertThatThrownBy(() -> compositions.update(CARLA, id, edit))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ProblemException.Kind.INVALID);
                    assertThat(e.problems().getFirst().path()).isEqualTo(place);
                });
    }

    private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    private Composition create(String... refs) {
        return compositions.create(CARLA, new CompositionRequest(null, choices(refs), PROJECT));
    }

    private static CompositionRequest request(String... ids) {
        return new CompositionRequest(null, choices(ids), PROJECT);
    }

    private static List<BlockChoice> choices(String... refs) {
        return Stream.of(refs).map(ref -> new BlockChoice(ref, null)).toList();
    }

    private static CompositionEdit edit(
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
