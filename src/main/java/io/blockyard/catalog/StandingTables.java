package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where versions and blocks stand. Every method joins the caller's transaction. */
final class StandingTables {

    private final JdbcClient jdbc;

    StandingTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(BlockVersion version, Standing standing) {}

    /** Lets the block's newest version and its lifecycle follow from where its versions stand. */
    void settle(BlockId id) {
        var versions = jdbc.sql("select version, standing from block_version where block_id = :id")
                .param("id", id.value())
                .query((row, number) -> new Row(
                        BlockVersion.parse(row.getString("version")), Standing.ofWire(row.getString("standing"))))
                .list();
        var standings = versions.stream().map(Row::standing).collect(Collectors.toSet());
        var shown = standings.contains(Standing.PUBLISHED)
                ? Standing.PUBLISHED
                : standings.contains(Standing.YANKED) ? Standing.YANKED : Standing.DRAFT;
        var newest = versions.stream()
                .filter(row -> row.standing() == shown)
                .map(Row::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        jdbc.sql("""
                        update block set latest_version = :version,
                            lifecycle = case when :lifecycle = 'published' and deprecated_why <> '' then 'deprecated'
                                else :lifecycle end
                        where id = :id
                        """)
                .param("id", id.value())
                .param("version", newest.toString())
                .param("lifecycle", shown.wire())
                .update();
    }

    void stand(BlockId id, BlockVersion version, Standing standing, String why) {
        jdbc.sql("""
                        update block_version set standing = :standing, yanked_why = :why
                        where block_id = :id and version = :version
                        """)
                .param("id", id.value())
                .param("version", version.toString())
                .param("standing", standing.wire())
                .param("why", why)
                .update();
    }

    void decided(BlockId id, Instant at) {
        jdbc.sql("update block set decided_at = :at where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An empty message takes the deprecation back. */
    void deprecate(BlockId id, Deprecation deprecation) {
        jdbc.sql("update block set deprecated_why = :why, replaced_by = :by where id = :id")
                .param("id", id.value())
                .param("why", deprecation.message())
                .param("by", deprecation.replacedBy())
                .update();
    }

    void owners(BlockId id, Set<String> owners) {
        jdbc.sql("update block set owners = :owners where id = :id")
                .param("id", id.value())
                .param("owners", String.join("\n", List.copyOf(owners)))
                .update();
    }
}
