package io.blockyard.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.ChangeFeed;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.discovery.CrawlBench;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import io.blockyard.search.BlockRelatives;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchResult.Hit;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.index.CatalogFeed;
import io.blockyard.search.index.IndexFollower;
import io.blockyard.search.language.LanguagePacks;
import io.blockyard.search.language.MiniLmEmbedder;
import io.blockyard.search.match.AskTable;
import io.blockyard.search.match.Asks;
import io.blockyard.search.match.MatchEngine;
import io.blockyard.search.match.Matching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** From the sample projects to a configuration: crawled, found, wired, validated. */
class SamplesTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final Actor CARLA = new Actor("carla", Set.of(Role.COMPOSER), "test");

    @TempDir
    private static Path data;

    private static CrawlBench bench;
    private static IndexFollower index;
    private static BlockSearch search;
    private static Compositions compositions;

    @BeforeAll
    static void crawlTheSamples() throws IOException {
        bench = new CrawlBench(data, SAMPLES);
        try (var projects = Files.list(SAMPLES)) {
            projects.sorted().forEach(p -> bench.crawl(p, p.getFileName().toString()));
        }
        index = new IndexFollower(
                new CatalogFeed(bench.catalog, new ArticleRenderer(), AskSource.NONE), data.resolve("index"), null);
        index.catchUp();
        search = new BlockSearch(index);
        compositions = new Compositions(
                bench.dataSource,
                new TransactionTemplate(new JdbcTransactionManager(bench.dataSource)),
                bench.catalog,
                new Matching(index, new MatchEngine(new MiniLmEmbedder(), LanguagePacks::own)),
                new BlockRelatives(index),
                new Asks(
                        new AskTable(bench.dataSource),
                        bench.catalog,
                        new ChangeFeed(bench.dataSource, event -> {}, Clock.systemUTC()),
                        new Audit(bench.dataSource),
                        new TransactionTemplate(new JdbcTransactionManager(bench.dataSource)),
                        LanguagePacks::own,
                        Clock.systemUTC()),
                new Validator(),
                bench.solutions,
                Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        index.close();
        bench.close();
    }

    @Test
    void every_block_is_found_by_its_own_name() {
        for (var block : bench.catalog.blocks(CARLA, null, 100)) {
            assertThat(find(block.manifest().name()).getFirst().id())
                    .isEqualTo(block.manifest().id());
        }
        var all = search.search(CARLA, request(""));
        assertThat(all.total()).isEqualTo(bench.catalog.count(CARLA)).isGreaterThanOrEqualTo(16);
        assertThat(all.facets().get("domain")).isNotEmpty();
    }

    @Test
    void vibration_finds_the_feature_block_and_it_chains_with_anomaly_detection() {
        var features = find("vibration").getFirst();
        assertThat(features.id().value()).isEqualTo("VIBRATION_FEATURES");
        assertThat(features.titleHtml()).contains("<mark>");
        var anomaly = find("anomaly detection").getFirst();

        var composition = compose(features.id().value(), anomaly.id().value());

        assertThat(composition.wires()).singleElement().satisfies(wire -> {
            assertThat(wire.automatic()).isTrue();
            assertThat(wire.fromPort()).isEqualTo("ENGINEERED_FEATURES");
            assertThat(wire.columns())
                    .isNotEmpty()
                    .allMatch(column -> column.verdict().equals("fits"));
        });
        assertValid(composition);
    }

    @Test
    void all_blocks_of_each_sample_compose_into_one_project_that_validates() {
        var byProject = bench.catalog.blocks(CARLA, null, 100).stream()
                .map(block -> block.manifest())
                .collect(java.util.stream.Collectors.groupingBy(manifest -> manifest.sourceProject()));
        byProject.forEach((project, blocks) -> {
            var composition = compose(blocks.stream().map(b -> b.id().value()).toArray(String[]::new));
            assertValid(composition);
            assertThat(composition.wires())
                    .as("the zones of %s feed each other", project)
                    .hasSizeGreaterThanOrEqualTo(blocks.size() - 1);
            System.out.printf(
                    "%s: %d blocks, %d wires%n",
                    project, blocks.size(), composition.wires().size());
        });
    }

    private static void assertValid(Composition composition) {
        assertThat(composition.problems()).noneMatch(Problem::isError);
        assertThat(composition.yaml()).isNotEmpty();
        assertThat(new Validator().validate(Map.of("project.yml", composition.yaml()), Map.of(), bench.catalog))
                .noneMatch(Problem::isError);
    }

    private static Composition compose(String... ids) {
        var choices = java.util.stream.Stream.of(ids)
                .map(id -> new BlockChoice(id, null))
                .toList();
        return compositions.create(
                CARLA, new CompositionRequest(null, choices, new ProjectChoice("NEW_PLANT", "New plant")));
    }

    private static List<Hit> find(String text) {
        return search.search(CARLA, request(text)).hits();
    }

    private static SearchRequest request(String text) {
        return new SearchRequest(text, Map.of(), SearchRequest.Sort.RELEVANCE, 0, 20);
    }
}
