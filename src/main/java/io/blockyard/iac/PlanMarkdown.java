package io.blockyard.iac;

import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.plan.Attributes;
import java.util.List;

/** A plan as a Markdown document, for a ticket or a pull request. */
public final class PlanMarkdown {

    private PlanMarkdown() {}

    public static String of(Plan plan) {
        var text = new StringBuilder();
        text.append("# Plan for ").append(plan.target().projectKey()).append("\n\n");
        text.append(PlanText.summary(plan)).append("\n\n");
        text.append("- Target: ")
                .append(
                        plan.target().instance().isEmpty()
                                ? "none (offline)"
                                : plan.target().instance())
                .append('\n');
        text.append("- Made by ")
                .append(plan.createdBy())
                .append(" at ")
                .append(plan.createdAt())
                .append('\n');
        text.append("- Digest: `").append(plan.digest()).append("`\n");
        if (!plan.problems().isEmpty()) {
            text.append("\n## Warnings\n\n");
            plan.problems()
                    .forEach(problem ->
                            text.append("- ").append(problem.sentence()).append('\n'));
        }
        var broken = plan.policies().stream().filter(result -> !result.kept()).toList();
        if (!broken.isEmpty()) {
            text.append("\n## Policies that are not kept\n\n");
            broken.forEach(
                    result -> text.append("- ").append(PlanText.policy(result)).append('\n'));
        }
        if (!plan.blockOperations().isEmpty()) {
            text.append("\n## Blocks\n\n| | instance | block | version | zone |\n|---|---|---|---|---|\n");
            plan.blockOperations()
                    .forEach(operation -> text.append("| %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    PlanText.sign(operation.action()),
                                    cell(operation.address()),
                                    cell(operation.reference()),
                                    cell(operation.version()),
                                    cell(operation.zone()))));
        }
        for (Action action : List.of(Action.DELETE, Action.UPDATE, Action.CREATE)) {
            section(text, action, plan.changes());
        }
        return text.toString();
    }

    private static void section(StringBuilder text, Action action, List<ResourceChange> changes) {
        var chosen =
                changes.stream().filter(change -> change.action() == action).toList();
        if (chosen.isEmpty()) {
            return;
        }
        text.append("\n## ").append(title(action)).append("\n");
        for (var change : chosen) {
            text.append("\n### `")
                    .append(change.address())
                    .append("`\n\n")
                    .append(change.reason())
                    .append(".\n");
            if (action == Action.UPDATE) {
                text.append('\n');
                Attributes.changes(change.before(), change.after())
                        .forEach((path, attribute) -> attribute(text, path, attribute));
            }
        }
    }

    private static void attribute(StringBuilder text, String path, Attributes.Change change) {
        if (PlanText.isLines(change.before()) && PlanText.isLines(change.after())) {
            var diff = PlanText.diff(PlanText.lines(change.before()), PlanText.lines(change.after()));
            var fence = fence(diff);
            text.append("- `").append(path).append("`\n\n").append(fence).append("diff\n");
            diff.forEach(line -> text.append(line).append('\n'));
            text.append(fence).append("\n\n");
        } else {
            text.append("- `%s`: %s \u2192 %s%n"
                    .formatted(path, PlanText.brief(change.before()), PlanText.brief(change.after())));
        }
    }

    /** Longer than any run of backticks within, so that no line of the code ends the block. */
    private static String fence(List<String> lines) {
        int longest = 2;
        for (var line : lines) {
            int run = 0;
            for (int i = 0; i < line.length(); i++) {
                run = line.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        return "`".repeat(longest + 1);
    }

    private static String title(Action action) {
        return switch (action) {
            case CREATE -> "To create";
            case UPDATE -> "To update";
            case DELETE -> "To delete";
            case NO_OP -> "As it should be";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
