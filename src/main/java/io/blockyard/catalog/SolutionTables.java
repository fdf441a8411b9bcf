package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Solutions.ContainedIn;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which solutions hold which blocks. Every method joins the caller's transaction. */
final class SolutionTables {

    private final JdbcClient jdbc;

    SolutionTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces what is known of this version. */
    void members(BlockManifest solution) {
        var version = solution.version().toString();
        jdbc.sql("delete from solution_member where solution_id = :id and solution_version = :version")
                .param("id", solution.id().value())
                .param("version", version)
                .update();
        for (var step : solution.sequence()) {
            jdbc.sql("""
                            insert into solution_member (solution_id, solution_version, alias, block_id, reference)
                            values (:id, :version, :alias, :block, :reference)
                            """)
                    .param("id", solution.id().value())
                    .param("version", version)
                    .param("alias", step.alias())
                    .param("block", step.block().id().value())
                    .param("reference", step.block().toString())
                    .update();
        }
    }

    /** Newest versions of solutions that hold the block, by id and alias. */
    List<ContainedIn> holding(BlockId block) {
        return jdbc.sql("""
                        select m.solution_id, m.solution_version, m.alias, m.reference
                        from solution_member m join block b
                            on b.id = m.solution_id and b.latest_version = m.solution_version
                        where m.block_id = :block order by m.solution_id, m.alias
                        """)
                .param("block", block.value())
                .query((row, number) -> new ContainedIn(
                        new BlockId(row.getString("solution_id")),
                        BlockVersion.parse(row.getString("solution_version")),
                        row.getString("alias"),
                        row.getString("reference")))
                .list();
    }
}
