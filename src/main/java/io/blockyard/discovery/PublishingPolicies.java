package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of what a crawl finds, by source: published at once, or a draft until somebody promotes it. */
public class PublishingPolicies {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;

    PublishingPolicies(DataSource dataSource, TransactionTemplate transaction, Audit audit) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = transaction;
        this.audit = audit;
    }

    /** What becomes of it. */
    public enum Policy {
        PUBLISH,
        DRAFT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws ProblemException INVALID for another word */
        @JsonCreator
        public static Policy ofWire(String wire) {
            for (var policy : values()) {
                if (policy.wire().equals(wire.strip().toLowerCase(Locale.ROOT))) {
                    return policy;
                }
            }
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "discovery.policy",
                    "\u201c" + wire + "\u201d is no way to publish.",
                    "Say publish or draft.");
        }
    }

    /** A source's policy; publish when nobody said otherwise. */
    public Policy of(Actor actor, String source) {
        actor.require(Right.READ);
        return jdbc.sql("select policy from publishing_policy where source = :source")
                .param("source", source)
                .query(String.class)
                .optional()
                .map(Policy::ofWire)
                .orElse(Policy.PUBLISH);
    }

    /** Holds from the next crawl of the source on; what was published or drafted stays as it is. */
    public void set(Actor actor, String source, Policy policy) {
        actor.require(Right.ADMINISTER);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from publishing_policy where source = :source")
                    .param("source", source)
                    .update();
            if (policy != Policy.PUBLISH) {
                jdbc.sql("insert into publishing_policy (source, policy) values (:source, :policy)")
                        .param("source", source)
                        .param("policy", policy.wire())
                        .update();
            }
            audit.record(actor, "source.publishing", source, policy.wire());
        });
    }
}
