package io.blockyard.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Work beside other work of one request, on a processor that has nothing else to do; where there is none, whoever wants
 * the result does it. Closing waits for it, so that it never reads an index that was given back.
 */
public final class Beside<T> implements AutoCloseable {

    private final ForkJoinTask<T> task;

    private Beside(ForkJoinTask<T> task) {
        this.task = task;
    }

    /** What is worked on. */
    @FunctionalInterface
    public interface Work<T> {
        T result() throws IOException;
    }

    /** Begins some work; its result may not be null. */
    public static <T> Beside<T> begin(Work<T> work) {
        return new Beside<>(ForkJoinPool.commonPool().submit(() -> {
            try {
                return work.result();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** @throws IOException when the work met one */
    public T result() throws IOException {
        try {
            return task.join();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        task.cancel(false);
        task.quietlyJoin();
    }
}
