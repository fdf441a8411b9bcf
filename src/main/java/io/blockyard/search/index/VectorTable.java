package io.blockyard.search.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The vectors in the database, shared by all nodes: 4 bytes for each number, little end first. */
public final class VectorTable implements VectorCache {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    public VectorTable(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public Map<String, float[]> find(String model, Collection<String> hashes) {
        var found = new HashMap<String, float[]>();
        var wanted = new LinkedHashSet<>(hashes).stream().toList();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            jdbc.sql("select text_hash, vector from block_vector where model = :model and text_hash in (:hashes)")
                    .param("model", model)
                    .param("hashes", wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())))
                    .query(row -> {
                        found.put(row.getString("text_hash"), floats(row.getBytes("vector")));
                    });
        }
        return found;
    }

    /** Another node may have made the same ones at the same time; then theirs stay. */
    @Override
    public void keep(String model, Map<String, float[]> vectors) {
        vectors.forEach((hash, vector) -> {
            try {
                jdbc.sql("insert into block_vector (model, text_hash, vector, made_at)"
                                + " values (:model, :hash, :vector, :now)")
                        .param("model", model)
                        .param("hash", hash)
                        .param("vector", bytes(vector))
                        .param("now", OffsetDateTime.now(clock))
                        .update();
            } catch (DuplicateKeyException e) {
                // the same text and model make the same vector
            }
        });
    }

    /** A week, in which a block may get its former text back; a month for other models, which other nodes may use. */
    @Override
    public int trim(String model, Predicate<String> used) {
        var now = OffsetDateTime.now(clock);
        var unused = new ArrayList<String>();
        jdbc.sql("select text_hash from block_vector where model = :model and made_at < :before")
                .param("model", model)
                .param("before", now.minusDays(7))
                .query(row -> {
                    var hash = row.getString("text_hash");
                    if (!used.test(hash)) {
                        unused.add(hash);
                    }
                });
        int removed = jdbc.sql("delete from block_vector where model <> :model and made_at < :before")
                .param("model", model)
                .param("before", now.minusDays(30))
                .update();
        for (int from = 0; from < unused.size(); from += AT_ONCE) {
            removed += jdbc.sql("delete from block_vector where model = :model and text_hash in (:hashes)")
                    .param("model", model)
                    .param("hashes", unused.subList(from, Math.min(from + AT_ONCE, unused.size())))
                    .update();
        }
        return removed;
    }

    private static byte[] bytes(float[] vector) {
        var buffer = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        var vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
