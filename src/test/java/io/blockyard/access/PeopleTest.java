package io.blockyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.blockyard.TestDatabase;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final String PASSWORD = "compressor surge";

    DataSource dataSource;
    private People people;
    private Audit audit;
    private Actor admin;

    @BeforeEach
    void open() throws Exception {
        dataSource = database();
        audit = new Audit(dataSource);
        people = new People(dataSource, audit);
        admin = people.setUpAdministrator("Ada", PASSWORD).actor("test");
    }

    DataSource database() {
        return TestDatabase.fresh();
    }

    @Test
    void theFirstAdministratorIsSetUpOnceOnly() {
        assertThat(people.isEmpty()).isFalse();
        assertThat(people.find("ADA")).hasValueSatisfying(person -> {
            assertThat(person.name()).isEqualTo("ada");
            assertThat(person.roles()).containsExactly(Role.ADMIN);
            assertThat(person.hasPassword()).isTrue();
        });
        refused(Kind.CONFLICT, () -> people.setUpAdministrator("eve", PASSWORD));
    }

    @Test
    void ofManyWhoWantToBeFirstAtOnceOneIs() throws Exception {
        var fresh = database();
        var nobodyYet = new People(fresh, new Audit(fresh));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var attempts = IntStream.range(0, 8)
                    .mapToObj(number -> (Callable<Boolean>)
                            () -> succeeds(() -> nobodyYet.setUpAdministrator("p" + number, PASSWORD)))
                    .toList();
            assertThat(pool.invokeAll(attempts))
                    .extracting(attempt -> attempt.get())
                    .containsOnlyOnce(true)
                    .hasSize(8);
        }
    }

    @Test
    void aPersonAndTheirPasswordChangeTogetherOrNotAtAll() {
        var other = Optional.of("turbine trip 9");
        refused(Kind.CONFLICT, () -> people.change(admin, "ada", "Countess", Set.of(Role.VIEWER), true, other));
        refused(
                Kind.INVALID,
                () -> people.change(admin, "ada", "Countess", Set.of(Role.ADMIN), true, Optional.of("short")));
        assertThat(people.authenticate("ada", PASSWORD))
                .hasValueSatisfying(person -> assertThat(person.displayName()).isEqualTo("ada"));

        people.change(admin, "ada", "Countess", Set.of(Role.ADMIN), true, other);
        assertThat(people.authenticate("ada", "turbine trip 9"))
                .hasValueSatisfying(person -> assertThat(person.displayName()).isEqualTo("Countess"));
    }

    @Test
    void onlyTheRightNameAndPasswordSignIn() {
        people.add(admin, "bob", "Bob", Optional.of(PASSWORD), Set.of(Role.AUTHOR, Role.COMPOSER));
        people.add(admin, "robot", "", Optional.empty(), Set.of(Role.VIEWER));

        assertThat(people.authenticate("Bob", PASSWORD))
                .map(person -> person.actor("portal"))
                .hasValue(new Actor("bob", Set.of(Role.AUTHOR, Role.COMPOSER), "portal"));
        assertThat(people.authenticate("bob", PASSWORD + "!")).isEmpty();
        assertThat(people.authenticate("robot", "")).isEmpty();
        assertThat(people.authenticate("nobody", PASSWORD)).isEmpty();
        assertThat(people.authenticate("bob", "x".repeat(100))).isEmpty();

        people.change(admin, "bob", "Bob", Set.of(Role.AUTHOR), false);
        assertThat(people.authenticate("bob", PASSWORD)).isEmpty();
        refused(Kind.UNAUTHENTICATED, () -> people.actor("bob", "portal"));
    }

    @Test
    void guessingIsSlowedDown() {
        for (var guess = 0; guess < 10; guess++) {
            assertThat(people.authenticate("ada", "wrong password")).isEmpty();
        }
        refused(Kind.UNAUTHENTICATED, () -> people.authenticate("ada", PASSWORD));
        people.setPassword(admin, "ada", PASSWORD + " again");
        assertThat(people.authenticate("ada", PASSWORD + " again")).isPresent();
    }

    @Test
    void aNewPasswordEndsWhatBeganWithTheOldOne() {
        var mark = people.passwordMark("ada");
        assertThat(people.isPasswordStill("ada", mark)).isTrue();
        assertThat(people.isPasswordStill("ada", null)).isFalse();
        people.setPassword(admin, "ada", PASSWORD);
        assertThat(people.isPasswordStill("ada", mark)).as("even the same one").isFalse();
        assertThat(people.passwordMark("nobody")).isEmpty();
    }

    @Test
    void guessingManyAtOnceIsSlowedDownAsWell() {
        var let = new AtomicInteger();
        try (var guesses = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var guess = 0; guess < 40; guess++) {
                guesses.submit(() -> {
                    people.authenticate("ada", "wrong password");
                    return let.incrementAndGet();
                });
            }
        }
        assertThat(let).hasValue(10);
        assertThat(people.authenticate("x".repeat(100_000), PASSWORD)).isEmpty();
    }

    @Test
    void theLastAdministratorKeepsTheRole() {
        people.add(admin, "bob", "Bob", Optional.empty(), Set.of(Role.VIEWER));
        refused(Kind.CONFLICT, () -> people.change(admin, "ada", "Ada", Set.of(Role.VIEWER), true));
        refused(Kind.CONFLICT, () -> people.change(admin, "ada", "Ada", Set.of(Role.ADMIN), false));
        assertThat(people.actor("ada", "test").roles()).containsExactly(Role.ADMIN);

        people.change(admin, "bob", "Bob", Set.of(Role.ADMIN), true);
        assertThat(people.change(admin, "ada", "Ada L.", Set.of(Role.VIEWER), true)
                        .displayName())
                .isEqualTo("Ada L.");
    }

    @Test
    void whatIsOfNoUseIsRefusedWithASentence() {
        refused(Kind.INVALID, () -> people.add(admin, "", "", Optional.empty(), Set.of()));
        refused(Kind.INVALID, () -> people.add(admin, "a b", "", Optional.empty(), Set.of()));
        refused(Kind.INVALID, () -> people.add(admin, "x".repeat(65), "", Optional.empty(), Set.of()));
        refused(Kind.INVALID, () -> people.add(admin, "bob", "", Optional.of("short"), Set.of()));
        refused(Kind.INVALID, () -> people.add(admin, "bob", "", Optional.of("x".repeat(73)), Set.of()));
        refused(Kind.CONFLICT, () -> people.add(admin, "ADA", "", Optional.empty(), Set.of()));
        refused(Kind.NOT_FOUND, () -> people.setPassword(admin, "bob", PASSWORD));
        assertThat(people.all(admin)).hasSize(1);
    }

    @Test
    void whoMayNotAdministerChangesOnlyTheirOwnPassword() {
        var bob = people.add(admin, "bob", "Bob", Optional.of(PASSWORD), Set.of(Role.APPROVER))
                .actor("api");
        refused(Kind.FORBIDDEN, () -> people.add(bob, "eve", "", Optional.empty(), Set.of()));
        refused(Kind.FORBIDDEN, () -> people.change(bob, "bob", "", Set.of(Role.ADMIN), true));
        refused(Kind.FORBIDDEN, () -> people.setPassword(bob, "ada", PASSWORD));
        refused(Kind.FORBIDDEN, () -> people.all(bob));
        refused(Kind.FORBIDDEN, () -> audit.recent(bob, 10));

        people.setPassword(bob, "bob", "another password");
        assertThat(people.authenticate("bob", "another password")).isPresent();
        assertThat(people.authenticate("bob", PASSWORD)).isEmpty();
    }

    @Test
    void theAuditTrailNamesWhoDidWhat() {
        people.add(admin, "bob", "Bob", Optional.of(PASSWORD), Set.of(Role.COMPOSER));
        refused(Kind.CONFLICT, () -> people.change(admin, "ada", "", Set.of(), true));

        assertThat(audit.recent(admin, 10))
                .extracting(Audit.Entry::person, Audit.Entry::via, Audit.Entry::action, Audit.Entry::subject)
                .containsExactly(tuple("ada", "test", "person.add", "bob"), tuple("ada", "setup", "person.add", "ada"));
        assertThat(audit.recent(admin, 10)).extracting(Audit.Entry::detail).noneMatch(text -> text.contains(PASSWORD));
    }

    @Test
    void theEnvironmentSetsUpTheAdministratorOfAnEmptyDatabase() throws Exception {
        var fresh = database();
        var nobodyYet = new People(fresh, new Audit(fresh));
        var first = new FirstAdministrator(nobodyYet);
        first.setUp(Optional.empty(), Optional.empty());
        assertThat(nobodyYet.isEmpty()).isTrue();
        refused(Kind.SETTINGS, () -> first.setUp(Optional.of("root"), Optional.empty()));
        refused(Kind.INVALID, () -> first.setUp(Optional.of("root"), Optional.of("short")));

        first.setUp(Optional.of("root"), Optional.of(PASSWORD));
        first.setUp(Optional.of("other"), Optional.of(PASSWORD));
        assertThat(nobodyYet.authenticate("root", PASSWORD)).isPresent();
        assertThat(nobodyYet.find("other")).isEmpty();
    }

    private static boolean succeeds(Runnable action) {
        try {
            action.run();
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static void refused(Kind kind, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(kind));
    }
}
