package io.blockyard.dataiku.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A running sandbox; it stops when it is closed. */
public final class Sandbox implements AutoCloseable {

    static {
        // Without it, every answer on a kept connection waits for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;

    private Sandbox(HttpServer server, ExecutorService threads, String host) {
        this.server = server;
        this.threads = threads;
        this.host = host;
    }

    /**
     * Starts a sandbox, which then accepts requests.
     *
     * @throws ProblemException SETTINGS when the port is taken, the folder cannot be made or no key is given
     */
    public static Sandbox start(SandboxOptions options) {
        if (options.keys().isEmpty()) {
            throw ProblemException.of(
                    Kind.SETTINGS, "sandbox.no-key", "The sandbox has no API key.", "Give at least one key.");
        }
        try {
            Files.createDirectories(options.projects());
        } catch (IOException failure) {
            throw new ProblemException(
                    Kind.SETTINGS,
                    Problem.error(
                            "sandbox.folder",
                            "The folder " + options.projects() + " cannot be made: " + failure.getMessage() + ".",
                            "Name a folder that may be written to."),
                    failure);
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(options.host(), options.port()), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", new Gate(options, router(options.projects())));
            server.start();
            return new Sandbox(server, threads, options.host());
        } catch (IOException failure) {
            var taken = failure instanceof BindException;
            throw new ProblemException(
                    Kind.SETTINGS,
                    Problem.error(
                            "sandbox.port",
                            "The sandbox cannot listen on " + options.host() + ":" + options.port() + ": "
                                    + failure.getMessage() + ".",
                            taken ? "Stop what listens there, or choose another port." : "Check the host."),
                    failure);
        }
    }

    /** Where clients reach it, such as {@code http://127.0.0.1:11200}. */
    public URI address() {
        var name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        var literal = name.contains(":") ? "[" + name + "]" : name;
        return URI.create("http://" + literal + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Router router(Path folder) {
        var projects = new Projects(folder);
        var instance = new Instance(folder);
        var folders = new ProjectFolders(instance, projects);
        var futures = new Futures();
        var router = new Router(projects);
        new InstanceCalls().register(router);
        futures.register(router);
        new ConnectionCalls(projects, instance).register(router);
        new CodeEnvCalls(projects, instance, futures).register(router);
        new PluginCalls(projects, instance).register(router);
        new ProjectFolderCalls(folders).register(router);
        new ArchiveCalls(projects, instance, folders).register(router);
        new BundleCalls(projects).register(router);
        new ProjectCalls(projects, folders, futures).register(router);
        new DatasetCalls(projects).register(router);
        new UploadedFiles(futures).register(router);
        new RecipeCalls().register(router);
        new ManagedFolderCalls().register(router);
        new ObjectCalls().register(router);
        new FlowCalls(futures).register(router);
        new WikiCalls().register(router);
        new LibraryCalls().register(router);
        new JobCalls().register(router);
        new NotebookCalls().register(router);
        return router;
    }
}
