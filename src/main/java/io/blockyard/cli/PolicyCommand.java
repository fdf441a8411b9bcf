package io.blockyard.cli;

import io.blockyard.api.Listing;
import io.blockyard.api.PolicyRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "policy",
        subcommands = {PolicyCommand.ListAll.class, PolicyCommand.Set.class, PolicyCommand.Remove.class})
final class PolicyCommand extends CommandGroup {

    @Command(name = "list", description = "List the policies.")
    static final class ListAll extends ServerCommand {

        @Option(names = "--starters", description = "List policies to begin with instead; none of them holds yet.")
        private boolean starters;

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = starters ? ApiPath.of("policies", "starters") : ApiPath.of("policies");
            Listing<Policy> all = WireFormat.listing(server.connect().get(path), Policy.class);
            output.answer(all, terminal -> {
                var table = new Table("NAME", "TARGET", "SEVERITY", "EXPRESSION");
                all.items()
                        .forEach(policy -> table.row(
                                policy.name(),
                                policy.target().isEmpty() ? "all" : policy.target(),
                                policy.severity().wire(),
                                policy.expression()));
                table.print(terminal, "No policies. Some to begin with: blockyard policy list --starters");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "set", description = "Add a policy, or change the one of that name.")
    static final class Set extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "Its name, such as no-dataset-deletes.")
        private String name = "";

        @Option(
                names = "--expression",
                paramLabel = "CEL",
                required = true,
                description = "True when a plan keeps the rule, such as plan.summary.delete == 0.")
        private String expression = "";

        @Option(
                names = "--message",
                paramLabel = "TEXT",
                required = true,
                description = "What to tell people when a plan does not keep it.")
        private String message = "";

        @Option(names = "--severity", paramLabel = "advisory|soft|hard", description = "Default: advisory.")
        private String severity = "advisory";

        @Option(names = "--target", paramLabel = "SOURCE", description = "Only for plans of this source.")
        private String target = "";

        Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var policy = WireFormat.read(
                    server.connect()
                            .put(
                                    ApiPath.of("policies", name),
                                    new PolicyRequest(target, severity, expression, message)),
                    Policy.class);
            output.answer(
                    policy, terminal -> terminal.out().println("Policy " + name + " holds from the next plan on."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "remove", description = "Remove a policy.")
    static final class Remove extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "The policy's name.")
        private String name = "";

        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("policies", name));
            output.answer(
                    new SourceCommand.Removed(name),
                    terminal -> terminal.out().println("Policy " + name + " is removed."));
            return ExitCode.SUCCESS;
        }
    }
}
