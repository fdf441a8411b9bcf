package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.AttachmentRules;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryImport;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.discovery.CrawlBench;
import io.blockyard.problem.Problem;
import io.blockyard.task.TaskProgress;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.Tasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A catalog with its mirrors, whose tasks are run by hand. */
final class Catalogue {

    final Articles articles;
    final Attachments attachments;
    final RegistryTree registry;
    final MirrorTargets targets;
    final MirrorTask task;
    final MirrorTable table;
    final RegistryImport imports;
    final Mirrors mirrors;

    Catalogue(CrawlBench bench, Path data) {
        this(bench, data, Set.of("png", "csv", "svg"));
    }

    Catalogue(CrawlBench bench, Path data, Set<String> attachable) {
        articles = new Articles(bench.dataSource, bench.transaction, bench.audit, event -> {}, Clock.systemUTC());
        attachments = new Attachments(
                bench.dataSource,
                bench.transaction,
                bench.bundles,
                new AttachmentRules(1 << 20, attachable),
                bench.audit,
                event -> {},
                Clock.systemUTC());
        registry = new RegistryTree(bench.catalog);
        table = new MirrorTable(bench.dataSource);
        targets = new MirrorTargets(
                data, bench.sources, registry, new LocalRegistry(bench.catalog), table, Clock.systemUTC());
        task = new MirrorTask(table, targets, articles, attachments, bench.transaction, Clock.systemUTC());
        imports = new RegistryImport(
                bench.dataSource,
                bench.bundles,
                attachments,
                bench.transaction,
                bench.audit,
                event -> {},
                Clock.systemUTC());
        mirrors = new Mirrors(
                table, targets, imports, bench.sources, new Tasks(bench.dataSource), bench.audit, bench.transaction);
    }

    Map<String, byte[]> tree() {
        var tree = new TreeMap<String, byte[]>();
        registry.files(ADMIN).forEach((path, file) -> tree.put(path, file.bytes()));
        return tree;
    }

    String text(BlockId id) {
        return articles.get(ADMIN, id).markdown();
    }

    byte[] content(String attachment) {
        return attachments.content(ADMIN, attachments.get(ADMIN, MirroredBlocks.FEATURES, attachment));
    }

    void edit(BlockId id, UnaryOperator<String> change) {
        var article = articles.get(ADMIN, id);
        var text = change.apply(article.markdown());
        assertThat(text).isNotEqualTo(article.markdown());
        articles.write(ADMIN, id, new Articles.Edit(text, article.revision(), "For the night shift"));
    }

    /** @return what was warned of */
    List<Problem> run(String mirror) {
        var warnings = new ArrayList<Problem>();
        var run = new TaskRun(
                UUID.randomUUID(),
                "mirror",
                mirror,
                mirror,
                "ada",
                TaskStatus.RUNNING,
                "",
                0,
                0,
                false,
                List.of(),
                Instant.now(),
                null,
                null);
        task.run(run, new TaskProgress() {
            @Override
            public void stage(String name, long total) {}

            @Override
            public void advance(String what) {}

            @Override
            public void say(String message) {}

            @Override
            public void warn(Problem problem) {
                warnings.add(problem);
            }

            @Override
            public boolean cancelRequested() {
                return false;
            }
        });
        return warnings;
    }

    /** Everything that the mirror's tree has here, as it stands there. */
    Map<String, byte[]> everything(String mirror) {
        var files = new TreeMap<String, byte[]>();
        try (var target = targets.open(table.find(mirror).orElseThrow())) {
            tree().keySet().forEach(path -> target.file(path).ifPresent(bytes -> files.put(path, bytes)));
        }
        return files;
    }
}
