package io.blockyard.search.match;

import io.blockyard.block.BlockId;
import io.blockyard.search.index.AskSource;
import io.blockyard.search.match.Ask.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The asks that are kept: those of authors, and those that were learned. Every method joins the caller's transaction. */
public final class AskTable implements AskSource {

    private final JdbcClient jdbc;

    public AskTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public Map<BlockId, Known> asks(Collection<BlockId> blocks) {
        if (blocks.isEmpty()) {
            return Map.of();
        }
        var kept = byBlock(
                "select block_id, text from block_ask where block_id in (:blocks) order by said_at, id", blocks);
        var hidden = byBlock("select block_id, text_key from hidden_ask where block_id in (:blocks)", blocks);
        var asks = new HashMap<BlockId, Known>();
        for (var id : blocks) {
            if (kept.containsKey(id) || hidden.containsKey(id)) {
                asks.put(
                        id,
                        new Known(kept.getOrDefault(id, List.of()), Set.copyOf(hidden.getOrDefault(id, List.of()))));
            }
        }
        return asks;
    }

    /** @param select block and text */
    private Map<BlockId, List<String>> byBlock(String select, Collection<BlockId> blocks) {
        var texts = new HashMap<BlockId, List<String>>();
        jdbc.sql(select)
                .param("blocks", blocks.stream().map(BlockId::value).toList())
                .query((row, n) -> Map.entry(new BlockId(row.getString(1)), row.getString(2)))
                .list()
                .forEach(text -> texts.computeIfAbsent(text.getKey(), id -> new ArrayList<>())
                        .add(text.getValue()));
        return texts;
    }

    List<Ask> of(BlockId block) {
        return jdbc.sql("select * from block_ask where block_id = :block order by said_at, id")
                .param("block", block.value())
                .query((row, n) -> ask(block, row))
                .list();
    }

    private static Ask ask(BlockId block, ResultSet row) throws SQLException {
        return new Ask(
                row.getString("id"),
                block,
                row.getString("text"),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getString("said_by"),
                moment(row, "said_at"),
                row.getObject("composition", UUID.class),
                row.getString("changed_by"),
                moment(row, "changed_at"),
                false);
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    void insert(Ask ask, Instant at) {
        jdbc.sql("""
                        insert into block_ask (id, block_id, text, text_key, origin, said_by, said_at, composition)
                        values (:id, :block, :text, :key, :origin, :by, :at, :composition)
                        """)
                .param("id", ask.id())
                .param("block", ask.block().value())
                .param("text", ask.text())
                .param("key", AskSource.key(ask.text()))
                .param("origin", ask.origin().wire())
                .param("by", ask.said())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("composition", ask.composition())
                .update();
    }

    void rewrite(String id, String text, String by, Instant at) {
        jdbc.sql(
                        "update block_ask set text = :text, text_key = :key, changed_by = :by, changed_at = :at where id = :id")
                .param("id", id)
                .param("text", text)
                .param("key", AskSource.key(text))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean delete(BlockId block, String id) {
        return jdbc.sql("delete from block_ask where block_id = :block and id = :id")
                        .param("block", block.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Keys of the generated and learned asks that somebody found wrong. */
    Set<String> hidden(BlockId block) {
        return new HashSet<>(jdbc.sql("select text_key from hidden_ask where block_id = :block")
                .param("block", block.value())
                .query(String.class)
                .list());
    }

    void hide(BlockId block, String text, String by, Instant at) {
        jdbc.sql("insert into hidden_ask (block_id, text_key, hidden_by, hidden_at) values (:block, :key, :by, :at)")
                .param("block", block.value())
                .param("key", AskSource.key(text))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void show(BlockId block, String text) {
        jdbc.sql("delete from hidden_ask where block_id = :block and text_key = :key")
                .param("block", block.value())
                .param("key", AskSource.key(text))
                .update();
    }
}
