package io.blockyard.cli;

import io.blockyard.api.LockRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.ProjectLocks.Lock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lock",
        subcommands = {LockCommand.ListAll.class, LockCommand.Hold.class, LockCommand.Release.class})
final class LockCommand extends CommandGroup {

    @Command(name = "list", description = "List the held projects.")
    static final class ListAll extends ServerCommand {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var all = WireFormat.listing(server.connect().get(ApiPath.of("locks")), Lock.class);
            output.answer(all, terminal -> {
                var table = new Table("TARGET", "PROJECT", "HOLDER", "SINCE", "REASON");
                all.items()
                        .forEach(lock -> table.row(
                                lock.target(),
                                lock.projectKey(),
                                lock.holder(),
                                Words.time(lock.since()),
                                lock.reason()));
                table.print(terminal, "Nobody holds a project.");
            });
            return ExitCode.SUCCESS;
        }
    }

    /** A command about one project of a target. */
    abstract static class OnProject extends ServerCommand {

        @Parameters(index = "0", paramLabel = "TARGET", description = "A source's name.")
        String target = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "The project's key.")
        String projectKey = "";

        OnProject(Terminal terminal) {
            super(terminal);
        }
    }

    @Command(name = "hold", description = "Hold a project: nobody else applies to it.")
    static final class Hold extends OnProject {

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why others have to wait.")
        private String reason = "";

        Hold(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var lock = WireFormat.read(
                    server.connect().put(ApiPath.of("locks", target, projectKey), new LockRequest(reason)), Lock.class);
            output.answer(
                    lock,
                    terminal -> terminal.out().println(lock.holder() + " holds " + projectKey + " on " + target + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "release", description = "Let a project go.")
    static final class Release extends OnProject {

        Release(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("locks", target, projectKey));
            output.answer(
                    new SourceCommand.Removed(target + "/" + projectKey),
                    terminal -> terminal.out().println(projectKey + " on " + target + " is free."));
            return ExitCode.SUCCESS;
        }
    }
}
