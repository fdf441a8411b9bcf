package io.blockyard.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.Patience;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Work beside a request never outlives it. */
class BesideTest {

    @Test
    void who_closes_waits_for_what_has_begun() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        var over = new AtomicBoolean();
        var work = Beside.begin(() -> {
            begun.countDown();
            await(closing);
            // whoever does not wait has gone on by now
            await(new CountDownLatch(1), 50);
            over.set(true);
            return "done";
        });
        assertThat(begun.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        closing.countDown();
        work.close();

        assertThat(over).isTrue();
    }

    @Test
    void what_no_processor_has_time_for_is_done_by_who_waits_and_never_when_nobody_does() throws Exception {
        int processors = ForkJoinPool.commonPool().getParallelism();
        var busy = new CountDownLatch(processors);
        var free = new CountDownLatch(1);
        var others = IntStream.range(0, processors)
                .mapToObj(i -> Beside.begin(() -> {
                    busy.countDown();
                    await(free);
                    return i;
                }))
                .toList();
        assertThat(busy.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        try (var work = Beside.begin(Thread::currentThread)) {
            assertThat(work.result()).as("where no processor is idle").isEqualTo(Thread.currentThread());
        }

        var began = new AtomicBoolean();
        var work = Beside.begin(() -> {
            began.set(true);
            return "done";
        });
        work.close();
        free.countDown();
        others.forEach(Beside::close);

        assertThat(began).isFalse();
    }

    @Test
    void the_result_is_there_for_who_waits() throws IOException {
        try (var work = Beside.begin(() -> "done")) {
            assertThat(work.result()).isEqualTo("done");
        }
    }

    private static void await(CountDownLatch latch) {
        await(latch, Patience.LONG.toMillis());
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            if (latch.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
