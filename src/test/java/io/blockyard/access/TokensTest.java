package io.blockyard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensTest {

    private DataSource dataSource;
    private People people;
    private Tokens tokens;
    private Actor admin;
    private Actor bob;

    @BeforeEach
    void open() throws Exception {
        dataSource = database();
        var audit = new Audit(dataSource);
        people = new People(dataSource, audit);
        tokens = new Tokens(dataSource, people, audit);
        admin = people.add(Actor.system(), "ada", "", Optional.empty(), Set.of(Role.ADMIN))
                .actor("test");
        bob = people.add(admin, "bob", "", Optional.empty(), Set.of(Role.COMPOSER))
                .actor("test");
    }

    DataSource database() {
        return TestDatabase.fresh();
    }

    @Test
    void aTokenStandsForItsPersonUntilItIsRevoked() {
        var issued = tokens.create(admin, "BOB", "laptop", null);

        assertThat(issued.text()).matches("by_[A-Za-z0-9_-]{43}");
        assertThat(tokens.authenticate(issued.text(), "api")).hasValue(new Actor("bob", Set.of(Role.COMPOSER), "api"));
        assertThat(tokens.list(bob)).singleElement().satisfies(token -> {
            assertThat(token.label()).isEqualTo("laptop");
            assertThat(token.lastUsedAt()).isNotNull();
        });

        tokens.revoke(bob, issued.token().id());
        tokens.revoke(bob, issued.token().id());
        assertThat(tokens.authenticate(issued.text(), "api")).isEmpty();
        assertThat(tokens.list(bob)).extracting(Tokens.Token::revoked).containsExactly(true);
    }

    @Test
    void aTokenMadeWithAnotherEndsWithItAtTheLatest() {
        var end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        var first = tokens.create(bob, "bob", "", end).text();
        assertThat(tokens.createWith(first, bob, "bob", "", null).token().expiresAt())
                .isEqualTo(end);
        assertThat(tokens.createWith(first, bob, "bob", "", end.plusSeconds(60))
                        .token()
                        .expiresAt())
                .isEqualTo(end);
        assertThat(tokens.createWith(first, bob, "bob", "", end.minusSeconds(60))
                        .token()
                        .expiresAt())
                .isEqualTo(end.minusSeconds(60));
        var lasting = tokens.create(bob, "bob", "", null).text();
        assertThat(tokens.createWith(lasting, bob, "bob", "", null).token().expiresAt())
                .isNull();
    }

    @Test
    void rolesAreThoseOfTheMoment() {
        var issued = tokens.create(bob, "bob", "", null);
        people.change(admin, "bob", "", Set.of(Role.VIEWER), true);
        assertThat(tokens.authenticate(issued.text(), "api"))
                .hasValueSatisfying(actor -> assertThat(actor.roles()).containsExactly(Role.VIEWER));
        people.change(admin, "bob", "", Set.of(Role.VIEWER), false);
        assertThat(tokens.authenticate(issued.text(), "api")).isEmpty();
    }

    @Test
    void anExpiredTokenIsWorthNothing() {
        var issued = tokens.create(bob, "bob", "", Instant.now().plus(Duration.ofHours(1)));
        assertThat(tokens.authenticate(issued.text(), "api")).isPresent();
        JdbcClient.create(dataSource)
                .sql("update api_token set expires_at = created_at")
                .update();
        assertThat(tokens.authenticate(issued.text(), "api")).isEmpty();
        refused(Kind.INVALID, () -> tokens.create(bob, "bob", "", Instant.EPOCH));
    }

    @Test
    void onlyADigestIsStored() {
        var issued = tokens.create(bob, "bob", "", null);
        assertThat(JdbcClient.create(dataSource)
                        .sql("select digest from api_token")
                        .query(String.class)
                        .single())
                .matches("[0-9a-f]{64}")
                .doesNotContain(issued.text());
        assertThat(tokens.authenticate(issued.text() + "x", "api")).isEmpty();
        assertThat(tokens.authenticate("", "api")).isEmpty();
    }

    @Test
    void onlyAnAdministratorSeesAndMakesTokensOfOthers() {
        var adas = tokens.create(admin, "ada", "", null);
        refused(Kind.FORBIDDEN, () -> tokens.create(bob, "ada", "", null));
        refused(Kind.FORBIDDEN, () -> tokens.create(bob, "nobody", "", null));
        refused(Kind.NOT_FOUND, () -> tokens.create(admin, "nobody", "", null));
        refused(Kind.NOT_FOUND, () -> tokens.revoke(bob, adas.token().id()));
        refused(Kind.NOT_FOUND, () -> tokens.revoke(admin, UUID.randomUUID()));
        assertThat(tokens.list(bob)).isEmpty();
        assertThat(tokens.list(admin)).hasSize(1);
    }

    private static void refused(Kind kind, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(kind));
    }
}
