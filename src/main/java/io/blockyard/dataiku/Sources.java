package io.blockyard.dataiku;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.Secrets;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The instances that an administrator has named; keys are encrypted at rest and never shown again. */
public class Sources {

    /** The portal's own sandbox. */
    public static final String SANDBOX = "sandbox";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Audit audit;
    private final Optional<BuiltIn> builtIn;

    /** @param builtIn the sandbox that runs beside this, if any */
    public Sources(DataSource dataSource, Secrets secrets, Audit audit, Optional<BuiltIn> builtIn) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.secrets = secrets;
        this.audit = audit;
        this.builtIn = builtIn;
    }

    /**
     * Names an instance. It is not asked whether it answers: {@link #test} does.
     *
     * @throws ProblemException INVALID for a malformed name, address or key, CONFLICT when the name is taken
     */
    public Source add(Actor actor, String name, String url, String apiKey) {
        actor.require(Right.ADMINISTER);
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.name",
                    "\u201c" + name + "\u201d cannot be the name of a source.",
                    "Use up to 64 letters, digits, dots, dashes and underscores, such as production.");
        }
        if (name.equals(SANDBOX)) {
            throw taken(name);
        }
        if (apiKey.isBlank()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.key",
                    "The API key of \u201c" + name + "\u201d is empty.",
                    "Make a key in DSS and give it here.");
        }
        var source = new Source(
                name, SourceAddress.requireAllowed(SourceAddress.parse(url)).toString(), false);
        try {
            transaction.executeWithoutResult(status -> {
                insert(source, apiKey.strip(), actor.name());
                audit.record(actor, "source.add", name, source.url());
            });
        } catch (DuplicateKeyException duplicate) {
            throw taken(name);
        }
        return source;
    }

    /** @throws ProblemException NOT_FOUND naming those that exist, CONFLICT for the built-in one */
    public void remove(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        if (name.equals(SANDBOX) && builtIn.isPresent()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "source.built-in",
                    "The source \u201csandbox\u201d belongs to this portal and cannot be removed.",
                    "Start the portal with blockyard.sandbox.enabled=false to do without it.");
        }
        transaction.executeWithoutResult(status -> {
            var removed = jdbc.sql("delete from dss_source where name = :name")
                    .param("name", name)
                    .update();
            if (removed == 0) {
                throw unknown(name);
            }
            audit.record(actor, "source.remove", name, "");
        });
    }

    /** The built-in one first, then by name. */
    public List<Source> all(Actor actor) {
        actor.require(Right.READ);
        var sources = new ArrayList<Source>();
        builtIn.ifPresent(
                sandbox -> sources.add(new Source(SANDBOX, sandbox.address().toString(), true)));
        sources.addAll(jdbc.sql("select name, url from dss_source order by name")
                .query((row, number) -> new Source(row.getString("name"), row.getString("url"), false))
                .list());
        return List.copyOf(sources);
    }

    /** Asks the instance who we are, and diagnoses what is wrong when it does not answer as it should. */
    public Diagnosis test(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        var client = open(name, DssClient.Patience.brief());
        try {
            var user = client.user();
            var instance = client.instance();
            var count = client.projects().size();
            var version = instance.dssVersion();
            var message = "Reached " + called(instance) + " at " + client.address() + " as \u201c" + user
                    + "\u201d; the key sees " + count + (count == 1 ? " project." : " projects.");
            return new Diagnosis(true, message, version, count);
        } catch (ProblemException failure) {
            return new Diagnosis(
                    false,
                    String.join(
                            " ",
                            failure.problems().stream().map(Problem::sentence).toList()),
                    "",
                    0);
        }
    }

    /**
     * What the instance's key sees.
     *
     * @throws ProblemException NOT_FOUND naming the sources that exist; REMOTE or SETTINGS when the instance does not
     *     answer or refuses us
     */
    public List<ProjectSummary> projects(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        return open(name).projects();
    }

    /** A client for the instance. @throws ProblemException NOT_FOUND naming those that exist */
    public DssClient open(String name) {
        return open(name, DssClient.Patience.usual());
    }

    private DssClient open(String name, DssClient.Patience patience) {
        if (name.equals(SANDBOX) && builtIn.isPresent()) {
            return new DssClient(builtIn.get().address(), builtIn.get().apiKey(), patience);
        }
        return jdbc.sql("select url, sealed_key from dss_source where name = :name")
                .param("name", name)
                .query((row, number) -> new DssClient(
                        SourceAddress.requireAllowed(URI.create(row.getString("url"))),
                        secrets.open(row.getString("sealed_key")),
                        patience))
                .optional()
                .orElseThrow(() -> unknown(name));
    }

    private void insert(Source source, String apiKey, String person) {
        jdbc.sql("""
                insert into dss_source (name, url, sealed_key, created_at, created_by)
                values (:name, :url, :key, :at, :person)
                """)
                .param("name", source.name())
                .param("url", source.url())
                .param("key", secrets.seal(apiKey))
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .param("person", person)
                .update();
    }

    private static String called(DssClient.InstanceInfo instance) {
        var name = instance.nodeName().isEmpty() ? "the instance" : instance.nodeName();
        return instance.dssVersion().isEmpty() ? name : name + " (DSS " + instance.dssVersion() + ")";
    }

    private static ProblemException taken(String name) {
        return ProblemException.of(
                Kind.CONFLICT,
                "source.exists",
                "There is a source \u201c" + name + "\u201d already.",
                "Choose another name, or remove the other one first.");
    }

    private ProblemException unknown(String name) {
        var names = all(Actor.system()).stream().map(Source::name).toList();
        var existing = names.isEmpty() ? "There are no sources yet." : "There is " + String.join(", ", names) + ".";
        return new ProblemException(
                Kind.NOT_FOUND,
                Problem.error("source.not-found", "There is no source \u201c" + name + "\u201d.", existing)
                        .with(SimilarNames.of(name, names)));
    }

    /** Where the portal's own sandbox listens, and its administrator's key. */
    public record BuiltIn(URI address, String apiKey) {

        /** Without the key. */
        @Override
        public String toString() {
            return "BuiltIn[" + address + "]";
        }
    }

    /**
     * What a connection test found.
     *
     * @param message one sentence: what was reached as whom, or what failed and what to do about it
     */
    public record Diagnosis(boolean ok, String message, String dssVersion, int projectCount) {}
}
