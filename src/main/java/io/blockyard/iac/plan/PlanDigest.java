package io.blockyard.iac.plan;

import io.blockyard.iac.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The digest that an approval is bound to: SHA-256 over the canonical JSON (RFC 8785) of everything that the plan was
 * made from and of everything that it would do.
 */
public final class PlanDigest {

    /** Raised whenever the same inputs would give another plan. */
    public static final String PLANNER_VERSION = "5";

    private PlanDigest() {}

    /**
     * What a plan was made from.
     *
     * @param planner the version of the planner
     * @param configuration path → text
     * @param environment the names that were used, with their values; a secret by its mark
     * @param blocks instance → digest of the version it resolved to
     * @param snapshot digest of what was read from the target; empty offline
     * @param policies digest of the rules of the target; empty offline
     * @param address what the target's instance is known by, its address as a rule; empty offline
     */
    public record Inputs(
            String planner,
            Map<String, String> configuration,
            Map<String, String> environment,
            Map<String, String> blocks,
            Plan.Target target,
            String snapshot,
            String policies,
            String address) {

        /** What was stored before says no address. */
        public Inputs {
            address = Objects.requireNonNullElse(address, "");
        }
    }

    public static String of(Inputs inputs, List<Plan.ResourceChange> changes, List<Plan.BlockOperation> operations) {
        var all = new TreeMap<String, Object>();
        all.put("planner", inputs.planner());
        all.put("configuration", digests(inputs.configuration()));
        all.put("environment", digests(inputs.environment()));
        all.put("blocks", inputs.blocks());
        all.put("target", inputs.target());
        all.put("snapshot", inputs.snapshot());
        all.put("policies", inputs.policies());
        all.put("address", inputs.address());
        all.put("resource_changes", changes);
        all.put("block_operations", operations);
        return sha256(canonical(all));
    }

    /** The canonical JSON of any value that can be written as JSON. */
    public static byte[] canonical(Object value) {
        try {
            return new JsonCanonicalizer(JsonMapper.shared().writeValueAsString(value)).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalStateException("Jackson wrote JSON that is none", e);
        }
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, String> digests(Map<String, String> texts) {
        var digests = new TreeMap<String, String>();
        texts.forEach((name, text) -> digests.put(name, sha256(text.getBytes(StandardCharsets.UTF_8))));
        return digests;
    }
}
