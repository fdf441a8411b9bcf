package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.discovery.Credentials.Allowed;
import io.blockyard.discovery.Credentials.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "credential",
        subcommands = {CredentialCommand.ListAll.class, CredentialCommand.Allow.class, CredentialCommand.Disallow.class
        })
final class CredentialCommand extends CommandGroup {

    @Command(name = "list", description = "Say where credentials stand in crawled projects; never what they are.")
    static final class ListAll extends ServerCommand {

        @Option(names = "--allowed", description = "List what was said to be none instead.")
        private boolean allowed;

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            if (allowed) {
                var all = WireFormat.listing(server.connect().get(ApiPath.of("credentials", "allowed")), Allowed.class);
                output.answer(all, terminal -> {
                    var table = new Table("PROJECT", "PLACE", "KIND", "SAID BY", "ID");
                    all.items()
                            .forEach(one -> table.row(
                                    one.projectKey(), one.place(), one.kind().words(), one.allowedBy(), one.id()));
                    table.print(terminal, "Nothing was said to be no credential.");
                });
                return ExitCode.SUCCESS;
            }
            var all = WireFormat.listing(server.connect().get(ApiPath.of("credentials")), Finding.class);
            output.answer(all, terminal -> {
                var table = new Table("PROJECT", "PLACE", "LINE", "KIND", "FOUND", "ID");
                all.items()
                        .forEach(one -> table.row(
                                one.projectKey(),
                                one.place(),
                                one.line() == 0 ? "" : Integer.toString(one.line()),
                                one.kind().words(),
                                Words.time(one.foundAt()),
                                one.id()));
                table.print(terminal, "No credentials were found.");
            });
            return ExitCode.SUCCESS;
        }
    }

    /** Allows or disallows one finding. */
    abstract static class OfOne extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The finding's id, as list shows it.")
        String id = "";

        OfOne(Terminal terminal) {
            super(terminal);
        }
    }

    /** What {@code --json} writes of a finding that was decided. */
    record Decided(String id, boolean allowed) {}

    @Command(name = "allow", description = "Say that a finding is no credential; the next crawl leaves it in place.")
    static final class Allow extends OfOne {

        Allow(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().put(ApiPath.of("credentials", "allowed", id), new Decided(id, true));
            output.answer(
                    new Decided(id, true),
                    terminal -> terminal.out().println("The next crawl of the project leaves it where it is."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "disallow", description = "Take that back; the next crawl takes the text out again.")
    static final class Disallow extends OfOne {

        Disallow(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(ApiPath.of("credentials", "allowed", id));
            output.answer(
                    new Decided(id, false),
                    terminal -> terminal.out().println("The next crawl of the project takes it out again."));
            return ExitCode.SUCCESS;
        }
    }
}
