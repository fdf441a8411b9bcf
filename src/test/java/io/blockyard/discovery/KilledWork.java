package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;

import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Crawl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is killed: a crawl of what has changed, its preview, the acceptance of that, or the undoing of it. */
enum KilledWork {
    PREVIEW(Outcome.CHANGED, Outcome.CHANGED) {
        @Override
        void prepare(CrawlBench bench, Path project) throws IOException {
            edit(project);
        }

        @Override
        Crawl start(CrawlBench bench, Path project) {
            return bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED));
        }
    },
    CRAWL(Outcome.CHANGED, Outcome.UNCHANGED) {
        @Override
        void prepare(CrawlBench bench, Path project) throws IOException {
            edit(project);
        }

        @Override
        Crawl start(CrawlBench bench, Path project) {
            return bench.crawls.startFolder(ADMIN, project, KEY);
        }
    },
    ACCEPTANCE(Outcome.CHANGED, Outcome.UNCHANGED) {
        @Override
        void prepare(CrawlBench bench, Path project) throws IOException {
            edit(project);
            bench.finish(bench.crawls.startFolder(ADMIN, project, KEY, new CrawlOptions(true, ZoneChoice.NAMED)));
        }

        @Override
        Crawl start(CrawlBench bench, Path project) {
            return bench.crawls.accept(ADMIN, newest(bench).id(), List.of());
        }
    },
    UNDO(Outcome.UNDONE, Outcome.WITHHELD) {
        @Override
        void prepare(CrawlBench bench, Path project) throws IOException {
            edit(project);
            bench.crawl(project, KEY);
        }

        @Override
        Crawl start(CrawlBench bench, Path project) {
            return bench.crawls.undo(ADMIN, newest(bench).id());
        }
    };

    static final String KEY = "COMPRESSOR_MONITORING";

    private final Outcome end;
    private final Outcome nextCrawl;

    KilledWork(Outcome end, Outcome nextCrawl) {
        this.end = end;
        this.nextCrawl = nextCrawl;
    }

    /** What has happened before, beside a first crawl. */
    abstract void prepare(CrawlBench bench, Path project) throws IOException;

    abstract Crawl start(CrawlBench bench, Path project);

    /** What becomes of every block, also when the work was killed. */
    Outcome end() {
        return end;
    }

    /** What the next crawl tells of every block. */
    Outcome nextCrawl() {
        return nextCrawl;
    }

    static Crawl newest(CrawlBench bench) {
        return bench.crawls.recent(ADMIN, 1).getFirst();
    }

    private static void edit(Path project) throws IOException {
        try (var recipes = Files.list(project.resolve("recipes"))) {
            for (var code :
                    recipes.filter(file -> file.toString().endsWith(".py")).toList()) {
                Files.writeString(code, Files.readString(code) + "\n# tuned\npassword = \"Winter!2023x\"\n");
            }
        }
    }
}
