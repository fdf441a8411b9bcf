package io.blockyard.search.match;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The vectors of words in the database, shared by all nodes. Catalogs come and go, but their words are mostly the same:
 * only when there are far more than a catalog uses, all are given up and made again.
 */
public final class WordVectorTable implements WordVectors {

    private static final int MOST = 5 * Neighbours.MOST_WORDS;
    private static final int LONGEST = 40;

    private final JdbcClient jdbc;

    public WordVectorTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public Map<String, byte[]> find(String model) {
        var found = new HashMap<String, byte[]>();
        jdbc.sql("select word, vector from word_vector where model = :model")
                .param("model", model)
                .query((ResultSet row) -> {
                    read(row, found);
                });
        if (found.size() > MOST) {
            jdbc.sql("delete from word_vector where model = :model")
                    .param("model", model)
                    .update();
        }
        return found;
    }

    private static void read(ResultSet row, Map<String, byte[]> found) throws SQLException {
        found.put(row.getString("word"), row.getBytes("vector"));
    }

    /** Another node may have made the same ones at the same time; then theirs stay. */
    @Override
    public void keep(String model, Map<String, byte[]> vectors) {
        vectors.forEach((word, vector) -> {
            if (word.length() > LONGEST) {
                return;
            }
            try {
                jdbc.sql("insert into word_vector (model, word, vector) values (:model, :word, :vector)")
                        .param("model", model)
                        .param("word", word)
                        .param("vector", vector)
                        .update();
            } catch (DuplicateKeyException e) {
                // the same word and model make the same vector
            }
        });
    }
}
