package io.blockyard.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a command line printed and exited with, run in this process. */
public record CommandRun(int exitCode, String out, String err) {

    /** A person at a terminal without colours, in a folder, with an environment. */
    public record Shell(Path folder, Map<String, String> environment, String input) {

        public static Shell in(Path folder) {
            return new Shell(folder.toAbsolutePath(), Map.of(), "");
        }

        public Shell with(Map<String, String> variables) {
            return new Shell(folder, variables, input);
        }

        public Shell typing(String text) {
            return new Shell(folder, environment, text);
        }

        public CommandRun run(String... arguments) {
            var out = new StringWriter();
            var err = new StringWriter();
            var terminal = new Terminal(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    environment,
                    folder,
                    false);
            int exitCode = Main.run(terminal, arguments);
            return new CommandRun(exitCode, out.toString(), err.toString());
        }
    }

    /** Standard output as exactly one JSON document. */
    public JsonNode json() {
        var mapper = JsonMapper.shared();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(out)) {
            var all = documents.readAll();
            if (all.size() != 1) {
                throw new AssertionError("expected one JSON document, got " + all.size() + ": " + out);
            }
            return all.getFirst();
        }
    }
}
