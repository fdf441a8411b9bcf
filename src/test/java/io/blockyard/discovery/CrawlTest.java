package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockId;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls.BlockOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final BlockId FEATURES = new BlockId("VIBRATION_FEATURES");

    @TempDir
    private Path temp;

    private CrawlBench bench;

    @BeforeEach
    void open() {
        bench = new CrawlBench(temp, dataSource -> new Sources());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyPublishableZoneBecomesABlock() throws IOException {
        try (var projects = Files.list(SAMPLES)) {
            for (var project : projects.sorted().toList()) {
                var report = bench.crawl(project, project.getFileName().toString());
                assertThat(report.blocks()).extracting(BlockOutcome::outcome).containsOnly("new");
                assertThat(report.blocks()).extracting(BlockOutcome::version).containsOnly("1.0.0");
                assertThat(report.problems()).isEmpty();
            }
        }

        assertThat(bench.catalog.count(ADMIN)).isGreaterThanOrEqualTo(16);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
