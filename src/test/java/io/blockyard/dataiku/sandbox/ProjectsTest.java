package io.blockyard.dataiku.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsTest {

    private static final Map<String, byte[]> EMPTY = Map.of("params.json", "{}".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void aCallThatWaitedWhileItsProjectWasDeletedLeavesNothingBehind() {
        var projects = new Projects(folder);
        projects.create("P", EMPTY);
        var late = projects.open("P");
        projects.delete("P");

        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> late.changing(() -> {
                    late.writeText("lib/python/a.py", "a = 1");
                    return true;
                }))
                .satisfies(fault -> assertThat(fault.status()).isEqualTo(404));

        projects.create("P", EMPTY);
        assertThat(projects.keys()).containsExactly("P");
    }

    @Test
    void readsNothingThroughALink() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "of somebody else");
        var root = Files.createDirectories(folder.resolve("P/recipes")).getParent();
        Files.createSymbolicLink(root.resolve("recipes/r.py"), secret);

        assertThat(new Store(root).text("recipes/r.py")).isEmpty();
    }
}
