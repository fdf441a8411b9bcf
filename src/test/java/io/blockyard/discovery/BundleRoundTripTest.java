package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.catalog.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a bundle and packed again has the same bytes: only so can a registry be checked when it is imported. */
class BundleRoundTripTest {

    @TempDir
    private Path folder;

    @Test
    void everyBlockOfThePublicProjects() throws IOException {
        var projects = SharedData.require("data/dss-projects");
        try (var bench = new CrawlBench(folder, projects);
                Stream<Path> each = Files.list(projects)) {
            each.filter(project -> Files.exists(project.resolve("params.json")))
                    .filter(project -> !project.getFileName().toString().contains("@"))
                    .sorted()
                    .forEach(project -> bench.crawl(
                            project, project.getFileName().toString().toUpperCase()));
            int blocks = 0;
            for (var block : bench.catalog.changesAfter(0, 1_000)) {
                var id = block.manifest().id();
                var bytes = bench.catalog.bundle(ADMIN, id, block.manifest().version());
                var again = Bundle.unpack(bytes).pack().bytes();
                var then = entries(again);
                entries(bytes)
                        .forEach((path, text) -> assertThat(then.getOrDefault(path, "missing"))
                                .as(id + " " + path)
                                .isEqualTo(text));
                assertThat(again).as(id.value()).isEqualTo(bytes);
                blocks++;
            }
            assertThat(blocks).isGreaterThan(10);
        }
    }

    private Map<String, String> entries(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("one.zip"), bytes);
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                texts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
