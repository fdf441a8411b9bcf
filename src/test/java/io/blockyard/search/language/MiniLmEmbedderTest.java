package io.blockyard.search.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest {

    @Test
    void a_request_does_not_wait_behind_the_texts_of_a_whole_catalog() throws InterruptedException {
        var text = "Watches the vibration of rotating machines and warns before a bearing fails. ".repeat(8);
        try (var embedder = new MiniLmEmbedder()) {
            var alone = embedder.embed("pump");
            var started = new CompletableFuture<Void>();
            var many = CompletableFuture.supplyAsync(() -> {
                started.complete(null);
                return embedder.embedAll(Collections.nCopies(100, text));
            });
            started.join();
            Thread.sleep(100);

            var few = embedder.embedAll(List.of("pump", "", "fan"));

            assertThat(many).isNotDone();
            assertThat(few).hasSize(3);
            assertThat(few.getFirst()).containsExactly(alone, org.assertj.core.data.Offset.offset(1e-5f));
            assertThat(many.join()).hasSize(100);
        }
    }
}
