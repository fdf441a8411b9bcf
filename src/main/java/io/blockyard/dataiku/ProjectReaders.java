package io.blockyard.dataiku;

import io.blockyard.dataiku.DssClient.Patience;
import io.blockyard.dataiku.Origin.Archive;
import io.blockyard.dataiku.Origin.Folder;
import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.Origin.Instance;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens every kind of origin in one way. Connections and the pace of calls are shared by all who read from one place;
 * hosts are checked each time that something is opened.
 */
public final class ProjectReaders implements AutoCloseable {

    private static final Duration GIT_CONNECT = Duration.ofSeconds(15);

    private final AllowedHosts hosts;
    private final Path data;
    private final int callsPerSecond;
    private final ArchiveStore archives;
    private final GitCache repositories;
    private final Map<Trust, HttpWire> wires = new ConcurrentHashMap<>();
    private final Map<URI, Pace> paces = new ConcurrentHashMap<>();

    private final RecipeMemory recipes = new RecipeMemory();

    private record Trust(String authority, Duration connect) {}

    /**
     * Readers that keep what they need below a data folder.
     *
     * @param hosts whom they may ask
     * @param data the data folder: fetched repositories, uploaded archives and the keys of ssh servers lie below it
     * @param callsPerSecond how fast one instance is asked at most
     */
    public ProjectReaders(AllowedHosts hosts, Path data, int callsPerSecond) {
        this.hosts = hosts;
        this.data = data;
        this.callsPerSecond = callsPerSecond;
        this.archives = new ArchiveStore(data.resolve("archives"));
        this.repositories = new GitCache(data.resolve("cache").resolve("git"), GitCache.Limits.usual());
    }

    /** With the usual limits. */
    public ProjectReaders(Path data) {
        this(AllowedHosts.any(), data, DssClient.CALLS_PER_SECOND);
    }

    /** Whom these readers may ask. */
    public AllowedHosts hosts() {
        return hosts;
    }

    /** What was read of recipes, shared by all who read through these readers. */
    RecipeMemory recipes() {
        return recipes;
    }

    ArchiveStore archives() {
        return archives;
    }

    /**
     * A reader for an origin; nothing is asked yet.
     *
     * @param secret the API key, token, password or private key; empty when there is none
     * @throws io.blockyard.problem.ProblemException INVALID for a host that may not be asked or a folder without a
     *     project; NOT_FOUND for a folder that does not exist
     */
    public ProjectReader open(Origin origin, String secret) {
        return switch (origin) {
            case Instance instance ->
                instance(instance, secret, Patience.usual()).remembering(recipes);
            case GitRepository git -> repository(git, secret);
            case Folder folder -> folder(folder.path());
            case Archive archive -> archives.open(archive);
        };
    }

    /** A client for an instance. @throws io.blockyard.problem.ProblemException INVALID for a forbidden host */
    DssClient instance(Instance instance, String apiKey, Patience patience) {
        hosts.require(instance.url().getHost());
        return new DssClient(instance.url(), apiKey, patience, wire(instance, patience), pace(instance));
    }

    HttpWire wire(Instance instance, Patience patience) {
        return wire(instance.authority(), patience.connect());
    }

    /**
     * What lies on this machine's disk: a zip, or one project in a folder.
     *
     * @param several whether a folder of projects will do, too
     * @throws io.blockyard.problem.ProblemException NOT_FOUND when there is nothing, INVALID when it is no project
     */
    public static ProjectReader at(Path path, boolean several) {
        if (Files.isRegularFile(path)) {
            return new ProjectArchive(path);
        }
        return several ? folder(path) : ProjectFolder.at(path);
    }

    /** One project in a folder, or a folder of projects. */
    static ProjectReader folder(Path path) {
        var projects = new ProjectsFolder(path);
        return ProjectFolder.isProject(path) || projects.names().isEmpty() ? ProjectFolder.at(path) : projects;
    }

    @Override
    public void close() {
        wires.values().forEach(HttpWire::close);
    }

    private GitProjects repository(GitRepository git, String secret) {
        return new GitProjects(git, door(git, secret), repositories);
    }

    /** A repository to write to. @throws io.blockyard.problem.ProblemException INVALID for a forbidden host */
    GitRemote remote(GitRepository git, String secret) {
        return new GitRemote(git, door(git, secret));
    }

    private GitDoor door(GitRepository git, String secret) {
        hosts.require(GitAddress.parse(git.url()).getHost());
        return new GitDoor(
                hosts, wire(git.authority(), GIT_CONNECT), data.resolve("keys").resolve("ssh-hosts"), secret);
    }

    private HttpWire wire(String authority, Duration connect) {
        return wires.computeIfAbsent(
                new Trust(authority, connect), trust -> HttpWire.open(hosts, trust.authority(), trust.connect()));
    }

    private Pace pace(Instance instance) {
        return paces.computeIfAbsent(instance.url(), url -> new Pace(callsPerSecond));
    }
}
