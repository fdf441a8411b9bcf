package io.blockyard.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work beside other work of one request, on a processor that has nothing else to do; where there is none, whoever wants
 * the result does it. Closing waits for it, so that it never reads an index that was given back.
 */
public final class Beside<T> implements AutoCloseable {

    private final ForkJoinTask<T> task;
    /** Whoever sets it decides: the work begins, or never will. */
    private final AtomicBoolean begun;

    private Beside(ForkJoinTask<T> task, AtomicBoolean begun) {
        this.task = task;
        this.begun = begun;
    }

    /** What is worked on. */
    @FunctionalInterface
    public interface Work<T> {
        T result() throws IOException;
    }

    /** Begins some work; its result may not be null. */
    public static <T> Beside<T> begin(Work<T> work) {
        var begun = new AtomicBoolean();
        Callable<T> once = () -> {
            if (!begun.compareAndSet(false, true)) {
                throw new CancellationException("Nobody wants the result any more.");
            }
            try {
                return work.result();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        // a task that is submitted is never taken back by who waits for it; one that is forked is
        return new Beside<>(ForkJoinTask.adapt(once).fork(), begun);
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
        if (begun.compareAndSet(false, true)) {
            task.cancel(false);
        } else {
            // a task that is cancelled while it runs counts as done, though it goes on
            task.quietlyJoin();
        }
    }
}
