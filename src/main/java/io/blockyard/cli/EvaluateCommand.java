package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.Evaluation;
import io.blockyard.search.evaluate.EvaluationFiles;
import io.blockyard.search.evaluate.OfflineEvaluation;
import io.blockyard.search.language.LanguagePacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;

@Command(
        name = "evaluate",
        description = {
            "Both files hold one JSON object a line: a block's manifest with \u201cnotes\u201d, and an intent with the"
                    + " blocks it expects. A figure that misses its goal is no failure."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output;

    @Option(names = "--blocks", paramLabel = "FILE", required = true, description = "The catalog.")
    private Path blocks = Path.of("");

    @Option(names = "--intents", paramLabel = "FILE", required = true, description = "The needs.")
    private Path intents = Path.of("");

    @Option(
            names = "--details",
            paramLabel = "FILE",
            description = "Write a line for each intent: what was expected and found, and why.")
    private @Nullable Path details;

    @Option(
            names = "--language-packs",
            paramLabel = "DIR",
            description = "A folder of further language packs (fr-*.tsv, en-*.tsv).")
    private @Nullable Path packs;

    EvaluateCommand(Terminal terminal) {
        output = new OutputOptions(terminal);
    }

    @Override
    public Integer call() {
        var terminal = output.terminal();
        var catalog = EvaluationFiles.blocks(terminal.resolve(blocks));
        var needs = EvaluationFiles.intents(terminal.resolve(intents));
        var language = packs == null ? LanguagePacks.own() : LanguagePacks.with(terminal.resolve(packs));
        language.problems().forEach(problem -> Failures.print(terminal, problem));
        EvaluationFiles.unknown(catalog, needs).ifPresent(problem -> Failures.print(terminal, problem));
        var evaluation = OfflineEvaluation.run(catalog, needs, language);
        if (details != null) {
            write(terminal.resolve(details), evaluation);
        }
        var report = evaluation.report();
        output.answer(report, people -> FiguresTable.print(people, report));
        return ExitCode.SUCCESS;
    }

    private static void write(Path file, Evaluation evaluation) {
        var lines = WireFormat.json()
                .rebuild()
                .disable(SerializationFeature.INDENT_OUTPUT)
                .build();
        try {
            Files.write(
                    file,
                    evaluation.details().stream().map(lines::writeValueAsString).toList());
        } catch (IOException e) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "evaluate.details",
                    "The details cannot be written to " + file + ": " + e.getMessage() + ".",
                    "Name a file in a folder that exists and may be written to.");
        }
    }
}
