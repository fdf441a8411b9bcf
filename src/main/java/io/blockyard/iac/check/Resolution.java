package io.blockyard.iac.check;

import io.blockyard.block.BlockReference;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.Text;
import io.blockyard.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the references of a configuration came to.
 *
 * @param opaque whether there was no registry to ask, so that blocks are known by name only
 */
public record Resolution(boolean opaque, Map<String, ResolvedBlock> byInstance) {

    public Optional<ResolvedBlock> of(Configuration.BlockUse use) {
        return Optional.ofNullable(byInstance.get(use.instance().value()));
    }

    /** Asks the registry for every reference; without one, everything stays opaque, which is worth a warning each. */
    public static Resolution of(Configuration configuration, @Nullable BlockRegistry registry, Findings findings) {
        if (registry == null) {
            configuration.blocks().forEach(use -> warnOpaque(use.reference(), "block", findings));
            configuration.solutions().forEach(use -> warnOpaque(use.reference(), "solution", findings));
            return new Resolution(true, Map.of());
        }
        var resolved = new LinkedHashMap<String, ResolvedBlock>();
        for (var use : configuration.blocks()) {
            resolve(use.reference(), registry, findings)
                    .ifPresent(block -> resolved.put(use.instance().value(), block));
        }
        for (var use : configuration.solutions()) {
            findings.error(
                    "plan.solution",
                    use.reference().place(),
                    "The solution \u201c" + use.reference()
                            + "\u201d cannot be planned yet: solutions are not taken apart.",
                    "List its blocks under blocks: instead.");
        }
        return new Resolution(false, Map.copyOf(resolved));
    }

    private static Optional<ResolvedBlock> resolve(Text text, BlockRegistry registry, Findings findings) {
        try {
            return Optional.of(registry.resolve(BlockReference.parse(text.value())));
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
