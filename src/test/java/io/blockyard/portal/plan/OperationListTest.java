package io.blockyard.portal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.iac.Plans.Operation;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationListTest {

    @Test
    void aFewAreAllShown() {
        assertThat(OperationList.worthShowing(operations(100, number -> "pending")))
                .hasSize(100);
    }

    @Test
    void ofVeryManyThoseThatMatterAreShown() {
        var all = operations(
                10_000,
                number -> number == 17 ? "failed" : number <= 5_000 ? "done" : number <= 5_008 ? "running" : "pending");

        var shown = OperationList.worthShowing(all);

        assertThat(shown).hasSizeLessThan(200).isSubsetOf(all);
        assertThat(shown).extracting(Operation::number).isSorted();
        assertThat(shown).extracting(Operation::status).contains("failed", "pending");
        assertThat(shown)
                .filteredOn(operation -> operation.status().equals("running"))
                .hasSize(8);
        assertThat(shown)
                .filteredOn(operation -> operation.status().equals("done"))
                .isNotEmpty();
    }

    @Test
    void whenAllAreDoneTheLastOnesAreShown() {
        assertThat(OperationList.worthShowing(operations(10_000, number -> "done")))
                .extracting(Operation::number)
                .contains(10_000)
                .doesNotContain(1);
    }

    private static List<Operation> operations(int count, IntFunction<String> status) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        new Operation(number, "dataset.LINE.STEP_" + number, "create", status.apply(number), ""))
                .toList();
    }
}
