package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.block.BlockId;
import io.blockyard.iac.Validator;
import io.blockyard.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageExampleTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final Pattern USAGE = Pattern.compile("(?s)## Usage.*?```yaml\n(.*?)```");

    @TempDir
    private Path temp;

    @Test
    void everyUsageExampleValidates() throws IOException {
        try (var bench = new CrawlBench(temp, SAMPLES)) {
            try (var projects = Files.list(SAMPLES)) {
                projects.forEach(
                        project -> bench.crawl(project, project.getFileName().toString()));
            }
            var blocks = bench.catalog.blocks(ADMIN, null, 1000);
            assertThat(blocks).hasSizeGreaterThanOrEqualTo(16);
            blocks.forEach(block -> assertValidates(bench, block.manifest().id()));
        }
    }

    @Test
    void evenThoseOfProjectsFoundInTheWild() throws IOException {
        var folder = SharedData.require("data/dss-projects");
        try (var bench = new CrawlBench(temp, SAMPLES)) {
            for (var name : new String[] {"chess_openings", "finance_ale", "loan_advisor", "stock_alert_solution"}) {
                bench.crawl(folder.resolve(name), name);
            }
            var blocks = bench.catalog.blocks(ADMIN, null, 1000);
            assertThat(blocks).hasSizeGreaterThan(8);
            blocks.forEach(block -> assertValidates(bench, block.manifest().id()));
        }
    }

    private static void assertValidates(CrawlBench bench, BlockId block) {
        var article = bench.catalog.article(ADMIN, block).markdown();
        var usage = USAGE.matcher(article);
        assertThat(usage.find()).as(article).isTrue();

        var problems = new Validator().validate(Map.of("project.yml", usage.group(1)), Map.of(), bench.catalog);

        // A saved model inside a block cannot be made over the API: that is said of the block, not of the example.
        assertThat(problems)
                .as("%s:%n%s", block, usage.group(1))
                .filteredOn(problem -> !problem.code().equals("plan.unsupported-object"))
                .noneMatch(Problem::isError);
    }
}
