package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveStoreTest {

    private static final byte[] PARAMS = Zips.bytes("{}");

    @TempDir
    Path folder;

    @Test
    void keepsNoFileThatWouldNotBeRead() throws IOException {
        var zip = Zips.write(
                folder.resolve("data.zip"),
                Map.of("params.json", PARAMS, "lib/python/a.py", PARAMS, "lib/python/data.txt", noise(17 << 20)));

        var digest = keep(zip);

        assertThat(folder.resolve("archives").resolve(digest + ".zip").toFile())
                .satisfies(kept -> assertThat(kept.length()).isLessThan(10_000));
        var read = new ArchiveStore(folder.resolve("archives"))
                .open(new Origin.Archive("data.zip", digest))
                .read("DATA");
        assertThat(read.library()).containsOnlyKeys("python/a.py");
        assertThat(read.warnings())
                .extracting(Problem::path, Problem::message)
                .containsExactly(tuple(
                        "lib/python/data.txt", "lib/python/data.txt could not be read: it is larger than 16 MiB."));
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        var zip = Zips.write(
                folder.resolve("damaged.zip"), Map.of("params.json", PARAMS, "lib/python/a.txt", noise(50_000)));
        var bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(zip, bytes);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> keep(zip))
                .withMessageContaining("lib/python/a.txt")
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.INVALID));
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }

    private String keep(Path zip) throws IOException {
        try (var upload = Files.newInputStream(zip)) {
            return new ArchiveStore(folder.resolve("archives")).keep("data.zip", upload);
        }
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(20261121).nextBytes(noise);
        return noise;
    }
}
