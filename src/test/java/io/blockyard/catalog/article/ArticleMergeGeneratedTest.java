package io.blockyard.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Seeded triples of what a crawl wrote, what it writes now and what people made of it, hostile ones included: headings
 * in code, renamed and repeated headings, moved sections, other line ends, empty texts. No word of a person is lost.
 */
class ArticleMergeGeneratedTest {

    private static final int COUNT = Boolean.getBoolean("tests.full") ? 20_000 : 2_000;

    @Test
    void noWordOfAPersonIsLost(TestReporter reporter) {
        long conflicts = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            var triple = new Triple(new Random(seed));
            var merged = ArticleMerge.merge(triple.base, triple.crawled, triple.written);
            conflicts += merged.conflicts().size();

            assertNothingLost(triple, merged, seed);
            assertOnlyWhatBothChangedConflicts(triple, merged, seed);
            assertThat(ArticleMerge.merge(triple.crawled, triple.crawled, merged.markdown()))
                    .as("crawled twice, seed %d", seed)
                    .isEqualTo(new ArticleMerge.Merged(merged.markdown(), List.of()));
        }
        reporter.publishEntry(Map.of("triples", String.valueOf(COUNT), "conflicts", String.valueOf(conflicts)));
        assertThat(conflicts).as("conflicts among %d triples", COUNT).isBetween(COUNT / 20L, COUNT * 5L);
    }

    /** Every line that the person wrote and the base has not, as often as they wrote it. */
    private static void assertNothingLost(Triple triple, ArticleMerge.Merged merged, int seed) {
        var kept = counted(merged.markdown());
        merged.conflicts()
                .forEach(conflict ->
                        counted(conflict.written()).forEach((line, times) -> kept.merge(line, times, Integer::sum)));
        var before = counted(triple.base);
        counted(triple.written).forEach((line, times) -> {
            int own = times - before.getOrDefault(line, 0);
            if (kept.getOrDefault(line, 0) < own) {
                throw new AssertionError("lost “" + line + "”, seed " + seed + ":\n" + triple);
            }
        });
    }

    private static void assertOnlyWhatBothChangedConflicts(Triple triple, ArticleMerge.Merged merged, int seed) {
        for (var conflict : merged.conflicts()) {
            assertThat(conflict.crawled())
                    .as("the source changed, seed %d", seed)
                    .isNotEqualTo(conflict.base());
            assertThat(conflict.written()).as("a person changed, seed %d", seed).isNotEqualTo(conflict.base());
            assertThat(conflict.written()).isNotEqualTo(conflict.crawled());
        }
        if (triple.written.equals(triple.base)) {
            assertThat(merged.markdown()).isEqualTo(triple.crawled);
        }
    }

    /** Lines; of tags, which are merged by element, each element. */
    private static Map<String, Integer> counted(String text) {
        return Arrays.stream(text.replace("\uFEFF", "").split("\\R"))
                .map(String::strip)
                .flatMap(line -> line.startsWith("tags:")
                        ? Arrays.stream(line.replaceFirst("tags:", "").split("[\\[\\],]"))
                                .map(tag -> "- " + tag.strip())
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
        private int number;

        private Triple(Random random) {
            this.random = random;
            var sections = sections();
            var fields = new ArrayList<>(List.of("id: BLOCK", "version: 1.0.0", "tags: [raw, sensors]", "level: x"));
            base = page(fields, sections);
            crawled =
                    random.nextInt(20) == 0 ? base : page(changed(fields, "crawl"), changedSections(sections, "crawl"));
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
                switch (random.nextInt(4)) {
                    case 0 -> changed.set(at, changed.get(at).replaceFirst(":.*", ": " + mark(who)));
                    case 1 -> changed.add(at, "note" + number++ + ": " + mark(who));
                    case 2 ->
                        changed.replaceAll(field ->
                                field.startsWith("tags: [") ? field.replace("]", ", " + mark(who) + "]") : field);
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
                switch (random.nextInt(9)) {
                    case 0 -> section.set(line, mark(who));
                    case 1 -> section.add(mark(who));
                    case 2 -> section.add(line, LINES.get(random.nextInt(LINES.size())) + mark(who));
                    case 3 -> section.remove(line);
                    case 4 -> section.set(0, "## " + mark(who));
                    case 5 -> changed.add(at, new ArrayList<>(List.of("## " + mark(who), "", mark(who))));
                    case 6 -> changed.add(at, new ArrayList<>(List.of("## Notes", "", mark(who))));
                    case 7 -> Collections.swap(changed, at, random.nextInt(changed.size()));
                    default -> changed.remove(at);
                }
                changed.removeIf(List::isEmpty);
                if (changed.isEmpty()) {
                    changed.add(new ArrayList<>(List.of(mark(who))));
                }
            }
            return changed;
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

        @Override
        public String toString() {
            return "BASE\n" + base + "\nCRAWLED\n" + crawled + "\nWRITTEN\n" + written;
        }
    }
}
