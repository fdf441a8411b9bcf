package io.blockyard.dataiku;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.DssClient.Patience;
import io.blockyard.dataiku.Origin.Archive;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.dataiku.SourceTable.Row;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.Secrets;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The places that an administrator has named, from which projects are read. Secrets are encrypted at rest and never
 * shown again.
 */
public class Sources {

    /** Bytes of an export or bundle that may be uploaded. */
    public static final long LARGEST_UPLOAD = 2L << 30;

    /** The portal's own sandbox. */
    public static final String SANDBOX = "sandbox";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private final SourceTable table;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Audit audit;
    private final ProjectReaders readers;
    private final OriginRules rules;
    private final Optional<BuiltIn> builtIn;

    /** @param builtIn the sandbox that runs beside this, if any */
    public Sources(
            DataSource dataSource, Secrets secrets, Audit audit, ProjectReaders readers, Optional<BuiltIn> builtIn) {
        this.table = new SourceTable(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.secrets = secrets;
        this.audit = audit;
        this.readers = readers;
        this.rules = new OriginRules(readers.hosts());
        this.builtIn = builtIn;
    }

    /**
     * Names a place. It is not asked whether it answers: {@link #test} does.
     *
     * @param secret the API key of an instance; a token, password or private key of a repository, empty for a public one
     * @throws ProblemException INVALID for a malformed name, origin or secret or a host that may not be asked; CONFLICT
     *     when the name is taken
     */
    public Source add(Actor actor, String name, Origin origin, String secret) {
        actor.require(Right.ADMINISTER);
        requireFree(name);
        var clean = rules.clean(origin);
        rules.requireSecret(name, clean, secret);
        return insert(actor, new Row(name, clean, sealed(clean, secret)));
    }

    /**
     * Names an export or bundle that is uploaded here; what defines its projects is kept.
     *
     * @throws ProblemException INVALID as {@link #add}, and for a zip that cannot be read or is refused
     */
    public Source addArchive(Actor actor, String name, String fileName, InputStream upload) {
        actor.require(Right.ADMINISTER);
        requireFree(name);
        return insert(actor, new Row(name, archive(fileName, upload), null));
    }

    /**
     * Changes a source.
     *
     * @param secret a new secret; empty to leave it as it is, which is refused where the host becomes another, so that a
     *     secret never goes where it was not given for
     * @throws ProblemException NOT_FOUND naming those that exist, CONFLICT for the built-in one, INVALID as {@link #add}
     */
    public Source change(Actor actor, String name, Origin origin, String secret) {
        actor.require(Right.ADMINISTER);
        requireOwn(name);
        var before = row(name);
        var clean = rules.clean(origin);
        if (secret.isBlank() && before.sealedSecret() != null && OriginRules.takesSecret(clean)) {
            rules.requireSameDoor(before, clean);
            return update(actor, before, new Row(name, clean, before.sealedSecret()));
        }
        rules.requireSecret(name, clean, secret);
        return update(actor, before, new Row(name, clean, sealed(clean, secret)));
    }

    /** Puts a newer export in the place of what was uploaded. @throws ProblemException as {@link #addArchive} */
    public Source changeArchive(Actor actor, String name, String fileName, InputStream upload) {
        actor.require(Right.ADMINISTER);
        requireOwn(name);
        var before = row(name);
        return update(actor, before, new Row(name, archive(fileName, upload), null));
    }

    /** @throws ProblemException NOT_FOUND naming those that exist, CONFLICT for the built-in one */
    public void remove(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        requireOwn(name);
        var before = row(name);
        transaction.executeWithoutResult(status -> {
            table.delete(name);
            audit.record(actor, "source.remove", name, "");
        });
        forget(before.origin());
    }

    /** The built-in one first, then by name. */
    public List<Source> all(Actor actor) {
        actor.require(Right.READ);
        var sources = new ArrayList<Source>();
        builtIn.ifPresent(sandbox -> sources.add(sandbox.source()));
        table.all().forEach(row -> sources.add(row.source()));
        return List.copyOf(sources);
    }

    /** The sources that can be written to, in the same order. */
    public List<Source> instances(Actor actor) {
        return all(actor).stream().filter(Source::isInstance).toList();
    }

    /** @throws ProblemException NOT_FOUND naming those that exist */
    public Source find(Actor actor, String name) {
        actor.require(Right.READ);
        return builtIn(name).map(BuiltIn::source).orElseGet(() -> row(name).source());
    }

    /** The hosts that may be asked; empty when none is excluded but those that never may be. */
    public List<String> allowedHosts(Actor actor) {
        actor.require(Right.READ);
        return readers.hosts().entries();
    }

    /** Tries a source step by step, and diagnoses what is wrong when it does not answer as it should. */
    public Diagnosis test(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        var known = builtIn(name);
        if (known.isPresent()) {
            var origin = known.get().origin();
            return InstanceCheck.ofOwn(origin, known.get().apiKey()).run();
        }
        var row = row(name);
        return switch (row.origin()) {
            case Instance instance -> new InstanceCheck(readers, instance, opened(row)).run();
            case Origin.GitRepository git -> ReadingCheck.of(readers, git, opened(row));
            case Origin.Folder folder -> ReadingCheck.of(readers, folder, "");
            case Archive archive -> ReadingCheck.of(readers, archive, "");
        };
    }

    /**
     * The projects that can be read there.
     *
     * @throws ProblemException NOT_FOUND naming the sources that exist; REMOTE or SETTINGS when the source does not
     *     answer or refuses us
     */
    public List<ProjectSummary> projects(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        return open(name).projects();
    }

    /** A reader of any source. @throws ProblemException NOT_FOUND naming those that exist */
    public ProjectReader open(String name) {
        var known = builtIn(name);
        if (known.isPresent()) {
            return known.get().client().remembering(readers.recipes());
        }
        var row = row(name);
        return readers.open(row.origin(), opened(row));
    }

    /** A client for a source that is an instance. @throws ProblemException NOT_FOUND, or INVALID for another kind */
    public DssClient instance(String name) {
        var known = builtIn(name);
        if (known.isPresent()) {
            return known.get().client();
        }
        var row = row(name);
        if (row.origin() instanceof Instance instance) {
            return readers.instance(instance, opened(row), Patience.usual());
        }
        throw ProblemException.of(
                Kind.INVALID,
                "source.not-an-instance",
                "The source \u201c" + name + "\u201d is no DSS instance, so nothing can be created there.",
                "Choose an instance: "
                        + String.join(
                                ", ",
                                instances(Actor.system()).stream()
                                        .map(Source::name)
                                        .toList()) + ".");
    }

    /** A source that is a git repository, to write to. @throws ProblemException NOT_FOUND, or INVALID for another kind */
    public GitRemote remote(String name) {
        var row = builtIn(name).isPresent() ? null : row(name);
        if (row != null && row.origin() instanceof Origin.GitRepository git) {
            return readers.remote(git, opened(row));
        }
        throw ProblemException.of(
                Kind.INVALID,
                "source.not-a-repository",
                "The source \u201c" + name + "\u201d is no git repository.",
                "Name one whose kind is git.");
    }

    private Source insert(Actor actor, Row row) {
        try {
            transaction.executeWithoutResult(status -> {
                table.insert(row, actor.name());
                audit.record(actor, "source.add", row.name(), row.origin().address());
            });
        } catch (DuplicateKeyException duplicate) {
            throw taken(row.name());
        }
        return row.source();
    }

    private Source update(Actor actor, Row before, Row after) {
        transaction.executeWithoutResult(status -> {
            table.update(after);
            audit.record(actor, "source.change", after.name(), after.origin().address());
        });
        if (!before.origin().equals(after.origin())) {
            forget(before.origin());
        }
        return after.source();
    }

    private Archive archive(String fileName, InputStream upload) {
        var plain = OriginRules.fileName(fileName);
        return new Archive(plain, readers.archives().keep(plain, upload));
    }

    /** Drops what was kept of an origin, unless another source is made of the same. */
    private void forget(Origin origin) {
        if (origin instanceof Archive archive
                && table.all().stream()
                        .noneMatch(row -> row.origin() instanceof Archive other
                                && other.digest().equals(archive.digest()))) {
            readers.archives().delete(archive);
        }
    }

    private String opened(Row row) {
        var secret = row.sealedSecret();
        return secret == null ? "" : secrets.open(secret);
    }

    private @Nullable String sealed(Origin origin, String secret) {
        return secret.isBlank() || !OriginRules.takesSecret(origin) ? null : secrets.seal(secret.strip());
    }

    private Row row(String name) {
        return table.find(name).orElseThrow(() -> unknown(name));
    }

    private Optional<BuiltIn> builtIn(String name) {
        return name.equals(SANDBOX) ? builtIn : Optional.empty();
    }

    private void requireFree(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "source.name",
                    "\u201c" + name + "\u201d cannot be the name of a source.",
                    "Use up to 64 letters, digits, dots, dashes and underscores, such as production.");
        }
        if (name.equals(SANDBOX) || table.find(name).isPresent()) {
            throw taken(name);
        }
    }

    private void requireOwn(String name) {
        if (builtIn(name).isPresent()) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "source.built-in",
                    "The source \u201csandbox\u201d belongs to this portal and cannot be changed or removed.",
                    "Start the portal with blockyard.sandbox.enabled=false to do without it.");
        }
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

    /**
     * Where the portal's own sandbox listens, and its administrator's key. No list of hosts applies to it.
     *
     * @param identity what the sandbox of this data folder is known by, whatever port it has
     */
    public record BuiltIn(URI address, String apiKey, String identity) {

        Instance origin() {
            return new Instance(address, "");
        }

        Source source() {
            return new Source(SANDBOX, origin(), true, true);
        }

        DssClient client() {
            return new DssClient(address, apiKey).knownAs(identity);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "BuiltIn[" + address + "]";
        }
    }
}
