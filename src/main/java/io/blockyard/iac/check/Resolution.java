package io.blockyard.iac.check;

import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockType;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.Text;
import io.blockyard.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the references of a configuration came to.
 *
 * @param opaque whether there was no registry to ask, so that blocks are known by name only
 * @param byInstance blocks, solutions, and members of solutions at every depth
 * @param solutions each before those inside it
 * @param members what solutions were taken apart into
 */
public record Resolution(
        boolean opaque,
        Map<String, ResolvedBlock> byInstance,
        List<SolutionInstance> solutions,
        List<Configuration.BlockUse> members) {

    public static final Resolution NOTHING = new Resolution(true, Map.of(), List.of(), List.of());

    /**
     * A solution that was taken apart.
     *
     * @param within the instance of the solution around it; empty when the configuration names it
     * @param members instances of its blocks and of solutions inside it
     */
    public record SolutionInstance(String name, String reference, String within, List<String> members) {}

    public Optional<ResolvedBlock> of(Configuration.BlockUse use) {
        return of(use.instance());
    }

    public Optional<ResolvedBlock> of(Text instance) {
        return Optional.ofNullable(byInstance.get(instance.value()));
    }

    /** The configuration with the members of its solutions among its blocks, and without those solutions. */
    public Configuration takenApart(Configuration configuration) {
        var whole = new ArrayList<>(configuration.blocks());
        whole.addAll(members);
        var left = configuration.solutions().stream()
                .filter(use -> solutions.stream()
                        .noneMatch(taken -> taken.name().equals(use.instance().value())))
                .toList();
        return configuration.with(List.copyOf(whole), left);
    }

    /** Asks the registry for every reference; without one, everything stays opaque, which is worth a warning each. */
    public static Resolution of(Configuration configuration, @Nullable BlockRegistry registry, Findings findings) {
        if (registry == null) {
            configuration.blocks().forEach(use -> warnOpaque(use.reference(), "block", findings));
            configuration.solutions().forEach(use -> warnOpaque(use.reference(), "solution", findings));
            return NOTHING;
        }
        var resolved = new LinkedHashMap<String, ResolvedBlock>();
        for (var use : configuration.blocks()) {
            resolve(use.reference(), registry, findings)
                    .ifPresent(block -> resolved.put(use.instance().value(), block));
        }
        var solutions = new ArrayList<SolutionInstance>();
        var members = new ArrayList<Configuration.BlockUse>();
        for (var use : configuration.solutions()) {
            resolve(use.reference(), registry, findings)
                    .filter(block -> isSolution(use, block, findings))
                    .flatMap(block -> SolutionExpansion.of(use, block, registry, findings))
                    .ifPresent(expansion -> {
                        expansion.resolved().forEach(resolved::putIfAbsent);
                        solutions.addAll(expansion.solutions());
                        members.addAll(expansion.blocks());
                    });
        }
        return new Resolution(
                false, Collections.unmodifiableMap(resolved), List.copyOf(solutions), List.copyOf(members));
    }

    private static boolean isSolution(Configuration.SolutionUse use, ResolvedBlock block, Findings findings) {
        if (block.manifest().type() == BlockType.SOLUTION) {
            return true;
        }
        findings.error(
                "config.block-as-solution",
                use.reference().place(),
                "\u201c" + use.reference() + "\u201d is a block, not a solution.",
                "Move it to blocks:.");
        return false;
    }

    private static Optional<ResolvedBlock> resolve(Text text, BlockRegistry registry, Findings findings) {
        try {
            var block = registry.resolve(BlockReference.parse(text.value()));
            findings.relocate(text.place(), block.warnings());
            return Optional.of(block);
        } catch (ProblemException e) {
            if (e.problems().stream().noneMatch(p -> p.code().equals("block.reference"))) {
                findings.relocate(text.place(), e);
            }
            return Optional.empty();
        }
    }

    private static void warnOpaque(Text reference, String what, Findings findings) {
        if (isReference(reference.value())) {
            findings.warning(
                    "plan.opaque",
                    reference.place(),
                    "The " + what + " \u201c" + reference + "\u201d was not looked up: there is no registry at hand.",
                    "Name one with --registry, or plan on a server, to see what it holds.");
        }
    }

    private static boolean isReference(String text) {
        try {
            BlockReference.parse(text);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }
}
