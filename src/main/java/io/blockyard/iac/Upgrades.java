package io.blockyard.iac;

import io.blockyard.block.BlockReference;
import io.blockyard.block.ContractComparison;
import io.blockyard.block.ContractComparison.Difference;
import io.blockyard.block.ContractComparison.Weight;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What other versions of its blocks mean for a project that was deployed before. */
final class Upgrades {

    private Upgrades() {}

    /**
     * A warning for each instance that gets another version, with what differs between the two contracts.
     *
     * @param deployed the instances as they were deployed last
     */
    static List<Problem> told(
            List<DeployedBlock> deployed, List<Plan.BlockOperation> operations, BlockRegistry registry) {
        var told = new ArrayList<Problem>();
        for (var operation : operations) {
            deployed.stream()
                    .filter(block -> operation.address().endsWith("." + block.instance()))
                    .filter(block ->
                            isSameBlock(block, operation) && !block.version().equals(operation.version()))
                    .findFirst()
                    .ifPresent(block -> told.add(told(block, operation, registry)));
        }
        return List.copyOf(told);
    }

    private static boolean isSameBlock(DeployedBlock block, Plan.BlockOperation operation) {
        return BlockReference.parse(block.reference())
                .id()
                .equals(BlockReference.parse(operation.reference()).id());
    }

    private static Problem told(DeployedBlock block, Plan.BlockOperation operation, BlockRegistry registry) {
        var what = "\u201c" + block.instance() + "\u201d goes from "
                + BlockReference.parse(operation.reference()).id() + " " + block.version() + " to "
                + operation.version();
        return Problem.warning("plan.upgrade", what + ": " + differences(block, operation, registry) + ".", "")
                .at(operation.address());
    }

    private static String differences(DeployedBlock block, Plan.BlockOperation operation, BlockRegistry registry) {
        try {
            var comparison = ContractComparison.of(
                    registry.resolve(exact(block.reference(), block.version())).manifest(),
                    registry.resolve(exact(operation.reference(), operation.version()))
                            .manifest());
            var weighty = comparison.differences().stream()
                    .filter(difference -> difference.weight().compareTo(Weight.PATCH) > 0)
                    .map(Difference::sentence)
                    .collect(Collectors.joining("; "));
            return weighty.isEmpty() ? "the contract is the same" : weighty;
        } catch (ProblemException gone) {
            return "the old version can no longer be had, so that nobody can say what differs";
        }
    }

    private static BlockReference exact(String reference, String version) {
        var asked = BlockReference.parse(reference);
        return new BlockReference(asked.registry(), asked.id(), version);
    }
}
