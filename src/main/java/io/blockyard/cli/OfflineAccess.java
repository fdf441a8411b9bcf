package io.blockyard.cli;

import io.blockyard.DataFolder;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.access.Role;
import io.blockyard.access.Tokens;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People and tokens of a data folder, without a server: who can read and write the folder may do all. */
final class OfflineAccess {

    private static final Actor OPERATOR = new Actor("blockyard", Set.of(Role.ADMIN), "cli");

    private final DataFolder folder;
    private final Map<String, String> environment;

    OfflineAccess(DataFolder folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    Tokens.IssuedToken createToken(String person, String label, @Nullable Instant expiresAt) {
        try (var database = OfflineDatabase.open(folder, environment)) {
            var audit = new Audit(database.dataSource());
            var people = new People(database.dataSource(), audit);
            return new Tokens(database.dataSource(), people, audit).create(OPERATOR, person, label, expiresAt);
        }
    }

    People.Person addPerson(String name, String displayName, Optional<String> password, Set<Role> roles) {
        try (var database = OfflineDatabase.open(folder, environment)) {
            var people = new People(database.dataSource(), new Audit(database.dataSource()));
            return people.add(OPERATOR, name, displayName, password, roles);
        }
    }
}
