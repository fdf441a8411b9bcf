package io.blockyard.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for what starts later, or again. They are below those that systems give to clients, one of which could be taken
 * meanwhile by the tests that run beside.
 */
final class FreePort {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private FreePort() {}

    /** A port that nothing listens at now. */
    static int choose() {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, END))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one is free.
            }
        }
    }
}
