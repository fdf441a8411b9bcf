package io.blockyard.search.evaluate;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.evaluate.LabelledIntent.Kind;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads catalogs and sets of intents: one JSON object a line. A block is its manifest, with {@code notes}, the text of
 * its page, and {@code asks} where there are any; an intent has {@code intent}, {@code expect}, {@code kind}, and
 * {@code id}, {@code lang}, {@code style} and {@code set} as far as known.
 */
public final class EvaluationFiles {

    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_TOLD = 5;

    private final String name;
    private final List<Problem> problems = new ArrayList<>();

    private EvaluationFiles(String name) {
        this.name = name;
    }

    /** A block with what stands on its page and what people say when they need it. */
    public record BlockLine(BlockManifest manifest, String notes, List<String> asks) {}

    /** @throws ProblemException INVALID with the number of each line that cannot be read, NOT_FOUND without the file */
    public static List<BlockLine> blocks(Path file) {
        return blocks(String.valueOf(file), lines(file));
    }

    /** The same of lines that are not in a file; {@code name} is what problems call them. */
    public static List<BlockLine> blocks(String name, List<String> lines) {
        var reading = new EvaluationFiles(name);
        var blocks = new LinkedHashMap<String, BlockLine>();
        reading.objects(lines)
                .forEach((line, json) -> reading.block(line, json).ifPresent(block -> {
                    if (blocks.putIfAbsent(block.manifest().id().value(), block) != null) {
                        reading.wrong(line, "The block " + block.manifest().id() + " is there twice.", "Keep one.");
                    }
                }));
        reading.stopOnProblems(blocks.isEmpty());
        return List.copyOf(blocks.values());
    }

    /** @throws ProblemException INVALID with the number of each line that cannot be read, NOT_FOUND without the file */
    public static List<LabelledIntent> intents(Path file) {
        return intents(String.valueOf(file), lines(file));
    }

    /** The same of lines that are not in a file; {@code name} is what problems call them, empty where there is one set only. */
    public static List<LabelledIntent> intents(String name, List<String> lines) {
        var reading = new EvaluationFiles(name);
        var intents = new ArrayList<LabelledIntent>();
        reading.objects(lines)
                .forEach((line, json) -> reading.intent(line, json).ifPresent(intents::add));
        reading.stopOnProblems(intents.isEmpty());
        return List.copyOf(intents);
    }

    /** Blocks that intents expect and the catalog does not have, so that the intents can only be missed. */
    public static Optional<Problem> unknown(List<BlockLine> blocks, List<LabelledIntent> intents) {
        var ids = blocks.stream().map(block -> block.manifest().id().value()).collect(Collectors.toSet());
        var unknown = intents.stream()
                .flatMap(intent -> intent.expect().stream())
                .filter(id -> !ids.contains(id))
                .distinct()
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.warning(
                        "evaluate.unknown-block",
                        "Intents expect blocks that the catalog does not have: "
                                + String.join(", ", unknown.subList(0, Math.min(MOST_TOLD, unknown.size())))
                                + (unknown.size() > MOST_TOLD ? ", \u2026" : "") + ".",
                        "Give the catalog that they were written for, or take those intents out."));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw ProblemException.of(
                    ProblemException.Kind.NOT_FOUND,
                    "evaluate.no-file",
                    "There is no file " + file + ".",
                    "Name a file of lines, each a JSON object.");
        } catch (MalformedInputException e) {
            throw unreadable(file, "it is not UTF-8");
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException unreadable(Path file, String why) {
        return ProblemException.of(
                ProblemException.Kind.INVALID,
                "evaluate.unreadable",
                "The file " + file + " cannot be read: " + why + ".",
                "Name a file of lines, each a JSON object.");
    }

    private Map<Integer, JsonNode> objects(List<String> lines) {
        var objects = new LinkedHashMap<Integer, JsonNode>();
        for (int i = 0; i < lines.size(); i++) {
            var line = i == 0 ? withoutMark(lines.get(i)) : lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            try {
                var json = BlockFormats.json().readTree(line);
                if (json.isObject()) {
                    objects.put(i + 1, json);
                } else {
                    wrong(i + 1, "This is no JSON object.", "Write one object a line.");
                }
            } catch (JacksonException e) {
                wrong(i + 1, "This is no JSON: " + e.getOriginalMessage() + ".", "Write one object a line.");
            }
        }
        return objects;
    }

    /** Some editors begin a file with a byte order mark. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private Optional<BlockLine> block(int line, JsonNode json) {
        try {
            var manifest = BlockFormats.json().treeToValue(json, BlockManifest.class);
            return Optional.of(new BlockLine(manifest, json.path("notes").asString(""), strings(json.path("asks"))));
        } catch (JacksonException | IllegalArgumentException e) {
            var why = e instanceof JacksonException of ? of.getOriginalMessage() : e.getMessage();
            wrong(line, "This is no block manifest: " + why + ".", "A block has block_id, version, type and name.");
            return Optional.empty();
        }
    }

    private Optional<LabelledIntent> intent(int line, JsonNode json) {
        var text = json.path("intent").asString("");
        var expect = strings(json.path("expect"));
        var kind = kind(json.path("kind").asString(""), expect);
        if (text.isBlank()) {
            wrong(line, "There is no intent.", "Write the need in words under \u201cintent\u201d.");
            return Optional.empty();
        }
        if (kind.isEmpty()) {
            wrong(
                    line,
                    "The kind \u201c" + json.path("kind").asString("") + "\u201d does not go with " + expect.size()
                            + " expected blocks.",
                    "single expects a block, multi several, none no block.");
            return Optional.empty();
        }
        return Optional.of(new LabelledIntent(
                json.path("id").asString("line-" + line),
                text,
                expect,
                kind.get(),
                json.path("lang").asString("en"),
                json.path("style").asString(""),
                json.path("set").asString("")));
    }

    /** Without a kind, the number of expected blocks says it. */
    private static Optional<Kind> kind(String written, List<String> expect) {
        var byCount = expect.isEmpty() ? Kind.NONE : expect.size() == 1 ? Kind.SINGLE : Kind.MULTI;
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.of(byCount);
            case "single" -> expect.isEmpty() ? Optional.empty() : Optional.of(Kind.SINGLE);
            case "multi" -> expect.isEmpty() ? Optional.empty() : Optional.of(Kind.MULTI);
            case "none" -> expect.isEmpty() ? Optional.of(Kind.NONE) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(each -> strings.add(each.asString("")));
        return strings;
    }

    private void wrong(int line, String message, String remedy) {
        problems.add(Problem.error("evaluate.line", message, remedy).at(name, line, 1));
    }

    private void stopOnProblems(boolean nothing) {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(Problem::line, Comparator.nullsLast(Comparator.naturalOrder())));
            throw new ProblemException(
                    ProblemException.Kind.INVALID, problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        }
        if (nothing) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "evaluate.empty",
                    name.isEmpty() ? "There is nothing in the set." : "There is nothing in " + name + ".",
                    "Write one JSON object a line.");
        }
    }
}
