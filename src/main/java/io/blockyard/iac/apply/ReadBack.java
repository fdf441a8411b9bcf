package io.blockyard.iac.apply;

import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.iac.plan.SecretMark;
import io.blockyard.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what an apply has left on the target with what its plan said, attribute by attribute. */
public final class ReadBack {

    private static final int SHOWN = 200;

    private final Observed observed;
    private final List<Problem> differences = new ArrayList<>();

    private ReadBack(Observed observed) {
        this.observed = observed;
    }

    /**
     * What is not as planned; empty when everything is.
     *
     * @param operations as the plan has them, with the marks of secrets; no difference tells a secret
     */
    public static List<Problem> differences(
            List<ResourceChange> operations, ProjectSnapshot snapshot, SecretValues secrets) {
        var readBack = new ReadBack(new Observed(snapshot, secrets));
        operations.forEach(readBack::check);
        return List.copyOf(readBack.differences);
    }

    private void check(ResourceChange change) {
        var planned = TargetWriter.attributes(change);
        var there = observed.resource(change.address(), planned);
        if (change.action() == Action.DELETE) {
            there.ifPresent(still -> differ(change, "existence", "deleted", "still there"));
        } else if (there.isEmpty()) {
            differ(change, "existence", "there", "not there");
        } else {
            Attributes.changes(planned, there.get())
                    .forEach((path, attribute) -> differ(
                            change,
                            path,
                            brief(attribute.before(), attribute.after()),
                            brief(attribute.after(), attribute.before())));
        }
    }

    private void differ(ResourceChange change, String what, String planned, String there) {
        differences.add(Problem.error(
                        "apply.read-back",
                        "\u201c" + change.address() + "\u201d is not as planned: " + what + " should be " + planned
                                + ", but is " + there + ".",
                        "Look at it in DSS, then resume or make a new plan.")
                .at(change.address()));
    }

    /** A value on one line; of a text with several lines the first that is not as in the other one. */
    private static String brief(@Nullable JsonNode value, @Nullable JsonNode other) {
        if (value == null) {
            return "nothing";
        }
        if (!value.isString()) {
            return shortened(SecretMark.shown(value.toString()));
        }
        var lines = value.stringValue().lines().toList();
        if (lines.size() < 2) {
            return "\u201c" + shortened(SecretMark.shown(value.stringValue())) + "\u201d";
        }
        var others =
                other == null ? List.<String>of() : other.asString("").lines().toList();
        int at = 0;
        while (at < lines.size() - 1 && at < others.size() && lines.get(at).equals(others.get(at))) {
            at++;
        }
        return "\u201c" + shortened(SecretMark.shown(lines.get(at))) + "\u201d (line " + (at + 1) + ")";
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "\u2026" : text;
    }
}
