package io.blockyard.search.match;

import io.blockyard.block.BlockId;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.match.Ask.Origin;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The asks that are kept: those of authors, and those that were learned. Every method joins the caller's transaction. */
public final class AskTable implements AskSource {

    private final JdbcClient jdbc;

    public AskTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public Map<BlockId, List<String>> asks(Collection<BlockId> blocks) {
        var asks = new HashMap<BlockId, List<String>>();
        if (blocks.isEmpty()) {
            return asks;
        }
        jdbc.sql("select block_id, text from block_ask where block_id in (:blocks) order by said_at, id")
                .param("blocks", blocks.stream().map(BlockId::value).toList())
                .query((row, n) -> Map.entry(new BlockId(row.getString("block_id")), row.getString("text")))
                .list()
                .forEach(ask -> asks.computeIfAbsent(ask.getKey(), id -> new ArrayList<>())
                        .add(ask.getValue()));
        return asks;
    }

    List<Ask> of(BlockId block) {
        return jdbc.sql("select * from block_ask where block_id = :block order by said_at, id")
                .param("block", block.value())
                .query((row, n) -> new Ask(
                        row.getString("id"),
                        block,
                        row.getString("text"),
                        Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                        row.getString("said_by"),
                        row.getObject("said_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void insert(Ask ask, String key, OffsetDateTime at) {
        jdbc.sql("""
                        insert into block_ask (id, block_id, text, text_key, origin, said_by, said_at)
                        values (:id, :block, :text, :key, :origin, :by, :at)
                        """)
                .param("id", ask.id())
                .param("block", ask.block().value())
                .param("text", ask.text())
                .param("key", key)
                .param("origin", ask.origin().wire())
                .param("by", ask.said())
                .param("at", at.withOffsetSameInstant(ZoneOffset.UTC))
                .update();
    }

    boolean delete(BlockId block, String id) {
        return jdbc.sql("delete from block_ask where block_id = :block and id = :id")
                        .param("block", block.value())
                        .param("id", id)
                        .update()
                > 0;
    }
}
