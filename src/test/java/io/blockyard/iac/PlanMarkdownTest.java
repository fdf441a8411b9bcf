package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.iac.plan.RecordedState;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PlanMarkdownTest {

    private static final String CODE = """
            version: "1.0"
            project: {key: P1}
            datasets: [{name: a, type: managed}, {name: b, type: managed}]
            recipes:
              - name: r
                type: python
                inputs: [a]
                outputs: [b]
                code: |
                  TEXT = \"""
                  ````
                  first
                  ````
                  \"""
            """;

    @Test
    void codeWithFencesOfItsOwnStaysOneBlock() {
        var made = plan(CODE, null);
        var changed = plan(CODE.replace("first", "second"), state(made));
        assertThat(changed.summary().update()).isEqualTo(1);
        var document = Parser.builder().build().parse(PlanMarkdown.of(changed));
        var last = Objects.requireNonNull(document.getLastChild());
        assertThat(last).isInstanceOf(FencedCodeBlock.class);
        assertThat(((FencedCodeBlock) last).getLiteral()).contains("+second", "````", "-first");
    }

    private static String state(Plan plan) {
        var resources = new TreeMap<String, ObjectNode>();
        plan.changes().forEach(change -> {
            if (change.after() instanceof ObjectNode after) {
                resources.put(change.address(), after);
            }
        });
        return new RecordedState("l", 1, resources).write();
    }

    private static Plan plan(String yaml, @Nullable String state) {
        var request = new OfflinePlanner.Request(Map.of("project.yml", yaml), Map.of(), null, state, false);
        return Objects.requireNonNull(
                new OfflinePlanner(Clock.systemUTC()).plan(request).plan());
    }
}
