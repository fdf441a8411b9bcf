package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.catalog.FolderRegistry;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.catalog.SolutionText;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

class RegistryTreeTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "COMPRESSOR_MONITORING";

    @TempDir
    private static Path data;

    private static CrawlBench bench;

    @TempDir
    private Path temp;

    private Path tree;

    @BeforeAll
    static void crawl() throws IOException {
        bench = new CrawlBench(data, SAMPLES);
        bench.finish(bench.crawls.start(ADMIN, "sandbox", KEY));
        bench.crawl(SAMPLES.resolve("RETAIL_DEMAND"), "RETAIL_DEMAND");
        var renamed = data.resolve("renamed");
        FileSystemUtils.copyRecursively(SAMPLES.resolve("RETAIL_DEMAND"), renamed);
        var zone = renamed.resolve("zones/B67mqZL.json");
        Files.writeString(zone, Files.readString(zone).replace("Calendar and promotions", "Known days"));
        bench.crawl(renamed, "RETAIL_DEMAND");
        for (var solution : List.of("equipment-health.yml", "compressor-station.yml")) {
            var text = Files.readString(Path.of("samples/solutions").resolve(solution));
            bench.solutions.publish(ADMIN, SolutionText.read(text));
        }
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void export() {
        tree = temp.resolve("registry");
        new RegistryTree(bench.catalog).export(ADMIN, tree);
    }

    @Test
    void everyFileIsValidAndEveryPathExists() throws IOException {
        var schemas = new TreeMap<String, String>();
        for (var path : contents(tree).keySet()) {
            if (path.endsWith(".json")) {
                schemas.put(path, schemaFor(path));
            }
        }
        assertThat(schemas.values())
                .contains(
                        "block-manifest.json",
                        "registry-index.json",
                        "registry-list.json",
                        "port-schema.json",
                        "project-index.json",
                        "project-registry.json");
        schemas.forEach(this::assertValid);

        var index = BlockFormats.json().readTree(Files.readString(tree.resolve("Library/blocks/index.json")));
        assertThat(index.path("block_count").asInt()).isEqualTo(12);
        index.path("blocks").forEach(entry -> {
            for (var key : new String[] {"manifest_path", "wiki_ref", "bundle_ref"}) {
                assertThat(tree.resolve(entry.path(key).asString())).isRegularFile();
            }
        });
    }

    @Test
    void everyLinkOfTheWikiLeadsToAPage() throws IOException {
        var links = Pattern.compile("]\\(([^)#:]+\\.md)\\)");
        var found = 0;
        for (var page : contents(tree).keySet()) {
            if (page.startsWith("Wiki/")) {
                var matcher = links.matcher(Files.readString(tree.resolve(page)));
                while (matcher.find()) {
                    var target = Objects.requireNonNull(tree.resolve(page).getParent())
                            .resolve(matcher.group(1).replace("%25", "%"))
                            .normalize();
                    assertThat(target).as("linked from %s", page).isRegularFile();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void anUnchangedCatalogGivesTheSameBytesAndForeignFilesStay() throws IOException {
        Files.writeString(tree.resolve("Wiki/Our own page.md"), "ours");
        var before = contents(tree);
        var modified = Files.getLastModifiedTime(tree.resolve("Library/blocks/index.json"));
        bench.crawl(SAMPLES.resolve(KEY), KEY);

        new RegistryTree(bench.catalog).export(ADMIN, tree);
        var elsewhere = temp.resolve("elsewhere");
        new RegistryTree(bench.catalog).export(ADMIN, elsewhere);

        assertThat(contents(tree)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(tree.resolve("Library/blocks/index.json")))
                .isEqualTo(modified);
        before.remove("Wiki/Our own page.md");
        assertThat(contents(elsewhere)).isEqualTo(before);
        assertThat(zip()).isEqualTo(zip());
    }

    private byte[] zip() throws IOException {
        var zip = new ByteArrayOutputStream();
        new RegistryTree(bench.catalog).zip(ADMIN, zip);
        return zip.toByteArray();
    }

    @Test
    void bothRegistriesResolveTheSame() {
        var folder = FolderRegistry.open(tree);

        for (var block : bench.catalog.blocks(ADMIN, null, 100)) {
            var reference =
                    BlockReference.parse("BLOCKS_REGISTRY/" + block.manifest().id() + "@^1.0");
            assertThat(folder.resolve(reference)).isEqualTo(bench.catalog.resolve(reference));
            assertThat(folder.resolve(reference).definition().recipes().isEmpty())
                    .as("a solution has none of its own")
                    .isEqualTo(block.manifest().type() == BlockType.SOLUTION);
        }
    }

    @Test
    void aNameOfARenamedBlockLeadsToItEverywhere() throws IOException {
        var index = BlockFormats.json().readTree(Files.readString(tree.resolve("Library/blocks/index.json")));

        assertThat(index.path("names")).map(JsonNode::toString).containsExactly("""
                {"name":"Calendar and promotions","id":"CALENDAR_AND_PROMOTIONS","block_id":"CALENDAR_AND_PROMOTIONS"}\
                """, """
                {"name":"Known days","id":"KNOWN_DAYS","block_id":"CALENDAR_AND_PROMOTIONS"}\
                """);
        var reference = BlockReference.parse("BLOCKS_REGISTRY/KNOWN_DAYS@latest");
        assertThat(FolderRegistry.open(tree).resolve(reference)).isEqualTo(bench.catalog.resolve(reference));
    }

    @Test
    void whatIsMissingOrTamperedWithIsSaid() throws IOException {
        var registry = FolderRegistry.open(tree);

        assertProblem(() -> registry.resolve(BlockReference.parse("R/VIBRATION_FEATURE@latest")), "VIBRATION_FEATURES");
        assertProblem(() -> registry.resolve(BlockReference.parse("R/VIBRATION_FEATURES@^2.0")), "1.0.0");
        assertProblem(
                () -> bench.catalog.resolve(BlockReference.parse("R/VIBRATION_FEATURE@latest")), "VIBRATION_FEATURES");
        assertProblem(() -> FolderRegistry.open(temp), "export-registry");
        var bundle = tree.resolve("Bundles/VIBRATION_FEATURES_v1.0.0.zip");
        var bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Files.write(bundle, bytes);
        assertProblem(() -> registry.resolve(BlockReference.parse("R/VIBRATION_FEATURES@1.0.0")), "are not those");
        Files.delete(bundle);
        assertProblem(() -> registry.resolve(BlockReference.parse("R/VIBRATION_FEATURES@1.0.0")), "missing");
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(ProblemException.class).hasMessageContaining(words);
    }

    private void assertValid(String path, String schemaName) {
        try (var schema = Objects.requireNonNull(getClass().getResourceAsStream("/schemas/" + schemaName))) {
            var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
            assertThat(validator.validate(Files.readString(tree.resolve(path)), InputFormat.JSON))
                    .as(path)
                    .isEmpty();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String schemaFor(String path) {
        if (path.startsWith("Library/blocks/manifests/")) {
            return "block-manifest.json";
        }
        if (path.startsWith("Library/blocks/schemas/")) {
            return "port-schema.json";
        }
        return switch (path) {
            case "Library/blocks/index.json" -> "registry-index.json";
            case "Library/blocks/hierarchy_config.json", "Library/blocks/domain_config.json" -> "registry-list.json";
            case "Library/projects/project_index.json" -> "project-index.json";
            default -> "project-registry.json";
        };
    }

    private static Map<String, String> contents(Path root) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        root.relativize(file).toString(),
                        java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
