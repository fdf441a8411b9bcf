package io.blockyard.dataiku.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * How a sandbox is started.
 *
 * @param projects the folder of projects; it is created when it does not exist
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port 0 for any that is free
 * @param keys the API keys that are accepted
 */
public record SandboxOptions(Path projects, String host, int port, List<SandboxKey> keys) {

    public SandboxOptions {
        keys = List.copyOf(keys);
    }

    /** On this machine only, on any free port, with one administrator's key. */
    public static SandboxOptions local(Path projects, String adminKey) {
        return new SandboxOptions(projects, "127.0.0.1", 0, List.of(new SandboxKey(adminKey, SandboxKey.Right.ADMIN)));
    }
}
