package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.Dependencies;
import io.blockyard.dataiku.Surroundings;
import io.blockyard.dataiku.credential.CleanProject;
import io.blockyard.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.stream.Stream;

/** A project as a crawl looks at it, and what is known of what it only names. */
record ReadProject(CleanProject clean, Surroundings around) {

    /**
     * A plugin that the instance did not tell of has the components that it had: silence is no change.
     *
     * @param before what the project's blocks needed until now
     */
    ReadProject withPluginsOf(Collection<Dependencies> before) {
        var plugins = new HashMap<>(around.plugins());
        for (var plugin : around.unanswered()) {
            before.stream()
                    .filter(needs -> needs.plugins().contains(plugin))
                    .flatMap(needs -> needs.pluginComponents().stream())
                    .forEach(component -> plugins.putIfAbsent(component, plugin));
        }
        return new ReadProject(clean, new Surroundings(around.packages(), plugins, around.unanswered()));
    }

    /** What administrators should know of how it was read. */
    Stream<Problem> warnings() {
        return Stream.concat(
                clean.found().stream().map(Credentials::warning),
                around.unanswered().stream()
                        .map(plugin -> Problem.warning(
                                "discovery.plugin-unanswered",
                                "The instance failed to tell what is made with the plugin " + plugin + ".",
                                "Look into the instance's backend log; until then a new block may not say that it"
                                        + " needs this plugin.")));
    }
}
