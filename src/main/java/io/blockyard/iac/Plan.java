package io.blockyard.iac;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.block.BlockType;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What would change on a target, in execution order, with a digest over all that it was made from.
 *
 * @param target what it is for: a source's name and the project key
 * @param changes in execution order
 * @param drift what was changed outside since the last apply; the plan starts from what is there now
 * @param policies how the plan stands to the rules of its target; empty offline
 * @param blockOperations which block instances the changes belong to
 */
public record Plan(
        @JsonProperty("format_version") String formatVersion,
        @JsonProperty("plan_id") String planId,
        String digest,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("created_by") String createdBy,
        Target target,
        @JsonProperty("resource_changes") List<ResourceChange> changes,
        @JsonProperty("block_operations") List<BlockOperation> blockOperations,
        List<Problem> problems,
        List<Policy.Result> policies,
        List<Drift> drift,
        Summary summary) {

    /** Rules that the plan does not keep, of one severity. */
    public List<Policy.Result> broken(Policy.Severity severity) {
        return policies.stream()
                .filter(result -> !result.kept() && result.severity() == severity)
                .toList();
    }

    /** What an apply does, in order: every change but those that change nothing. */
    public List<ResourceChange> operations() {
        return changes.stream()
                .filter(change -> change.action() != Action.NO_OP)
                .toList();
    }

    /** Where it is applied. {@code lineage} tells two targets of one name apart; empty offline. */
    public record Target(
            String instance, @JsonProperty("project_key") String projectKey, String lineage) {}

    /**
     * One resource that is created, updated or deleted.
     *
     * @param address such as {@code dataset.KEY.NAME}
     * @param zone name of the zone it will be in; empty when in none
     * @param before null when it is created
     * @param after null when it is deleted
     * @param sensitive paths in {@code before} or {@code after} that hold a secret, which is there by its mark only
     * @param afterUnknown paths in {@code after} that only the target will tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResourceChange(
            String address,
            String type,
            String name,
            Action action,
            String zone,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @JsonProperty("after_unknown") List<String> afterUnknown,
            List<String> sensitive,
            String reason,
            @JsonProperty("depends_on") List<String> dependsOn) {

        /** The same change with other attributes afterwards. */
        public ResourceChange withAfter(JsonNode other) {
            return new ResourceChange(
                    address, type, name, action, zone, before, other, afterUnknown, sensitive, reason, dependsOn);
        }

        /** What differs, by path; what is absent, null or empty counts as the same. */
        public List<AttributeChange> attributeChanges() {
            return Attributes.changes(before, after).entrySet().stream()
                    .map(entry -> new AttributeChange(
                            entry.getKey(),
                            entry.getValue().before(),
                            entry.getValue().after()))
                    .toList();
        }
    }

    /**
     * One attribute of a resource before and after.
     *
     * @param path such as {@code params.table} or {@code schema.columns[0].type}
     * @param before null when it is new
     * @param after null when it goes
     */
    public record AttributeChange(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** What is done to a resource. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        NO_OP;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An instance of a block or solution and the changes that make it.
     *
     * @param reference what the configuration said, or the solution around it
     * @param version the exact version it resolved to
     * @param zone empty for a solution
     * @param within the instance of the solution that it is a member of; empty for none
     * @param resources addresses; for a solution those of all its members
     */
    public record BlockOperation(
            String address,
            BlockType type,
            Action action,
            String reference,
            String version,
            String digest,
            String zone,
            String within,
            List<String> resources) {

        /** What was stored before there were solutions says neither type nor {@code within}. */
        public BlockOperation {
            type = Objects.requireNonNullElse(type, BlockType.ZONE);
            within = Objects.requireNonNullElse(within, "");
        }

        /** The instance's name in its project. */
        public String instance() {
            return address.substring(address.indexOf('.', "block.".length()) + 1);
        }
    }

    /**
     * A resource that somebody changed outside since it was deployed.
     *
     * @param gone whether it is no longer there
     * @param changes from what was deployed to what is there now
     */
    public record Drift(String address, boolean gone, List<AttributeChange> changes) {}

    /**
     * A resource that a new plan treats otherwise than the plan that it replaces.
     *
     * @param was what the old plan would have done; no-op when it did not know the resource
     * @param now what the new plan does
     * @param attributes paths that would be set differently, or would overwrite something else than the old plan found
     */
    public record Moved(String address, Action was, Action now, List<String> attributes) {}

    /** Counts by action. */
    public record Summary(
            int create,
            int update,
            int delete,
            @JsonProperty("no_op") int noOp) {}
}
