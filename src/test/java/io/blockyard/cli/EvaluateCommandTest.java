package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code blockyard evaluate}, as a script calls it that reads what it prints. */
class EvaluateCommandTest {

    private static final List<String> FIELDS = List.of(
            "hit1",
            "hit1_low",
            "hit1_high",
            "hit3",
            "hit5",
            "mrr",
            "set_f1",
            "set_exact",
            "none_recall",
            "false_abstention",
            "auc",
            "ms_p50",
            "ms_p99",
            "n_single",
            "n_multi",
            "n_none");

    @TempDir
    private Path folder;

    @Test
    void the_figures_have_their_names_in_total_and_by_label_and_a_miss_is_no_failure() throws IOException {
        write("blocks.jsonl", """
                {"block_id": "PUMP_WEAR", "version": "1.0.0", "type": "zone", "name": "Pump wear", "source_project": "P", "description": "Predicts the wear of pumps.", "notes": "Reads vibration."}
                {"block_id": "SALES_FORECAST", "version": "1.0.0", "type": "zone", "name": "Sales forecast", "source_project": "P", "description": "Forecasts sales by store.", "asks": ["how much will we sell"]}
                {"block_id": "INVOICE_FRAUD", "version": "1.0.0", "type": "zone", "name": "Invoice fraud", "source_project": "P", "tags": ["fraud"]}
                """);
        write("intents.jsonl", """
                {"id": "one", "intent": "predict the wear of pumps", "expect": ["PUMP_WEAR"], "kind": "single", "lang": "en", "style": "plain", "set": "T"}
                {"id": "two", "intent": "prévoir les ventes par magasin", "expect": ["SALES_FORECAST"], "kind": "single", "lang": "fr", "style": "french", "set": "T"}
                {"id": "missed", "intent": "pump wear", "expect": ["GONE_SINCE"], "kind": "single", "lang": "en", "style": "plain", "set": "T"}
                {"id": "both", "intent": "find invoice fraud and forecast sales", "expect": ["INVOICE_FRAUD", "SALES_FORECAST"], "kind": "multi", "lang": "en", "style": "plain", "set": "T"}
                """);

        var run = CommandRun.Shell.in(folder)
                .run(
                        "evaluate",
                        "--blocks",
                        "blocks.jsonl",
                        "--intents",
                        "intents.jsonl",
                        "--details",
                        "details.jsonl",
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("GONE_SINCE");
        var report = run.json();
        figures(report).forEach(figures -> assertThat(figures.propertyNames()).containsAll(FIELDS));
        assertThat(report.path("baselines").propertyNames()).containsExactlyInAnyOrder("keyword", "bm25", "embeddings");
        assertThat(report.path("by").path("lang").propertyNames()).containsExactlyInAnyOrder("en", "fr");
        assertThat(report.at("/by/kind").propertyNames()).containsExactlyInAnyOrder("single", "multi");
        assertThat(report.at("/by/style").propertyNames()).containsExactlyInAnyOrder("plain", "french");
        assertThat(report.at("/by/set").propertyNames()).containsExactly("T");

        assertThat(report.path("n_single").intValue()).isEqualTo(3);
        assertThat(report.path("n_multi").intValue()).isEqualTo(1);
        assertThat(report.path("hit1").doubleValue()).isBetween(0.3, 0.7);
        assertThat(report.path("hit1_low").doubleValue())
                .isLessThan(report.path("hit1").doubleValue());
        assertThat(report.path("ms_p50").doubleValue()).isPositive();
        assertThat(report.path("n_none").intValue()).isZero();
        for (var of : List.of("/none_recall", "/auc", "/by/kind/multi/hit1", "/by/lang/fr/set_f1")) {
            assertThat(report.at(of).isNull())
                    .as(of + " where there was nothing to count")
                    .isTrue();
        }

        details();
    }

    private void details() throws IOException {
        var details = Files.readAllLines(folder.resolve("details.jsonl")).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(details)
                .extracting(detail -> detail.path("id").stringValue())
                .containsExactly("one", "two", "missed", "both");
        assertThat(details).allSatisfy(detail -> {
            assertThat(detail.path("expect")).isNotEmpty();
            assertThat(detail.path("band").stringValue()).isIn("match", "maybe", "nothing");
            assertThat(detail.at("/found/0/id").isString()).isTrue();
            assertThat(detail.at("/found/0/score").isNumber()).isTrue();
            assertThat(detail.at("/found/0/speaks_for")).isNotEmpty();
        });
        assertThat(details.get(2).path("right").booleanValue()).isFalse();
    }

    private static Stream<JsonNode> figures(JsonNode report) {
        return Stream.of(
                        Stream.of(report),
                        report.path("baselines").valueStream(),
                        report.path("by").valueStream().flatMap(JsonNode::valueStream))
                .flatMap(each -> each);
    }

    private void write(String name, String lines) throws IOException {
        Files.writeString(folder.resolve(name), lines);
    }
}
