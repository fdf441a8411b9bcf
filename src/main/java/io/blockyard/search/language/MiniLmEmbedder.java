package io.blockyard.search.language;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
                    model = new OneThreadEach(workers);
                    loaded = model;
                }
            }
        }
        return model;
    }

    /**
     * The model with one thread for each text. As it comes, each text is spread over all processors, whose threads wait
     * for each other by spinning: that costs twice the time as soon as a processor has anything else to do.
     */
    private static final class OneThreadEach extends AbstractInProcessEmbeddingModel {

        private static final OnnxBertBiEncoder ENCODER = encoder();

        OneThreadEach(Executor workers) {
            super(workers);
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return ENCODER;
        }

        private static OnnxBertBiEncoder encoder() {
            try (var weights = resource(MODEL + ".onnx");
                    var tokenizer = resource(MODEL + "-tokenizer.json");
                    var options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                var environment = OrtEnvironment.getEnvironment();
                var session = environment.createSession(weights.readAllBytes(), options);
                return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
            } catch (IOException | OrtException e) {
                throw new IllegalStateException("The sentence model cannot be loaded.", e);
            }
        }

        private static InputStream resource(String name) {
            return Objects.requireNonNull(
                    AbstractInProcessEmbeddingModel.class.getClassLoader().getResourceAsStream(name),
                    "the model travels with Blockyard");
        }
    }
}
