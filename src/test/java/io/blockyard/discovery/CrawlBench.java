package io.blockyard.discovery;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.BundleStore;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogChanged;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.Promotion;
import io.blockyard.catalog.Publisher;
import io.blockyard.catalog.Solutions;
import io.blockyard.catalog.Unpublisher;
import io.blockyard.dataiku.ProjectReaders;
import io.blockyard.dataiku.Sources;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.task.Secrets;
import io.blockyard.task.TaskRun;
import io.blockyard.task.TaskStatus;
import io.blockyard.task.TaskWorker;
import io.blockyard.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** Everything a crawl needs, built by hand on a database of its own. */
public final class CrawlBench implements AutoCloseable {

    public static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");

    private static final String KEY = "test-key";

    public final DataSource dataSource;
    public final Catalog catalog;
    public final Crawls crawls;
    final Articles articles;
    public final Credentials credentials;
    public final PublishingPolicies policies;
    public final ClassificationRules rules;
    public final Lifecycles lifecycles;
    public final Solutions solutions;
    final List<CatalogChanged> events = new CopyOnWriteArrayList<>();
    public final Sandbox sandbox;
    public final Sources sources;
    public final Audit audit;
    public final TransactionTemplate transaction;
    public final BundleStore bundles;
    final Tasks tasks;
    private final TaskWorker worker;

    /**
     * @param data a folder of its own
     * @param projects what the sandbox serves
     */
    public CrawlBench(Path data, Path projects) {
        this(data, projects, TestDatabase.fresh(), CrawlBench::readers);
    }

    private static ProjectReaders readers(Path data) {
        return new ProjectReaders(data);
    }

    /**
     * @param dataSource a database with the product's tables
     * @param readers opens what is read from, given the data folder
     */
    CrawlBench(Path data, Path projects, DataSource dataSource, Function<Path, ProjectReaders> readers) {
        this.dataSource = dataSource;
        audit = new Audit(dataSource);
        sandbox = Sandbox.start(SandboxOptions.local(projects, KEY));
        sources = new Sources(
                dataSource,
                Secrets.of(data),
                audit,
                readers.apply(data),
                Optional.of(new Sources.BuiltIn(sandbox.address(), KEY, "bench")));
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        bundles = new BundleStore(data.resolve("bundles"));
        catalog = new Catalog(dataSource, bundles);
        ApplicationEventPublisher publishing = event -> {
            if (event instanceof CatalogChanged changed) {
                events.add(changed);
            }
        };
        var publisher = new Publisher(dataSource, transaction, bundles, publishing, Clock.systemUTC());
        var unpublisher = new Unpublisher(dataSource, transaction, bundles, publishing, Clock.systemUTC());
        articles = new Articles(dataSource, transaction, audit, publishing, Clock.systemUTC());
        solutions = new Solutions(dataSource, catalog, publisher, audit);
        tasks = new Tasks(dataSource);
        crawls = new Crawls(tasks, sources, catalog, new CrawlTable(dataSource), audit, transaction, Clock.systemUTC());
        rules = new ClassificationRules(dataSource, transaction, audit);
        policies = new PublishingPolicies(dataSource, transaction, audit);
        lifecycles = new Lifecycles(dataSource, catalog, bundles, transaction, audit, event -> {}, Clock.systemUTC());
        credentials = new Credentials(dataSource, transaction, Secrets.of(data), audit, Clock.systemUTC());
        var handler = DiscoveryConfiguration.crawlTask(
                sources,
                catalog,
                publisher,
                unpublisher,
                credentials,
                policies,
                rules,
                dataSource,
                transaction,
                Clock.systemUTC());
        var round = new CrawlRound(schedules(Clock.systemUTC()), crawls, tasks);
        worker = new TaskWorker(tasks, dataSource, List.of(handler, round), TaskWorker.Cluster.ALONE);
        worker.start();
    }

    CrawlSchedules schedules(Clock clock) {
        return new CrawlSchedules(dataSource, sources, transaction, audit, clock);
    }

    /** The same, asked by this clock. */
    CrawlRound round(Clock clock) {
        return new CrawlRound(schedules(clock), crawls, tasks);
    }

    List<TaskRun> rounds() {
        return tasks.recent(CrawlRound.KIND, 10);
    }

    /** Publishes the block's draft as it is now. */
    public void promote(BlockId id) {
        var digest = catalog.block(ADMIN, id).stewardship().draftDigest();
        lifecycles.promote(ADMIN, id, new Promotion(Objects.requireNonNullElse(digest, "")));
    }

    /** A copy of a sample project with only those of its zones, which makes a crawl short. */
    public static Path part(String sample, Path copy, Set<String> zones) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("samples/projects").resolve(sample), copy);
        try (var files = Files.list(copy.resolve("zones"))) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".json", "");
                if (!zones.contains(name) && !name.equals("default")) {
                    Files.delete(file);
                }
            }
        }
        return copy;
    }

    /** Crawls a folder to its good end. */
    public Report crawl(Path folder, String projectKey) {
        return finish(crawls.startFolder(ADMIN, folder, projectKey));
    }

    Report finish(Crawl crawl) {
        return finish(crawl, Duration.ofSeconds(60));
    }

    Report finish(Crawl crawl, Duration atMost) {
        var run = tasks.await(crawl.id(), atMost);
        Assertions.assertThat(run.status()).as("%s", run.problems()).isEqualTo(TaskStatus.SUCCEEDED);
        return Objects.requireNonNull(crawls.find(ADMIN, crawl.id()).report());
    }

    TaskRun await(Crawl crawl) {
        return tasks.await(crawl.id(), Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        worker.close();
        tasks.close();
        sandbox.close();
    }
}
