package io.blockyard.cli;

import io.blockyard.api.OwnWordsView;
import io.blockyard.api.WireFormat;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "glossary",
        description = "A line is a term, a tab, and its meanings between bars, the best first.",
        subcommands = {GlossaryCommand.Show.class, GlossaryCommand.Set.class})
final class GlossaryCommand extends CommandGroup {

    /** What both of them have. */
    abstract static class OnServer extends ServerCommand {

        @Parameters(index = "0", paramLabel = "en|fr", description = "French terms in English, or English ones.")
        private String language = "";

        OnServer(Terminal terminal) {
            super(terminal);
        }

        final ApiPath path() {
            return ApiPath.of("search", "words", language);
        }
    }

    @Command(name = "show", description = "Show the words of a language.")
    static final class Show extends OnServer {

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var words = WireFormat.read(server.connect().get(path()), OwnWordsView.class);
            output.answer(words, terminal -> terminal.out().print(Objects.requireNonNullElse(words.lines(), "")));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "set", description = "Put the lines of a file in the place of all words of a language.")
    static final class Set extends OnServer {

        @Parameters(index = "1", paramLabel = "FILE", description = "The lines, in UTF-8.")
        private Path file = Path.of("");

        Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var written = server.connect()
                    .put(
                            path(),
                            new OwnWordsView(output.terminal()
                                    .read(file, "Name a file of lines in UTF-8: term, tab, meanings between bars.")));
            var words = WireFormat.read(written, OwnWordsView.class);
            output.answer(
                    words,
                    terminal -> terminal.out()
                            .println("Saved "
                                    + Words.count(
                                            Objects.requireNonNullElse(words.lines(), "")
                                                    .lines()
                                                    .count(),
                                            "line")
                                    + "; matching uses them at once."));
            return ExitCode.SUCCESS;
        }
    }
}
