package io.blockyard.cli;

import io.blockyard.api.Listing;
import io.blockyard.api.ReviewRuleRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.ReviewRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "review-rule",
        description = {
            "Without TARGET the rules that were set are listed, with it alone the one that holds for it.",
            "With an option an administrator changes it; what is left out stays as it is."
        })
final class ReviewRuleCommand extends ServerCommand {

    @Parameters(arity = "0..1", paramLabel = "TARGET", description = "A source's name.")
    private @Nullable String target;

    @Option(names = "--approvals", paramLabel = "N", description = "How many different people approve.")
    private @Nullable Integer approvals;

    @Option(names = "--others-only", arity = "1", paramLabel = "true|false", description = "Not the plan's author.")
    private @Nullable Boolean othersOnly;

    @Option(names = "--plan-hours", paramLabel = "N", description = "How old a plan may become before it is approved.")
    private @Nullable Integer planHours;

    @Option(names = "--approval-hours", paramLabel = "N", description = "How long an approval holds.")
    private @Nullable Integer approvalHours;

    ReviewRuleCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
        if (target == null) {
            var all = WireFormat.listing(client.get(ApiPath.of("review-rules")), ReviewRule.class);
            output.answer(all, terminal -> print(terminal, all));
            return ExitCode.SUCCESS;
        }
        boolean changes = approvals != null || othersOnly != null || planHours != null || approvalHours != null;
        var path = ApiPath.of("review-rules", target);
        var rule = WireFormat.read(
                changes
                        ? client.put(path, new ReviewRuleRequest(approvals, othersOnly, planHours, approvalHours))
                        : client.get(path),
                ReviewRule.class);
        output.answer(rule, terminal -> print(terminal, new Listing<>(List.of(rule))));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, Listing<ReviewRule> rules) {
        var table = new Table("TARGET", "APPROVALS", "BY", "PLAN", "APPROVAL");
        rules.items()
                .forEach(rule -> table.row(
                        rule.target(),
                        Integer.toString(rule.approvals()),
                        rule.othersOnly() ? "others than the author" : "anybody",
                        rule.planHours() + " h",
                        rule.approvalHours() + " h"));
        table.print(terminal, "No rules were set: one approval by anybody, plans for 168 h, approvals for 72 h.");
    }
}
