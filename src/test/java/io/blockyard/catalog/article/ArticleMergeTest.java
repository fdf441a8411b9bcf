package io.blockyard.catalog.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleMergeTest {

    private static final String BASE = """
            ---
            id: CLEANING
            version: 1.0.0
            tags:
              - raw
              - sensors
            ---

            # Cleaning

            Cleans raw readings.

            ## Description

            Reads the readings.
            Removes doubles.
            Writes clean ones.

            ## Inputs

            | Name | Type |
            |---|---|
            | RAW | dataset |

            ## Usage

            ```yaml
            ## not a heading
            version: "1.0"
            ```

            ## Changelog

            - **1.0.0** (2026-01-01): First publication.
            """;

    @Test
    void anUneditedArticleIsWhatTheCrawlWrites() {
        var crawled = BASE.replace("Removes doubles.", "Removes doubles and gaps.");

        assertThat(ArticleMerge.merge(BASE, crawled, BASE)).isEqualTo(new ArticleMerge.Merged(crawled, List.of()));
        assertThat(ArticleMerge.merge(BASE, crawled, BASE.replace("\n", "\r\n")).markdown())
                .isEqualTo(crawled);
    }

    @Test
    void anUnchangedSourceLeavesEveryByte() {
        var written = "No front matter at all\r\n\r\n\r\n#Odd";

        assertThat(ArticleMerge.merge(BASE, BASE, written)).isEqualTo(new ArticleMerge.Merged(written, List.of()));
    }

    @Test
    void whatEachSideChangedElsewhereIsAllThere() {
        var crawled = BASE.replace("version: 1.0.0", "version: 1.1.0")
                .replace("| RAW | dataset |", "| RAW | dataset |\n| SITES | dataset |")
                .replace("- **1.0.0**", "- **1.1.0** (2026-02-01): A new input.\n- **1.0.0**");
        var written = BASE.replace("Removes doubles.", "Removes doubles, see the handbook.")
                .replace("## Changelog", "## Pitfalls\n\nMind the clocks.\n\n## Changelog");

        var merged = ArticleMerge.merge(BASE, crawled, written);

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.markdown())
                .isEqualTo(crawled.replace("Removes doubles.", "Removes doubles, see the handbook.")
                        .replace("## Changelog", "## Pitfalls\n\nMind the clocks.\n\n## Changelog"));
    }

    @Test
    void oneLineThatBothChangedWaitsForAPersonAndKeepsTheirs() {
        var crawled = BASE.replace("Removes doubles.", "Removes doubles and gaps.");
        var written = BASE.replace("Removes doubles.", "Drops what came twice.");

        var merged = ArticleMerge.merge(BASE, crawled, written);

        assertThat(merged.markdown()).isEqualTo(written);
        assertThat(merged.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.place()).hasToString("section:Description");
            assertThat(conflict.crawled()).contains("Removes doubles and gaps.");
            assertThat(conflict.written()).contains("Drops what came twice.");
            assertThat(conflict.base()).contains("Removes doubles.\n");
        });
    }

    @Test
    void distantLinesOfOneSectionAreMerged() {
        var crawled = BASE.replace("Reads the readings.", "Reads all readings.");
        var written = BASE.replace("Writes clean ones.", "Writes clean ones, by the hour.");

        assertThat(ArticleMerge.merge(BASE, crawled, written))
                .isEqualTo(new ArticleMerge.Merged(
                        crawled.replace("Writes clean ones.", "Writes clean ones, by the hour."), List.of()));
    }

    @Test
    void tagsMergeByElement() {
        var crawled = BASE.replace("  - sensors", "  - telemetry");
        var written = BASE.replace("  - sensors", "  - sensors\n  - ours");

        var merged = ArticleMerge.merge(BASE, crawled, written);

        assertThat(merged.conflicts()).isEmpty();
        assertThat(ArticleMerge.at(merged.markdown(), ArticlePlace.parse("field:tags")))
                .contains("raw", "ours", "telemetry")
                .doesNotContain("sensors");
    }

    @Test
    void aFieldThatAPersonAddedStays() {
        var crawled = BASE.replace("version: 1.0.0", "version: 2.0.0");
        var written = BASE.replace("tags:", "owner: plant-data # ask them first\ntags:");

        assertThat(ArticleMerge.merge(BASE, crawled, written))
                .isEqualTo(new ArticleMerge.Merged(
                        crawled.replace("tags:", "owner: plant-data # ask them first\ntags:"), List.of()));
    }

    @Test
    void aSectionThatAPersonTookAwayStaysAway() {
        var written = ArticleMerge.with(BASE, ArticlePlace.parse("section:Usage"), "");
        var elsewhere = BASE.replace("| RAW | dataset |", "| RAW | folder |");
        var there = BASE.replace("## not a heading", "## still none");

        assertThat(ArticleMerge.merge(BASE, elsewhere, written))
                .isEqualTo(new ArticleMerge.Merged(
                        ArticleMerge.with(elsewhere, ArticlePlace.parse("section:Usage"), ""), List.of()));
        var asked = ArticleMerge.merge(BASE, there, written);
        assertThat(asked.markdown()).isEqualTo(written);
        assertThat(asked.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.place()).hasToString("section:Usage");
            assertThat(conflict.written()).isEmpty();
        });
    }

    @Test
    void aSectionUnderAnotherHeadingIsTheSameSection() {
        var written = BASE.replace("## Description", "## What it does");
        var crawled = BASE.replace("Removes doubles.", "Removes doubles and gaps.");

        var merged = ArticleMerge.merge(BASE, crawled, written);

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.markdown()).isEqualTo(crawled.replace("## Description", "## What it does"));
    }

    @Test
    void movedSectionsStayWhereTheyWereMoved() {
        var usage = ArticleMerge.at(BASE, ArticlePlace.parse("section:Usage"));
        var without = ArticleMerge.with(BASE, ArticlePlace.parse("section:Usage"), "");
        var written = without.replace("## Description", usage + "\n\n## Description");
        var crawled = BASE.replace("version: \"1.0\"\n", "version: \"1.0\"\nproject: {key: P}\n")
                .replace("## Usage", "## Contains\n\n- clean\n\n## Usage");

        var merged = ArticleMerge.merge(BASE, crawled, written).markdown();

        assertThat(merged.indexOf("## Usage")).isLessThan(merged.indexOf("## Description"));
        assertThat(merged).contains("project: {key: P}").containsOnlyOnce("## Usage");
        assertThat(merged.indexOf("## Contains"))
                .isBetween(merged.indexOf("## Inputs"), merged.indexOf("## Changelog"));
    }

    @Test
    void theTitleFollowsARenamedBlock() {
        var crawled = BASE.replace("# Cleaning\n", "# Cleaning of readings\n");
        var written = BASE.replace("Cleans raw readings.", "Cleans raw readings. Ours since 2019.");

        var merged = ArticleMerge.merge(BASE, crawled, written).markdown();

        assertThat(merged).contains("Ours since 2019.").doesNotContain("\n# Cleaning\n\nCleans raw readings.\n");
    }

    @Test
    void aConflictIsResolvedByTheTextThatAPersonChooses() {
        var chosen = "## Description\n\nBoth.";

        var resolved = ArticleMerge.with(BASE, ArticlePlace.parse("section:Description"), chosen);

        assertThat(ArticleMerge.at(resolved, ArticlePlace.parse("section:Description")))
                .isEqualTo(chosen);
        assertThat(ArticleMerge.with(resolved, ArticlePlace.parse("section:Owners"), "## Owners\n\nUs."))
                .contains("## Owners\n\nUs.\n\n## Changelog");
    }
}
