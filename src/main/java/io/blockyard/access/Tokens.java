package io.blockyard.access;

import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** API tokens: 256 random bits as {@code by_…}. Only a digest is stored; the text is shown once. */
public final class Tokens {

    private static final String PREFIX = "by_";
    private static final int BYTES = 32;
    private static final int LONGEST_LABEL = 200;
    private static final Duration BETWEEN_USE_NOTES = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final People people;
    private final Audit audit;

    public Tokens(DataSource dataSource, People people, Audit audit) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.people = people;
        this.audit = audit;
    }

    /**
     * Makes a token for oneself, or, as an administrator, for anybody.
     *
     * @throws ProblemException of kind NOT_FOUND when there is no such person, INVALID when it is expired already
     */
    public IssuedToken create(Actor actor, String personName, String label, @Nullable Instant expiresAt) {
        actor.require(Right.READ);
        var person = people.find(personName);
        if (person.filter(someone -> someone.name().equals(actor.name())).isEmpty()) {
            actor.require(Right.ADMINISTER);
        }
        var owner = person.orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "access.no-such-person",
                        "There is no person named “" + personName + "”.",
                        "Add the person first: ./blockyard user add NAME --role ROLE"))
                .name();
        var now = Instant.now();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "access.expired-already",
                    "A token that ends on " + expiresAt + " is of no use: that is over.",
                    "Take a time to come.");
        }
        var text = newText();
        var id = UUID.randomUUID();
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("""
                    insert into api_token (id, person_name, label, digest, created_at, expires_at)
                    values (:id, :person, :label, :digest, :now, :expiresAt)
                    """)
                    .param("id", id)
                    .param("person", owner)
                    .param("label", shortened(label))
                    .param("digest", digest(text))
                    .param("now", Times.stored(now))
                    .param("expiresAt", expiresAt == null ? null : Times.stored(expiresAt))
                    .update();
            audit.record(actor, "token.create", owner, shortened(label));
            return new IssuedToken(find(id).orElseThrow(), text);
        }));
    }

    /**
     * As {@link #create}, asked for with another token: the new one ends with that one at the latest, so that a token
     * that leaked cannot be made to last.
     *
     * @param asking the text of the token that was sent; anything else is no token and sets no end
     */
    public IssuedToken createWith(
            String asking, Actor actor, String personName, String label, @Nullable Instant expiresAt) {
        var end = known(asking).map(Token::expiresAt).orElse(null);
        var ends = end == null || (expiresAt != null && expiresAt.isBefore(end)) ? expiresAt : end;
        return create(actor, personName, label, ends);
    }

    /** The person behind a token that is known, not expired and not revoked. */
    public Optional<Actor> authenticate(String token, String via) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = Instant.now();
        var known = known(token).filter(found -> found.isUsable(now));
        known.ifPresent(found -> noteUse(found, now));
        return known.flatMap(found -> people.find(found.personName()))
                .filter(People.Person::enabled)
                .map(person -> person.actor(via));
    }

    /** One's own tokens, newest first; an administrator's view holds everybody's. */
    public List<Token> list(Actor actor) {
        actor.require(Right.READ);
        return jdbc.sql("""
                select * from api_token where :everybody or person_name = :person order by created_at desc, id
                """)
                .param("everybody", actor.may(Right.ADMINISTER))
                .param("person", actor.name())
                .query(this::token)
                .list();
    }

    /** @throws ProblemException of kind NOT_FOUND when there is no such token among those that {@link #list} shows */
    public void revoke(Actor actor, UUID id) {
        var token = list(actor).stream()
                .filter(listed -> listed.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "access.no-such-token",
                        "There is no token “" + id + "”.",
                        "The list of tokens has their ids."));
        if (token.revoked()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update api_token set revoked_at = :now where id = :id")
                    .param("now", Times.stored(Instant.now()))
                    .param("id", id)
                    .update();
            audit.record(actor, "token.revoke", token.personName(), token.label());
        });
    }

    private Optional<Token> known(String text) {
        return jdbc.sql("select * from api_token where digest = :digest")
                .param("digest", digest(text))
                .query(this::token)
                .optional();
    }

    private Optional<Token> find(UUID id) {
        return jdbc.sql("select * from api_token where id = :id")
                .param("id", id)
                .query(this::token)
                .optional();
    }

    /** Once a minute is enough to see which tokens are in use, and spares a write for every request. */
    private void noteUse(Token token, Instant now) {
        var last = token.lastUsedAt();
        if (last == null || last.plus(BETWEEN_USE_NOTES).isBefore(now)) {
            jdbc.sql("update api_token set last_used_at = :now where id = :id")
                    .param("now", Times.stored(now))
                    .param("id", token.id())
                    .update();
        }
    }

    private Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getObject("id", UUID.class),
                row.getString("person_name"),
                row.getString("label"),
                Times.read(row, "created_at"),
                Times.readOrNull(row, "expires_at"),
                Times.readOrNull(row, "last_used_at"),
                row.getObject("revoked_at") != null);
    }

    private static String newText() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }

    private static String shortened(String label) {
        return label.substring(0, Math.min(LONGEST_LABEL, label.length()));
    }

    /** A token as it may be shown later. */
    public record Token(
            UUID id,
            String personName,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            boolean revoked) {

        /** Whether it is neither revoked nor expired. */
        public boolean isUsable(Instant now) {
            return !revoked && (expiresAt == null || now.isBefore(expiresAt));
        }
    }

    /** A new token with its text, which is never to be had again. */
    public record IssuedToken(Token token, String text) {}
}
