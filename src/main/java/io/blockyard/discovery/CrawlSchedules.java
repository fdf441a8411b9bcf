package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.CronTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** When sources are crawled by themselves. A source has one schedule at most. */
public class CrawlSchedules {

    private static final TypeReference<List<String>> KEYS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Sources sources;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    CrawlSchedules(DataSource dataSource, Sources sources, TransactionTemplate transaction, Audit audit, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.sources = sources;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** By source. */
    public List<CrawlSchedule> all(Actor actor) {
        actor.require(Right.READ);
        return rows().stream().map(Row::schedule).toList();
    }

    public Optional<CrawlSchedule> find(Actor actor, String source) {
        return all(actor).stream()
                .filter(schedule -> schedule.source().equals(source))
                .findFirst();
    }

    /**
     * Sets when a source is crawled, counted from now.
     *
     * @throws ProblemException NOT_FOUND when there is no such source, INVALID when the times are not understood
     */
    public CrawlSchedule set(Actor actor, String source, String cron, List<String> projects, CrawlOptions options) {
        actor.require(Right.ADMINISTER);
        var name = sources.find(actor, source).name();
        CronTimes.parse(cron, "cron");
        transaction.executeWithoutResult(status -> {
            delete(name);
            jdbc.sql("""
                            insert into crawl_schedule (source, cron, projects, preview, default_zone, changed_by, changed_at)
                            values (:source, :cron, :projects, :preview, :default, :person, :now)
                            """)
                    .param("source", name)
                    .param("cron", cron.strip())
                    .param("projects", JsonMapper.shared().writeValueAsString(projects))
                    .param("preview", options.preview())
                    .param("default", options.zones() == ZoneChoice.WITH_DEFAULT)
                    .param("person", actor.name())
                    .param("now", at(clock.instant()))
                    .update();
            audit.record(actor, "crawl.schedule", name, cron.strip());
        });
        return find(actor, name).orElseThrow();
    }

    /**
     * The next times that a schedule would come due, counted from now; fewer when there are no more.
     *
     * @throws ProblemException INVALID when the times are not understood
     */
    public List<Instant> upcoming(String cron, int count) {
        var times = CronTimes.parse(cron, "cron");
        return Stream.iterate(times.after(clock.instant()), Optional::isPresent, due -> due.flatMap(times::after))
                .limit(count)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The source is crawled by the button only; nothing happens when it was so before. */
    public void remove(Actor actor, String source) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            if (delete(source)) {
                audit.record(actor, "crawl.schedule", source, "off");
            }
        });
    }

    /**
     * The schedules whose time has come, each for one caller only, whoever asks on whichever node. Those of sources that
     * were removed go, so that another source of the name begins without one.
     */
    List<CrawlSchedule> takeDue() {
        var now = clock.instant();
        var there = sources.all(Actor.system()).stream().map(Source::name).collect(Collectors.toSet());
        // The built-in one may be away for a while.
        there.add(Sources.SANDBOX);
        rows().stream()
                .map(Row::source)
                .filter(source -> !there.contains(source))
                .forEach(source -> remove(Actor.system(), source));
        return rows().stream()
                .filter(row -> there.contains(row.source()))
                .filter(row -> row.due().filter(due -> !due.isAfter(now)).isPresent())
                .filter(row -> take(row, now))
                .map(Row::schedule)
                .toList();
    }

    private boolean take(Row row, Instant now) {
        return jdbc.sql("""
                        update crawl_schedule set last_at = :now
                        where source = :source and coalesce(last_at, changed_at) = :since
                        """)
                        .param("now", at(now))
                        .param("source", row.source())
                        .param("since", at(row.since()))
                        .update()
                == 1;
    }

    private boolean delete(String source) {
        return jdbc.sql("delete from crawl_schedule where source = :source")
                        .param("source", source)
                        .update()
                > 0;
    }

    /** @param since what the next time is counted from */
    private record Row(String source, String cron, List<String> projects, CrawlOptions options, Instant since) {

        Optional<Instant> due() {
            return CronTimes.kept(cron).flatMap(times -> times.after(since));
        }

        CrawlSchedule schedule() {
            return new CrawlSchedule(source, cron, projects, options, due().orElse(null));
        }
    }

    private List<Row> rows() {
        return jdbc.sql("""
                        select source, cron, projects, preview, default_zone, coalesce(last_at, changed_at) as since
                        from crawl_schedule order by source
                        """).query(CrawlSchedules::row).list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("source"),
                row.getString("cron"),
                JsonMapper.shared().readValue(row.getString("projects"), KEYS),
                new CrawlOptions(row.getBoolean("preview"), ZoneChoice.withDefault(row.getBoolean("default_zone"))),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
