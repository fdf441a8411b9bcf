package io.blockyard.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people who may sign in. */
public class People {

    /** Whether nobody exists yet, so that the first administrator can be set up. */
    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    /** Makes the first administrator; refused once anybody exists. */
    public Person setUpAdministrator(String name, String password) {
        throw new UnsupportedOperationException();
    }

    public Person add(Actor actor, String name, String displayName, Optional<String> password, Set<Role> roles) {
        throw new UnsupportedOperationException();
    }

    public Person change(Actor actor, String name, String displayName, Set<Role> roles, boolean enabled) {
        throw new UnsupportedOperationException();
    }

    public void setPassword(Actor actor, String name, String password) {
        throw new UnsupportedOperationException();
    }

    public List<Person> all(Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Optional<Person> find(String name) {
        throw new UnsupportedOperationException();
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
