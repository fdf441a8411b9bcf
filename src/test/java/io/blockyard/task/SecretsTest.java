package io.blockyard.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path data;

    @Test
    void whatIsSealedOpensAgainEvenAfterARestart() {
        var sealed = Secrets.of(data, Optional.empty()).seal("dkuaps-7é\n");

        assertThat(sealed).doesNotContain("dkuaps");
        assertThat(Secrets.of(data, Optional.empty()).open(sealed)).isEqualTo("dkuaps-7é\n");
    }

    @Test
    void sealingTwiceGivesTwoTextsButOneFingerprint() {
        var secrets = Secrets.of(data, Optional.empty());
        assertThat(secrets.seal("same")).isNotEqualTo(secrets.seal("same"));
        assertThat(secrets.fingerprint("same"))
                .isEqualTo(secrets.fingerprint("same"))
                .isNotEqualTo(secrets.fingerprint("other"));
    }

    @Test
    void theKeyFileIsItsOwnersOnly() throws Exception {
        Secrets.of(data, Optional.empty());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys/secret.key"))))
                .isEqualTo("rw-------");
        assertThat(data.resolve("keys")).isDirectoryContaining(path -> path.endsWith("secret.key"));
    }

    @Test
    void aKeyFileThatOthersCanReadIsTakenBackFromThem() throws Exception {
        var sealed = Secrets.of(data, Optional.empty()).seal("text");
        var file = data.resolve("keys/secret.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(Secrets.of(data, Optional.empty()).open(sealed)).isEqualTo("text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theVariableGoesBeforeTheFile() {
        var variable = Optional.of(Base64.getEncoder().encodeToString(new byte[32]));
        var sealed = Secrets.of(data, variable).seal("text");

        assertThat(data.resolve("keys")).doesNotExist();
        assertThat(Secrets.of(data.resolve("elsewhere"), variable).open(sealed)).isEqualTo("text");
    }

    @Test
    void aWrongKeyADamagedTextAndAMalformedKeyAreSaidInASentence() {
        var secrets = Secrets.of(data, Optional.empty());
        var sealed = secrets.seal("text");
        var damaged = sealed.substring(0, sealed.length() - 4) + "AAA=";

        for (var text : new String[] {sealed, damaged, "text", "v1:AA", "v1:!"}) {
            assertThatThrownBy(() ->
                            Secrets.of(data.resolve("other"), Optional.empty()).open(text))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("cannot be opened with this server's key");
        }
        assertThatThrownBy(() -> secrets.open(damaged)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Secrets.of(data, Optional.of("c2hvcnQ=")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("32 bytes in base64");
    }
}
