package io.blockyard.journey;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.sandbox.LoggedRequest;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxKey;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A DSS instance outside of the portal, at one address, that can fall silent, go away and come back. */
final class PlantInstance implements AutoCloseable {

    static final String KEY = "plant-key";

    private final Path projects;
    private final int port;
    private Sandbox running;

    PlantInstance(Path projects) {
        this.projects = projects;
        port = FreePort.choose();
        running = Sandbox.start(options(port, request -> {}));
    }

    URI address() {
        return running.address();
    }

    /** Somebody who works on the instance by hand. */
    DssClient client() {
        return new DssClient(address(), KEY);
    }

    /** From now on it carries out this many changes, and then answers no more of them until it comes back. */
    void fallSilentAfter(int changes) {
        var left = new AtomicInteger(changes);
        var never = new CountDownLatch(1);
        restart(request -> {
            if (!request.method().equals("GET") && left.getAndDecrement() <= 0) {
                waitForEver(never);
            }
        });
    }

    /** From now on it answers nothing until it comes back. */
    void fallSilent() {
        restart(request -> waitForEver(new CountDownLatch(1)));
    }

    private static void waitForEver(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void goAway() {
        running.close();
    }

    void comeBack() {
        restart(request -> {});
    }

    private void restart(Consumer<LoggedRequest> heard) {
        running.close();
        running = Sandbox.start(options(port, heard));
    }

    @Override
    public void close() {
        running.close();
    }

    private SandboxOptions options(int at, Consumer<LoggedRequest> heard) {
        var keys = List.of(new SandboxKey(KEY, SandboxKey.Right.ADMIN));
        return new SandboxOptions(projects, "127.0.0.1", at, keys).with(heard);
    }
}
