package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks, with which roles and through which door.
 *
 * @param name the person's login name
 * @param via how the request came in, for the audit trail, such as {@code portal}, {@code api} or {@code cli}
 */
public record Actor(String name, Set<Role> roles, String via) {

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** Blockyard itself: what a background task does without anybody having asked for it. */
    public static Actor system() {
        return new Actor("blockyard", Set.of(Role.ADMIN), "system");
    }

    public boolean may(Right right) {
        return roles.stream().anyMatch(role -> role.rights().contains(right));
    }

    /** @throws ProblemException of kind FORBIDDEN that names the right and the roles that have it */
    public void require(Right right) {
        if (may(right)) {
            return;
        }
        var holders = java.util.Arrays.stream(Role.values())
                .filter(role -> role.rights().contains(right))
                .map(Role::name)
                .collect(Collectors.joining(" or "));
        throw ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "access.forbidden",
                "\u201c" + name + "\u201d may not do this: it takes the role " + holders + ".",
                "Ask an administrator for the role.");
    }
}
