package io.blockyard.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.access.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

class PasswordSignInTest {

    @Test
    void aSessionKnowsWhichPasswordItBeganWith() throws Exception {
        var database = TestDatabase.fresh();
        var people = new People(database, new Audit(database));
        people.add(Actor.system(), "vera", "", Optional.of("a long password"), Set.of(Role.VIEWER));
        var attempt = UsernamePasswordAuthenticationToken.unauthenticated("Vera", "a long password");
        attempt.setDetails("where the browser is");
        var session = new ProviderManager(new PasswordSignIn(people)).authenticate(attempt);
        assertThat(session.getName()).isEqualTo("vera");
        assertThat(people.isPasswordStill("vera", session.getDetails())).isTrue();

        people.setPassword(Actor.system(), "vera", "another password");
        assertThat(people.isPasswordStill("vera", session.getDetails())).isFalse();
    }
}
