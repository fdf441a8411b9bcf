package io.blockyard.api;

import io.blockyard.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to be added.
 *
 * @param displayName the login name when left out
 * @param password without one the person can use tokens only
 */
public record PersonRequest(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String password,
        @Nullable Set<Role> roles) {

    @Override
    public String toString() {
        return "PersonRequest[name=" + name + ", displayName=" + displayName + ", roles=" + roles + "]";
    }
}
