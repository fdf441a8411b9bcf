package io.blockyard;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.modulith.Modulithic;

/**
 * The portal: every room in one Spring context, one configuration class per room. Only those are looked at for beans;
 * reading every class of the product would take a good part of a start.
 */
@Modulithic
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@ComponentScan(
        resourcePattern = "**/*Configuration.class",
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class)
        })
public class BlockyardApplication {

    private static final int LAST_PORT = 65_535;
    private static final Set<String> DATABASE_BEANS = Set.of("dataSource", "flyway", "flywayInitializer");

    /**
     * Starts the portal and returns when it serves.
     *
     * @param settings further properties by name, over those of {@code application.yml}
     * @throws ProblemException when the folder is taken, the port is in use or the settings are wrong
     */
    public static Portal start(Path data, int port, Map<String, String> settings) {
        var folder = new DataFolder(data);
        var lock = folder.lock();
        try {
            // Seconds before the server itself would find out.
            requireFree(port, settings.get("server.address"));
            var all = new TreeMap<>(settings);
            all.put("blockyard.data", folder.path().toString());
            all.put("blockyard.database", folder.databaseUrl());
            all.put("server.port", Integer.toString(port));
            var context = new SpringApplication(BlockyardApplication.class).run(asArguments(all));
            return new Portal(context, lock);
        } catch (RuntimeException failure) {
            lock.close();
            throw explained(failure, folder, port);
        }
    }

    private static void requireFree(int port, @Nullable String address) {
        if (port < 0 || port > LAST_PORT) {
            throw ProblemException.of(
                    ProblemException.Kind.SETTINGS,
                    "start.port",
                    "There is no port " + port + ".",
                    "Take one up to " + LAST_PORT + ", or 0 for any that is free.");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
        } catch (IOException refused) {
            throw refused instanceof BindException
                            && String.valueOf(refused.getMessage()).contains("in use")
                    ? inUse(port, refused)
                    : new ProblemException(
                            ProblemException.Kind.SETTINGS,
                            Problem.error(
                                    "start.address",
                                    "Nothing can listen on port " + port + (address == null ? "" : " of " + address)
                                            + ": " + refused.getMessage() + ".",
                                    "Take another by --port or --host."),
                            refused);
        }
    }

    private static String[] asArguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static RuntimeException explained(RuntimeException failure, DataFolder folder, int port) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof PortInUseException) {
                return inUse(port, failure);
            }
        }
        var where = System.getenv("BLOCKYARD_DB_URL") == null ? "in " + folder.path() : "that BLOCKYARD_DB_URL names";
        return DatabaseSchema.explained(failure, where)
                .<RuntimeException>map(known -> known)
                .orElseGet(() -> isOfTheDatabase(failure) ? DatabaseSchema.closed(failure, where) : failure);
    }

    /** What is no address of a database at all fails before a driver is asked. */
    private static boolean isOfTheDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BeanCreationException bean && DATABASE_BEANS.contains(bean.getBeanName())) {
                return true;
            }
        }
        return false;
    }

    private static ProblemException inUse(int port, Exception cause) {
        return new ProblemException(
                ProblemException.Kind.SETTINGS,
                Problem.error(
                        "start.port-in-use",
                        "Port " + port + " is in use already.",
                        "Stop what listens there, or take another by --port."),
                cause);
    }

    /** A portal that runs in this process. */
    public static final class Portal implements AutoCloseable {
        private final ConfigurableApplicationContext context;
        private final DataFolder.Lock lock;

        private Portal(ConfigurableApplicationContext context, DataFolder.Lock lock) {
            this.context = context;
            this.lock = lock;
        }

        /** Where it listens, also when any free port was asked for. */
        public int port() {
            return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }

        /** Lets requests and tasks end, and returns when everything is closed. */
        @Override
        public void close() {
            SpringApplication.exit(context);
            lock.close();
        }
    }
}
