package io.blockyard.cli;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command runs: its streams, its environment and the folder that relative paths start from. Results go to
 * standard output; progress, warnings and failures to standard error.
 *
 * @param colored whether a person is looking, so that colours and live progress make sense
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        Map<String, String> environment,
        Path folder,
        boolean colored) {

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The process's own terminal, in UTF-8; {@code NO_COLOR} and {@code TERM=dumb} are respected. */
    public static Terminal ofProcess() {
        var environment = System.getenv();
        boolean colored =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(
                writer(System.out),
                writer(System.err),
                System.in,
                environment,
                Path.of("").toAbsolutePath(),
                colored);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** The same terminal without colours. */
    Terminal plain() {
        return new Terminal(out, err, in, environment, folder, false);
    }

    /** A path as the person meant it: relative to the folder that they stand in. */
    public Path resolve(Path path) {
        return folder.resolve(path).normalize();
    }

    /**
     * The text of a file, which lies where the person meant it.
     *
     * @param what it has to be, a sentence for whoever named another
     * @throws ProblemException INVALID for one that is not there or is no UTF-8
     */
    String read(Path file, String what) {
        try {
            return Files.readString(resolve(file));
        } catch (IOException unreadable) {
            throw new ProblemException(
                    ProblemException.Kind.INVALID,
                    Problem.error("cli.file", "The file " + file + " cannot be read as text.", what),
                    unreadable);
        }
    }

    /** Text in a picocli style such as {@code bold,fg(green)}; plain where nobody looks. */
    public String styled(String style, String text) {
        return colored ? Ansi.ON.new Text("@|" + style + " " + text.replace("@|", "@ |") + "|@").toString() : text;
    }

    /** Progress and remarks, for people. */
    public void remark(String text) {
        err.println(text);
    }

    /** All of standard input as text, without the line end after it. */
    public String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
