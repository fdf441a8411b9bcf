package io.blockyard.dataiku;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls side by side on virtual threads, never more than a bound at once. */
final class Parallel implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore slots;

    Parallel(int atOnce) {
        this.slots = new Semaphore(atOnce);
    }

    /** Starts a call. */
    <T> Call<T> start(Supplier<T> call) {
        return new Call<>(threads.submit(() -> {
            slots.acquire();
            try {
                return call.get();
            } finally {
                slots.release();
            }
        }));
    }

    /** The results for all elements, in their order; the first failure is thrown. */
    <A, B> List<B> each(List<A> elements, Function<A, B> call) {
        var calls = elements.stream()
                .map(element -> start(() -> call.apply(element)))
                .toList();
        return calls.stream().map(Call::join).toList();
    }

    /** Gives up what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** A call that was started. */
    record Call<T>(Future<T> future) {

        T join() {
            try {
                return future.get();
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while waiting for DSS");
            }
        }
    }
}
