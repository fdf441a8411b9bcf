package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people who may sign in. Names are lower case and compared so; a person is never deleted, since what they
 * did stays theirs, but can be disabled.
 */
public final class People {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final int LONGEST_DISPLAY_NAME = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Passwords passwords = new Passwords();
    private final Attempts attempts = new Attempts(Instant::now);

    public People(DataSource dataSource, Audit audit) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.audit = audit;
    }

    /** Whether nobody exists yet, so that the first administrator can be set up. */
    public boolean isEmpty() {
        return jdbc.sql("select count(*) from person").query(Long.class).single() == 0;
    }

    /**
     * Makes the first administrator.
     *
     * @throws ProblemException of kind CONFLICT once anybody exists, INVALID for a name or password of no use
     */
    public Person setUpAdministrator(String name, String password) {
        var checkedName = checked(name);
        var digest = passwords.digest(password);
        return inTransaction(() -> {
            lockAdministrators();
            if (!isEmpty()) {
                throw ProblemException.of(
                        ProblemException.Kind.CONFLICT,
                        "access.already-set-up",
                        "The first administrator is set up already.",
                        "Sign in, or ask an administrator for an account.");
            }
            var person = insert(checkedName, checkedName, Optional.of(digest), EnumSet.of(Role.ADMIN));
            audit.record(person.actor("setup"), "person.add", checkedName, "first administrator");
            return person;
        });
    }

    /** @throws ProblemException of kind CONFLICT when the name is taken, INVALID for a name or password of no use */
    public Person add(Actor actor, String name, String displayName, Optional<String> password, Set<Role> roles) {
        actor.require(Right.ADMINISTER);
        var checkedName = checked(name);
        var digest = password.map(passwords::digest);
        try {
            return inTransaction(() -> {
                var person = insert(checkedName, display(displayName, checkedName), digest, roles);
                audit.record(actor, "person.add", checkedName, listed(roles));
                return person;
            });
        } catch (DuplicateKeyException taken) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "access.name-taken",
                    "There is a person named “" + checkedName + "” already.",
                    "Change that person, or take another name.");
        }
    }

    /** @throws ProblemException of kind CONFLICT when nobody who can administer would remain */
    public Person change(Actor actor, String name, String displayName, Set<Role> roles, boolean enabled) {
        actor.require(Right.ADMINISTER);
        return inTransaction(() -> {
            lockAdministrators();
            var person = require(name);
            jdbc.sql("update person set display_name = :displayName, enabled = :enabled where name = :name")
                    .param("displayName", display(displayName, person.name()))
                    .param("enabled", enabled)
                    .param("name", person.name())
                    .update();
            jdbc.sql("delete from person_role where person_name = :name")
                    .param("name", person.name())
                    .update();
            insertRoles(person.name(), roles);
            requireAnAdministrator(person.name());
            audit.record(actor, "person.change", person.name(), listed(roles) + (enabled ? "" : ", disabled"));
            return require(person.name());
        });
    }

    /** The same with a new password, if any: both are changed or neither is. */
    public Person change(
            Actor actor, String name, String displayName, Set<Role> roles, boolean enabled, Optional<String> password) {
        return inTransaction(() -> {
            change(actor, name, displayName, roles, enabled);
            password.ifPresent(text -> setPassword(actor, name, text));
            return require(name);
        });
    }

    /** Sets one's own password, or, as an administrator, anybody's. */
    public void setPassword(Actor actor, String name, String password) {
        var person = require(name);
        if (!actor.name().equals(person.name())) {
            actor.require(Right.ADMINISTER);
        }
        var digest = passwords.digest(password);
        inTransaction(() -> {
            jdbc.sql("update person set password_hash = :digest where name = :name")
                    .param("digest", digest)
                    .param("name", person.name())
                    .update();
            audit.record(actor, "person.password", person.name(), "");
            return person;
        });
        attempts.succeeded(person.name());
    }

    /** By name. */
    public List<Person> all(Actor actor) {
        actor.require(Right.ADMINISTER);
        return jdbc.sql("select * from person order by name")
                .query(this::person)
                .list();
    }

    public Optional<Person> find(String name) {
        return jdbc.sql("select * from person where name = :name")
                .param("name", normalised(name))
                .query(this::person)
                .optional();
    }

    /**
     * The person with this name and password; empty when there is none, or they are disabled. It takes the same
     * time in each case.
     *
     * @throws ProblemException of kind UNAUTHENTICATED after too many wrong passwords in a row
     */
    public Optional<Person> authenticate(String name, String password) {
        var normalised = normalised(name);
        if (!NAME.matcher(normalised).matches()) {
            // Nobody's, so not worth remembering; it could be of any length.
            passwords.matches(password, null);
            return Optional.empty();
        }
        attempts.begin(normalised);
        var digest = jdbc.sql("select password_hash from person where name = :name and enabled")
                .param("name", normalised)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(stored -> stored);
        if (!passwords.matches(password, digest.orElse(null))) {
            return Optional.empty();
        }
        attempts.succeeded(normalised);
        return find(normalised);
    }

    /** What another password changes; it tells nothing about the password. Empty for who has none. */
    public String passwordMark(String name) {
        return jdbc.sql("select password_hash from person where name = :name and password_hash is not null")
                .param("name", normalised(name))
                .query(String.class)
                .optional()
                .map(Passwords::mark)
                .orElse("");
    }

    /**
     * Whether a session that began with this mark may go on: a new password ends those that began with the old one.
     *
     * @param mark what {@link #passwordMark} said then; anything else is none
     */
    public boolean isPasswordStill(String name, @Nullable Object mark) {
        return passwordMark(name).equals(mark);
    }

    /**
     * The person as an actor, with the roles of this moment.
     *
     * @throws ProblemException of kind UNAUTHENTICATED when the person is gone or disabled
     */
    public Actor actor(String name, String via) {
        return find(name)
                .filter(Person::enabled)
                .map(person -> person.actor(via))
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.UNAUTHENTICATED,
                        "access.disabled",
                        "“" + name + "” may not sign in any more.",
                        "Ask an administrator."));
    }

    private Person insert(String name, String displayName, Optional<String> digest, Collection<Role> roles) {
        jdbc.sql("""
                insert into person (name, display_name, password_hash, enabled, created_at)
                values (:name, :displayName, :digest, true, :createdAt)
                """)
                .param("name", name)
                .param("displayName", displayName)
                .param("digest", digest.orElse(null))
                .param("createdAt", Times.stored(Instant.now()))
                .update();
        insertRoles(name, roles);
        return require(name);
    }

    private void insertRoles(String name, Collection<Role> roles) {
        roles.forEach(role -> jdbc.sql("insert into person_role (person_name, role) values (:name, :role)")
                .param("name", name)
                .param("role", role.name())
                .update());
    }

    private Person require(String name) {
        return find(name)
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "access.no-such-person",
                        "There is no person named “" + normalised(name) + "”.",
                        "Add the person first."));
    }

    private void requireAnAdministrator(String changed) {
        var left = jdbc.sql("""
                select count(*) from person join person_role on person_name = name where role = 'ADMIN' and enabled
                """).query(Long.class).single();
        if (left == 0) {
            throw ProblemException.of(
                    ProblemException.Kind.CONFLICT,
                    "access.last-administrator",
                    "“" + changed + "” is the last administrator.",
                    "Make somebody else an administrator first.");
        }
    }

    private void lockAdministrators() {
        jdbc.sql("select id from access_guard where id = 1 for update")
                .query(Long.class)
                .single();
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private Person person(ResultSet row, int number) throws SQLException {
        var name = row.getString("name");
        return new Person(
                name,
                row.getString("display_name"),
                rolesOf(name),
                row.getBoolean("enabled"),
                row.getString("password_hash") != null,
                Times.read(row, "created_at"));
    }

    private Set<Role> rolesOf(String name) {
        return Set.copyOf(jdbc.sql("select role from person_role where person_name = :name")
                .param("name", name)
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .list());
    }

    private static String checked(String name) {
        var normalised = normalised(name);
        if (!NAME.matcher(normalised).matches()) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "access.bad-name",
                    "“" + name + "” cannot be a person's name to sign in with.",
                    "Take 1 to 64 letters, digits, dots, dashes, underscores or @, the first a letter or digit.");
        }
        return normalised;
    }

    private static String normalised(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String display(String displayName, String name) {
        var text = displayName.strip();
        return text.isEmpty() ? name : text.substring(0, Math.min(LONGEST_DISPLAY_NAME, text.length()));
    }

    private static String listed(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    }

    /** A person; one without a password can use tokens only. */
    public record Person(
            String name, String displayName, Set<Role> roles, boolean enabled, boolean hasPassword, Instant createdAt) {
        public Person {
            roles = Set.copyOf(roles);
        }

        public Actor actor(String via) {
            return new Actor(name, roles, via);
        }
    }
}
