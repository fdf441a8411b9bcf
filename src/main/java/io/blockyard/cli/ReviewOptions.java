package io.blockyard.cli;

import io.blockyard.api.ApprovalRequest;
import io.blockyard.iac.Plans.StoredPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approving and rejecting have in common. */
final class ReviewOptions {

    @Parameters(paramLabel = "ID", description = "The plan's id.")
    private String id = "";

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description =
                    "The digest of the plan that you read; refused when the plan has another. Default: the plan's.")
    private @Nullable String digest;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What the record shall say.")
    private String comment = "";

    StoredPlan decide(ServerClient server, String decision) {
        var seen = digest != null
                ? digest
                : StoredPlans.planned(StoredPlans.get(server, id)).digest();
        return StoredPlans.read(
                server.post(ApiPath.of("plans", id, "approval"), new ApprovalRequest(decision, seen, comment)));
    }
}
