package io.blockyard.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the commands that need no server once, so that the cache which Java writes meanwhile holds their classes; the
 * build does it. What they say is thrown away. The argument is the folder of samples.
 */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) {
        var samples = Path.of(arguments[0]);
        var composition = samples.resolve("compositions/store-forecast.yml").toString();
        var process = Terminal.ofProcess();
        var nowhere = new PrintWriter(Writer.nullWriter());
        var terminal = new Terminal(nowhere, nowhere, process.in(), process.environment(), samples, false);
        for (var command : List.of(
                List.of(
                        "inspect",
                        "--json",
                        samples.resolve("projects/RETAIL_DEMAND").toString()),
                List.of("validate", "-c", composition),
                List.of("plan", "-c", composition),
                List.of("plan", "-c", composition, "--json"))) {
            Main.run(terminal, command.toArray(String[]::new));
        }
    }
}
