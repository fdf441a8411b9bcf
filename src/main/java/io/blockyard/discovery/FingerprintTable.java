package io.blockyard.discovery;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.SourceBlock;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What zones looked like when they were last compared. Every method joins the caller's transaction. */
final class FingerprintTable {

    private final JdbcClient jdbc;

    FingerprintTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param version the block's newest version when the zone was compared */
    record Kept(String zoneId, String fingerprint, BlockVersion version) {

        boolean says(SourceBlock block, String now) {
            return fingerprint.equals(now) && version.equals(block.newest());
        }
    }

    /** Of a project's zones, by zone. */
    Map<String, Kept> of(String projectKey) {
        return jdbc
                .sql("select zone_id, fingerprint, version from zone_fingerprint where project_key = :project")
                .param("project", projectKey)
                .query((row, number) -> new Kept(
                        row.getString("zone_id"),
                        row.getString("fingerprint"),
                        BlockVersion.parse(row.getString("version"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Kept::zoneId, kept -> kept));
    }

    /** The zone of this block is compared with it again, whatever it looks like. */
    void forget(BlockId block) {
        jdbc.sql("delete from zone_fingerprint where block_id = :block")
                .param("block", block.value())
                .update();
    }

    void put(String projectKey, SourceBlock block, String fingerprint) {
        jdbc.sql("delete from zone_fingerprint where project_key = :project and zone_id = :zone")
                .param("project", projectKey)
                .param("zone", block.zoneId())
                .update();
        jdbc.sql("""
                        insert into zone_fingerprint (project_key, zone_id, block_id, version, fingerprint)
                        values (:project, :zone, :block, :version, :fingerprint)
                        """)
                .param("project", projectKey)
                .param("zone", block.zoneId())
                .param("block", block.id().value())
                .param("version", block.newest().toString())
                .param("fingerprint", fingerprint)
                .update();
    }
}
