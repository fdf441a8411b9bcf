package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.dataiku.DssWiki;
import io.blockyard.dataiku.Sources;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What people write in a copy beside articles, and what they had there before. */
class OthersWritingTest extends MirroredBlocks {

    private static final String HOME = "Wiki/Home.md";
    private static final String INDEX = "Wiki/_BLOCKS/_INDEX.md";

    @Test
    void whatPeopleWriteInGeneratedPagesStaysInThem() throws IOException {
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        here.run("files");
        var byDomain = here.tree().keySet().stream()
                .filter(path -> path.contains("/by-domain/") && path.endsWith(FEATURES + ".md"))
                .findFirst()
                .orElseThrow();
        edit(
                HOME,
                text -> text.replace("\n- [All", "\nAsk the planners first.\n\n- [All")
                        .replace("\n", "\r\n"));
        edit(
                INDEX,
                text -> text.replaceFirst("(?m)^\\| \\[VIBRATION_FEATURES.*$", "| Vibration features: ask Olive |"));
        edit(byDomain, text -> text + "\nUsed by the night shift.\n");

        assertThat(here.run("files")).isEmpty();
        assertThat(folder.resolve(INDEX)).content().contains("ask Olive").doesNotContain("[VIBRATION_FEATURES]");

        change("level:equipment", "level:sensor");
        assertThat(here.run("files"))
                .extracting(Problem::path, Problem::code)
                .containsExactly(tuple(INDEX, "mirror.page-edited"));
        assertThat(folder.resolve(INDEX)).content().contains("ask Olive", "[VIBRATION_FEATURES]", "| sensor |");
        assertThat(folder.resolve(HOME)).content().contains("Ask the planners first.", "2 reusable blocks");
        assertThat(folder.resolve(byDomain)).content().contains("night shift", "by-hierarchy/sensor/");

        Files.writeString(folder.resolve(MirrorTask.INDEX), "<<<<<<< HEAD");
        assertThat(here.run("files")).extracting(Problem::code).containsExactly("mirror.unreadable-index");
        assertThat(folder.resolve(HOME)).content().contains("Ask the planners first.");
        edit(HOME, text -> "");
        here.mirrors.remove(ADMIN, "files");
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        assertThat(here.run("files")).isEmpty();
        assertThat(folder.resolve(HOME)).hasBinaryContent(here.tree().get(HOME));
        assertThat(folder.resolve(INDEX)).content().contains("ask Olive", "[VIBRATION_FEATURES]");
    }

    @Test
    void filesThatWereThereBeforeAreLeftAlone() throws IOException {
        var config = "Library/blocks/hierarchy_config.json";
        var page = page();
        for (var path : Set.of(HOME, config, page)) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "Ours");
        }
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        var article = here.text(FEATURES);

        for (int run = 0; run < 2; run++) {
            assertThat(here.run("files"))
                    .allMatch(problem -> problem.code().equals("mirror.somebody-elses-file"))
                    .extracting(Problem::path)
                    .containsExactlyInAnyOrder(HOME, config, page);
            change("level:equipment", "level:equipment\", \"run:" + run);
            here.mirrors.remove(ADMIN, "files");
            here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        }
        assertThat(here.run("files")).hasSize(3);
        for (var path : Set.of(HOME, config, page)) {
            assertThat(folder.resolve(path)).hasContent("Ours");
        }
        assertThat(here.articles.conflicts(ADMIN, FEATURES)).isEmpty();
        assertThat(here.text(FEATURES)).doesNotContain("Ours").isNotEqualTo(article);

        for (var path : Set.of(HOME, config, page)) {
            Files.delete(folder.resolve(path));
        }
        assertThat(here.run("files")).isEmpty();
        assertThat(folder.resolve(page)).hasContent(here.text(FEATURES));
        assertThat(folder.resolve(config)).hasBinaryContent(here.tree().get(config));
    }

    @Test
    void whatPeopleWriteInTheWikiOfDssStaysAndAnArticleWithoutFrontMatterIsNoEdit() throws IOException {
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();
        var wiki = bench.sources
                .instance(Sources.SANDBOX)
                .project("BLOCKS_REGISTRY")
                .wiki();
        edit(wiki, "Home", text -> text.replace("- [All", "Ask the planners first.\n\n- [All"));
        edit(wiki, FEATURES + " (by domain)", text -> text + "\nUsed by the night shift.\n");
        here.edit(FEATURES, text -> "# Signal features\n\nWritten anew.\n");
        var revision = here.articles.get(ADMIN, FEATURES).revision();

        for (int run = 0; run < 2; run++) {
            assertThat(here.run("dss")).isEmpty();
        }
        assertThat(here.articles.get(ADMIN, FEATURES).revision()).isEqualTo(revision);

        change("level:equipment", "level:sensor");
        assertThat(here.run("dss")).isEmpty();
        assertThat(text(wiki, "Home"))
                .containsOnlyOnce("Ask the planners first.")
                .containsOnlyOnce("<!-- Written");
        assertThat(text(wiki, FEATURES + " (by domain)")).contains("night shift", "by-hierarchy/sensor/");
    }

    private void edit(String path, UnaryOperator<String> change) throws IOException {
        var text = Files.readString(folder.resolve(path));
        assertThat(change.apply(text)).isNotEqualTo(text);
        Files.writeString(folder.resolve(path), change.apply(text));
    }

    private static void edit(DssWiki wiki, String name, UnaryOperator<String> change) {
        var text = text(wiki, name);
        assertThat(change.apply(text)).isNotEqualTo(text);
        wiki.put(wiki.article(name).orElseThrow().at("/article/id").asString(), change.apply(text));
    }

    private static String text(DssWiki wiki, String name) {
        return wiki.article(name).orElseThrow().path("payload").asString();
    }
}
