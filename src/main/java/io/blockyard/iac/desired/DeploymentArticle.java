package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The wiki page in the deployed project that says which blocks it was made of. */
final class DeploymentArticle {

    private static final String TITLE = "Deployed blocks";

    private DeploymentArticle() {}

    /** @param blocks what each instance is an instance of; a solution's says how its author wants it run */
    static Resource of(String projectKey, List<DesiredState.Instance> instances, Map<String, ResolvedBlock> blocks) {
        var text = new StringBuilder("""
                This project was composed from published blocks. Change it through its configuration: what is changed \
                here by hand is not known there.

                | Instance | Block | Version | Zone |
                |---|---|---|---|
                """);
        for (var instance : instances) {
            text.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            instance.name(),
                            instance.reference().replace("|", "\\|"),
                            instance.version(),
                            instance.zone().isEmpty() ? "\u2013" : instance.zone()));
        }
        instances.forEach(instance -> Optional.ofNullable(blocks.get(instance.name()))
                .flatMap(block -> Optional.ofNullable(block.manifest().execution()))
                .ifPresent(execution ->
                        text.append("\nHow the author of %s wants it run: %s. A scenario of DSS can see to it.\n"
                                .formatted(instance.name(), execution.words()))));
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("title", TITLE);
        attributes.put("content", text.toString());
        return new Resource(
                ResourceType.ARTICLE,
                projectKey,
                TITLE,
                "",
                attributes,
                List.of(),
                Set.of(ResourceType.PROJECT.address(projectKey, projectKey)),
                "tells people where the project comes from");
    }
}
