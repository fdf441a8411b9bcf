package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.dataiku.Origin.Folder;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class SourcesTest {

    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), "test");
    private static final Actor VIEWER = new Actor("viewer", Set.of(Role.VIEWER), "test");

    @TempDir
    Path data;

    private DataSource database;
    private Audit audit;
    private Sandbox sandbox;
    private ProjectReaders readers;
    private Sources sources;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        audit = new Audit(database);
        BundledSamples.copyTo(data.resolve("projects"));
        sandbox = Sandbox.start(SandboxOptions.local(data.resolve("projects"), "key-of-the-sandbox"));
        readers = new ProjectReaders(data);
        sources = new Sources(
                database,
                Secrets.of(data),
                audit,
                readers,
                Optional.of(new Sources.BuiltIn(sandbox.address(), "key-of-the-sandbox", "the-sandbox")));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        readers.close();
    }

    private static Instance instance(String url) {
        return Instance.at(url, "");
    }

    @Test
    void itsProjectsAreForThoseWhoAdminister() {
        assertThat(sources.projects(ADMIN, Sources.SANDBOX))
                .extracting(ProjectReader.ProjectSummary::key)
                .contains("COMPRESSOR_MONITORING");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.projects(VIEWER, Sources.SANDBOX))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
    }

    @Test
    void hasTheSandboxFromTheStartWithTheSamplesInIt() {
        assertThat(sources.all(VIEWER))
                .containsExactly(new Source("sandbox", new Instance(sandbox.address(), ""), true, true));
        assertThat(sources.open("sandbox").projects())
                .extracting(ProjectReader.ProjectSummary::key)
                .contains("COMPRESSOR_MONITORING");
        assertThat(sources.open("sandbox").read("COMPRESSOR_MONITORING"))
                .isEqualTo(new ProjectsFolder(RealProjects.SAMPLES).read("COMPRESSOR_MONITORING"));
    }

    @Test
    void keepsTheKeySealedAndUsesIt() {
        sources.add(ADMIN, "production", instance(sandbox.address() + "/"), "key-of-the-sandbox");

        assertThat(JdbcClient.create(database)
                        .sql("select sealed_key from dss_source")
                        .query(String.class)
                        .single())
                .doesNotContain("key-of-the-sandbox");
        var diagnosis = sources.test(ADMIN, "production");
        assertThat(diagnosis.ok()).isTrue();
        assertThat(diagnosis.dssVersion()).isNotEmpty();
        assertThat(diagnosis.projectCount()).isPositive();
        assertThat(audit.recent(ADMIN, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("source.add");
            assertThat(entry.subject()).isEqualTo("production");
            assertThat(entry.detail()).doesNotContain("key-of-the-sandbox");
        });
    }

    @Test
    void diagnosesAWrongKeyAndADeadServer() {
        sources.add(ADMIN, "wrong", instance(sandbox.address().toString()), "no-such-key");
        assertThat(sources.test(ADMIN, "wrong").message())
                .contains("refuses the API key")
                .doesNotContain("no-such-key");
        assertThat(sources.test(ADMIN, "wrong").ok()).isFalse();

        sandbox.close();
        assertThat(sources.test(ADMIN, "sandbox").message()).contains("nothing listens there");
    }

    @Test
    void changesASourceAndKeepsItsKeyForItsHost() {
        sources.add(ADMIN, "production", instance(sandbox.address().toString()), "key-of-the-sandbox");

        sources.change(ADMIN, "production", instance(sandbox.address() + "/public/api"), "");

        assertThat(sources.test(ADMIN, "production").ok()).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.change(ADMIN, "production", instance("http://elsewhere.example.org"), ""))
                .withMessageContaining("is not sent elsewhere");
        assertThat(sources.change(ADMIN, "production", instance("http://elsewhere.example.org"), "new")
                        .origin()
                        .address())
                .isEqualTo("http://elsewhere.example.org");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.change(ADMIN, "sandbox", instance("http://localhost:1"), "new"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.CONFLICT));
    }

    @Test
    void keepsASecretOnlyForWhatTakesOne() {
        sources.add(ADMIN, "samples", instance(sandbox.address().toString()), "key-of-the-sandbox");

        assertThat(sources.change(ADMIN, "samples", new Folder(RealProjects.SAMPLES.toAbsolutePath()), "")
                        .hasSecret())
                .isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.change(
                        ADMIN, "samples", instance(sandbox.address().toString()), ""))
                .withMessageContaining("is empty");
    }

    @Test
    void triesItsOwnSandboxWhicheverHostsAreAllowed() {
        try (var strict = new ProjectReaders(AllowedHosts.of("dss.example.org"), data, 100)) {
            var choosy = new Sources(
                    database,
                    Secrets.of(data),
                    audit,
                    strict,
                    Optional.of(new Sources.BuiltIn(sandbox.address(), "key-of-the-sandbox", "the-sandbox")));

            assertThat(choosy.test(ADMIN, Sources.SANDBOX).ok()).isTrue();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> choosy.add(
                            ADMIN, "other", instance(sandbox.address().toString()), "key-of-the-sandbox"))
                    .withMessageContaining("not among those that may be asked");
        }
    }

    @Test
    void readsAFolderOnTheServer() {
        sources.add(ADMIN, "samples", new Folder(RealProjects.SAMPLES.toAbsolutePath()), "");

        assertThat(sources.test(ADMIN, "samples").projectCount()).isEqualTo(5);
        assertThat(sources.open("samples").read("PAYMENT_FRAUD"))
                .isEqualTo(sources.open("sandbox").read("PAYMENT_FRAUD"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.instance("samples"))
                .withMessageContaining("is no DSS instance");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(
                        ADMIN, "gone", new Folder(data.resolve("gone").toAbsolutePath()), ""))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    @Test
    void keepsWhatDefinesTheProjectOfAnUploadAndForgetsItWithTheSource() throws IOException {
        var project = RealProjects.SAMPLES.resolve("PAYMENT_FRAUD");
        var zip = Zips.export(data.resolve("fraud.zip"), project, "FRAUD");

        try (var upload = Files.newInputStream(zip)) {
            sources.addArchive(ADMIN, "export", "C:\\exports\\fraud.zip", upload);
        }

        assertThat(sources.find(ADMIN, "export").origin().address()).isEqualTo("fraud.zip");
        assertThat(sources.open("export").read("FRAUD"))
                .isEqualTo(ProjectFolder.at(project, "FRAUD").read());
        try (var kept = Files.list(data.resolve("archives"))) {
            assertThat(kept)
                    .singleElement()
                    .satisfies(file ->
                            assertThat(new ProjectArchive(file).projects()).hasSize(1));
        }
        try (var upload = Files.newInputStream(zip)) {
            sources.changeArchive(ADMIN, "export", "fraud-2.zip", upload);
        }
        assertThat(sources.projects(ADMIN, "export")).hasSize(1);

        sources.remove(ADMIN, "export");

        try (var kept = Files.list(data.resolve("archives"))) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void tellsEveryStepOfATest() {
        sources.add(ADMIN, "production", instance(sandbox.address().toString()), "key-of-the-sandbox");

        assertThat(sources.test(ADMIN, "production").steps())
                .extracting(Diagnosis.Step::name, Diagnosis.Step::outcome)
                .containsExactly(
                        tuple(Diagnosis.Name.HOST, Diagnosis.Outcome.OK),
                        tuple(Diagnosis.Name.CONNECTION, Diagnosis.Outcome.OK),
                        tuple(Diagnosis.Name.API, Diagnosis.Outcome.OK),
                        tuple(Diagnosis.Name.KEY, Diagnosis.Outcome.OK),
                        tuple(Diagnosis.Name.CLOCK, Diagnosis.Outcome.OK),
                        tuple(Diagnosis.Name.PROJECTS, Diagnosis.Outcome.OK));
    }

    @Test
    void leavesChangesToAdministrators() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(VIEWER, "mine", instance("http://localhost:1"), "key"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sources.remove(VIEWER, "sandbox"));
    }

    @Test
    void saysWhichSourcesThereAre() {
        sources.add(ADMIN, "production", instance("http://localhost:1"), "key");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.open("prodution"))
                .satisfies(refusal ->
                        assertThat(refusal.problems().getFirst().related()).containsExactly("production"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(ADMIN, "production", instance("http://localhost:2"), "key"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.CONFLICT));

        sources.remove(ADMIN, "production");

        assertThat(sources.all(ADMIN)).extracting(Source::name).containsExactly("sandbox");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sources.remove(ADMIN, "production"));
    }
}
