package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets in every corner of a project, and none of them in any byte of what a crawl makes of it. */
class CredentialsCrawlTest {

    private static final String KEY = "COMPRESSOR_MONITORING";
    private static final BlockId RUL = new BlockId("REMAINING_USEFUL_LIFE");

    private static final String IN_CODE = "tr0ub4dor&3";
    private static final String IN_COMMENT = "Winter!2023";
    private static final String IN_LIBRARY = "AKIAQ7M2LP4XWZ3T6R5N";
    private static final String IN_DATASET = "n0tAGu3st";
    private static final String IN_ZONE = "Sommer-2024";
    private static final String IN_COLUMN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String IN_VARIABLE = "p4ssInUrl";
    private static final String IN_PAYLOAD = "k3yInPayl0ad";
    private static final String AS_A_NUMBER = "48120917";
    private static final List<String> ALL = List.of(
            IN_CODE, IN_COMMENT, IN_LIBRARY, IN_DATASET, IN_ZONE, IN_COLUMN, IN_VARIABLE, IN_PAYLOAD, AS_A_NUMBER);

    @TempDir
    private Path temp;

    private CrawlBench bench;
    private Path project;

    @BeforeEach
    void hideSecrets() throws IOException {
        project = CrawlBench.part(KEY, temp.resolve(KEY), Set.of("GDPWWde"));
        change(
                "recipes/compute_health_index.py",
                text -> "password = \"" + IN_CODE + "\"\n# password: " + IN_COMMENT
                        + "\nlimit = dataiku.get_custom_variables()[\"history\"]\n" + text);
        change("lib/python/rotating/features.py", text -> "ACCESS = '" + IN_LIBRARY + "'\n" + text);
        change(
                "datasets/HEALTH_INDEX.json",
                text -> text.replaceFirst(
                        "\\{",
                        "{\"shortDesc\": \"Read it with token " + IN_COLUMN + "\", \"extra\": {\"password\": \""
                                + IN_DATASET + "\", \"db_pwd\": " + AS_A_NUMBER + "},"));
        change(
                "zones/GDPWWde.json",
                text -> text.replace("Predicts how many", "The password is " + IN_ZONE + ". Predicts how many"));
        change(
                "variables.json",
                text -> text.replaceFirst(
                        "\\{",
                        "{\"history\": \"postgresql://etl:" + IN_VARIABLE
                                + "@db.example.org/dw\", \"again\": {\"password\": \"" + IN_VARIABLE + "\"},"));
        change(
                "recipes/compute_degradation_history.join",
                text -> text.replaceFirst("\\{", "{\"apiKey\": \"" + IN_PAYLOAD + "\","));
        bench = new CrawlBench(temp.resolve("data"), Path.of("samples/projects"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noSecretIsInAnyByteOfTheCatalog() throws IOException {
        var report = bench.crawl(project, KEY);

        assertThat(everything()).contains(CredentialScan.MARK).doesNotContain(ALL);
        assertThat(bench.catalog.article(ADMIN, RUL).markdown())
                .contains("Credentials to set again", "`compute_health_index`");
        assertThat(report.problems())
                .filteredOn(problem -> problem.code().equals("discovery.credential"))
                .extracting(Problem::path)
                .contains(
                        "recipes/compute_health_index",
                        "recipes/compute_degradation_history",
                        "lib/python/rotating/features.py",
                        "datasets/HEALTH_INDEX",
                        "variables");
        assertThat(bench.credentials.found(ADMIN))
                .filteredOn(finding -> finding.place().equals("recipes/compute_health_index"))
                .extracting(Credentials.Finding::line)
                .containsExactly(1, 2);
        var eve = new Actor("eve", Set.of(Role.AUTHOR), "test");
        assertThatThrownBy(() -> bench.credentials.found(eve)).isInstanceOf(ProblemException.class);
        var crawl = bench.crawls.recent(eve, 1).getFirst();
        assertThat(Objects.requireNonNull(crawl.report()).problems())
                .extracting(Problem::code)
                .doesNotContain("discovery.credential");
        assertThat(bench.crawls.find(eve, crawl.id()).report()).isEqualTo(crawl.report());
        assertThat(bench.tasks.events(crawl.id(), 0, 1_000))
                .isNotEmpty()
                .extracting(TaskEvent::message)
                .noneMatch(message -> message.contains("left out of the catalog"));
    }

    @Test
    void whatIsNoneStaysAndARotatedOneIsNoNewVersion() throws IOException {
        bench.crawl(project, KEY);
        change("recipes/compute_health_index.py", text -> text.replace(IN_CODE, "an0ther-0ne"));

        var again = bench.crawl(project, KEY);

        assertThat(again.blocks()).extracting(BlockOutcome::outcome).containsOnly(BlockOutcome.Outcome.UNCHANGED);
        var finding = bench.credentials.found(ADMIN).stream()
                .filter(one -> one.place().equals("recipes/compute_health_index") && one.line() == 1)
                .findFirst()
                .orElseThrow();
        bench.credentials.allow(ADMIN, finding.id());
        bench.crawl(project, KEY);
        assertThat(everything()).contains("an0ther-0ne");
        assertThat(bench.credentials.allowed(ADMIN))
                .extracting(Credentials.Allowed::allowedBy)
                .containsOnly("ada");
        assertThat(bench.credentials.found(ADMIN))
                .extracting(Credentials.Finding::id)
                .doesNotContain(finding.id());

        bench.credentials.disallow(ADMIN, finding.id());
        bench.crawl(project, KEY);
        assertThat(bench.catalog
                        .definition(
                                ADMIN,
                                RUL,
                                bench.catalog.block(ADMIN, RUL).manifest().version())
                        .recipe("compute_health_index")
                        .orElseThrow()
                        .payload())
                .doesNotContain("an0ther-0ne");
    }

    private void change(String path, UnaryOperator<String> change) throws IOException {
        var file = project.resolve(path);
        var before = Files.readString(file);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    /** Every byte of the registry tree, bundles unpacked, and every row of the database. */
    private String everything() throws IOException {
        var all = new StringBuilder();
        for (var file : unzipped(zip()).entrySet()) {
            if (file.getKey().endsWith(".zip")) {
                unzipped(file.getValue())
                        .forEach((path, bytes) -> all.append(path).append(text(bytes)));
            }
            all.append(file.getKey()).append(text(file.getValue()));
        }
        var jdbc = JdbcClient.create(bench.dataSource);
        for (var table : jdbc.sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
                .query(String.class)
                .list()) {
            all.append(jdbc.sql("select * from \"" + table + "\"").query().listOfRows());
        }
        return all.toString();
    }

    private byte[] zip() throws IOException {
        var zip = new ByteArrayOutputStream();
        new RegistryTree(bench.catalog).zip(ADMIN, zip);
        return zip.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static TreeMap<String, byte[]> unzipped(byte[] bytes) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
