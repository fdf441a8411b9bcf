package io.blockyard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What people would type, one line each in {@code examples.txt}: the help of a command ends with the lines that begin
 * with its words.
 */
final class Examples {

    private static final int MOST = 3;
    private static final List<String> LINES = lines();

    private Examples() {}

    /** All of them, without the name of the program. */
    static List<String> all() {
        return LINES;
    }

    /** Ends the help of a command, and of those in it, with examples. */
    static void addTo(CommandLine command, String words) {
        var examples = LINES.stream()
                .filter(line -> (line + " ").startsWith(words + " "))
                .limit(MOST)
                .toList();
        if (!examples.isEmpty()) {
            command.getCommandSpec().usageMessage().footer(footer(examples));
        }
        command.getSubcommands().forEach((word, nested) -> addTo(nested, words + " " + word));
    }

    private static String[] footer(List<String> examples) {
        return Stream.of(
                        Stream.of("", "For example:"),
                        examples.stream().map(example -> "  blockyard " + example),
                        Stream.of(BlockyardCommand.footer()))
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }

    private static List<String> lines() {
        try (var file = Objects.requireNonNull(Examples.class.getResourceAsStream("examples.txt"))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
