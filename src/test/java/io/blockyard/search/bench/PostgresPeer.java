package io.blockyard.search.bench;

import io.blockyard.search.index.BlockText;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;

/** PostgreSQL's full text: weighted tsvector, GIN index, any of the words, ordered by ts_rank. */
final class PostgresPeer implements Peer {

    private static final int BATCH = 1_000;

    private final EmbeddedPostgres server;
    private final Connection connection;

    PostgresPeer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("fsync", "off")
                .start();
        connection = server.getPostgresDatabase().getConnection();
    }

    @Override
    public String name() {
        return "PostgreSQL, any word";
    }

    @Override
    public int questions(int blocks) {
        return blocks > 50_000 ? 40 : 100;
    }

    @Override
    public void fill(Stream<BlockText> blocks) {
        try (var statement = connection.createStatement()) {
            statement.execute("create table doc (id text primary key, words tsvector)");
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into doc values (?,"
                    + " setweight(to_tsvector('english', ?), 'A') || setweight(to_tsvector('english', ?), 'B') ||"
                    + " setweight(to_tsvector('english', ?), 'D'))")) {
                int[] count = {0};
                blocks.forEach(text -> insert(insert, text, ++count[0] % BATCH == 0));
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("create index doc_words on doc using gin (words)");
            statement.execute("analyze doc");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(java.sql.PreparedStatement insert, BlockText text, boolean send) {
        try {
            var manifest = text.block().manifest();
            insert.setString(1, manifest.id().value());
            insert.setString(2, manifest.name() + " " + String.join(" ", manifest.tags()));
            insert.setString(3, manifest.description());
            insert.setString(4, text.article());
            insert.addBatch();
            if (send) {
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double ask(String question) {
        long start = System.nanoTime();
        try (var query = connection.prepareStatement("select id, ts_rank(words, q) as rank from doc,"
                + " to_tsquery('english', ?) q where words @@ q order by rank desc limit 20")) {
            query.setString(1, String.join(" | ", question.split(" ")));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            server.close();
        }
    }
}
