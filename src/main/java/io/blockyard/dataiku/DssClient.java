package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;

/** A DSS instance over its public REST API. Safe for use by several threads. */
public class DssClient implements ProjectReader {

    /** How fast an instance is asked when nobody says otherwise. */
    static final int CALLS_PER_SECOND = 400;

    private final DssHttp http;
    private final RecipeMemory memory;
    private final String identity;

    /**
     * A client with the usual patience.
     *
     * @param base the instance's address without a path of the API, such as {@code https://dss.example.org}
     * @param apiKey a personal or global key
     * @throws ProblemException INVALID when {@code base} is no http or https address
     */
    public DssClient(URI base, String apiKey) {
        this(base, apiKey, Patience.usual());
    }

    public DssClient(URI base, String apiKey, Patience patience) {
        this(base, apiKey, patience, HttpWire.anywhere(patience.connect()), new Pace(CALLS_PER_SECOND));
    }

    DssClient(URI base, String apiKey, Patience patience, HttpWire wire, Pace pace) {
        this(new DssHttp(instance(base), apiKey, patience, wire, pace), new RecipeMemory(), "");
    }

    private DssClient(DssHttp http, RecipeMemory memory, String identity) {
        this.http = http;
        this.memory = memory;
        this.identity = identity;
    }

    /** The same client, which asks again only for recipes that are not as others of this memory have read them. */
    DssClient remembering(RecipeMemory shared) {
        return new DssClient(http, shared, identity);
    }

    /** The same client of an instance that is known by this, whatever its address is at the moment. */
    DssClient knownAs(String name) {
        return new DssClient(http, memory, name);
    }

    /** The same client, for a person who is looking on: one attempt, and a short wait for each answer. */
    public DssClient brief() {
        return new DssClient(http.with(Patience.brief()), memory, identity);
    }

    /** What tells the instance from every other: its address, unless that changes with each start. */
    public String identity() {
        return identity.isEmpty() ? address().toString() : identity;
    }

    /**
     * Whether this is the instance that was once known by this. What was kept before sandboxes had names of their own tells
     * where the sandbox listened that day.
     */
    public boolean isKnownAs(String known) {
        return known.equals(identity()) || (!identity.isEmpty() && known.startsWith("http://127.0.0.1:"));
    }

    /** The instance's address, without a slash at the end. */
    public URI address() {
        return http.base();
    }

    /** Who the API key speaks for. */
    public String user() {
        return Documents.text(http.get("/auth/info?withSecrets=false"), "authIdentifier");
    }

    /** What the instance says of itself; fields that an old version does not tell are empty. */
    public InstanceInfo instance() {
        var info = http.get("/instance-info");
        return new InstanceInfo(
                Documents.text(info, "nodeId"),
                Documents.text(info, "nodeName"),
                Documents.text(info, "nodeType"),
                Documents.text(info, "dssVersion"));
    }

    @Override
    public List<ProjectSummary> projects() {
        var projects = new ArrayList<ProjectSummary>();
        for (var project : http.get("/projects/").values()) {
            var key = Documents.text(project, "projectKey");
            var name = Documents.text(project, "name");
            projects.add(new ProjectSummary(key, name.isEmpty() ? key : name, Documents.description(project)));
        }
        projects.sort(Comparator.comparing(ProjectSummary::key));
        return List.copyOf(projects);
    }

    @Override
    public void require(String projectKey) {
        if (!hasProject(projectKey)) {
            throw noProject(projectKey);
        }
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        require(projectKey);
        try {
            return new RemoteProject(http, projectKey, memory).read();
        } catch (ProblemException refusal) {
            // An instance may answer 403 where the key is not allowed to know that there is no such project.
            if (refusal.kind() == Kind.SETTINGS && isHidden(projectKey)) {
                throw noProject(projectKey);
            }
            throw refusal;
        }
    }

    @Override
    public Surroundings surroundings(ProjectSnapshot project) {
        return new SurroundingsReading(http).of(project);
    }

    /** Whether there is a project of this key that the API key may see. */
    public boolean hasProject(String projectKey) {
        try {
            return http.find(DssPath.project(projectKey)).isPresent();
        } catch (ProblemException refusal) {
            if (refusal.kind() == Kind.SETTINGS && isHidden(projectKey)) {
                return false;
            }
            throw refusal;
        }
    }

    /** A project to be written to; it need not exist yet. */
    public DssProject project(String projectKey) {
        return new DssProject(http, projectKey);
    }

    /** Creates an empty project that belongs to the key's user. @throws ProblemException CONFLICT when it exists */
    public DssProject createProject(String projectKey, String name, String description) {
        if (hasProject(projectKey)) {
            throw exists(projectKey);
        }
        var body = Documents.empty()
                .put("projectKey", projectKey)
                .put("name", name)
                .put("owner", user())
                .putNull("settings")
                .put("description", description)
                .putNull("permissions");
        body.putArray("tags");
        http.post("/projects/", body);
        return project(projectKey);
    }

    /**
     * Makes a new project of an export, with all that is in it; the one way to bring what no call creates.
     *
     * @param zip as {@link ExportZip} or DSS writes it
     * @param connections what the export calls a connection → what this instance calls it
     * @param codeEnvironments the same for code environments
     * @throws ProblemException CONFLICT when there is a project of that key, REMOTE when DSS does not import the zip
     */
    public DssProject importProject(
            String projectKey, byte[] zip, Map<String, String> connections, Map<String, String> codeEnvironments) {
        if (hasProject(projectKey)) {
            throw exists(projectKey);
        }
        var prepared = Documents.text(http.upload("/projects/import/upload", "tmp-import.zip", zip), "id");
        var settings = Documents.empty().put("targetProjectKey", projectKey);
        var remapping = settings.putObject("remapping");
        addPairs(remapping.putArray("connections"), connections);
        addPairs(remapping.putArray("codeEnvs"), codeEnvironments);
        var outcome = http.post(DssPath.of("projects", "import", prepared, "process"), settings);
        if (!outcome.path("success").asBoolean(false)) {
            throw DssErrors.notImported(http.base(), projectKey, outcome);
        }
        return project(projectKey);
    }

    private static void addPairs(ArrayNode pairs, Map<String, String> names) {
        names.forEach(
                (source, target) -> pairs.addObject().put("source", source).put("target", target));
    }

    private ProblemException exists(String projectKey) {
        return ProblemException.of(
                Kind.CONFLICT,
                "dss.project-exists",
                "There is a project \u201c" + projectKey + "\u201d at " + address() + " already.",
                "Choose another key.");
    }

    /**
     * Names of the connections that the key may use → their DSS type, such as {@code PostgreSQL}; the type is empty
     * where the key may not see it.
     */
    public Map<String, String> connections() {
        var types = new TreeMap<String, String>();
        for (var name : http.get("/connections/get-names?type=all").values()) {
            types.put(name.asString(""), "");
        }
        try {
            for (var connection : http.get("/admin/connections/").properties()) {
                types.put(connection.getKey(), Documents.text(connection.getValue(), "type"));
            }
        } catch (ProblemException notAnAdministrator) {
            types.replaceAll((name, unknown) -> connectionType(name));
        }
        return types;
    }

    /** Names of the code environments, as far as the key may see them. */
    public List<String> codeEnvironments() {
        var names = new ArrayList<String>();
        for (var environment : http.get("/admin/code-envs/").values()) {
            names.add(Documents.text(environment, "envName"));
        }
        names.sort(Comparator.naturalOrder());
        return List.copyOf(names);
    }

    /** Ids of the plugins. */
    public List<String> plugins() {
        var ids = new ArrayList<String>();
        for (var plugin : http.get("/plugins/").values()) {
            ids.add(Documents.text(plugin, "id"));
        }
        ids.sort(Comparator.naturalOrder());
        return List.copyOf(ids);
    }

    private String connectionType(String name) {
        try {
            return Documents.text(http.get(DssPath.of("connections", name, "info")), "type");
        } catch (ProblemException notAllowed) {
            return "";
        }
    }

    private boolean isHidden(String projectKey) {
        return projects().stream().noneMatch(project -> project.key().equals(projectKey));
    }

    private ProblemException noProject(String projectKey) {
        return DssErrors.noProject(
                http.base(),
                projectKey,
                projects().stream().map(ProjectSummary::key).toList());
    }

    private static URI instance(URI base) {
        var scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || base.getHost() == null) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "dss.address",
                    "\u201c" + base + "\u201d is not the address of a DSS instance.",
                    "It has to look like https://dss.example.org or http://localhost:11200.");
        }
        return URI.create(base.toString().replaceFirst("/+$", "").replaceFirst("/(public/api|dip/publicapi)$", ""));
    }

    /** What an instance says of itself. */
    public record InstanceInfo(String nodeId, String nodeName, String nodeType, String dssVersion) {}

    /**
     * How long a client waits.
     *
     * @param connect for the connection
     * @param answer for one whole answer
     * @param attempts how often a call is tried when the instance is busy or silent, at least 1
     * @param firstWait before the second attempt; each further wait is twice as long, up to {@code longestWait}
     */
    public record Patience(Duration connect, Duration answer, int attempts, Duration firstWait, Duration longestWait) {

        /** 10 s to connect, 2 minutes for an answer, 4 attempts within about 2 s of waiting. */
        public static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(10), Duration.ofMinutes(2), 4, Duration.ofMillis(250), Duration.ofSeconds(20));
        }

        /** One attempt and short waits, for a person who is looking on. */
        public static Patience brief() {
            return new Patience(Duration.ofSeconds(4), Duration.ofSeconds(15), 1, Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
