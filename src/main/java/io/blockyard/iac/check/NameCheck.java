package io.blockyard.iac.check;

import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.Text;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that DSS would not take, and names that mean something of their own there. */
final class NameCheck {

    /** Names of datasets begin with the instance's, so that it is held to the same form. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private static final int LONGEST_ZONE = 200;

    /** Variables that DSS itself sets: the project's key, and all that begin with {@code dip.}. */
    private static final String PROJECT_KEY = "projectkey";

    private static final String OF_DSS = "dip.";

    private final Configuration configuration;
    private final Findings findings;

    NameCheck(Configuration configuration, Findings findings) {
        this.configuration = configuration;
        this.findings = findings;
    }

    /** Of the configuration as it was written. */
    void check() {
        configuration.blocks().forEach(use -> {
            instance(use.instance());
            zone(use.zone());
            use.outputs().values().forEach(this::dataset);
            variables(use.variables());
        });
        configuration.solutions().forEach(use -> {
            instance(use.instance());
            use.outputs().values().forEach(this::dataset);
            variables(use.variables());
        });
    }

    private void instance(Text name) {
        if (!name.value().isEmpty() && !NAME.matcher(name.value()).matches()) {
            findings.error(
                    "config.name",
                    name.place(),
                    "\u201c" + name + "\u201d is no name for an instance: its datasets and recipes carry it.",
                    "Use letters, digits, underscores and hyphens, such as " + plain(name.value()) + ".");
        }
    }

    private void dataset(Text name) {
        if (!name.value().isEmpty() && !NAME.matcher(name.value()).matches()) {
            findings.error(
                    "config.name",
                    name.place(),
                    "\u201c" + name + "\u201d is no name for what a block makes.",
                    name.value().indexOf('.') > 0
                            ? "A block writes into its own project only; share the dataset from there."
                            : "Use letters, digits, underscores and hyphens, such as " + plain(name.value()) + ".");
        }
    }

    private void zone(Text name) {
        if (name.value().length() > LONGEST_ZONE) {
            findings.error(
                    "config.name",
                    name.place(),
                    "The zone\u2019s name has " + name.value().length() + " characters.",
                    "Use " + LONGEST_ZONE + " at most.");
        }
        if (name.value().strip().equalsIgnoreCase("default")) {
            findings.error(
                    "config.reserved-name",
                    name.place(),
                    "The zone \u201c" + name + "\u201d is DSS's own: what belongs to no zone is shown there.",
                    "Give the zone another name.");
        }
    }

    private void variables(Map<String, Text> variables) {
        variables.forEach((name, value) -> {
            var folded = name.toLowerCase(Locale.ROOT);
            if (folded.equals(PROJECT_KEY) || folded.startsWith(OF_DSS)) {
                findings.error(
                        "config.reserved-name",
                        value.place(),
                        "The variable \u201c" + name + "\u201d is DSS's own and cannot be set.",
                        "Give the variable another name in the block, and publish it again.");
            }
        });
    }

    private static String plain(String name) {
        var plain = name.strip().replaceAll("[^A-Za-z0-9_-]+", "_");
        return plain.isEmpty() || plain.equals("_") ? "my_name" : plain;
    }
}
