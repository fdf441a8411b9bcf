package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.dataiku.sandbox.Sandbox;
import io.blockyard.dataiku.sandbox.SandboxOptions;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SourcesTest {

    private static final Actor ADMIN = new Actor("admin", Set.of(Role.ADMIN), "test");
    private static final Actor VIEWER = new Actor("viewer", Set.of(Role.VIEWER), "test");

    @TempDir
    Path data;

    private DataSource database;
    private Audit audit;
    private Sandbox sandbox;
    private Sources sources;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        audit = new Audit(database);
        BundledSamples.copyTo(data.resolve("projects"));
        sandbox = Sandbox.start(SandboxOptions.local(data.resolve("projects"), "key-of-the-sandbox"));
        sources = new Sources(
                database,
                Secrets.of(data),
                audit,
                Optional.of(new Sources.BuiltIn(sandbox.address(), "key-of-the-sandbox")));
    }

    @AfterEach
    void stop() {
        sandbox.close();
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
                .containsExactly(new Source("sandbox", sandbox.address().toString(), true));
        assertThat(sources.open("sandbox").projects())
                .extracting(ProjectReader.ProjectSummary::key)
                .contains("COMPRESSOR_MONITORING");
        assertThat(sources.open("sandbox").read("COMPRESSOR_MONITORING"))
                .isEqualTo(new ProjectsFolder(RealProjects.SAMPLES).read("COMPRESSOR_MONITORING"));
    }

    @Test
    void keepsTheKeySealedAndUsesIt() {
        sources.add(ADMIN, "production", sandbox.address() + "/", "key-of-the-sandbox");

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
        sources.add(ADMIN, "wrong", sandbox.address().toString(), "no-such-key");
        assertThat(sources.test(ADMIN, "wrong").message())
                .contains("refuses the API key")
                .doesNotContain("no-such-key");
        assertThat(sources.test(ADMIN, "wrong").ok()).isFalse();

        sandbox.close();
        assertThat(sources.test(ADMIN, "sandbox").message()).contains("nothing listens there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://dss.example.org",
                "dss.example.org",
                "http://",
                "http://user:secret@localhost",
                "http://169.254.169.254",
                "http://[fd00:ec2::254]/",
                "http://[fe80::1]",
                "http://0.0.0.0:11200",
                "http://x y"
            })
    void refusesAddressesThatNoInstanceHas(String url) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(ADMIN, "odd", url, "key"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.INVALID));
        assertThat(sources.all(ADMIN)).hasSize(1);
    }

    @Test
    void leavesChangesToAdministrators() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(VIEWER, "mine", "http://localhost:1", "key"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.FORBIDDEN));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sources.remove(VIEWER, "sandbox"));
    }

    @Test
    void saysWhichSourcesThereAre() {
        sources.add(ADMIN, "production", "http://localhost:1", "key");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.open("prodution"))
                .satisfies(refusal ->
                        assertThat(refusal.problems().getFirst().related()).containsExactly("production"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sources.add(ADMIN, "production", "http://localhost:2", "key"))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(ProblemException.Kind.CONFLICT));

        sources.remove(ADMIN, "production");

        assertThat(sources.all(ADMIN)).extracting(Source::name).containsExactly("sandbox");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> sources.remove(ADMIN, "production"));
    }
}
