package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.dataiku.Sources;
import io.blockyard.dataiku.WikiTaxonomy;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies in a project of DSS in which something stands that no run of this product wrote, or is missing. */
class DssMirrorFaultsTest extends MirroredBlocks {

    private static final byte[] TABLE = "sensor,limit\n".getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void attachATable() {
        here.attachments.attach(ADMIN, FEATURES, "limits.csv", TABLE);
    }

    @Test
    void theListOfAProjectComesLastAndAnUploadThatIsMissingIsNoEdit() {
        var project = bench.sources.instance(Sources.SANDBOX).project(KEY);
        var variables = project.variables();
        variables.withObject("standard").put(MirrorTargets.CONSENT, "allow");
        project.putVariables(variables);
        here.mirrors.add(ADMIN, "local", Kind.LOCAL, "", Sources.SANDBOX, KEY);
        var local = here.mirrors.find(ADMIN, "local");
        var tree = here.targets.tree(local);
        tree.keySet().removeIf(path -> path.endsWith(".md"));
        var problems = new ArrayList<String>();
        here.targets.open(local).write(tree, path -> false, new ChangeMessage("ada", List.of()), problem -> {
            assertThat(project.library().file("discovery/index.json")).isEmpty();
            problems.add(problem.code());
        });
        assertThat(problems).containsExactly("mirror.attachment-not-written");
        assertThat(here.run("local")).isEmpty();

        var newer = "sensor,limit\na,1\n".getBytes(StandardCharsets.UTF_8);
        here.attachments.attach(ADMIN, FEATURES, "limits.csv", newer);
        var ahead = Objects.requireNonNull(here.targets.tree(local).get(LocalRegistry.INDEX))
                .bytes();
        project.library().write("discovery/index.json", new String(ahead, StandardCharsets.UTF_8));
        assertThat(here.run("local")).isEmpty();

        assertThat(here.content("limits.csv")).isEqualTo(newer);
        var uploads = project.wiki().article(FEATURES.value()).orElseThrow().at("/article/attachments");
        assertThat(uploads).hasSize(1);
        assertThat(project.wiki()
                        .attachment(
                                FEATURES.value(),
                                uploads.path(0).path("smartId").asString()))
                .isEqualTo(newer);
    }

    @Test
    void anArticleWithoutItsFrontMatterStaysAsItIsInDss() {
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        here.run("dss");
        var wiki = bench.sources
                .instance(Sources.SANDBOX)
                .project("BLOCKS_REGISTRY")
                .wiki();
        var mark = wiki.article("Home")
                .orElseThrow()
                .path("payload")
                .asString()
                .lines()
                .toList()
                .getLast();
        assertThat(mark).startsWith("<!--");

        // As YAML is written where an id looks like something else.
        here.edit(FEATURES, text -> text.replaceFirst("(?m)^id: (\\w+)$", "id: \"$1\""));
        here.run("dss");
        here.mirrors.remove(ADMIN, "dss");
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();

        here.edit(FEATURES, text -> text.replaceFirst("(?s)^---\n.*?\n---\n+", ""));
        var article = here.articles.get(ADMIN, FEATURES);
        for (int run = 0; run < 2; run++) {
            assertThat(here.run("dss")).isEmpty();
            assertThat(here.articles.get(ADMIN, FEATURES)).isEqualTo(article);
            // The next run finds what earlier versions of this product left behind.
            var there = wiki.article(FEATURES.value()).orElseThrow();
            assertThat(there.path("payload").asString()).doesNotContain(mark);
            wiki.put(there.at("/article/id").asString(), article.markdown() + "\n" + mark + "\n\n" + mark);
        }
    }

    @Test
    void anArticleOfDssGoesToItsNewLevelWithWhatIsAttachedToIt() throws IOException {
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();
        var wiki = bench.sources
                .instance(Sources.SANDBOX)
                .project("BLOCKS_REGISTRY")
                .wiki();
        var id = wiki.article(FEATURES.value()).orElseThrow().at("/article/id").asString();

        change("level:equipment", "level:sensor");
        assertThat(here.run("dss")).isEmpty();

        var article = wiki.article(FEATURES.value()).orElseThrow();
        assertThat(article.at("/article/id").asString()).isEqualTo(id);
        assertThat(article.path("payload").asString()).contains("level: sensor");
        assertThat(article.at("/article/attachments")).hasSize(1);
        var level = wiki.article("Level sensor").orElseThrow().at("/article/id").asString();
        assertThat(WikiTaxonomy.places(wiki.taxonomy(), List.of(id, level)))
                .contains(new WikiTaxonomy.Place(id, level));
        assertThat(here.run("dss")).isEmpty();
        assertThat(wiki.article(FEATURES.value())).contains(article);
    }

    @Test
    void anUploadToDssIsReadOnceAndNoFurtherThanItMayBe() {
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();
        var project = bench.sources.instance(Sources.SANDBOX).project("BLOCKS_REGISTRY");
        project.wiki()
                .attach(FEATURES.value(), "large.csv", "a,b\n".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
        project.wiki().attach(FEATURES.value(), "small.csv", TABLE);

        assertThat(here.run("dss")).extracting(Problem::code).containsExactly("attachment.too-large");
        assertThat(here.content("small.csv")).isEqualTo(TABLE);
        assertThat(project.wiki().article(FEATURES.value()).orElseThrow().at("/article/attachments"))
                .extracting(one -> one.at("/details/objectDisplayName").asString())
                .containsExactlyInAnyOrder("limits.csv", "large.csv", "small.csv");
        assertThat(here.table.uploads("dss")).hasSize(2);
    }
}
