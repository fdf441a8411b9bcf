package io.blockyard.block;

import static io.blockyard.block.ContractComparison.Weight.MAJOR;
import static io.blockyard.block.ContractComparison.Weight.MINOR;
import static io.blockyard.block.ContractComparison.Weight.NONE;
import static io.blockyard.block.ContractComparison.Weight.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.ContractComparison.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContractComparisonTest {

    private static final Column ID = new Column("id", "string", "", true);
    private static final Column LOAD = new Column("load", "double", "", true);
    private static final Column LOAD_OPTIONAL = new Column("load", "double", "", false);
    private static final Column LOAD_TEXT = new Column("load", "string", "", true);
    private static final Column LOAD_SAID = new Column("load", "double", "Per cent of the nominal load", true);
    private static final Port A = port("A", ID);

    static List<Arguments> changesOfInputs() {
        return List.of(
                change(NONE, List.of(A), List.of(A), ""),
                change(NONE, List.of(A, port("B")), List.of(port("B"), A), ""),
                change(MAJOR, List.of(A), List.of(), "input A removed"),
                change(MAJOR, List.of(A), List.of(port("B", ID)), "input A removed; new required input B"),
                change(MINOR, List.of(A), List.of(A, optional("B")), "new optional input B"),
                change(MAJOR, List.of(optional("A", ID)), List.of(A), "input A became required"),
                change(MINOR, List.of(A), List.of(optional("A", ID)), "input A became optional"),
                change(MAJOR, List.of(A), List.of(folder("A")), "input A is a folder now, was a dataset"),
                change(MAJOR, List.of(A), List.of(port("A", ID, LOAD)), "input A needs the new column load"),
                change(MINOR, List.of(A), List.of(port("A", ID, LOAD_OPTIONAL)), "input A has the new column load"),
                change(MINOR, List.of(port("A", ID, LOAD)), List.of(A), "input A lost the column load"),
                change(
                        MAJOR,
                        List.of(port("A", LOAD)),
                        List.of(port("A", LOAD_TEXT)),
                        "column load of input A is string now, was double"),
                change(
                        MAJOR,
                        List.of(port("A", LOAD_OPTIONAL)),
                        List.of(port("A", LOAD)),
                        "column load of input A became required"),
                change(
                        PATCH,
                        List.of(port("A", LOAD)),
                        List.of(port("A", LOAD_SAID)),
                        "description of column load of input A"));
    }

    static List<Arguments> changesOfOutputs() {
        return List.of(
                change(NONE, List.of(A), List.of(A), ""),
                change(MAJOR, List.of(A), List.of(), "output A removed"),
                change(MINOR, List.of(A), List.of(A, port("B")), "new output B"),
                change(MINOR, List.of(A), List.of(port("A", ID, LOAD)), "output A has the new column load"),
                change(MAJOR, List.of(port("A", ID, LOAD)), List.of(A), "output A lost the column load"),
                change(
                        MAJOR,
                        List.of(port("A", LOAD)),
                        List.of(port("A", LOAD_TEXT)),
                        "column load of output A is string now, was double"));
    }

    @ParameterizedTest
    @MethodSource("changesOfInputs")
    void weighsChangesOfInputs(Weight weight, List<Port> before, List<Port> after, String sentences) {
        var comparison = ContractComparison.of(before, List.of(), after, List.of());

        assertThat(comparison.weight()).isEqualTo(weight);
        assertThat(comparison.sentences()).isEqualTo(sentences);
    }

    @ParameterizedTest
    @MethodSource("changesOfOutputs")
    void weighsChangesOfOutputs(Weight weight, List<Port> before, List<Port> after, String sentences) {
        var comparison = ContractComparison.of(List.of(), before, List.of(), after);

        assertThat(comparison.weight()).isEqualTo(weight);
        assertThat(comparison.sentences()).isEqualTo(sentences);
    }

    @Test
    void theHeaviestDecidesTheVersion() {
        var version = BlockVersion.parse("1.4.2");
        var documented =
                ContractComparison.of(List.of(port("A", LOAD)), List.of(), List.of(port("A", LOAD_SAID)), List.of());
        var recoded = documented.and(List.of(new ContractComparison.Difference(MINOR, "recipe smooth changed")));

        assertThat(documented.weight().after(version)).hasToString("1.4.3");
        assertThat(recoded.weight().after(version)).hasToString("1.5.0");
        assertThat(recoded.sentences()).startsWith("recipe smooth changed; ");
        assertThat(MAJOR.after(version)).hasToString("2.0.0");
        assertThat(NONE.after(version)).isEqualTo(version);
    }

    private static Arguments change(Weight weight, List<Port> before, List<Port> after, String sentences) {
        return Arguments.of(weight, before, after, sentences);
    }

    private static Port port(String name, Column... columns) {
        return new Port(name, PortType.DATASET, "", true, "", "", List.of(columns));
    }

    private static Port optional(String name, Column... columns) {
        return new Port(name, PortType.DATASET, "", false, "", "", List.of(columns));
    }

    private static Port folder(String name) {
        return new Port(name, PortType.FOLDER, "", true, "", "", List.of());
    }
}
