package io.blockyard.iac;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.plan.Attributes;
import io.blockyard.iac.plan.SecretMark;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plan for people to read on a terminal: {@code +} create, {@code ~} update, {@code -} delete. */
public final class PlanText {

    private static final int LONG = 120;
    private static final Pattern INCIDENTAL = Pattern.compile(
            "^(params|payload)\\.(engineParams|explorationSampling|explorationFilters|exploreUIParams|vizSampling|coloring"
                    + "|uiData|containerSelection|skipPrerunValidate|previewMode|globalSearchQuery|origin"
                    + "|maxProcessedMemTableBytes|autoRefreshSample|columnsSelection|columnOrder|sorting)(\\.|$)");
    private static final String RESET = "\u001b[0m";

    private final boolean color;
    private final StringBuilder text = new StringBuilder();

    private PlanText(boolean color) {
        this.color = color;
    }

    /**
     * The whole plan; its last line is the summary.
     *
     * @param color whether to write ANSI colours
     */
    public static String of(Plan plan, boolean color) {
        return new PlanText(color).plan(plan);
    }

    /** A text of a plan as people should see it: {@code (secret DB_PASSWORD)} where a secret stands. */
    public static String shown(String text) {
        return SecretMark.shown(text);
    }

    /**
     * What was changed outside, attribute by attribute, from what was deployed to what is there now.
     *
     * @param color whether to write ANSI colours
     */
    public static String drift(List<Plan.Drift> drift, boolean color) {
        var text = new PlanText(color);
        for (var one : drift) {
            text.line(one.gone() ? Action.DELETE : Action.UPDATE, "", one.address() + (one.gone() ? " is gone" : ""));
            one.changes()
                    .forEach(change ->
                            text.update(change.path(), new Attributes.Change(change.before(), change.after())));
        }
        return text.text.toString();
    }

    /** {@code Plan: 4 to create, 0 to update, 0 to destroy.}, or that there is nothing to do. */
    public static String summary(Plan plan) {
        var summary = plan.summary();
        return hasChanges(plan)
                ? "Plan: %d to create, %d to update, %d to destroy."
                        .formatted(summary.create(), summary.update(), summary.delete())
                : "No changes. Infrastructure is up-to-date.";
    }

    public static boolean hasChanges(Plan plan) {
        var summary = plan.summary();
        return summary.create() + summary.update() + summary.delete() > 0;
    }

    private String plan(Plan plan) {
        for (var operation : plan.blockOperations()) {
            line(operation.action(), "", operation.address() + "  " + block(operation));
        }
        if (!plan.blockOperations().isEmpty() && hasChanges(plan)) {
            text.append('\n');
        }
        plan.changes().stream()
                .filter(change -> change.action() != Action.NO_OP)
                .forEach(this::change);
        plan.problems()
                .forEach(problem -> text.append("! ").append(problem.sentence()).append('\n'));
        plan.policies().stream()
                .filter(result -> !result.kept())
                .forEach(result -> text.append("! ").append(policy(result)).append('\n'));
        return text.append(text.isEmpty() ? "" : "\n")
                .append(summary(plan))
                .append('\n')
                .toString();
    }

    /** A policy that the plan does not keep, and what that means. */
    static String policy(Policy.Result result) {
        var consequence = switch (result.severity()) {
            case HARD -> "forbids the approval";
            case SOFT -> "has to be overridden by name before the approval";
            case ADVISORY -> "is told only";
        };
        return "Policy \u201c" + result.name() + "\u201d (" + result.severity().wire() + ", " + consequence + "): "
                + result.message();
    }

    /** The reference, and which version it means unless it says so itself. */
    private static String block(Plan.BlockOperation operation) {
        var version = operation.reference().endsWith("@" + operation.version()) ? "" : " \u2192 " + operation.version();
        return operation.reference()
                + version
                + switch (operation.type()) {
                    case ZONE -> ", zone " + operation.zone();
                    case SOLUTION -> ", solution";
                };
    }

    private void change(ResourceChange change) {
        line(change.action(), "", change.address());
        switch (change.action()) {
            case CREATE -> {
                var attributes = Attributes.changes(null, change.after());
                attributes.forEach((path, attribute) -> {
                    if (!isIncidental(path)) {
                        detail(change.action(), path + ": " + brief(attribute.after()));
                    }
                });
                long incidental = attributes.keySet().stream()
                        .filter(PlanText::isIncidental)
                        .count();
                if (incidental > 0) {
                    detail(change.action(), "(" + incidental + " settings of screen and engine)");
                }
                change.afterUnknown().forEach(path -> detail(change.action(), path + ": (known after apply)"));
            }
            case UPDATE -> Attributes.changes(change.before(), change.after()).forEach(this::update);
            case DELETE, NO_OP -> {}
        }
    }

    /** Settings that DSS keeps with a recipe and that do not change what it computes; a change of one is told. */
    private static boolean isIncidental(String path) {
        return INCIDENTAL.matcher(path).find();
    }

    private void update(String path, Attributes.Change attribute) {
        if (isLines(attribute.before()) && isLines(attribute.after())) {
            detail(Action.UPDATE, path + ":");
            diff(lines(attribute.before()), lines(attribute.after()))
                    .forEach(line -> detail(Action.UPDATE, "  " + line));
        } else {
            detail(Action.UPDATE, path + ": " + brief(attribute.before()) + " \u2192 " + brief(attribute.after()));
        }
    }

    /** The changed lines of two texts with two lines around them. */
    static List<String> diff(List<String> before, List<String> after) {
        var unified = UnifiedDiffUtils.generateUnifiedDiff("before", "after", before, DiffUtils.diff(before, after), 2);
        return unified.size() > 2 ? unified.subList(2, unified.size()) : List.of();
    }

    static boolean isLines(@Nullable JsonNode node) {
        return node != null && node.isString() && node.stringValue().strip().contains("\n");
    }

    static List<String> lines(@Nullable JsonNode node) {
        return node == null
                ? List.of()
                : SecretMark.shown(node.stringValue()).lines().toList();
    }

    /** A value on one line: long texts by their first line, long lists and mappings shortened. */
    static String brief(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "(none)";
        }
        if (isLines(node)) {
            var lines = lines(node);
            return "\u201c" + lines.getFirst() + "\u201d \u2026 (" + lines.size() + " lines)";
        }
        var json = SecretMark.shown(node.toString());
        return json.length() > LONG ? json.substring(0, LONG) + "\u2026" : json;
    }

    private void line(Action action, String indent, String words) {
        paint(action, indent + sign(action) + " " + words);
    }

    private void detail(Action action, String words) {
        paint(action, "    " + words);
    }

    private void paint(Action action, String words) {
        text.append(color ? colour(action) + words + RESET : words).append('\n');
    }

    static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case DELETE -> "-";
            case NO_OP -> "=";
        };
    }

    private static String colour(Action action) {
        return switch (action) {
            case CREATE -> "\u001b[32m";
            case UPDATE -> "\u001b[33m";
            case DELETE -> "\u001b[31m";
            case NO_OP -> "\u001b[2m";
        };
    }
}
