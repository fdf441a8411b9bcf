package io.blockyard.iac;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what is free to start, several at a time. After a failure, or when asked to stop, nothing more is started,
 * and what is under way is waited for.
 */
final class Execution {

    private final int atOnce;
    private final List<Throwable> failures = new ArrayList<>();

    /** @param atOnce how many operations may be under way at one time, at least 1 */
    Execution(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Carries out the queue until it is empty.
     *
     * @param operation carries one out, on a thread of its own
     * @param stop asked before each start, on the caller's thread
     * @param finished told after each, on the caller's thread
     * @return false when it was stopped
     * @throws ProblemException with the problems of all that failed
     */
    boolean run(OperationQueue queue, IntConsumer operation, BooleanSupplier stop, IntConsumer finished) {
        boolean stopped = false;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var completion = new ExecutorCompletionService<Integer>(threads);
            int running = 0;
            while (true) {
                while (failures.isEmpty() && !stopped && running < atOnce) {
                    var next = queue.next();
                    if (next.isEmpty()) {
                        break;
                    }
                    stopped = stop.getAsBoolean();
                    if (!stopped) {
                        int number = next.getAsInt();
                        completion.submit(() -> operation.accept(number), number);
                        running++;
                    }
                }
                if (running == 0) {
                    break;
                }
                var ended = ended(completion);
                running--;
                if (ended != null) {
                    queue.done(ended);
                    finished.accept(ended);
                }
            }
        }
        throwFailures();
        return !stopped;
    }

    private @Nullable Integer ended(ExecutorCompletionService<Integer> completion) {
        try {
            return completion.take().get();
        } catch (ExecutionException failed) {
            failures.add(failed.getCause());
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(
                    ProblemException.Kind.REMOTE, "apply.interrupted", "The apply was interrupted.", "Resume it.");
        }
    }

    /** What ends everything goes before what can be told; problems are told together, each once. */
    private void throwFailures() {
        var problems = new ArrayList<Problem>();
        ProblemException first = null;
        for (var failure : failures) {
            switch (failure) {
                case Error error -> throw error;
                case ProblemException told -> {
                    first = first == null ? told : first;
                    problems.addAll(told.problems());
                }
                case RuntimeException unexpected -> throw unexpected;
                default -> throw new IllegalStateException(failure);
            }
        }
        if (first != null) {
            throw new ProblemException(
                    first.kind(), problems.stream().distinct().toList());
        }
    }
}
