package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the administrator from {@code BLOCKYARD_ADMIN_USER} and {@code BLOCKYARD_ADMIN_PASSWORD}, for servers
 * that nobody visits from their own machine. Does nothing once anybody exists.
 */
public final class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final People people;

    public FirstAdministrator(People people) {
        this.people = people;
    }

    /** @throws ProblemException when only one of the two is given, or one is of no use */
    public void setUp(Optional<String> user, Optional<String> password) {
        if ((user.isEmpty() && password.isEmpty()) || !people.isEmpty()) {
            return;
        }
        if (user.isEmpty() || password.isEmpty()) {
            throw ProblemException.of(
                    ProblemException.Kind.SETTINGS,
                    "access.half-an-administrator",
                    "Only one of BLOCKYARD_ADMIN_USER and BLOCKYARD_ADMIN_PASSWORD is set.",
                    "Set both, or neither.");
        }
        try {
            var person = people.setUpAdministrator(user.get(), password.get());
            LOG.info("Set up the administrator “{}”", person.name());
        } catch (ProblemException problem) {
            if (problem.kind() != ProblemException.Kind.CONFLICT) {
                throw problem;
            }
            LOG.info("Another node set up the administrator");
        }
    }
}
