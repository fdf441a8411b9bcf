package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.discovery.Classification.Rule;
import io.blockyard.discovery.Classification.RuleFile;
import io.blockyard.discovery.Classification.Subject;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationRulesTest {

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final String KEY = "RETAIL_DEMAND";

    @TempDir
    private Path data;

    @Test
    void theOrganisationsRulesDecideFromTheNextCrawlOn() {
        try (var bench = new CrawlBench(data, SAMPLES)) {
            var id = new BlockId(
                    bench.crawl(SAMPLES.resolve(KEY), KEY).blocks().getFirst().blockId());
            var standard = bench.rules.all(ADMIN);
            var before = bench.catalog.block(ADMIN, id).manifest();
            var zone = before.sourceZone();

            bench.rules.set(
                    ADMIN,
                    new RuleFile(
                            List.of(
                                    // In some names the group takes no part, and then the next rule decides.
                                    new Rule(Subject.ZONE, "^\\w+(no such word)?", "$1"),
                                    new Rule(Subject.ZONE, "^(\\s*)", "$1"),
                                    new Rule(Subject.ZONE, "^(\\w+)", "zone-$1")),
                            List.of(
                                    new Rule(Subject.DATASET, "no such dataset", "never"),
                                    new Rule(Subject.PROJECT, "retail", "shops"))));
            bench.crawl(SAMPLES.resolve(KEY), KEY);

            var after = bench.catalog.block(ADMIN, id).manifest();
            assertThat(after.level()).isEqualTo("zone-" + zone.split("\\W")[0]);
            assertThat(after.domain()).isEqualTo("shops");
            assertThat(after.version().toString()).isEqualTo("1.0.1");
            assertThat(bench.catalog.article(ADMIN, id).markdown())
                    .contains("Level " + after.level() + ", by the zone \u201c" + zone + "\u201d.")
                    .contains("Domain shops, by the project");
            assertThat(bench.rules.reset(ADMIN)).isEqualTo(standard).isEqualTo(bench.rules.all(ADMIN));
        }
    }

    @Test
    void rulesThatCannotBeUsedAreAllTold() {
        try (var bench = new CrawlBench(data, SAMPLES)) {
            var odd = new RuleFile(
                    List.of(new Rule(Subject.ZONE, "(", "x"), new Rule(Subject.ZONE, "a", "$1")),
                    List.of(new Rule(Subject.TAG, " ", "a/b")));

            assertThatThrownBy(() -> bench.rules.set(ADMIN, odd))
                    .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                    .extracting(ProblemException::problems, InstanceOfAssertFactories.list(Problem.class))
                    .extracting(Problem::path)
                    .containsExactly("levels[0].like", "levels[1].is", "domains[0].like", "domains[0].is");
            assertThatThrownBy(() -> bench.rules.set(new Actor("sam", Set.of(Role.AUTHOR), "test"), odd))
                    .hasMessageContaining("may not");
        }
    }
}
