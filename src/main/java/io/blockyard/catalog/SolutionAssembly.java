package io.blockyard.catalog;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockType;
import io.blockyard.block.Port;
import io.blockyard.block.SolutionStep;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A solution with its members looked up, down to the blocks of solutions inside it, and the wires between them.
 *
 * @param members each after those whose outputs it reads
 * @param outputs the solution's output → the member's output that it comes from
 * @param problems what is wrong with it, with places in its manifest; whatever could be assembled is there all the same
 */
public record SolutionAssembly(
        BlockManifest manifest, List<Member> members, Map<String, End> outputs, List<Problem> problems) {

    /** Works out what a solution is made of; nothing is thrown for what is wrong with it. */
    public static SolutionAssembly of(BlockManifest solution, BlockRegistry registry) {
        return SolutionAssembler.assemble(solution, registry);
    }

    /**
     * A member of the solution.
     *
     * @param inputs its input → where the data comes from; inputs that stay open are not there
     * @param datasets its output → what the solution calls the dataset inside; only where it has a name for it
     * @param inside what it is made of; null for a block of one zone
     */
    public record Member(
            SolutionStep step,
            ResolvedBlock block,
            Map<String, Source> inputs,
            Map<String, String> datasets,
            @Nullable SolutionAssembly inside) {

        public String alias() {
            return step.alias();
        }
    }

    /** An output of a member. */
    public record End(String alias, String port) {

        @Override
        public String toString() {
            return alias + "." + port;
        }
    }

    /** Where the data of an input comes from. */
    public sealed interface Source {

        /** An input of the solution itself. */
        record Outside(String input) implements Source {}

        /** Another member. */
        record Made(End end) implements Source {}
    }

    public boolean isSound() {
        return problems.stream().noneMatch(Problem::isError);
    }

    /** The members that are no solutions, at every depth. */
    public Stream<Member> blocks() {
        return members.stream()
                .flatMap(member -> member.inside() == null
                        ? Stream.of(member)
                        : member.inside().blocks());
    }

    /** The ports of members that an input of the solution feeds. */
    public List<Port> readers(String input) {
        return members.stream()
                .flatMap(member -> member.inputs().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(new Source.Outside(input)))
                        .flatMap(entry -> member.block().manifest().input(entry.getKey()).stream()))
                .toList();
    }

    /** The port of a member that an output of the solution comes from. */
    public Optional<Port> writer(String output) {
        return Optional.ofNullable(outputs.get(output))
                .flatMap(end -> members.stream()
                        .filter(member -> member.alias().equals(end.alias()))
                        .findFirst()
                        .flatMap(member -> member.block().manifest().output(end.port())));
    }

    static boolean isSolution(BlockManifest manifest) {
        return manifest.type() == BlockType.SOLUTION;
    }
}
