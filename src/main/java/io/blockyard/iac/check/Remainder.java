package io.blockyard.iac.check;

import io.blockyard.block.BlockType;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What of a faulty configuration can be looked at further, so that a person hears in one pass what the target lacks as
 * well: of two that take one name or make one dataset the first, and no solution where a block should be. What was told
 * is not told a second time in other words.
 */
public final class Remainder {

    private final Configuration configuration;
    private final Resolution resolution;
    private final Set<String> made = new HashSet<>();

    private Remainder(Configuration configuration, Resolution resolution) {
        this.configuration = configuration;
        this.resolution = resolution;
    }

    /** @param configuration with its solutions taken apart */
    public static Configuration of(Configuration configuration, Resolution resolution) {
        return new Remainder(configuration, resolution).remainder();
    }

    private Configuration remainder() {
        var blocks = firsts(configuration.blocks(), Configuration.BlockUse::instance).stream()
                .filter(use -> resolution
                        .of(use)
                        .filter(block -> block.manifest().type() == BlockType.SOLUTION)
                        .isEmpty())
                .map(use -> use.withOutputs(newlyMade(use.outputs())))
                .toList();
        return new Configuration(
                configuration.project(),
                configuration.target(),
                blocks,
                firsts(configuration.solutions(), Configuration.SolutionUse::instance),
                firsts(configuration.datasets(), Configuration.DatasetEntry::name),
                firsts(configuration.recipes(), Configuration.RecipeEntry::name),
                configuration.scenarios(),
                configuration.files(),
                configuration.environment());
    }

    private static <T> List<T> firsts(List<T> entries, Function<T, Text> name) {
        var taken = new HashSet<String>();
        var firsts = new ArrayList<T>();
        for (T entry : entries) {
            var value = name.apply(entry).value();
            if (!value.isEmpty() && taken.add(value)) {
                firsts.add(entry);
            }
        }
        return firsts;
    }

    private Map<String, Text> newlyMade(Map<String, Text> outputs) {
        var kept = new LinkedHashMap<String, Text>();
        outputs.forEach((port, dataset) -> {
            if (made.add(dataset.value())) {
                kept.put(port, dataset);
            }
        });
        return kept;
    }
}
