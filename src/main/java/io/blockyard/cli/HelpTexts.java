package io.blockyard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Writes what every command answers to {@code --help} into files, once for each build, so that the launcher answers
 * without starting a Java process: {@code DIR/plain/source add} and {@code DIR/colored/source add} hold the help of
 * {@code blockyard source add}, {@code blockyard} in each folder that of the whole program.
 */
final class HelpTexts {

    private HelpTexts() {}

    public static void main(String[] arguments) throws IOException {
        // As wide as where nobody looks, not as wide as the terminal of the build.
        System.setProperty("picocli.usage.width", "80");
        write(Path.of(arguments[0]));
    }

    static void write(Path folder) throws IOException {
        for (boolean colored : new boolean[] {false, true}) {
            var texts = Files.createDirectories(folder.resolve(colored ? "colored" : "plain"));
            for (var words : commands()) {
                var file = texts.resolve(words.isEmpty() ? "blockyard" : String.join(" ", words));
                try (var text = new PrintWriter(Files.newBufferedWriter(file))) {
                    var terminal = Terminal.ofProcess();
                    Main.run(
                            new Terminal(text, terminal.err(), terminal.in(), terminal.environment(), folder, colored),
                            Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));
                }
            }
        }
    }

    /** The words of every command, groups such as {@code source} and the root, which has none, included. */
    static List<List<String>> commands() {
        var all = new ArrayList<List<String>>();
        all.add(List.of());
        var factory = new CommandFactory(Terminal.ofProcess());
        for (var subcommand : Subcommand.values()) {
            addWithNested(all, List.of(subcommand.word()), subcommand.load(factory));
        }
        return all;
    }

    private static void addWithNested(List<List<String>> all, List<String> words, CommandLine command) {
        all.add(words);
        command.getSubcommands()
                .forEach((word, nested) -> addWithNested(
                        all, Stream.concat(words.stream(), Stream.of(word)).toList(), nested));
    }
}
