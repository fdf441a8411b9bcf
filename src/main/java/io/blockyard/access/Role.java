package io.blockyard.access;

import java.util.Set;

/** What a person is here to do. A person can have several. */
public enum Role {
    VIEWER,
    AUTHOR,
    COMPOSER,
    APPROVER,
    ADMIN;

    /** What the role allows; every role may read. */
    public Set<Right> rights() {
        return switch (this) {
            case VIEWER -> Set.of(Right.READ);
            case AUTHOR -> Set.of(Right.READ, Right.WRITE_ARTICLES);
            case COMPOSER -> Set.of(Right.READ, Right.COMPOSE);
            case APPROVER -> Set.of(Right.READ, Right.APPROVE);
            case ADMIN -> Set.of(Right.values());
        };
    }
}
