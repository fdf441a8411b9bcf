package io.blockyard.catalog.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockId;
import io.blockyard.discovery.CrawlBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two blocks of a crawled project, a catalog of their own for every test, and a folder for a copy of it. */
abstract class MirroredBlocks {

    static final String KEY = "COMPRESSOR_MONITORING";
    static final BlockId FEATURES = new BlockId("VIBRATION_FEATURES");

    @TempDir
    Path temp;

    CrawlBench bench;
    Catalogue here;
    Path project;
    Path folder;

    @BeforeEach
    final void crawl() throws IOException {
        var instance = temp.resolve("instance");
        project = CrawlBench.part(KEY, instance.resolve(KEY), Set.of("R8LyK9W", "qoIK9nw"));
        bench = new CrawlBench(temp.resolve("data"), instance);
        bench.crawl(project, KEY);
        here = new Catalogue(bench, temp.resolve("data"));
        folder = temp.resolve("registry");
    }

    @AfterEach
    final void close() {
        bench.close();
    }

    /** Where the article of {@link #FEATURES} stands in a copy. */
    final String page() {
        return here.tree().keySet().stream()
                .filter(path -> path.endsWith("/" + FEATURES + ".md") && path.contains("by-hierarchy"))
                .findFirst()
                .orElseThrow();
    }

    /** Crawls the project once more, whose settings say something else now. */
    final void change(String was, String is) throws IOException {
        replace(project.resolve("params.json"), was, is);
        bench.crawl(project, KEY);
    }

    static void replace(Path file, String was, String is) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(was);
        Files.writeString(file, text.replace(was, is));
    }
}
