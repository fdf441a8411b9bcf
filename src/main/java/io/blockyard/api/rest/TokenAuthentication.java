package io.blockyard.api.rest;

import io.blockyard.access.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who came with a valid API token. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final transient Actor actor;

    TokenAuthentication(Actor actor) {
        super(AuthorityUtils.createAuthorityList(
                actor.roles().stream().map(role -> "ROLE_" + role.name()).toList()));
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return actor.name();
    }
}
