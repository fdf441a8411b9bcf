package io.blockyard.access;

import java.util.EnumSet;
import java.util.Set;

/** What a person is here to do. A person can have several. */
public enum Role {
    VIEWER(EnumSet.of(Right.READ)),
    AUTHOR(EnumSet.of(Right.READ, Right.WRITE_ARTICLES)),
    COMPOSER(EnumSet.of(Right.READ, Right.COMPOSE)),
    APPROVER(EnumSet.of(Right.READ, Right.APPROVE)),
    ADMIN(EnumSet.allOf(Right.class));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Set.copyOf(rights);
    }

    public Set<Right> rights() {
        return rights;
    }
}
