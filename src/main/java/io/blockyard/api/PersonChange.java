package io.blockyard.api;

import io.blockyard.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to change about a person; what is left out stays. */
public record PersonChange(
        @Nullable String displayName,
        @Nullable String password,
        @Nullable Set<Role> roles,
        @Nullable Boolean enabled) {

    @Override
    public String toString() {
        return "PersonChange[displayName=" + displayName + ", roles=" + roles + ", enabled=" + enabled + "]";
    }
}
