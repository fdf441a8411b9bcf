package io.blockyard.cli;

import io.blockyard.api.AskText;
import io.blockyard.api.WireFormat;
import io.blockyard.search.match.Ask;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ask",
        description = "A need that is said in these words finds the block. Generated ones follow its documentation.",
        subcommands = {
            AskCommand.ListAll.class,
            AskCommand.Add.class,
            AskCommand.Edit.class,
            AskCommand.Hide.class,
            AskCommand.Show.class,
            AskCommand.Remove.class
        })
final class AskCommand extends CommandGroup {

    private static final String SENTENCE = "One sentence, English or French.";

    /** What all of them name first. */
    abstract static class OfBlock extends OfBlockCommand {

        OfBlock(Terminal terminal) {
            super(terminal);
        }

        final ApiPath path(String... further) {
            return block("asks").below(further);
        }

        final Integer answer(Ask ask, String done) {
            output.answer(ask, terminal -> terminal.out().println(done + " “" + ask.text() + "” (" + ask.id() + ")."));
            return ExitCode.SUCCESS;
        }
    }

    /** What is done to one of them. */
    abstract static class OfAsk extends OfBlock {

        @Parameters(index = "1", paramLabel = "ASK", description = "The ask's id, as the list shows it.")
        private String ask = "";

        OfAsk(Terminal terminal) {
            super(terminal);
        }

        final String ask() {
            return ask;
        }
    }

    @Command(name = "list", description = "List what people say, where each comes from, and its id.")
    static final class ListAll extends OfBlock {

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var asks = WireFormat.listing(server.connect().get(path()), Ask.class);
            output.answer(asks, terminal -> {
                var table = new Table("ORIGIN", "BY", "AT", "TEXT", "ID");
                asks.items()
                        .forEach(ask -> table.row(
                                ask.origin().wire() + (ask.hidden() ? ", hidden" : ""),
                                Objects.requireNonNullElse(ask.changedBy(), ask.said()),
                                Words.time(ask.changedAt() == null ? ask.at() : ask.changedAt()),
                                ask.text(),
                                ask.id()));
                table.print(terminal, "Nobody says anything.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "add", description = "Write down what somebody would say who needs the block.")
    static final class Add extends OfBlock {

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = SENTENCE)
        private List<String> text = List.of();

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var added = server.connect().post(path(), new AskText(String.join(" ", text)));
            return answer(WireFormat.read(added, Ask.class), "Kept");
        }
    }

    @Command(
            name = "edit",
            description = "Say one in other words; a generated one is hidden, and the new words are kept.")
    static final class Edit extends OfAsk {

        @Parameters(index = "2..*", arity = "1..*", paramLabel = "TEXT", description = SENTENCE)
        private List<String> text = List.of();

        Edit(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var edited = server.connect().put(path(ask()), new AskText(String.join(" ", text)));
            return answer(WireFormat.read(edited, Ask.class), "Kept");
        }
    }

    @Command(name = "hide", description = "Hide a generated one that is wrong; a crawl does not bring it back.")
    static final class Hide extends OfAsk {

        Hide(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var hidden = server.connect().put(path(ask(), "hidden"), Map.of());
            return answer(WireFormat.read(hidden, Ask.class), "Hid");
        }
    }

    @Command(name = "show", description = "Bring a generated one back that was hidden.")
    static final class Show extends OfAsk {

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var shown = server.connect().delete(path(ask(), "hidden"));
            return answer(WireFormat.read(shown, Ask.class), "Shows");
        }
    }

    @Command(name = "remove", description = "Remove one that was written or learned.")
    static final class Remove extends OfAsk {

        Remove(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            server.connect().delete(path(ask()));
            output.answer(new Removed(ask()), terminal -> terminal.out().println("Removed " + ask() + "."));
            return ExitCode.SUCCESS;
        }

        /** What is printed as JSON. */
        record Removed(String removed) {}
    }
}
