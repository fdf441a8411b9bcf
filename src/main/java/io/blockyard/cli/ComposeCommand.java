package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.Composition;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "compose",
        description = "The blocks are named, or found for a need. The configuration is printed, or written to a file.")
final class ComposeCommand extends ServerCommand {

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    /** Blocks, or what they should do. */
    static final class Wanted {

        @Option(
                names = "--block",
                paramLabel = "REF[=ALIAS]",
                required = true,
                description = "A block, as BLOCK_ID, BLOCK_ID@VERSION or REGISTRY/BLOCK_ID@VERSION. May be repeated.")
        private List<String> blocks = List.of();

        @Option(
                names = "--need",
                paramLabel = "TEXT",
                required = true,
                description = "What it should do, in words; the blocks that serve it best are taken.")
        private @Nullable String need;
    }

    @Option(names = "--project", paramLabel = "KEY", required = true, description = "The project to deploy to.")
    private String project = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The project's name. Default: its key.")
    private @Nullable String name;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the configuration to this file.")
    private @Nullable Path out;

    ComposeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var request = new CompositionRequest(
                wanted.need,
                wanted.blocks.stream().map(ComposeCommand::choice).toList(),
                new ProjectChoice(project, name == null ? project : name));
        var answer = server.connect().post(ApiPath.of("compositions"), request);
        var composition = WireFormat.read(answer, Composition.class);
        if (composition.yaml().isEmpty()) {
            throw new ProblemException(ProblemException.Kind.UNPLANNABLE, composition.problems());
        }
        write(composition.yaml());
        output.answer(answer, terminal -> print(terminal, composition));
        return ExitCode.SUCCESS;
    }

    /** The short forms are for people at a terminal; the server always gets a whole reference. */
    private static BlockChoice choice(String text) {
        // A range such as @>=1.0 holds an equals sign too; an alias follows the last one and is a plain name.
        var parts = text.split("=(?=[A-Za-z_][A-Za-z0-9_]*$)", 2);
        return new BlockChoice(BlockReference.ofWire(parts[0]).toString(), parts.length == 2 ? parts[1] : null);
    }

    private void write(String yaml) {
        if (out == null) {
            return;
        }
        try {
            Files.writeString(output.terminal().resolve(out), yaml);
        } catch (IOException failure) {
            throw new ProblemException(
                    ProblemException.Kind.SETTINGS,
                    Problem.error(
                            "cli.out",
                            "The configuration cannot be written to " + out + ".",
                            "Name a file in a folder that exists."),
                    failure);
        }
    }

    private void print(Terminal terminal, Composition composition) {
        for (var wire : composition.wires()) {
            terminal.remark("%s.%s → %s.%s  %d %%  %s"
                    .formatted(
                            wire.fromAlias(),
                            wire.fromPort(),
                            wire.toAlias(),
                            wire.toPort(),
                            Math.round(wire.score() * 100),
                            wire.explanation()));
        }
        composition.problems().forEach(problem -> Failures.print(terminal, problem));
        if (out == null) {
            terminal.out().print(composition.yaml());
        } else {
            terminal.out()
                    .println("Written to " + out + ". Plan it with: blockyard plan -c " + out + " --target SOURCE");
        }
    }
}
