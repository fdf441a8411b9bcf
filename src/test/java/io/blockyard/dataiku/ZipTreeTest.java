package io.blockyard.dataiku;

import static io.blockyard.dataiku.Zips.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTreeTest {

    private static final byte[] PARAMS = bytes("{\"name\": \"Pumps\"}");

    @TempDir
    Path folder;

    @Test
    void findsAProjectWhereverItLies() throws IOException {
        assertThat(projects("PUMPS.zip", Map.of("params.json", PARAMS))).containsExactly("PUMPS");
        assertThat(projects("PUMPS.zip", Map.of("project_config/params.json", PARAMS)))
                .containsExactly("PUMPS");
        assertThat(projects("download.zip", Map.of("repository-main/PUMPS/params.json", PARAMS)))
                .containsExactly("PUMPS");
        assertThat(projects("all.zip", Map.of("PUMPS/params.json", PARAMS, "VALVES/params.json", PARAMS)))
                .containsExactly("PUMPS", "VALVES");
        assertThat(projects(
                        "bundle-v3.zip",
                        Map.of(
                                "project_config/params.json",
                                PARAMS,
                                "export-manifest.json",
                                bytes("{\"originalProjectKey\": \"PUMPS\"}"))))
                .containsExactly("PUMPS");
    }

    @Test
    void aPersonMayGiveTheKeyUnlessTheManifestDoes() throws IOException {
        var plain = new ProjectArchive(zip("some.zip", Map.of("params.json", PARAMS)));
        assertThat(plain.read("PUMPS").key()).isEqualTo("PUMPS");

        var named = new ProjectArchive(zip(
                "named.zip",
                Map.of(
                        "project_config/params.json",
                        PARAMS,
                        "export-manifest.json",
                        bytes("{\"originalProjectKey\": \"PUMPS\"}"))));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> named.read("PUMP"))
                .satisfies(refusal ->
                        assertThat(refusal.problems().getFirst().related()).containsExactly("PUMPS"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.json",
                "datasets/../../evil.json",
                "/etc/passwd",
                "C:/windows/evil.json",
                "datasets\\..\\evil.json",
                "datasets//evil.json",
                "./evil.json",
                "datasets/evil\u0000.json"
            })
    void refusesNamesThatLeadOutOfIt(String name) throws IOException {
        var zip = folder.resolve("hostile.zip");
        try (var out = new ZipArchiveOutputStream(zip)) {
            put(out, entry("params.json"), PARAMS);
            put(out, entry(name), PARAMS);
        }
        refused(zip, "is no name of a file within it");
    }

    @Test
    void refusesLinks() throws IOException {
        var zip = folder.resolve("link.zip");
        try (var out = new ZipArchiveOutputStream(zip)) {
            put(out, entry("params.json"), PARAMS);
            var link = entry("lib/python/passwd.py");
            link.setUnixMode(UnixStat.LINK_FLAG | 0777);
            put(out, link, bytes("/etc/passwd"));
        }
        refused(zip, "\u201clib/python/passwd.py\u201d is a link");
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        var zip = folder.resolve("twice.zip");
        try (var out = new ZipArchiveOutputStream(zip)) {
            put(out, entry("params.json"), PARAMS);
            put(out, entry("params.json"), bytes("{\"name\": \"Another\"}"));
        }
        refused(zip, "occurs twice");
    }

    @Test
    void refusesBombs() throws IOException {
        var zeros = zip("bomb.zip", Map.of("params.json", PARAMS, "lib/python/zeros.py", new byte[12 << 20]));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new ProjectArchive(zeros).read("bomb"))
                .withMessageContaining("inflates beyond measure");

        var many = folder.resolve("many.zip");
        try (var out = new ZipArchiveOutputStream(many)) {
            out.setMethod(ZipArchiveOutputStream.STORED);
            for (var index = 0; index <= 100_000; index++) {
                var empty = entry("d/" + index);
                empty.setMethod(ZipArchiveEntry.STORED);
                empty.setSize(0);
                empty.setCrc(0);
                out.putArchiveEntry(empty);
                out.closeArchiveEntry();
            }
        }
        refused(many, "more than 100000 entries");
    }

    @Test
    void refusesAnEntryThatIsLongerThanItSays() throws IOException {
        var zip = zip("lie.zip", Map.of("params.json", bytes("{\"name\": \"" + "x".repeat(5_000) + "\"}")));
        var bytes = Files.readAllBytes(zip);
        for (var at = 0; at < bytes.length - 30; at++) {
            // The size in both of the entry's headers.
            var local = bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 3;
            var central = bytes[at] == 'P' && bytes[at + 1] == 'K' && bytes[at + 2] == 1;
            if (local || central) {
                bytes[at + (local ? 22 : 24)] = 10;
                bytes[at + (local ? 23 : 25)] = 0;
            }
        }
        Files.write(zip, bytes);

        assertThat(new ProjectArchive(zip).read("lie").warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("params.json could not be read"));
    }

    @Test
    void saysWhatIsNoZip() throws IOException {
        refused(Files.writeString(folder.resolve("page.zip"), "<html>sign in</html>"), "cannot be read as a zip");
        refused(Files.write(folder.resolve("empty.zip"), new byte[0]), "cannot be read as a zip");
        var whole = Files.readAllBytes(zip("whole.zip", Map.of("params.json", PARAMS)));
        refused(Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length / 2)), "cut off");
        refused(zip("other.zip", Map.of("readme.txt", PARAMS)), "There is no DSS project");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new ProjectArchive(folder.resolve("gone.zip")).projects())
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void carriesKindsThatNobodyKnowsAndLeavesDataAlone() throws IOException {
        var zip = zip(
                "new.zip",
                Map.of(
                        "params.json", PARAMS,
                        "agent-tools/x1.json", bytes("{\"fromTheFuture\": true}"),
                        "ipython_notebooks/Look around.ipynb", bytes("{}"),
                        "ipython_notebooks/.ipynb_checkpoints/Look around-checkpoint.ipynb", bytes("{}"),
                        "analysis/x/params.json", bytes("{}"),
                        "apikeys.json", bytes("{\"key\": \"secret\"}"),
                        "zones/z.json",
                                bytes("{\"name\": \"Z\", \"items\": [{\"objectType\": \"HOLOGRAM\","
                                        + " \"objectId\": \"h\"}]}")));

        var snapshot = new ProjectArchive(zip).read("NEW");

        assertThat(snapshot.warnings()).isEmpty();
        assertThat(snapshot.others()).containsOnlyKeys("agent-tools/x1");
        assertThat(snapshot.notebooks()).containsExactly("Look around");
        assertThat(snapshot.zones().getFirst().items().getFirst().objectType()).isEqualTo("HOLOGRAM");
        assertThat(ProjectFiles.write(snapshot).toString())
                .contains("fromTheFuture", "HOLOGRAM")
                .doesNotContain("secret");
    }

    private List<String> projects(String name, Map<String, byte[]> entries) throws IOException {
        return new ProjectArchive(zip(name, entries))
                .projects().stream().map(ProjectReader.ProjectSummary::key).toList();
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        return Zips.write(folder.resolve(name), entries);
    }

    private static ZipArchiveEntry entry(String name) {
        return new ZipArchiveEntry(name);
    }

    private static void put(ZipArchiveOutputStream out, ZipArchiveEntry entry, byte[] content) throws IOException {
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    private static void refused(Path zip, String words) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new ProjectArchive(zip).projects())
                .withMessageContaining(words)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.INVALID));
    }
}
