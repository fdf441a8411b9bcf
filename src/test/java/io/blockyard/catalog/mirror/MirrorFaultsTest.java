package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.LocalRegistry;
import io.blockyard.catalog.RegistryFiles;
import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.dataiku.Sources;
import io.blockyard.dataiku.WikiTaxonomy;
import io.blockyard.discovery.CrawlBench;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mirrors in which something stands that no run of this product wrote. */
class MirrorFaultsTest {

    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final byte[] TABLE = "sensor,limit\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    private CrawlBench bench;
    private Catalogue here;
    private Path project;
    private Path folder;
    private Path attached;

    @BeforeEach
    void crawl() throws IOException {
        var instance = temp.resolve("instance");
        project = CrawlBench.part(KEY, instance.resolve(KEY), Set.of("R8LyK9W", "qoIK9nw"));
        bench = new CrawlBench(temp.resolve("data"), instance);
        bench.crawl(project, KEY);
        here = new Catalogue(bench, temp.resolve("data"));
        here.attachments.attach(ADMIN, MirrorsTest.FEATURES, "limits.csv", TABLE);
        folder = temp.resolve("registry");
        attached = folder.resolve("Wiki/_ATTACHMENTS/" + MirrorsTest.FEATURES);
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        here.run("files");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anOddIndexIsWrittenAnewWithAWarning() throws IOException {
        var index = folder.resolve(MirrorTask.INDEX);
        var whole = Files.readString(index);
        Files.writeString(index, "<<<<<<< HEAD\n" + whole);

        assertThat(here.run("files")).extracting(Problem::code).containsExactly("mirror.unreadable-index");
        assertThat(index).hasContent(whole);

        Files.writeString(index, whole.replace("\"" + MirrorsTest.FEATURES + "\"", "\"UNKNOWN_HERE\""));
        Files.createDirectories(attached.resolveSibling("UNKNOWN_HERE"));
        Files.write(attached.resolveSibling("UNKNOWN_HERE/new.csv"), TABLE);

        assertThat(here.run("files"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).endsWith("_ATTACHMENTS/UNKNOWN_HERE"));
        assertThat(index).hasContent(whole);
    }

    @Test
    void whatIsNotTakenIsNotReadAndNotWrittenOver() throws IOException {
        var secret = Files.write(temp.resolve("secret.csv"), TABLE);
        Files.createSymbolicLink(attached.resolve("link.csv"), secret);
        try (var large = FileChannel.open(
                attached.resolve("large.csv"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            large.write(ByteBuffer.wrap(TABLE), 1L << 32);
        }
        Files.write(attached.resolve("100%.csv"), TABLE);
        var limits = attached.resolve("limits.csv");
        var refused = "password: Winter!2023\n";
        Files.writeString(limits, refused);

        assertThat(here.run("files"))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "mirror.no-plain-file", "attachment.too-large", "attachment.name", "article.credential");
        assertThat(here.attachments.all(ADMIN, MirrorsTest.FEATURES))
                .extracting(Attachment::name)
                .containsExactly("limits.csv");
        assertThat(limits).hasContent(refused);

        here.attachments.remove(ADMIN, MirrorsTest.FEATURES, "limits.csv");
        here.run("files");
        assertThat(limits).hasContent(refused);
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
        here.attachments.attach(ADMIN, MirrorsTest.FEATURES, "limits.csv", newer);
        var ahead = Objects.requireNonNull(here.targets.tree(local).get(LocalRegistry.INDEX))
                .bytes();
        project.library().write("discovery/index.json", new String(ahead, StandardCharsets.UTF_8));
        assertThat(here.run("local")).isEmpty();

        assertThat(here.content("limits.csv")).isEqualTo(newer);
        var uploads = project.wiki()
                .article(MirrorsTest.FEATURES.value())
                .orElseThrow()
                .at("/article/attachments");
        assertThat(uploads).hasSize(1);
        assertThat(project.wiki()
                        .attachment(
                                MirrorsTest.FEATURES.value(),
                                uploads.path(0).path("smartId").asString()))
                .isEqualTo(newer);
    }

    @Test
    void anAttachmentThatAnImportLeavesOutStaysWhereItIs() {
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"), Set.of("png"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            var imported = there.mirrors.importFrom(ADMIN, "files");
            assertThat(imported.blocks()).isEqualTo(2);
            assertThat(imported.leftOut()).extracting(Problem::code).containsExactly("attachment.type");
            assertThat(there.attachments.all(ADMIN, MirrorsTest.FEATURES)).isEmpty();
            assertThat(there.text(MirrorsTest.FEATURES)).isEqualTo(here.text(MirrorsTest.FEATURES));

            assertThat(there.run("files")).extracting(Problem::code).containsExactly("attachment.type");
            assertThat(attached.resolve("limits.csv")).hasBinaryContent(TABLE);
        }
        try (var other = new CrawlBench(temp.resolve("lenient"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("lenient"));
            there.imports.read(ADMIN, RegistryFiles.of(here.tree()), () -> {});
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
            assertThat(there.run("files")).isEmpty();
            assertThat(there.content("limits.csv")).isEqualTo(TABLE);
        }
    }

    @Test
    void aRegistryThatIsNotHereIsNotWrittenOver() throws IOException {
        var page = page();
        edit(page, "## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow");
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            assertThatThrownBy(() -> there.run("files")).hasMessageContaining("2 versions of blocks that are not here");
            assertThat(page).content().contains("Mind the clocks.");
            assertThat(folder.resolve(MirrorTask.INDEX)).content().contains(MirrorsTest.FEATURES.value());

            there.imports.read(ADMIN, RegistryFiles.of(here.tree()), () -> {});
            assertThat(there.run("files")).isEmpty();
            assertThat(there.text(MirrorsTest.FEATURES)).contains("Mind the clocks.");
        }
        // The same mirror of a catalog that is older than the copy, as after a backup was restored.
        var index = folder.resolve(MirrorTask.INDEX);
        var known = Files.readString(index);
        var newer = known.replaceFirst("\"bundle_?[rR]ef\" *: *\"", "$0newer-");
        assertThat(newer).isNotEqualTo(known);
        Files.writeString(index, newer);
        assertThatThrownBy(() -> here.run("files")).hasMessageContaining("1 versions of blocks that are not here");
        assertThat(index).hasContent(newer);
        Files.writeString(index, known);

        here.mirrors.remove(ADMIN, "files");
        edit(page, "Mind the clocks.", "Mind all clocks.");
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(MirrorsTest.FEATURES)).contains("Mind all clocks.");
    }

    @Test
    void aTextThatIsRefusedStaysAsItStandsThere() throws IOException {
        var page = page();
        edit(page, "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        here.edit(MirrorsTest.FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));
        for (int run = 0; run < 2; run++) {
            assertThat(here.run("files")).extracting(Problem::code).containsExactly("article.credential");
            assertThat(page).content().contains("Winter!2023").doesNotContain("Meanwhile.");
        }

        edit(page, "The password is Winter!2023", "Ask the planners\u00e9.");
        var text = Files.readAllBytes(page);
        var oneByte = new String(text, StandardCharsets.ISO_8859_1).replace("\u00c3\u00a9", "\u00e9");
        Files.writeString(page, oneByte, StandardCharsets.ISO_8859_1);
        assertThat(here.run("files")).extracting(Problem::code).containsExactly("mirror.not-utf-8");

        Files.write(page, text);
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(MirrorsTest.FEATURES)).contains("Ask the planners\u00e9.", "Meanwhile.");
        assertThat(page).hasContent(here.text(MirrorsTest.FEATURES));
    }

    @Test
    void aTextThatIsRefusedMovesWithItsPage() throws IOException {
        var before = page();
        edit(before, "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        toLevel("sensor");

        for (int run = 0; run < 2; run++) {
            assertThat(here.run("files")).extracting(Problem::code).containsExactly("article.credential");
            assertThat(before).doesNotExist();
            assertThat(page()).content().contains("Winter!2023");
        }
        assertThat(page()).isNotEqualTo(before);

        edit(page(), "The password is Winter!2023", "Ask the planners.");
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(MirrorsTest.FEATURES)).contains("Ask the planners.", "level: sensor");
        assertThat(page()).hasContent(here.text(MirrorsTest.FEATURES));
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
        here.edit(MirrorsTest.FEATURES, text -> text.replaceFirst("(?m)^id: (\\w+)$", "id: \"$1\""));
        here.run("dss");
        here.mirrors.remove(ADMIN, "dss");
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();

        here.edit(MirrorsTest.FEATURES, text -> text.replaceFirst("(?s)^---\n.*?\n---\n+", ""));
        var article = here.articles.get(ADMIN, MirrorsTest.FEATURES);
        for (int run = 0; run < 2; run++) {
            assertThat(here.run("dss")).isEmpty();
            assertThat(here.articles.get(ADMIN, MirrorsTest.FEATURES)).isEqualTo(article);
            // The next run finds what earlier versions of this product left behind.
            var there = wiki.article(MirrorsTest.FEATURES.value()).orElseThrow();
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
        var id = wiki.article(MirrorsTest.FEATURES.value())
                .orElseThrow()
                .at("/article/id")
                .asString();

        toLevel("sensor");
        assertThat(here.run("dss")).isEmpty();

        var article = wiki.article(MirrorsTest.FEATURES.value()).orElseThrow();
        assertThat(article.at("/article/id").asString()).isEqualTo(id);
        assertThat(article.path("payload").asString()).contains("level: sensor");
        assertThat(article.at("/article/attachments")).hasSize(1);
        var level = wiki.article("Level sensor").orElseThrow().at("/article/id").asString();
        assertThat(WikiTaxonomy.places(wiki.taxonomy(), List.of(id, level)))
                .contains(new WikiTaxonomy.Place(id, level));
        assertThat(here.run("dss")).isEmpty();
        assertThat(wiki.article(MirrorsTest.FEATURES.value())).contains(article);
    }

    /** Crawls the project once more, whose tag says another level now. */
    private void toLevel(String level) throws IOException {
        edit(project.resolve("params.json"), "level:equipment", "level:" + level);
        bench.crawl(project, KEY);
    }

    @Test
    void whatIsChangedWhileItIsWrittenIsReadAgain() throws IOException {
        here.edit(MirrorsTest.FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));
        try (var target = here.targets.open(here.mirrors.find(ADMIN, "files"))) {
            target.file(folder.relativize(page()).toString());
            edit(page(), "## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow");

            assertThat(target.write(
                            here.registry.files(ADMIN),
                            path -> false,
                            new ChangeMessage("ada", List.of()),
                            problem -> {}))
                    .isEmpty();
        }
        assertThat(here.run("files")).isEmpty();
        assertThat(page()).content().contains("Mind the clocks.", "Meanwhile.");
    }

    @Test
    void nothingIsReadOrWrittenThroughALink() throws IOException {
        var elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.delete(attached.resolve("limits.csv"));
        Files.delete(attached);
        Files.createSymbolicLink(attached, elsewhere);
        here.edit(MirrorsTest.FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));

        assertThatThrownBy(() -> here.run("files"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(attached + " is a link");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(page()).content().doesNotContain("Meanwhile.");
    }

    @Test
    void anUploadToDssIsReadOnceAndNoFurtherThanItMayBe() {
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();
        var project = bench.sources.instance(Sources.SANDBOX).project("BLOCKS_REGISTRY");
        project.wiki()
                .attach(
                        MirrorsTest.FEATURES.value(),
                        "large.csv",
                        "a,b\n".repeat(1 << 19).getBytes(StandardCharsets.UTF_8));
        project.wiki().attach(MirrorsTest.FEATURES.value(), "small.csv", TABLE);

        assertThat(here.run("dss")).extracting(Problem::code).containsExactly("attachment.too-large");
        assertThat(here.content("small.csv")).isEqualTo(TABLE);
        assertThat(project.wiki()
                        .article(MirrorsTest.FEATURES.value())
                        .orElseThrow()
                        .at("/article/attachments"))
                .extracting(one -> one.at("/details/objectDisplayName").asString())
                .containsExactlyInAnyOrder("limits.csv", "large.csv", "small.csv");
        assertThat(here.table.uploads("dss")).hasSize(2);
    }

    @Test
    void anImportLeavesOutTheCredentialsThatSomebodyWroteThere() throws IOException {
        edit(page(), "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            assertThat(there.mirrors.importFrom(ADMIN, "files").leftOut())
                    .extracting(Problem::code)
                    .containsExactly("registry.credential-left-out");
            assertThat(there.text(MirrorsTest.FEATURES)).contains("## Access").doesNotContain("Winter!2023");
        }
    }

    @Test
    void aMirrorThatIsBeingWrittenIsNotImported() {
        JdbcClient.create(bench.dataSource)
                .sql("update task_run set status = 'RUNNING' where subject = 'files'")
                .update();

        assertThatThrownBy(() -> here.mirrors.importFrom(ADMIN, "files"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("being written. Try again");
    }

    private Path page() {
        return folder.resolve(MirrorsTest.pageOf(here, MirrorsTest.FEATURES));
    }

    private static void edit(Path page, String was, String is) throws IOException {
        var text = Files.readString(page);
        assertThat(text).contains(was);
        Files.writeString(page, text.replace(was, is));
    }
}
