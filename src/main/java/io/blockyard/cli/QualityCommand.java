package io.blockyard.cli;

import io.blockyard.api.QualityRequest;
import io.blockyard.api.QualityView;
import io.blockyard.api.WireFormat;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.QualityCheck.Past;
import io.blockyard.search.match.Matching.LearnedSureness;
import io.blockyard.task.TaskStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "quality",
        description = {
            "Without a file it shows the newest measurement. A file holds one JSON object a line, as for"
                    + " \u201cblockyard evaluate\u201d, which measures a catalog in a file."
        },
        subcommands = {QualityCommand.History.class, QualityCommand.Sureness.class})
final class QualityCommand extends ServerCommand {

    @Option(names = "--intents", paramLabel = "FILE", description = "The needs to measure with.")
    private @Nullable Path intents;

    QualityCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var client = server.connect();
        var measured = intents == null
                ? newest(client)
                : measured(client, output.terminal().resolve(intents));
        output.answer(measured, terminal -> print(terminal, measured));
        return ExitCode.SUCCESS;
    }

    private static QualityView newest(ServerClient client) {
        var found = client.get(ApiPath.of("search", "quality"));
        if (!found.isObject()) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "cli.quality",
                    "Nothing was measured yet.",
                    "Measure with a set of needs: blockyard quality --intents FILE");
        }
        return WireFormat.read(found, QualityView.class);
    }

    private QualityView measured(ServerClient client, Path file) {
        var started = WireFormat.read(
                client.post(
                        ApiPath.of("search", "quality"),
                        new QualityRequest(
                                output.terminal().read(file, "Name a file of lines in UTF-8, each a JSON object."))),
                QualityView.class);
        var task = new Following(client, output.terminal()).toEnd(started.id());
        if (task.status() != TaskStatus.SUCCEEDED) {
            var errors = task.problems().stream().filter(Problem::isError).toList();
            throw new ProblemException(
                    ProblemException.Kind.REMOTE,
                    errors.isEmpty()
                            ? List.of(Problem.error(
                                    "cli.quality",
                                    "The measurement ended " + Words.state(task.status()) + ".",
                                    "Start it again."))
                            : errors);
        }
        return WireFormat.read(
                client.get(ApiPath.of("search", "quality", started.id().toString())), QualityView.class);
    }

    private static void print(Terminal terminal, QualityView measured) {
        if (measured.report() != null) {
            FiguresTable.print(terminal, measured.report());
        }
        measured.missed()
                .forEach(miss -> terminal.remark("Missed: " + miss.intent() + "  expected " + Words.list(miss.expect())
                        + ", found "
                        + (miss.found().isEmpty()
                                ? "nothing"
                                : miss.found().getFirst().id()) + " ("
                        + miss.band() + ")"));
    }

    @Command(name = "history", description = "The last measurements, the newest first.")
    static final class History extends ServerCommand {

        History(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var past = WireFormat.listing(server.connect().get(ApiPath.of("search", "quality", "history")), Past.class);
            output.answer(past, terminal -> {
                var table = new Table(
                        "MEASURED", "NEEDS", "BLOCKS", "hit@1", "hit@5", "set F1", "nothing", "false n.", "ID");
                past.items().forEach(each -> {
                    var total = each.report().total();
                    table.row(
                            Words.time(each.at()),
                            String.valueOf(total.single() + total.multi() + total.none()),
                            String.valueOf(each.report().blocks()),
                            FiguresTable.share(total.hit1()),
                            FiguresTable.share(total.hit5()),
                            FiguresTable.share(total.setF1()),
                            FiguresTable.share(total.noneRecall()),
                            FiguresTable.share(total.falseAbstention()),
                            each.id().toString());
                });
                table.print(terminal, "Nothing was measured yet.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "sureness", description = "How much surer than usual a match must be in this catalog, by language.")
    static final class Sureness extends ServerCommand {

        Sureness(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var learned =
                    WireFormat.listing(server.connect().get(ApiPath.of("search", "sureness")), LearnedSureness.class);
            output.answer(learned, terminal -> {
                var table = new Table("LANGUAGE", "LOG ODDS TAKEN OFF", "LEARNED FROM");
                learned.items()
                        .forEach(each -> table.row(
                                each.language(),
                                String.format(Locale.ROOT, "%.2f", each.logOdds()),
                                Words.count(each.asks(), "ask")));
                table.print(terminal, "Nothing was learned yet: the usual sureness holds.");
            });
            return ExitCode.SUCCESS;
        }
    }
}
