package io.blockyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.People;
import io.blockyard.access.Role;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.assertj.core.api.Condition;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataArchiveTest {

    @TempDir
    Path temporary;

    private DataFolder data;
    private Path file;

    @BeforeEach
    void fill() throws Exception {
        data = new DataFolder(temporary.resolve("data"));
        file = temporary.resolve("backups/today.zip");
        try (var lock = data.lock()) {
            assertThat(lock.folder()).isEqualTo(data.path());
            withPeople(data, people -> people.add(Actor.system(), "ada", "Ada", Optional.empty(), Set.of(Role.ADMIN)));
        }
        write("bundles/ab/abc.zip", "bundle");
        write("keys/secret.key", "key");
        write("sandbox/projects/DEMO/params.json", "{}");
        write("index/blocks-1/segments_1", "derived");
    }

    @Test
    void whatIsBackedUpComesBackWithoutTheIndex() throws Exception {
        var contents = DataArchive.backUp(data, file);
        var elsewhere = new DataFolder(temporary.resolve("elsewhere"));
        assertThat(DataArchive.restore(file, elsewhere, false)).isEqualTo(contents);

        var expected = files(data.path());
        expected.keySet().removeIf(path -> path.startsWith("index/") || path.startsWith("db/"));
        var restored = files(elsewhere.path());
        assertThat(restored).containsAllEntriesOf(expected).containsKey("db/blockyard.mv.db");
        assertThat(restored.keySet()).noneMatch(path -> path.startsWith("index/"));
        withPeople(elsewhere, people -> assertThat(people.find("ada")).isPresent());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(elsewhere.path()).satisfies(DataArchiveTest::isOwners);
        assertThat(elsewhere.bundles()).satisfies(DataArchiveTest::isOwners);
    }

    @Test
    void whatOthersCouldReadIsTakenBackFromThemAtTheNextStart() throws Exception {
        assertThat(data.path()).satisfies(DataArchiveTest::isOwners);
        var open = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(data.path(), open);
        Files.setPosixFilePermissions(data.database(), open);
        data.lock().close();
        assertThat(data.database()).satisfies(DataArchiveTest::isOwners);
        assertThat(Files.getPosixFilePermissions(data.path())).isEqualTo(open);
    }

    private static void isOwners(Path folder) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aBackupIsTakenWhilePeopleWork() throws Exception {
        try (var lock = data.lock()) {
            assertThat(lock.folder()).isEqualTo(data.path());
            withPeople(data, people -> {
                people.add(Actor.system(), "bob", "Bob", Optional.empty(), Set.of(Role.VIEWER));
                DataArchive.backUp(data, file);
                people.add(Actor.system(), "eve", "Eve", Optional.empty(), Set.of(Role.VIEWER));
            });
        }
        var elsewhere = new DataFolder(temporary.resolve("elsewhere"));
        DataArchive.restore(file, elsewhere, false);
        withPeople(
                elsewhere,
                people -> assertThat(people.all(Actor.system()))
                        .extracting(People.Person::name)
                        .containsExactly("ada", "bob"));
    }

    @Test
    void aBackupNeverOverwritesAFile() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "precious");
        refused(() -> DataArchive.backUp(data, file), "already");
        assertThat(file).hasContent("precious");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void aBackupIsNeverPutIntoTheFolderItCopies() throws Exception {
        var before = files(data.path());
        refused(() -> DataArchive.backUp(data, data.path().resolve("today.zip")), "in the data folder");
        refused(() -> DataArchive.backUp(data, data.path().resolve("../data/new/today.zip")), "in the data folder");
        var link = Files.createSymbolicLink(temporary.resolve("link"), data.bundles());
        refused(() -> DataArchive.backUp(data, link.resolve("today.zip")), "in the data folder");
        assertThat(files(data.path())).isEqualTo(before);
        assertThat(data.path().resolve("new")).doesNotExist();
    }

    @Test
    void whatEarlierRestoresPutAsideIsNotCopiedAgain() throws Exception {
        write("before-restore-17/bundles/old.zip", "old");
        write(".restore-18/bundles/half.zip", "half");
        assertThat(DataArchive.backUp(data, file).files())
                .extracting(DataArchive.Item::path)
                .containsExactlyInAnyOrder(
                        "db/blockyard.mv.db",
                        "bundles/ab/abc.zip",
                        "keys/secret.key",
                        "sandbox/projects/DEMO/params.json");
    }

    @Test
    void aFolderInUseOrNotEmptyIsNotTouched() throws Exception {
        DataArchive.backUp(data, file);
        var before = files(data.path());
        refused(() -> DataArchive.restore(file, data, false), "not empty");
        try (var portal = data.lock()) {
            assertThat(portal.folder()).isEqualTo(data.path());
            refused(() -> DataArchive.restore(file, data, true), "runs on the data folder");
        }
        assertThat(files(data.path())).isEqualTo(before);
    }

    @Test
    void whatIsReplacedIsPutAside() throws Exception {
        DataArchive.backUp(data, file);
        write("bundles/later.zip", "later");
        DataArchive.restore(file, data, true);

        assertThat(data.bundles().resolve("later.zip")).doesNotExist();
        assertThat(data.bundles().resolve("ab/abc.zip")).hasContent("bundle");
        assertThat(files(data.path()))
                .hasEntrySatisfying(
                        new Condition<>(path -> path.matches("before-restore-[0-9]+/bundles/later.zip"), "put aside"),
                        new Condition<>("later"::equals, "unchanged"));
    }

    @Test
    void aDamagedBackupChangesNothing() throws Exception {
        DataArchive.backUp(data, file);
        var bytes = Files.readAllBytes(file);
        var before = files(data.path());

        for (var cut : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, cut));
            refused(() -> DataArchive.restore(file, data, true), "no whole backup");
        }
        for (var place = 60; place < bytes.length / 2; place += bytes.length / 7) {
            var damaged = bytes.clone();
            damaged[place] ^= 0x55;
            Files.write(file, damaged);
            assertThatThrownBy(() -> DataArchive.restore(file, data, true)).isInstanceOf(ProblemException.class);
        }
        refused(() -> DataArchive.restore(temporary.resolve("none.zip"), data, true), "no file");
        assertThat(files(data.path())).isEqualTo(before);
    }

    private void write(String path, String text) throws IOException {
        var target = data.path().resolve(path);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }

    /** Every file with its text; the lock that any use of the folder leaves does not count. */
    private static Map<String, String> files(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        try (var tree = Files.walk(folder)) {
            for (var path : tree.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(path).toString();
                if (!name.equals(".portal.lock")) {
                    found.put(name, Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return found;
    }

    private static void withPeople(DataFolder folder, Consumer<People> work) {
        var pool = JdbcConnectionPool.create(folder.databaseUrl(), "sa", "");
        try {
            DataSource dataSource = TestDatabase.migrated(pool);
            work.accept(new People(dataSource, new Audit(dataSource)));
        } finally {
            pool.dispose();
        }
    }

    private static void refused(Runnable action, String why) {
        assertThatThrownBy(action::run).isInstanceOf(ProblemException.class).hasMessageContaining(why);
    }
}
