package io.blockyard.iac;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.plan.SecretMark;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import io.blockyard.task.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The named environments that {@code {{ env.NAME }}} reads on a server; the server's own environment is never read.
 * A value marked secret is sealed at rest. A plan knows it only by a mark, which an apply replaces by the value at the
 * moment of writing it to the target.
 */
public final class Environments {

    /** What is meant where nobody names an environment; always there. */
    public static final String DEFAULT = "dev";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final int LONGEST_VALUE = 100_000;

    private final EnvironmentTables tables;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final Audit audit;

    public Environments(
            DataSource dataSource, TransactionTemplate transaction, Secrets secrets, Audit audit, Clock clock) {
        this.tables = new EnvironmentTables(JdbcClient.create(dataSource), clock);
        this.transaction = transaction;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** By name. */
    public List<Environment> all(Actor actor) {
        actor.require(Right.READ);
        return tables.names().stream().map(this::find).toList();
    }

    /** @throws ProblemException NOT_FOUND with the names that exist */
    public Environment get(Actor actor, String name) {
        actor.require(Right.READ);
        return find(name);
    }

    /** @throws ProblemException INVALID for a malformed name, CONFLICT when it is taken */
    public Environment add(Actor actor, String name, String description) {
        actor.require(Right.ADMINISTER);
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "environment.name",
                    "\u201c" + name + "\u201d cannot be the name of an environment.",
                    "Use up to 64 lower-case letters, digits, dashes and underscores, such as production.");
        }
        try {
            transaction.executeWithoutResult(status -> {
                tables.add(name, description, actor.name());
                audit.record(actor, "environment.add", name, description);
            });
        } catch (DuplicateKeyException taken) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "environment.taken",
                    "There is already an environment \u201c" + name + "\u201d.",
                    "Choose another name.");
        }
        return find(name);
    }

    /** @throws ProblemException NOT_FOUND, or CONFLICT for the default environment */
    public void remove(Actor actor, String name) {
        actor.require(Right.ADMINISTER);
        if (name.equals(DEFAULT)) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "environment.default",
                    "The environment \u201c" + DEFAULT + "\u201d is the default and stays.",
                    "Remove its variables instead.");
        }
        transaction.executeWithoutResult(status -> {
            require(name);
            tables.remove(name);
            audit.record(actor, "environment.remove", name, "");
        });
    }

    /**
     * Gives a variable its value.
     *
     * @param secret whether it is sealed and never shown again; a secret stays one until it is removed
     * @throws ProblemException NOT_FOUND for the environment, INVALID for a malformed name or a value that is too long
     */
    public Environment set(Actor actor, String environment, String name, String value, boolean secret) {
        actor.require(Right.ADMINISTER);
        if (!VARIABLE.matcher(name).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "environment.variable",
                    "\u201c" + name + "\u201d cannot be the name of a variable.",
                    "Use letters, digits and underscores, such as DB_PASSWORD.");
        }
        if (value.length() > LONGEST_VALUE || (secret && value.isEmpty())) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "environment.value",
                    "The value of \u201c" + name + "\u201d is "
                            + (value.isEmpty() ? "empty." : "longer than " + LONGEST_VALUE + " characters."),
                    "");
        }
        transaction.executeWithoutResult(status -> {
            require(environment);
            boolean sealed = secret || tables.isSecret(environment, name);
            tables.set(environment, name, sealed, sealed ? secrets.seal(value) : value, actor.name());
            audit.record(actor, "environment.set", environment, name + (sealed ? ", a secret" : ""));
        });
        return find(environment);
    }

    /** @throws ProblemException NOT_FOUND with the names that exist */
    public Environment unset(Actor actor, String environment, String name) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            var known = find(environment).variables().stream()
                    .map(Environment.Variable::name)
                    .toList();
            if (!tables.unset(environment, name)) {
                throw ProblemException.of(
                        Kind.NOT_FOUND,
                        "environment.no-variable",
                        "The environment \u201c" + environment + "\u201d has no \u201c" + name + "\u201d.",
                        NearestName.suggest(name, known, ""));
            }
            audit.record(actor, "environment.unset", environment, name);
        });
        return find(environment);
    }

    /**
     * What planning may know: values in clear, and for each secret the mark that stands for it.
     *
     * @throws ProblemException NOT_FOUND with the names that exist
     */
    Map<String, String> forPlanning(String environment) {
        require(environment);
        var values = new TreeMap<String, String>();
        tables.contents(environment)
                .forEach(row -> values.put(
                        row.name(),
                        row.secret()
                                ? mark(row.name(), secrets.open(row.content())).text()
                                : row.content()));
        return values;
    }

    /** The secrets of an environment; none when the environment is gone. */
    SecretValues secretsOf(String environment) {
        var values = new TreeMap<SecretMark, String>();
        tables.contents(environment).stream()
                .filter(EnvironmentTables.Content::secret)
                .forEach(row -> {
                    var value = secrets.open(row.content());
                    values.put(mark(row.name(), value), value);
                });
        return new SecretValues(values, this::mark);
    }

    /** A failure without the secrets of an environment; where they cannot be opened, that is told in its place. */
    ProblemException masked(String environment, ProblemException failure) {
        try {
            return secretsOf(environment).masked(failure);
        } catch (ProblemException closed) {
            return closed;
        }
    }

    private SecretMark mark(String name, String value) {
        return new SecretMark(name, secrets.fingerprint(name + "\0" + value).substring(0, SecretMark.DIGITS));
    }

    private Environment find(String name) {
        require(name);
        return new Environment(name, tables.description(name), tables.variables(name));
    }

    private void require(String name) {
        var names = tables.names();
        if (!names.contains(name)) {
            throw new ProblemException(
                    Kind.NOT_FOUND,
                    Problem.error(
                            "environment.unknown",
                            "There is no environment \u201c" + name + "\u201d.",
                            NearestName.suggest(name, names, "There is " + String.join(", ", names) + ".")));
        }
    }
}
