package io.blockyard.iac.apply;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ExportZip;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.desired.ResourceType;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a project with saved models and their like in it. DSS's API creates none of these, but makes a new project of a
 * zip that holds them; the zip holds nothing else, since all the rest is better made by DSS itself, call by call.
 */
final class ProjectImport {

    private final DssClient client;
    private final String projectKey;
    private final List<ResourceChange> operations;

    ProjectImport(DssClient client, String projectKey, List<ResourceChange> operations) {
        this.client = client;
        this.projectKey = projectKey;
        this.operations = operations.stream()
                .filter(change -> change.action() == Action.CREATE)
                .filter(change -> isProject(change) || isImported(change))
                .toList();
    }

    /** Whether the plan makes anything that only an import brings. */
    boolean isNeeded() {
        return operations.stream().anyMatch(ProjectImport::isImported);
    }

    /**
     * Makes the project; an import that DSS refuses leaves none.
     *
     * @param description what the project is described as for the time being
     */
    void carryOut(String description) {
        var described = operations.stream()
                .map(change -> isProject(change)
                        ? change.withAfter(
                                TargetWriter.attributes(change).deepCopy().put("description", description))
                        : change)
                .toList();
        var zip = ExportZip.of(PlannedProject.of(projectKey, described, Map.of()));
        client.importProject(projectKey, zip, Map.of(), Map.of());
    }

    /** The settings of a saved model or its like, as DSS keeps them. */
    static ObjectNode definition(ObjectNode wanted) {
        var definition = (ObjectNode)
                JsonMapper.shared().readTree(wanted.path("definition").asString("{}"));
        return definition.put("name", wanted.path("name").asString(""));
    }

    private static boolean isProject(ResourceChange change) {
        return change.type().equals(ResourceType.PROJECT.wire());
    }

    private static boolean isImported(ResourceChange change) {
        return ResourceType.ofWire(change.type())
                .flatMap(ResourceType::imported)
                .isPresent();
    }
}
