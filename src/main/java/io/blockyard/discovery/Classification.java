package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

    private final List<Ready> levels;
    private final List<Ready> domains;

    Classification(RuleFile rules) {
        this.levels = rules.levels().stream().map(Ready::of).toList();
        this.domains = rules.domains().stream().map(Ready::of).toList();
    }

    /** A rule that can be tried on many zones. */
    private record Ready(Rule rule, Pattern pattern) {
        static Ready of(Rule rule) {
            return new Ready(rule, rule.pattern());
        }
    }

    /** The rules that come with the product. */
    static RuleFile standardRules() {
        try (var yaml = Objects.requireNonNull(Classification.class.getResourceAsStream("classification.yaml"))) {
            return BlockFormats.yaml()
                    .readValue(new String(yaml.readAllBytes(), StandardCharsets.UTF_8), RuleFile.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Verdict level(ProjectSnapshot project, ZoneBoundary zone) {
        return decide(levels, project, zone);
    }

    Verdict domain(ProjectSnapshot project, ZoneBoundary zone) {
        return decide(domains, project, zone);
    }

    private static Verdict decide(List<Ready> rules, ProjectSnapshot project, ZoneBoundary zone) {
        for (var ready : rules) {
            var rule = ready.rule();
            var texts = rule.of().texts.apply(new Candidate(project, zone));
            for (var text : texts.toList()) {
                var match = ready.pattern().matcher(text);
                var value = match.find() ? value(rule, match) : "";
                if (!value.isEmpty()) {
                    return new Verdict(value, rule.of().words(project, text) + " \u201c" + text + "\u201d");
                }
            }
        }
        return Verdict.NONE;
    }

    /** Empty when the rule names a group that took no part: then it says nothing of this text. */
    private static String value(Rule rule, Matcher match) {
        if (match.groupCount() == 0 || !rule.is().contains("$1")) {
            return rule.is();
        }
        var group = Objects.requireNonNullElse(match.group(1), "").strip();
        return group.isEmpty() ? "" : rule.is().replace("$1", group);
    }

    /**
     * What a rule decided.
     *
     * @param reason what the rule saw, such as {@code project tag “level:equipment”}; empty when no rule matched
     */
    record Verdict(String value, String reason) {
        static final Verdict NONE = new Verdict(BlockManifest.UNCLASSIFIED, "");
    }

    private record Candidate(ProjectSnapshot project, ZoneBoundary zone) {

        /** Of the zone's recipes and of its datasets, in their order. */
        Stream<String> ownTags() {
            return Stream.concat(
                            zone.recipes().stream()
                                    .flatMap(name -> project.recipe(name).stream())
                                    .flatMap(recipe -> recipe.tags().stream()),
                            zone.datasets().stream()
                                    .flatMap(name -> project.dataset(name).stream())
                                    .flatMap(dataset -> dataset.tags().stream()))
                    .distinct();
        }
    }

    /** What a rule looks at. */
    public enum Subject {
        /** The project's, then those of what the zone is made of. */
        TAG("project tag", candidate -> Stream.concat(candidate.project().tags().stream(), candidate.ownTags())),
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

        /** What a text is that was found, such as {@code project tag}. */
        String words(ProjectSnapshot project, String text) {
            return this == TAG && !project.tags().contains(text) ? "tag" : words;
        }

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Subject ofWire(String wire) {
            for (var subject : values()) {
                if (subject.name().equalsIgnoreCase(wire.strip())) {
                    return subject;
                }
            }
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "classification.rule",
                    "A rule cannot look at \u201c" + wire + "\u201d.",
                    "It looks at tag, zone, project or dataset.");
        }
    }

    /**
     * One rule.
     *
     * @param of what it looks at
     * @param like a regular expression that is found in it, in any case
     * @param is the level or domain; {@code $1} stands for the expression's first group, and where that found nothing
     *     the rule does not decide
     */
    public record Rule(Subject of, String like, String is) {

        /** @throws ProblemException INVALID for a subject that there is not */
        @JsonCreator
        static Rule ofWire(
                @JsonProperty("of") @Nullable String of,
                @JsonProperty("like") @Nullable String like,
                @JsonProperty("is") @Nullable String is) {
            return new Rule(Subject.ofWire(of == null ? "" : of), like == null ? "" : like, is == null ? "" : is);
        }

        Pattern pattern() {
            return Pattern.compile(like, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /** All rules, in the order in which they are tried. */
    public record RuleFile(List<Rule> levels, List<Rule> domains) {

        /** Lists that are left out are empty. */
        @JsonCreator
        static RuleFile ofWire(
                @JsonProperty("levels") @Nullable List<Rule> levels,
                @JsonProperty("domains") @Nullable List<Rule> domains) {
            return new RuleFile(levels == null ? List.of() : levels, domains == null ? List.of() : domains);
        }
    }
}
