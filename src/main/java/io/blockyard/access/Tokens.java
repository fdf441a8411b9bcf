package io.blockyard.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens. Only a digest is stored; the text is shown once. */
public class Tokens {

    /** Makes a token for oneself, or, as an administrator, for anybody. */
    public IssuedToken create(Actor actor, String personName, String label, @Nullable Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** The person behind a token that is known, not expired and not revoked. */
    public Optional<Actor> authenticate(String token, String via) {
        throw new UnsupportedOperationException();
    }

    /** One's own tokens; an administrator's view holds everybody's. */
    public List<Token> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void revoke(Actor actor, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** A token as it may be shown later. */
    public record Token(
            UUID id,
            String personName,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean revoked) {}

    /** A new token with its text, which is never to be had again. */
    public record IssuedToken(Token token, String text) {}
}
