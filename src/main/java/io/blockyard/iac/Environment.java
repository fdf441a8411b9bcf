package io.blockyard.iac;

import java.time.Instant;
import java.util.List;

/**
 * A named set of values for {@code {{ env.NAME }}}.
 *
 * @param description what it is for, in an administrator's words; may be empty
 * @param variables by name
 */
public record Environment(String name, String description, List<Variable> variables) {

    public Environment {
        variables = List.copyOf(variables);
    }

    /**
     * One value of an environment.
     *
     * @param value empty when it is a secret: a secret is written and used, but never shown
     */
    public record Variable(String name, String value, boolean secret, String changedBy, Instant changedAt) {}
}
