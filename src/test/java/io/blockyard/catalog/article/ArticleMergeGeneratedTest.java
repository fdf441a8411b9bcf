package io.blockyard.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Seeded triples of what a crawl wrote, what it writes now and what people made of it, hostile ones included: headings
 * in code, renamed and repeated headings, moved sections, other line ends, empty texts. After each, the source and people
 * go on, and a copy is edited beside the article. No word of a person is lost, and none of the other side that does not
 * wait in a conflict.
 */
class ArticleMergeGeneratedTest {

    private static final int COUNT = Boolean.getBoolean("tests.full") ? 20_000 : 2_000;
    private static final Pattern SET = Pattern.compile("(?:tags|owner|owners):");

    @Test
    void noWordOfAPersonIsLost(TestReporter reporter) {
        long conflicts = 0;
        long again = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            var triple = new Triple(new Random(seed));
            var first = checked(triple.base, triple.crawled, triple.written, seed);
            assertSameAgain(triple.crawled, first.markdown(), seed);

            var people = triple.edited(first.markdown(), "person");
            var second = checked(triple.crawled, triple.next, people, seed);
            checked(
                    second.markdown(),
                    triple.edited(second.markdown(), "copy"),
                    triple.edited(second.markdown(), "person"),
                    seed);

            conflicts += first.conflicts().size();
            var places = first.conflicts().stream().map(ArticleConflict::place).toList();
            again += second.conflicts().stream()
                    .filter(conflict -> places.contains(conflict.place()))
                    .count();
        }
        reporter.publishEntry(Map.of(
                "triples", String.valueOf(COUNT),
                "conflicts", String.valueOf(conflicts),
                "at one place again", String.valueOf(again)));
        assertThat(conflicts).as("conflicts among %d triples", COUNT).isBetween(COUNT / 20L, COUNT * 5L);
        assertThat(again).as("places that conflict twice").isGreaterThan(COUNT / 100L);
    }

    private static ArticleMerge.Merged checked(String base, String crawled, String written, int seed) {
        var merged = ArticleMerge.merge(base, crawled, written);
        Supplier<String> why = () -> "seed %d\nBASE\n%s\nCRAWLED\n%s\nWRITTEN\n%s\nMERGED\n%s"
                .formatted(seed, base, crawled, written, merged.markdown());
        var kept = counted(merged.markdown());
        assertKept(base, written, kept, why);
        merged.conflicts()
                .forEach(conflict ->
                        counted(conflict.crawled()).forEach((line, times) -> kept.merge(line, times, Integer::sum)));
        assertKept(base, crawled, kept, why);
        for (var conflict : merged.conflicts()) {
            assertThat(conflict.crawled())
                    .as(() -> "the source changed, " + why.get())
                    .isNotEqualTo(conflict.base());
            assertThat(conflict.written())
                    .as(() -> "a person changed, " + why.get())
                    .isNotEqualTo(conflict.base());
            assertThat(conflict.written())
                    .as(() -> "what waits differs, " + why.get())
                    .isNotEqualTo(conflict.crawled());
        }
        if (written.equals(base)) {
            assertThat(merged.markdown()).isEqualTo(crawled);
        }
        return merged;
    }

    /** Every line that a side wrote and the base has not, as often as that side wrote it. */
    private static void assertKept(String base, String side, Map<String, Integer> kept, Supplier<String> why) {
        var before = counted(base);
        counted(side).forEach((line, times) -> {
            if (kept.getOrDefault(line, 0) < times - before.getOrDefault(line, 0)) {
                throw new AssertionError("lost \u201c" + line + "\u201d, " + why.get());
            }
        });
    }

    /** The same crawl again; other bytes, so that the parts are compared and not the pages. */
    private static void assertSameAgain(String crawled, String article, int seed) {
        var again = ArticleMerge.merge(crawled, crawled + "\n", article);
        assertThat(again.conflicts()).as("crawled twice, seed %d", seed).isEmpty();
        assertThat(ArticleText.parse(again.markdown()).write())
                .as("crawled twice, seed %d", seed)
                .isEqualTo(ArticleText.parse(article).write());
    }

    /** Lines; of fields that are merged by element, each element. */
    private static Map<String, Integer> counted(String text) {
        return Arrays.stream(text.replace("\uFEFF", "").split("\\R"))
                .map(String::strip)
                .flatMap(line -> SET.matcher(line).lookingAt()
                        ? Arrays.stream(SET.matcher(line).replaceFirst("").split("[\\[\\],]"))
                                .map(element -> "- " + element.strip())
                        : Stream.of(line))
                .filter(line -> !line.isEmpty() && !line.equals("-"))
                .collect(Collectors.toMap(line -> line, line -> 1, Integer::sum, HashMap::new));
    }

    /** One triple; lines of the person are marked, so that they are told from the crawl's. */
    private static final class Triple {

        private static final List<String> HEADINGS = List.of(
                "Description", "Inputs", "Outputs", "Columns", "Flow", "Usage", "Changelog", "Übersicht", "Inputs");
        private static final List<String> LINES = List.of(
                "Reads the readings.",
                "| RAW | dataset |",
                "- one point",
                "```\n## in a fence\n```",
                "~~~\n# in another\n",
                "> ## quoted",
                "Über­sicht — 測定",
                "    ## indented code",
                "Setext\n------",
                "",
                "---",
                "<!-- ## comment -->");

        private final Random random;
        private final String base;
        private final String crawled;
        private final String written;
        /** What the crawl after the next writes. */
        private final String next;

        private int number;

        private Triple(Random random) {
            this.random = random;
            var sections = sections();
            var fields = new ArrayList<>(List.of(
                    "id: BLOCK",
                    "version: 1.0.0",
                    "type: zone",
                    "blocked: true",
                    "source: PLANT / Cleaning",
                    "level: equipment",
                    "domain: process",
                    "tags: [raw, sensors]",
                    "owner: [olive, pat]"));
            base = page(fields, sections);
            var stays = random.nextInt(20) == 0;
            var newFields = stays ? fields : changed(fields, "crawl");
            var newSections = stays ? sections : changedSections(sections, "crawl");
            crawled = page(newFields, newSections);
            next = page(changed(newFields, "crawl"), changedSections(newSections, "crawl"));
            var own = random.nextInt(20) == 0
                    ? base
                    : page(changed(fields, "person"), changedSections(sections, "person"));
            written = switch (random.nextInt(12)) {
                case 0 -> own.replace("\n", "\r\n");
                case 1 -> own.stripTrailing();
                case 2 -> own.replaceFirst("(?s)^---.*?\n---\n", "");
                case 3 -> "\uFEFF" + own;
                case 4 -> random.nextInt(5) == 0 ? "" : own;
                default -> own;
            };
        }

        private List<List<String>> sections() {
            var sections = new ArrayList<List<String>>();
            sections.add(new ArrayList<>(List.of("# The block", "", "What it does.")));
            int count = 1 + random.nextInt(7);
            for (int i = 0; i < count; i++) {
                var section = new ArrayList<>(List.of("## " + HEADINGS.get(random.nextInt(HEADINGS.size())), ""));
                for (int line = random.nextInt(6); line > 0; line--) {
                    section.add(LINES.get(random.nextInt(LINES.size())));
                }
                sections.add(section);
            }
            return sections;
        }

        private List<String> changed(List<String> fields, String who) {
            var changed = new ArrayList<>(fields);
            for (int times = random.nextInt(3); times > 0; times--) {
                int at = random.nextInt(changed.size());
                switch (random.nextInt(5)) {
                    case 0 -> changed.set(at, changed.get(at).replaceFirst(":.*", ": " + mark(who)));
                    case 1 -> changed.add(at, "note" + number++ + ": " + mark(who));
                    case 2 -> changed.replaceAll(field -> field.replace("]", ", " + mark(who) + "]"));
                    case 3 -> changed.replaceAll(field -> field.replaceFirst("\\[\\w+, ", "["));
                    default -> {
                        if (changed.size() > 1) {
                            changed.remove(at);
                        }
                    }
                }
            }
            return changed;
        }

        private List<List<String>> changedSections(List<List<String>> sections, String who) {
            var changed = new ArrayList<List<String>>();
            sections.forEach(section -> changed.add(new ArrayList<>(section)));
            for (int times = random.nextInt(5); times > 0; times--) {
                int at = random.nextInt(changed.size());
                var section = changed.get(at);
                int line = random.nextInt(section.size());
                switch (random.nextInt(10)) {
                    case 0 -> section.set(line, mark(who));
                    case 1 -> section.add(mark(who));
                    case 2 -> section.add(line, LINES.get(random.nextInt(LINES.size())) + mark(who));
                    case 3 -> section.remove(line);
                    case 4 -> section.set(0, "## " + mark(who));
                    case 5 -> changed.add(at, new ArrayList<>(List.of("## " + mark(who), "", mark(who))));
                    case 6 -> changed.add(at, new ArrayList<>(List.of("## Notes", "", mark(who))));
                    case 7 -> {
                        var twice = mark(who);
                        section.addAll(line, List.of(twice, LINES.getFirst(), twice));
                        changed.getLast().add(twice);
                    }
                    case 8 -> Collections.swap(changed, at, random.nextInt(changed.size()));
                    default -> changed.remove(at);
                }
                changed.removeIf(List::isEmpty);
                if (changed.isEmpty()) {
                    changed.add(new ArrayList<>(List.of(mark(who))));
                }
            }
            return changed;
        }

        /** The page with a few lines more, others in their place, or fewer. */
        private String edited(String page, String who) {
            var lines = new ArrayList<>(List.of(page.split("\n", -1)));
            for (int times = random.nextInt(4); times > 0; times--) {
                int at = random.nextInt(lines.size());
                switch (random.nextInt(3)) {
                    case 0 -> lines.add(at, mark(who));
                    case 1 -> lines.set(at, mark(who));
                    default -> {
                        if (lines.size() > 1) {
                            lines.remove(at);
                        }
                    }
                }
            }
            return String.join("\n", lines);
        }

        private String mark(String who) {
            return who + " " + number++;
        }

        private static String page(List<String> fields, List<List<String>> sections) {
            return "---\n" + String.join("\n", fields) + "\n---\n\n"
                    + sections.stream()
                            .map(section -> String.join("\n", section))
                            .collect(Collectors.joining("\n\n"))
                    + "\n";
        }
    }
}
