package io.blockyard.discovery;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's rules that say which level and which domain a zone belongs to. Rules are tried in their order,
 * the first that matches decides. The rules that come with the product stand in {@code classification.yaml}.
 */
public final class Classification {

    private final List<Rule> levels;
    private final List<Rule> domains;

    private Classification(RuleFile file) {
        this.levels = file.levels() == null ? List.of() : file.levels();
        this.domains = file.domains() == null ? List.of() : file.domains();
    }

    /** The rules that come with the product. */
    public static Classification standard() {
        try (var yaml = Objects.requireNonNull(Classification.class.getResourceAsStream("classification.yaml"))) {
            return of(new String(yaml.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Rules written like those in {@code classification.yaml}. */
    public static Classification of(String yaml) {
        return new Classification(BlockFormats.yaml().readValue(yaml, RuleFile.class));
    }

    Verdict level(ProjectSnapshot project, ZoneBoundary zone) {
        return decide(levels, project, zone);
    }

    Verdict domain(ProjectSnapshot project, ZoneBoundary zone) {
        return decide(domains, project, zone);
    }

    private static Verdict decide(List<Rule> rules, ProjectSnapshot project, ZoneBoundary zone) {
        for (var rule : rules) {
            var texts = rule.of().texts.apply(new Candidate(project, zone));
            for (var text : texts.toList()) {
                var match = rule.pattern().matcher(text);
                if (match.find()) {
                    return new Verdict(value(rule, match), rule.of().words + " \u201c" + text + "\u201d");
                }
            }
        }
        return Verdict.NONE;
    }

    private static String value(Rule rule, Matcher match) {
        return match.groupCount() > 0 && rule.is().contains("$1") ? rule.is().replace("$1", match.group(1)) : rule.is();
    }

    /**
     * What a rule decided.
     *
     * @param reason what the rule saw, such as {@code project tag “level:equipment”}; empty when no rule matched
     */
    record Verdict(String value, String reason) {
        static final Verdict NONE = new Verdict(BlockManifest.UNCLASSIFIED, "");
    }

    private record Candidate(ProjectSnapshot project, ZoneBoundary zone) {}

    /** What a rule looks at. */
    enum Subject {
        TAG("project tag", candidate -> candidate.project().tags().stream()),
        ZONE("zone", candidate -> Stream.of(candidate.zone().name())),
        PROJECT(
                "project",
                candidate ->
                        Stream.of(candidate.project().key(), candidate.project().name())),
        DATASET(
                "dataset",
                candidate -> Stream.concat(candidate.zone().inputs().stream(), candidate.zone().outputs().stream()));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker")
        private final Function<Candidate, Stream<String>> texts;

        Subject(String words, Function<Candidate, Stream<String>> texts) {
            this.words = words;
            this.texts = texts;
        }
    }

    /**
     * One rule.
     *
     * @param of what it looks at
     * @param like a regular expression that is found in it, in any case
     * @param is the level or domain; {@code $1} stands for the expression's first group
     */
    record Rule(Subject of, String like, String is) {
        Pattern pattern() {
            return Pattern.compile(like, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /** The file of rules. */
    record RuleFile(@Nullable List<Rule> levels, @Nullable List<Rule> domains) {}
}
