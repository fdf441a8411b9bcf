package io.blockyard.api;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockType;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.ContractComparison.Difference;
import io.blockyard.block.SolutionStep;
import io.blockyard.catalog.SolutionAssembly;
import io.blockyard.catalog.SolutionAssembly.Member;
import io.blockyard.catalog.SolutionAssembly.Source;
import io.blockyard.catalog.Solutions;
import io.blockyard.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a solution comes to today: its members with exact versions and digests, in the order in which data flows.
 *
 * @param outputs the solution's output → {@code alias.PORT}
 */
public record SolutionView(
        BlockId id,
        BlockVersion version,
        String name,
        List<MemberView> members,
        Map<String, String> outputs,
        List<Problem> problems) {

    /**
     * A member.
     *
     * @param reference as the solution names it
     * @param version the exact one that the reference means today
     * @param inputs its input → {@code $solution.NAME} or {@code alias.PORT}
     * @param members what it is made of, when it is a solution itself
     */
    public record MemberView(
            String alias,
            BlockType type,
            String reference,
            BlockId block,
            BlockVersion version,
            String digest,
            Map<String, String> inputs,
            List<MemberView> members) {}

    /** What publishing would do; {@code changes} are against the newest version, heaviest first. */
    public record Check(
            boolean publishable,
            BlockVersion version,
            boolean unchanged,
            List<Difference> changes,
            SolutionView solution) {

        public static Check of(Solutions.Proposal proposal) {
            return new Check(
                    proposal.assembly().isSound(),
                    proposal.version(),
                    proposal.unchanged(),
                    proposal.changes(),
                    SolutionView.of(proposal.assembly()));
        }
    }

    public static SolutionView of(SolutionAssembly assembly) {
        var outputs = new LinkedHashMap<String, String>();
        assembly.outputs().forEach((name, end) -> outputs.put(name, end.toString()));
        return new SolutionView(
                assembly.manifest().id(),
                assembly.manifest().version(),
                assembly.manifest().name(),
                members(assembly),
                outputs,
                assembly.problems());
    }

    private static List<MemberView> members(SolutionAssembly assembly) {
        return assembly.members().stream().map(SolutionView::member).toList();
    }

    private static MemberView member(Member member) {
        var inputs = new LinkedHashMap<String, String>();
        member.inputs().forEach((port, source) -> inputs.put(port, told(source)));
        var manifest = member.block().manifest();
        var inside = member.inside();
        return new MemberView(
                member.alias(),
                manifest.type(),
                member.step().block().toString(),
                manifest.id(),
                manifest.version(),
                member.block().digest(),
                inputs,
                inside == null ? List.of() : members(inside));
    }

    private static String told(Source source) {
        return switch (source) {
            case Source.Outside outside -> SolutionStep.OWN + outside.input();
            case Source.Made made -> made.end().toString();
        };
    }
}
