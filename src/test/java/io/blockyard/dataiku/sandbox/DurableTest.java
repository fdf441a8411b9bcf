package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that were interrupted, at each place where they can be. */
class DurableTest {

    @TempDir
    Path root;

    @Test
    void writesAndDeletesSeveralFilesAndLeavesNothingElse() throws IOException {
        Files.writeString(root.resolve("old"), "1");

        Durable.write(
                root,
                List.of(
                        new Durable.Step("a/new", content("2")),
                        new Durable.Step("b", content("3")),
                        new Durable.Step("old", Optional.empty())));

        assertThat(root.resolve("a/new")).hasContent("2");
        assertThat(root.resolve("b")).hasContent("3");
        assertThat(root.resolve("old")).doesNotExist();
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFolderBecomesAFileAndAFileAFolderInOneChange() throws IOException {
        Files.createDirectories(root.resolve("folder/deep"));
        Files.writeString(root.resolve("folder/deep/x"), "1");
        Files.writeString(root.resolve("file"), "2");
        var steps = List.of(
                new Durable.Step("folder", content("3")),
                new Durable.Step("file/inside", content("4")),
                new Durable.Step("folder/deep/x", Optional.empty()),
                new Durable.Step("file", Optional.empty()));

        Durable.write(root, steps);

        assertThat(root.resolve("folder")).hasContent("3");
        assertThat(root.resolve("file/inside")).hasContent("4");
        assertThat(root.toFile().list()).containsExactlyInAnyOrder("folder", "file");
    }

    @Test
    void carriesOutAChangeThatHadHappened() throws IOException {
        Files.writeString(root.resolve("gone"), "1");
        Files.writeString(root.resolve("moved-before"), "2");
        var change = Files.createDirectory(root.resolve(".change-1"));
        Files.writeString(change.resolve("1"), "3");
        Files.writeString(change.resolve("list.json"), """
                [{"path": "moved-before", "file": "0"}, {"path": "deep/er", "file": "1"}, {"path": "gone"}]""");

        Durable.recover(root);

        assertThat(root.resolve("moved-before")).hasContent("2");
        assertThat(root.resolve("deep/er")).hasContent("3");
        assertThat(root.resolve("gone")).doesNotExist();
        assertThat(change).doesNotExist();
    }

    @Test
    void forgetsAChangeThatHadNotHappened() throws IOException {
        Files.writeString(root.resolve("kept"), "1");
        var draft = Files.createDirectory(root.resolve(".draft-1"));
        Files.writeString(draft.resolve("0"), "2");
        Files.writeString(draft.resolve("list.json"), "[{\"path\": \"kept\", \"file\": \"0\"}]");
        Files.writeString(root.resolve(".draft-2"), "torn");
        Files.createDirectories(root.resolve(".deleted-1/x"));

        Durable.recover(root);

        assertThat(root.resolve("kept")).hasContent("1");
        assertThat(root.toFile().list()).containsExactly("kept");
    }

    @Test
    void aCallThatFailsChangesNothing() {
        var store = new Store(root);
        store.put("a", "1");
        store.put("b", "2");
        assertThat(store.names("")).isEmpty();
        assertThat(store.text("a")).contains("1");
        assertThat(root).isEmptyDirectory();

        store.delete("a");
        assertThat(store.has("a")).isFalse();
        store.commit();
        assertThat(root.toFile().list()).containsExactly("b");
    }

    private static Optional<byte[]> content(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
