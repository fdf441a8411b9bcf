package io.blockyard.dataiku;

import io.blockyard.access.Audit;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxKey;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.task.Secrets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the room: named sources, and the sandbox that runs inside the portal. */
@Configuration(proxyBeanMethods = false)
public class DataikuConfiguration {

    private static final int KEY_BYTES = 24;

    @Bean
    ProjectReaders projectReaders(
            @Value("${blockyard.data}") Path data,
            @Value("${blockyard.sources.hosts:}") String hosts,
            @Value("${blockyard.sources.calls-per-second:" + DssClient.CALLS_PER_SECOND + "}") int callsPerSecond) {
        return new ProjectReaders(AllowedHosts.of(hosts), data.toAbsolutePath(), callsPerSecond);
    }

    @Bean
    Sources sources(
            DataSource dataSource,
            Secrets secrets,
            Audit audit,
            ProjectReaders readers,
            ObjectProvider<PortalSandbox> sandbox) {
        return new Sources(
                dataSource,
                secrets,
                audit,
                readers,
                Optional.ofNullable(sandbox.getIfAvailable()).map(PortalSandbox::source));
    }

    @Bean
    ProjectBundles projectBundles(Sources sources, Audit audit) {
        return new ProjectBundles(sources, audit);
    }

    /** On loopback only; its key is new at every start unless one is set. */
    @Bean
    @ConditionalOnProperty(name = "blockyard.sandbox.enabled", matchIfMissing = true)
    PortalSandbox portalSandbox(
            @Value("${blockyard.data}") Path data,
            @Value("${blockyard.sandbox.port:0}") int port,
            @Value("${blockyard.sandbox.key:}") String givenKey) {
        var folder = data.resolve("sandbox").resolve("projects");
        BundledSamples.copyTo(folder);
        var key = givenKey.isBlank() ? randomKey() : givenKey;
        var options =
                new SandboxOptions(folder, "127.0.0.1", port, List.of(new SandboxKey(key, SandboxKey.Right.ADMIN)));
        return new PortalSandbox(Sandbox.start(options), key, SandboxIdentity.of(folder.resolveSibling("identity")));
    }

    private static String randomKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The sandbox with the key that reaches it. */
    record PortalSandbox(Sandbox sandbox, String apiKey, String identity) implements AutoCloseable {

        Sources.BuiltIn source() {
            return new Sources.BuiltIn(sandbox.address(), apiKey, identity);
        }

        @Override
        public void close() {
            sandbox.close();
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "PortalSandbox[" + sandbox.address() + "]";
        }
    }
}
