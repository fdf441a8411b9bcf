package io.blockyard.iac.policy;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.Plan;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an expression sees of a plan:
 *
 * <pre>
 * plan.target, plan.project, plan.environment, plan.author
 * plan.summary.create | update | delete
 * plan.changes[]: address, type, name, action, zone, before{}, after{}
 * plan.blocks[]: instance, type, within, id, version, digest, zone, action, verified, protected, owner,
 *   owners[], level, domain, tags[]
 * plan.warnings[]: the codes of its warnings
 * </pre>
 *
 * Absent values are absent, not null. Secrets are there by their marks only.
 */
public final class PlanFacts {

    private PlanFacts() {}

    /** @param blocks by instance; an instance that is not among them is told without what its manifest says */
    public static Map<String, Object> of(
            String environment,
            String author,
            Plan.Target target,
            List<Plan.ResourceChange> changes,
            List<Plan.BlockOperation> operations,
            Map<String, ResolvedBlock> blocks,
            Plan.Summary summary,
            List<Problem> problems) {
        return Map.of(
                "target", target.instance(),
                "project", target.projectKey(),
                "environment", environment,
                "author", author,
                "summary",
                        Map.of(
                                "create", (long) summary.create(),
                                "update", (long) summary.update(),
                                "delete", (long) summary.delete()),
                "changes", changes.stream().map(PlanFacts::change).toList(),
                "blocks",
                        operations.stream()
                                .map(operation -> block(operation, blocks))
                                .toList(),
                "warnings", problems.stream().map(Problem::code).toList());
    }

    private static Map<String, Object> change(Plan.ResourceChange change) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("address", change.address());
        facts.put("type", change.type());
        facts.put("name", change.name());
        facts.put("action", change.action().wire());
        facts.put("zone", change.zone());
        value(change.before()).ifPresent(before -> facts.put("before", before));
        value(change.after()).ifPresent(after -> facts.put("after", after));
        return facts;
    }

    private static Map<String, Object> block(Plan.BlockOperation operation, Map<String, ResolvedBlock> blocks) {
        var instance = operation.instance();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("instance", instance);
        facts.put("type", operation.type().wire());
        facts.put("within", operation.within());
        facts.put("reference", operation.reference());
        facts.put("version", operation.version());
        facts.put("digest", operation.digest());
        facts.put("zone", operation.zone());
        facts.put("action", operation.action().wire());
        var block = blocks.get(instance);
        facts.put("verified", block != null && block.digest().equals(operation.digest()));
        if (block != null) {
            var manifest = block.manifest();
            facts.put("id", manifest.id().value());
            facts.put("protected", manifest.blocked());
            facts.put("owner", String.join(", ", block.owners()));
            facts.put("owners", block.owners());
            facts.put("level", manifest.level());
            facts.put("domain", manifest.domain());
            facts.put("tags", manifest.tags());
        }
        return facts;
    }

    /** JSON as CEL knows it: whole numbers are longs; null is left out. */
    private static Optional<Object> value(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        if (node.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            node.properties()
                    .forEach(entry -> value(entry.getValue()).ifPresent(inner -> map.put(entry.getKey(), inner)));
            return Optional.of(map);
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            node.forEach(item -> value(item).ifPresent(list::add));
            return Optional.of(list);
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        if (node.isIntegralNumber()) {
            return Optional.of(node.longValue());
        }
        return Optional.of(node.isNumber() ? (Object) node.doubleValue() : node.asString(""));
    }
}
