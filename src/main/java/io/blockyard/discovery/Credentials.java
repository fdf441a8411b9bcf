package io.blockyard.discovery;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.credential.CleanProject;
import io.blockyard.dataiku.credential.CleanProject.Found;
import io.blockyard.dataiku.credential.CredentialKind;
import io.blockyard.dataiku.credential.LookedThrough;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The credentials that people left in projects. A crawl reads every project through {@link #clean}, so that none
 * reaches the catalog; administrators see where they were, and say which were none.
 */
public class Credentials {

    private static final int FINGERPRINT = 32;
    private static final String FOUND = "discovery.credential";

    private final CredentialTables tables;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Audit audit;
    private final Clock clock;
    private final LookedThrough lookedThrough = new LookedThrough();

    Credentials(DataSource dataSource, TransactionTemplate transaction, Secrets secrets, Audit audit, Clock clock) {
        this.tables = new CredentialTables(dataSource);
        this.transaction = transaction;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A credential that the newest crawl of a project took out.
     *
     * @param id tells nothing of the credential's text; the same credential has the same id wherever it stands
     * @param place such as {@code recipes/load_orders}
     * @param line from 1; 0 where it stands in a document
     */
    public record Finding(String id, String projectKey, String place, int line, CredentialKind kind, Instant foundAt) {}

    /** Something that looks like a credential and is none, and who said so. */
    public record Allowed(
            String id, String projectKey, String place, CredentialKind kind, String allowedBy, Instant allowedAt) {}

    /** What was found in all projects, by project and place. */
    public List<Finding> found(Actor actor) {
        actor.require(Right.ADMINISTER);
        return tables.findings();
    }

    /** What was said to be no credential. */
    public List<Allowed> allowed(Actor actor) {
        actor.require(Right.ADMINISTER);
        return tables.allowed();
    }

    /**
     * Says that a finding is no credential: the next crawl leaves its text where it is, in every project.
     *
     * @throws ProblemException NOT_FOUND when nothing with this id was found
     */
    public void allow(Actor actor, String id) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            var finding = tables.findings().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(id));
            tables.allow(finding, actor.name(), now());
            audit.record(actor, "credential.allow", finding.projectKey(), finding.place());
        });
    }

    /** Takes {@link #allow} back: the next crawl takes the text out again. @throws ProblemException NOT_FOUND */
    public void disallow(Actor actor, String id) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            if (!tables.disallow(id)) {
                throw unknown(id);
            }
            audit.record(actor, "credential.disallow", id, "");
        });
    }

    /** The project without its credentials. */
    CleanProject clean(ProjectSnapshot project) {
        Set<String> allowed = new HashSet<>();
        tables.allowed().forEach(one -> allowed.add(one.id()));
        return CleanProject.of(
                project, lookedThrough, text -> secrets.fingerprint(text).substring(0, FINGERPRINT), allowed);
    }

    /** Keeps what was found in a project in the place of what was found before. Joins the caller's transaction. */
    void keep(String projectKey, List<Found> found) {
        tables.replace(projectKey, found, now());
    }

    /** Whether a problem says where a credential stands, which is for administrators alone. */
    static boolean tells(Problem problem) {
        return problem.code().equals(FOUND);
    }

    /** What a crawl's report says of a finding. */
    static Problem warning(Found found) {
        var where = found.line() == 0 ? "" : ", line " + found.line();
        return Problem.warning(
                        FOUND,
                        "There is " + found.kind().one() + " in " + found.place() + where
                                + "; it was left out of the catalog.",
                        "Change it at its owner, and keep it in a connection or a secret of DSS instead.")
                .at(found.place());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ProblemException unknown(String id) {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND,
                "discovery.no-credential",
                "There is no finding \u201c" + id + "\u201d.",
                "The list of credentials names those there are.");
    }
}
