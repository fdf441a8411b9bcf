package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxIdentityTest {

    @TempDir
    Path folder;

    @Test
    void theSandboxOfADataFolderIsOneInstanceWhateverItsPort() {
        var identity = SandboxIdentity.of(folder.resolve("identity"));
        assertThat(SandboxIdentity.of(folder.resolve("identity"))).isEqualTo(identity);
        assertThat(SandboxIdentity.of(folder.resolve("of-another-node"))).isNotEqualTo(identity);

        var first = new Sources.BuiltIn(URI.create("http://127.0.0.1:1001"), "key", identity);
        var second = new Sources.BuiltIn(URI.create("http://127.0.0.1:1002"), "key", identity);
        assertThat(second.client().identity()).isEqualTo(first.client().identity());
        assertThat(second.client().remembering(new RecipeMemory()).identity()).isEqualTo(identity);
        assertThat(new DssClient(first.address(), "key").identity()).isEqualTo("http://127.0.0.1:1001");
    }

    @Test
    void anEmptyFileIsNoIdentity() throws IOException {
        var file = Files.createFile(folder.resolve("identity"));

        var identity = SandboxIdentity.of(file);

        assertThat(identity).startsWith("sandbox-").isEqualTo(SandboxIdentity.of(file));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTold() {
        assertThatThrownBy(() -> SandboxIdentity.of(folder.resolve("absent").resolve("identity")))
                .hasMessageContaining("cannot be read or written");
    }
}
