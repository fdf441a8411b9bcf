package io.blockyard.dataiku.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a sandbox is started.
 *
 * @param projects the folder of projects; it is created when it does not exist
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port 0 for any that is free
 * @param keys the API keys that are accepted
 * @param trouble what goes wrong on purpose
 * @param log is told of every request, on the thread that answers it
 */
public record SandboxOptions(
        Path projects, String host, int port, List<SandboxKey> keys, Trouble trouble, Consumer<LoggedRequest> log) {

    public SandboxOptions {
        keys = List.copyOf(keys);
    }

    /** Without trouble and without a log. */
    public SandboxOptions(Path projects, String host, int port, List<SandboxKey> keys) {
        this(projects, host, port, keys, Trouble.none(), request -> {});
    }

    /** On this machine only, on any free port, with one administrator's key. */
    public static SandboxOptions local(Path projects, String adminKey) {
        return new SandboxOptions(projects, "127.0.0.1", 0, List.of(new SandboxKey(adminKey, SandboxKey.Right.ADMIN)));
    }

    /** The same with other trouble. */
    public SandboxOptions with(Trouble newTrouble) {
        return new SandboxOptions(projects, host, port, keys, newTrouble, log);
    }

    /** The same with a log. */
    public SandboxOptions with(Consumer<LoggedRequest> newLog) {
        return new SandboxOptions(projects, host, port, keys, trouble, newLog);
    }
}
