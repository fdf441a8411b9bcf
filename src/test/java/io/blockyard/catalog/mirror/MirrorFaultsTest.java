package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.RegistryFiles;
import io.blockyard.catalog.mirror.Mirror.Kind;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Copies in a folder in which something stands that no run of this product wrote. */
class MirrorFaultsTest extends MirroredBlocks {

    private static final byte[] TABLE = "sensor,limit\n".getBytes(StandardCharsets.UTF_8);

    private Path attached;

    @BeforeEach
    void writeTheCopy() {
        here.attachments.attach(ADMIN, FEATURES, "limits.csv", TABLE);
        attached = folder.resolve("Wiki/_ATTACHMENTS/" + FEATURES);
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        here.run("files");
    }

    @Test
    void anOddIndexIsWrittenAnewWithAWarning() throws IOException {
        var index = folder.resolve(MirrorTask.INDEX);
        var whole = Files.readString(index);
        Files.writeString(index, "<<<<<<< HEAD\n" + whole);

        assertThat(here.run("files")).extracting(Problem::code).containsExactly("mirror.unreadable-index");
        assertThat(index).hasContent(whole);

        Files.writeString(index, whole.replace("\"" + FEATURES + "\"", "\"UNKNOWN_HERE\""));
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
        assertThat(here.attachments.all(ADMIN, FEATURES))
                .extracting(Attachment::name)
                .containsExactly("limits.csv");
        assertThat(limits).hasContent(refused);

        here.attachments.remove(ADMIN, FEATURES, "limits.csv");
        here.run("files");
        assertThat(limits).hasContent(refused);
    }

    @Test
    void anAttachmentThatAnImportLeavesOutStaysWhereItIs() {
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"), Set.of("png"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            var imported = there.mirrors.importFrom(ADMIN, "files");
            assertThat(imported.blocks()).isEqualTo(2);
            assertThat(imported.leftOut()).extracting(Problem::code).containsExactly("attachment.type");
            assertThat(there.attachments.all(ADMIN, FEATURES)).isEmpty();
            assertThat(there.text(FEATURES)).isEqualTo(here.text(FEATURES));

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
        var page = copiedPage();
        replace(page, "## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow");
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            assertThatThrownBy(() -> there.run("files")).hasMessageContaining("2 versions of blocks that are not here");
            assertThat(page).content().contains("Mind the clocks.");
            assertThat(folder.resolve(MirrorTask.INDEX)).content().contains(FEATURES.value());

            there.imports.read(ADMIN, RegistryFiles.of(here.tree()), () -> {});
            assertThat(there.run("files")).isEmpty();
            assertThat(there.text(FEATURES)).contains("Mind the clocks.");
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
        replace(page, "Mind the clocks.", "Mind all clocks.");
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(FEATURES)).contains("Mind all clocks.");
    }

    @Test
    void aTextThatIsRefusedStaysAsItStandsThere() throws IOException {
        var page = copiedPage();
        replace(page, "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        here.edit(FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));
        for (int run = 0; run < 2; run++) {
            assertThat(here.run("files")).extracting(Problem::code).containsExactly("article.credential");
            assertThat(page).content().contains("Winter!2023").doesNotContain("Meanwhile.");
        }

        replace(page, "The password is Winter!2023", "Ask the planners\u00e9.");
        var text = Files.readAllBytes(page);
        var oneByte = new String(text, StandardCharsets.ISO_8859_1).replace("\u00c3\u00a9", "\u00e9");
        Files.writeString(page, oneByte, StandardCharsets.ISO_8859_1);
        assertThat(here.run("files")).extracting(Problem::code).containsExactly("mirror.not-utf-8");

        Files.write(page, text);
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(FEATURES)).contains("Ask the planners\u00e9.", "Meanwhile.");
        assertThat(page).hasContent(here.text(FEATURES));
    }

    @Test
    void aTextThatIsRefusedMovesWithItsPage() throws IOException {
        var before = copiedPage();
        replace(before, "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        change("level:equipment", "level:sensor");

        for (int run = 0; run < 2; run++) {
            assertThat(here.run("files")).extracting(Problem::code).containsExactly("article.credential");
            assertThat(before).doesNotExist();
            assertThat(copiedPage()).content().contains("Winter!2023");
        }
        assertThat(copiedPage()).isNotEqualTo(before);

        replace(copiedPage(), "The password is Winter!2023", "Ask the planners.");
        assertThat(here.run("files")).isEmpty();
        assertThat(here.text(FEATURES)).contains("Ask the planners.", "level: sensor");
        assertThat(copiedPage()).hasContent(here.text(FEATURES));
    }

    @Test
    void whatIsChangedWhileItIsWrittenIsReadAgain() throws IOException {
        here.edit(FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));
        try (var target = here.targets.open(here.mirrors.find(ADMIN, "files"))) {
            target.file(folder.relativize(copiedPage()).toString());
            replace(copiedPage(), "## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow");

            assertThat(target.write(
                            here.registry.files(ADMIN),
                            path -> false,
                            new ChangeMessage("ada", List.of()),
                            problem -> {}))
                    .isEmpty();
        }
        assertThat(here.run("files")).isEmpty();
        assertThat(copiedPage()).content().contains("Mind the clocks.", "Meanwhile.");
    }

    @Test
    void nothingIsReadOrWrittenThroughALink() throws IOException {
        var elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.delete(attached.resolve("limits.csv"));
        Files.delete(attached);
        Files.createSymbolicLink(attached, elsewhere);
        here.edit(FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));

        assertThatThrownBy(() -> here.run("files"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(attached + " is a link");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(copiedPage()).content().doesNotContain("Meanwhile.");
    }

    @Test
    void anImportLeavesOutTheCredentialsThatSomebodyWroteThere() throws IOException {
        replace(copiedPage(), "## Flow", "## Access\n\nThe password is Winter!2023\n\n## Flow");
        try (var other = new CrawlBench(temp.resolve("other"), temp.resolve("instance"))) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

            assertThat(there.mirrors.importFrom(ADMIN, "files").leftOut())
                    .extracting(Problem::code)
                    .containsExactly("registry.credential-left-out");
            assertThat(there.text(FEATURES)).contains("## Access").doesNotContain("Winter!2023");
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

    private Path copiedPage() {
        return folder.resolve(page());
    }
}
