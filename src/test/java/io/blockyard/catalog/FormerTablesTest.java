package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.block.BlockId;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of an installation that was made by an earlier version of this product, after its tables became those of now. */
class FormerTablesTest {

    private static final OffsetDateTime THEN = OffsetDateTime.parse("2025-03-01T10:15:30Z");

    @TestFactory
    Stream<DynamicTest> whatWaitedForADecisionWaitsOn() {
        return Stream.of(
                DynamicTest.dynamicTest("H2", () -> conflictsStay(TestDatabase.blank())),
                DynamicTest.dynamicTest("PostgreSQL", () -> {
                    try (var postgres = TestDatabase.blankPostgres()) {
                        conflictsStay(postgres);
                    }
                }));
    }

    private static void conflictsStay(DataSource database) {
        Flyway.configure().dataSource(database).target("068").load().migrate();
        var jdbc = JdbcClient.create(database);
        jdbc.sql("""
                        insert into block (id, source_project, source_zone, latest_version, lifecycle, summary,
                            last_crawled_at, change_sequence, changed_at)
                        values ('PUMPS', 'PLANT', 'zone', '1.0.0', 'published', '', :then, 1, :then)
                        """).param("then", THEN).update();
        for (var place : Stream.of("field:tags", "section:Usage").toList()) {
            jdbc.sql("""
                            insert into article_conflict (block_id, place, base, crawled, written, found_at)
                            values ('PUMPS', :place, 'as it was', 'as it is', :written, :then)
                            """)
                    .param("place", place)
                    .param("written", "ours of " + place)
                    .param("then", THEN)
                    .update();
        }
        jdbc.sql("""
                        insert into mirror (name, kind, folder, source, project_key, mirrored_at, state, index_digest)
                        values ('files', 'folder', '', '', '', :then, 'abc', 'def')
                        """).param("then", THEN).update();

        TestDatabase.migrated(database);

        var articles = new ArticleTables(jdbc);
        var id = new BlockId("PUMPS");
        assertThat(articles.conflicts(id)).hasSize(2).allSatisfy(open -> {
            assertThat(open.origin()).isEqualTo(ConflictOrigin.ELSEWHERE);
            assertThat(open.base()).isEqualTo("as it was");
            assertThat(open.crawled()).isEqualTo("as it is");
            assertThat(open.written()).isEqualTo("ours of " + open.place());
            assertThat(open.since()).isEqualTo(THEN.toInstant());
        });
        articles.close(articles.conflicts(id).getFirst().number());
        assertThat(articles.conflicts(id)).extracting(open -> open.place()).containsExactly("section:Usage");
        assertThat(jdbc.sql("select name from mirror where index_text is null")
                        .query(String.class)
                        .list())
                .containsExactly("files");
    }
}
