package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.search.Blocks;
import io.blockyard.search.ForwardingFeed;
import io.blockyard.search.ListFeed;
import io.blockyard.search.language.Embedder;
import io.blockyard.search.language.MiniLmEmbedder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors follow the words, are made once for a text, and a new model's index takes over when it is whole. */
class BlockVectorsTest {

    private static final MiniLmEmbedder MODEL = new MiniLmEmbedder();

    @TempDir
    Path home;

    private final ListFeed feed = new ListFeed();

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void words_are_there_at_once_and_vectors_follow() throws Exception {
        put("PUMP_CLEANING", "Cleans the signals of pumps.");
        put("SALES_FORECAST", "Says what shops will sell next month.");
        try (var follower = new IndexFollower(feed, home, vectors(new Counted("one")))) {
            follower.catchUp();
            var index = follower.index();
            assertThat(index.documents()).isEqualTo(2);
            assertThat(index.countWithoutVector()).isEqualTo(2);
            follower.catchUpVectors();
            assertThat(index.countWithoutVector()).isZero();
            assertThat(nearest(index, "how much will we earn in our stores")).isEqualTo("SALES_FORECAST");
            assertThat(index.sequence()).isEqualTo(2);
        }
    }

    @Test
    void a_text_is_embedded_once_even_when_the_index_is_lost() throws Exception {
        put("PUMP_CLEANING", "Cleans the signals of pumps.");
        var model = new Counted("one");
        var vectors = vectors(model);
        try (var follower = new IndexFollower(feed, home.resolve("first"), vectors)) {
            follower.catchUp();
            follower.catchUpVectors();
        }
        try (var follower = new IndexFollower(feed, home.resolve("second"), vectors)) {
            follower.catchUp();
            assertThat(follower.index().countWithoutVector()).isZero();
            put("PUMP_CLEANING", "Cleans the signals of pumps and fans.");
            follower.catchUp();
            assertThat(follower.index().countWithoutVector()).isEqualTo(1);
            follower.catchUpVectors();
            assertThat(follower.index().countWithoutVector()).isZero();
        }
        assertThat(model.texts).as("two texts, and a sentence of each").hasSize(4);
    }

    @Test
    void vectors_that_no_block_has_any_more_are_forgotten_after_a_while() throws Exception {
        put("PUMP_CLEANING", "Cleans the signals of pumps.");
        var database = TestDatabase.fresh();
        var table = new VectorTable(database, Clock.systemUTC());
        try (var follower = new IndexFollower(feed, null, new BlockVectors(new Counted("one"), table))) {
            follower.catchUp();
            follower.catchUpVectors();
            put("PUMP_CLEANING", "Cleans the signals of pumps and fans.");
            follower.catchUp();
            follower.catchUpVectors();
            table.keep("former model", java.util.Map.of("some text", new float[] {1}));
            var used = follower.index().vectorHashes();

            assertThat(table.trim("one", used)).isZero();
            var later = new VectorTable(database, Clock.offset(Clock.systemUTC(), Duration.ofDays(40)));
            assertThat(later.trim("one", used)).isEqualTo(3);
            assertThat(kept(table))
                    .hasSize(2)
                    .allSatisfy(hash -> assertThat(used.test(hash)).isTrue());
        }
    }

    @Test
    void what_is_said_of_a_block_is_added_to_what_is_known_and_until_then_it_is_found_by_what_is_known()
            throws Exception {
        put("PUMP_CLEANING", "Cleans the signals of pumps.");
        var model = new Counted("one");
        var table = new VectorTable(TestDatabase.fresh(), Clock.systemUTC());
        var text = feed.texts(feed.changesAfter(0, 10)).getFirst();
        table.keep("one", java.util.Map.of(BlockText.vectorHash(text.embedded()), MODEL.embed(text.embedded())));
        try (var follower = new IndexFollower(feed, home, new BlockVectors(model, table))) {
            follower.catchUp();
            assertThat(nearest(follower.index(), "tidy up what pumps tell")).isEqualTo("PUMP_CLEANING");
            assertThat(follower.index().countWithoutVector()).isEqualTo(1);
            follower.catchUpVectors();
            assertThat(follower.index().countWithoutVector()).isZero();
            assertThat(model.texts).containsExactly("Cleans the signals of pumps.");
        }
    }

    @Test
    void a_block_that_did_not_change_is_not_written_again() throws Exception {
        put("PUMP_CLEANING", "Cleans the signals of pumps.");
        try (var index = BlockIndex.inMemory(IndexFormat.of(""))) {
            var texts = feed.texts(feed.changesAfter(0, 10));
            assertThat(index.write(texts, java.util.Map.of())).isEqualTo(1);
            index.show(1);
            assertThat(index.write(texts, java.util.Map.of())).isZero();
            index.show(2);
            assertThat(index.sequence()).isEqualTo(2);
        }
    }

    @Test
    void the_index_of_a_former_model_answers_until_the_new_one_is_whole() throws Exception {
        for (int i = 0; i < 700; i++) {
            put("PUMP_" + i, "Something about pumps.");
        }
        try (var follower = new IndexFollower(feed, home, null)) {
            follower.catchUp();
        }
        var slow = new SlowFeed(feed);
        try (var follower = new IndexFollower(slow, home, vectors(new Counted("two")))) {
            slow.follower = follower;
            follower.catchUp();
            assertThat(slow.searchedMeanwhile).containsOnly(700L).hasSizeGreaterThanOrEqualTo(2);
            assertThat(follower.index().model()).isEqualTo("two");
            assertThat(follower.index().documents()).isEqualTo(700);
            assertThat(home.resolve(IndexFormat.of("").folderName())).doesNotExist();
        }
    }

    private void put(String id, String description) {
        feed.put(Blocks.block(id, id, description, "equipment", "site"), "");
    }

    /** The hashes of the texts that are embedded. */
    private List<String> kept(VectorTable table) {
        var hashes = feed.texts(feed.changesAfter(0, 10)).stream()
                .flatMap(text -> text.allEmbedded().stream())
                .map(BlockText::vectorHash)
                .toList();
        return List.copyOf(table.find("one", hashes).keySet());
    }

    private static BlockVectors vectors(Embedder model) {
        return new BlockVectors(model, new VectorTable(TestDatabase.fresh(), Clock.systemUTC()));
    }

    private static String nearest(BlockIndex index, String text) throws Exception {
        var query = new KnnFloatVectorQuery(BlockDocument.VECTOR, MODEL.embed(text), 1);
        return index.read((searcher, state) -> IndexedContract.of(searcher, searcher.search(query, 1).scoreDocs[0].doc)
                .id()
                .value());
    }

    /** The real model under a name of its own, which remembers what it was asked. */
    private static final class Counted implements Embedder {
        private final String name;
        private final List<String> texts = new ArrayList<>();

        Counted(String name) {
            this.name = name;
        }

        @Override
        public String model() {
            return name;
        }

        @Override
        public float[] embed(String text) {
            texts.add(text);
            return MODEL.embed(text);
        }

        @Override
        public List<float[]> embedAll(List<String> all) {
            texts.addAll(all);
            return MODEL.embedAll(all);
        }

        @Override
        public void close() {
            // the model is shared
        }
    }

    /** Looks at what can be searched each time the follower asks for more. */
    private static final class SlowFeed extends ForwardingFeed {
        private final List<Long> searchedMeanwhile = new ArrayList<>();
        private IndexFollower follower;

        SlowFeed(BlockFeed feed) {
            super(feed);
        }

        @Override
        public List<io.blockyard.catalog.CatalogBlock> changesAfter(long sequence, int limit) {
            if (follower != null && sequence > 0) {
                searchedMeanwhile.add(follower.index().documents());
            }
            return super.changesAfter(sequence, limit);
        }
    }
}
