package io.blockyard.search.language;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The sentence model all-MiniLM-L6-v2, quantised, whose weights travel in a jar. It is loaded with the first text,
 * which takes about a second and 200 MB outside the heap.
 */
public final class MiniLmEmbedder implements Embedder {

    private static final String MODEL = "all-minilm-l6-v2-q";
    /** The model refuses an empty text. */
    private static final String NO_WORDS = ".";

    /** So many are a request's; more are the bulk of a catalog, behind which no request should wait. */
    private static final int FEW = 16;

    private final ExecutorService workers;
    private final ExecutorService ofRequests;
    private volatile @Nullable EmbeddingModel loaded;

    public MiniLmEmbedder() {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("embedding-", 0).factory());
        ofRequests = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("embedding-few-", 0).factory());
    }

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public float[] embed(String text) {
        return embedding().embed(words(text)).content().vector();
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        if (texts.size() == 1) {
            return List.of(embed(texts.getFirst()));
        }
        if (texts.size() <= FEW) {
            return texts.stream()
                    .map(text -> CompletableFuture.supplyAsync(() -> embed(text), ofRequests))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
        var segments = texts.stream().map(text -> TextSegment.from(words(text))).toList();
        return embedding().embedAll(segments).content().stream()
                .map(embedding -> embedding.vector())
                .toList();
    }

    @Override
    public void close() {
        workers.shutdown();
        ofRequests.shutdown();
    }

    private static String words(String text) {
        return text.isBlank() ? NO_WORDS : text;
    }

    private EmbeddingModel embedding() {
        var model = loaded;
        if (model == null) {
            synchronized (this) {
                model = loaded;
                if (model == null) {
                    model = new AllMiniLmL6V2QuantizedEmbeddingModel(workers);
                    loaded = model;
                }
            }
        }
        return model;
    }
}
