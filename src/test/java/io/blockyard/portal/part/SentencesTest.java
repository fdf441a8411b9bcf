package io.blockyard.portal.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.RCode;
import io.blockyard.dataiku.code.Renamed;
import io.blockyard.dataiku.code.SqlCode;
import io.blockyard.iac.ConfigurationFiles;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentencesTest {

    private static final int MOST_PIECES = 5;
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");

    @Test
    void namesAndNumbersAreFoundInASentence() {
        var stale = Sentences.recognise(
                        "The target has moved since the plan was made: the project LINE_9 on “plant” is not as it was.")
                .orElseThrow();
        assertThat(stale.key()).isEqualTo("said.stale.target");
        assertThat(stale.arguments()).containsExactly("LINE_9", "plant");
    }

    @Test
    void theMoreExactSentenceIsTaken() {
        assertThat(Sentences.recognise("The DSS instance at http://dss cannot be reached: nothing listens there."))
                .hasValueSatisfying(known -> assertThat(known.key()).isEqualTo("said.dss.unreachable.listens"));
        assertThat(Sentences.recognise("The DSS instance at http://dss cannot be reached: no answer within 5 s."))
                .hasValueSatisfying(known -> assertThat(known.key()).isEqualTo("said.dss.unreachable"));
    }

    /** Whatever can be wrong with a configuration is told in the person's language. */
    @Test
    void everythingThatIsWrongWithAConfigurationIsKnown() throws IOException {
        var unknown = new TreeSet<String>();
        try (var folders = Files.list(SharedData.require("data/iac-conformance/cases"))) {
            for (var folder : folders.toList()) {
                unknownIn(new Validator().validate(ConfigurationFiles.read(folder), Map.of(), null), unknown);
            }
        }
        unknownIn(new Validator().validate(Map.of("project.yml", WRONG), Map.of(), null), unknown);
        assertThat(unknown).isEmpty();
    }

    private static void unknownIn(List<Problem> problems, Set<String> unknown) {
        problems.stream()
                .flatMap(problem -> Stream.of(problem.message(), problem.remedy()))
                .filter(sentence -> !sentence.isEmpty())
                .filter(sentence -> Sentences.recognise(sentence).isEmpty())
                .forEach(unknown::add);
    }

    private static final String WRONG = """
            version: 1.1
            project: {key: plant-7, settings: [1]}
            blocks:
              - {ref: BLOCKS_REGISTRY/X@1.0.0, instance_name: a b, zone_name: Default, variables: {projectKey: x},
                 extends: [{recipe: r}, {recipe: q, override_with: z, use_class: m.C}]}
              - {ref: BLOCKS_REGISTRY/Y@1.0.0, zone_name: Z, outputs: {A: other.B}}
              - {ref: nonsense, zone_name: Z}
            datasets:
              - {name: a/b, type: sqll, format_type: cvs, schema: [{name: c, type: timestamp}, {name: d, type: strin}]}
              - nothing
            recipes:
              - {name: one, type: pyton, inputs: [missing], code: a, sql: b}
              - {name: two, type: python, code_ref: lib/none.py, outputs: [x]}
              - {name: three, type: sort, inputs: [x], outputs: [x]}
            scenarios: [{}]
            """;

    @Test
    void whatIsQuotedIsSomebodysNameAndTheRestMayBeKnownItself() {
        var kind = Sentences.recognise("“folder” is declared as a dataset, but the output “OUT” is a folder.")
                .orElseThrow();
        assertThat(kind.arguments()).containsExactly("folder", "OUT", "folder");
        assertThat(kind.names()).containsExactlyInAnyOrder(0, 1);
    }

    /** “model” and “nothing” are words of rooms, and good names of datasets as well. */
    @Test
    void aNameThatIsAWordStaysAName() {
        var names = Map.of(
                "dataset model changed", Set.of(0),
                "renamed from model to nothing", Set.of(0, 1),
                "There is no block model.", Set.of(0),
                "Block X is deprecated: nothing", Set.of(0, 1),
                "input model is a folder now, was a dataset", Set.of(0),
                "missing model", Set.of(0));
        names.forEach((sentence, places) -> assertThat(
                        Sentences.recognise(sentence).orElseThrow().names())
                .as(sentence)
                .isEqualTo(places));
    }

    /** What renaming doubts comes to people inside a sentence of a plan. */
    @Test
    void everyDoubtAboutCodeIsKnown() {
        var names = Map.of("a", "b", "t", "u");
        var doubts = new ArrayList<Renamed.Doubt>();
        doubts.addAll(PythonCode.rename(
                        "import importlib, a.c\n__import__('a')\nimportlib.import_module(x)\n", Map.of(), names)
                .doubts());
        doubts.addAll(PythonCode.rename("dataiku.Dataset(f(1))\nx = 'a'\ndataiku.Dataset('P.a')\n", names, Map.of())
                .doubts());
        doubts.addAll(RCode.rename("source(x)\ndkuReadDataset(paste(1))\nx <- 'a'\n", names, names)
                .doubts());
        doubts.addAll(RCode.rename("((", names, names).doubts());
        doubts.addAll(SqlCode.rename("select ((", names).doubts());
        assertThat(doubts).hasSizeGreaterThan(8);
        assertThat(doubts)
                .allSatisfy(doubt -> assertThat(Sentences.recognise(doubt.sentence()))
                        .hasValueSatisfying(known -> assertThat(known.key()).startsWith("said.code.")));
        assertThat(List.of("select ((", "select " + "(".repeat(3_000), "select a from from b", "select ` from b"))
                .allSatisfy(sql -> assertThat(SqlCode.rename(sql, names).doubts())
                        .singleElement()
                        .satisfies(doubt -> assertThat(reasonOf(doubt)).startsWith("said.part.sql-")));
    }

    /** The key of what stands in the sentence of a doubt. */
    private static String reasonOf(Renamed.Doubt doubt) {
        var sentence = Sentences.recognise(doubt.sentence()).orElseThrow();
        assertThat(sentence.names()).isEmpty();
        return Sentences.recognise(sentence.arguments().getFirst())
                .orElseThrow()
                .key();
    }

    @Test
    void whatNobodyKnowsStaysAsItIs() {
        assertThat(Sentences.recognise("The moon is not where it should be.")).isEmpty();
    }

    /** A sentence that a room says otherwise by now would no longer be recognised. */
    @Test
    void everySentenceIsOneThatARoomSays() throws IOException {
        var rooms = new StringBuilder(Files.readString(Path.of("src/main/java/io/blockyard/StorableTexts.java")));
        for (var room : new String[] {
            "iac", "dataiku", "access", "problem", "block", "catalog", "discovery", "search", "compose"
        }) {
            try (var files = Files.walk(Path.of("src/main/java/io/blockyard", room))) {
                for (var file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    rooms.append(Files.readString(file));
                }
            }
        }
        var said = LITERAL.matcher(rooms.toString().replaceAll("\"\\s*\\+\\s*\"", ""))
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining("\n"))
                .replace("\\u201c", "“")
                .replace("\\u201d", "”")
                .replace("\\u2019", "’")
                .replace("\\\"", "\"")
                .replace('\'', '’');
        var unsaid = new TreeSet<String>();
        sentences().forEach((key, text) -> {
            if (Arrays.stream(text.toString().split("\\{\\d}"))
                    .map(part -> part.replaceAll("^[“”.,: ]+|[“”.,: ]+$", ""))
                    .anyMatch(part -> !isSaid(said, part, MOST_PIECES))) {
                unsaid.add(key + "=" + text);
            }
        });
        assertThat(unsaid).isEmpty();
    }

    /** In this many pieces at most, that the room puts together at spaces, commas and semicolons. */
    private static boolean isSaid(String said, String part, int pieces) {
        if (said.contains(part)) {
            return true;
        }
        return pieces > 1
                && IntStream.range(0, part.length())
                        .filter(at -> " ;,".indexOf(part.charAt(at)) >= 0)
                        .filter(at -> said.contains(part.substring(0, at)))
                        .anyMatch(at -> isSaid(said, part.substring(at).strip(), pieces - 1));
    }

    private static Properties sentences() throws IOException {
        var all = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/messages.properties"), StandardCharsets.UTF_8)) {
            all.load(reader);
        }
        all.keySet()
                .retainAll(all.stringPropertyNames().stream()
                        .filter(key -> key.startsWith(Sentences.PREFIX))
                        .collect(Collectors.toSet()));
        assertThat(all).isNotEmpty();
        return all;
    }
}
