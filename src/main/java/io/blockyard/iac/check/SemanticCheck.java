package io.blockyard.iac.check;

import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that can be wrong with a configuration whose form is right. */
public final class SemanticCheck {

    private final Configuration configuration;
    private final Resolution resolution;
    private final Findings findings;

    /** The configuration as it was written, before solutions were taken apart. */
    private final Configuration written;

    private SemanticCheck(Configuration configuration, Resolution resolution, Findings findings) {
        this.written = configuration;
        this.configuration = resolution.takenApart(configuration);
        this.resolution = resolution;
        this.findings = findings;
    }

    public static void check(Configuration configuration, Resolution resolution, Findings findings) {
        new SemanticCheck(configuration, resolution, findings).check();
    }

    private void check() {
        unique(configuration.datasets(), Configuration.DatasetEntry::name, "dataset");
        unique(configuration.recipes(), Configuration.RecipeEntry::name, "recipe");
        uniqueInstances();
        zones();
        overrides();
        new NameCheck(written, findings).check();
        var blocks = new BlockCheck(configuration, resolution, findings);
        written.solutions().forEach(blocks::check);
        blocks.check();
        new FlowCheck(configuration, resolution, findings).check();
        for (var scenario : configuration.scenarios()) {
            findings.warning(
                    "plan.not-managed",
                    scenario,
                    "Scenarios are not managed in this phase; this one is carried, but not created.",
                    "Create it in DSS after the apply.");
        }
    }

    private <T> void unique(List<T> entries, Function<T, Text> name, String what) {
        var first = new LinkedHashMap<String, Text>();
        for (T entry : entries) {
            var text = name.apply(entry);
            var earlier = text.value().isEmpty() ? null : first.putIfAbsent(text.value(), text);
            if (earlier != null) {
                findings.error(
                        "config.duplicate",
                        text.place(),
                        "There is already a " + what + " \u201c" + text + "\u201d (line "
                                + earlier.place().line() + ").",
                        "Give one of the two another name.",
                        List.of(earlier.place().path()));
            }
        }
    }

    private void uniqueInstances() {
        var first = new LinkedHashMap<String, Text>();
        written.solutions().forEach(use -> uniqueInstance(use.instance(), first));
        configuration.blocks().forEach(use -> uniqueInstance(use.instance(), first));
    }

    private void uniqueInstance(Text instance, Map<String, Text> first) {
        var earlier = first.putIfAbsent(instance.value(), instance);
        if (earlier != null) {
            findings.error(
                    "config.duplicate-instance",
                    instance.place(),
                    "The instance name \u201c" + instance + "\u201d is taken (line "
                            + earlier.place().line() + ").",
                    "Give each instance a name of its own; its internal datasets and recipes carry it.",
                    List.of(earlier.place().path()));
        }
    }

    /** Two instances in one zone are legal, but seldom meant. */
    private void zones() {
        var first = new LinkedHashMap<String, Text>();
        for (var use : configuration.blocks()) {
            var earlier = first.putIfAbsent(use.zone().value(), use.instance());
            if (earlier != null && !earlier.value().equals(use.instance().value())) {
                findings.warning(
                        "config.shared-zone",
                        use.zone().place(),
                        "The instances \u201c" + earlier + "\u201d and \u201c" + use.instance()
                                + "\u201d share the zone \u201c" + use.zone() + "\u201d.",
                        "Give each a zone_name of its own, unless they belong together.");
            }
        }
    }

    private void overrides() {
        var recipes = configuration.recipes().stream()
                .map(recipe -> recipe.name().value())
                .toList();
        for (var use : configuration.blocks()) {
            var replaced = new LinkedHashMap<String, Text>();
            for (var extension : use.extensions()) {
                var earlier = replaced.putIfAbsent(extension.recipe().value(), extension.recipe());
                if (earlier != null && extension.overrideWith().isPresent()) {
                    findings.error(
                            "config.duplicate-extension",
                            extension.recipe().place(),
                            "The recipe \u201c" + extension.recipe() + "\u201d is extended twice in this instance.",
                            "Keep one of the extensions.");
                }
                extension.overrideWith().ifPresent(name -> {
                    if (!recipes.contains(name.value())) {
                        findings.error(
                                "config.override-unknown",
                                name.place(),
                                "There is no recipe \u201c" + name + "\u201d to override with.",
                                NearestName.suggest(name.value(), recipes, "Define it under recipes:."));
                    }
                });
            }
        }
    }
}
