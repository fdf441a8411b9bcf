package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import io.blockyard.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Puts the parts of a snapshot together in one order, so that it does not show where they were read. */
final class ProjectSnapshots {

    private ProjectSnapshots() {}

    static ProjectSnapshot assemble(
            String key,
            ObjectNode params,
            ObjectNode variables,
            ObjectNode tagColors,
            List<Dataset> datasets,
            List<Recipe> recipes,
            List<FlowObject> objects,
            List<Zone> zones,
            Map<String, String> library,
            List<WikiArticle> wiki,
            String wikiHome,
            List<String> notebooks,
            Map<String, ObjectNode> others,
            List<Problem> warnings) {
        var own = ProjectDocument.definition(params);
        var name = Documents.text(own, "name");
        return new ProjectSnapshot(
                key,
                name.isEmpty() ? key : name,
                Documents.description(own),
                Documents.texts(own.path("tags")),
                own,
                variables,
                datasets.stream().sorted(Comparator.comparing(Dataset::name)).toList(),
                recipes.stream().sorted(Comparator.comparing(Recipe::name)).toList(),
                objects.stream()
                        .sorted(Comparator.comparing(FlowObject::kind).thenComparing(FlowObject::id))
                        .toList(),
                zones.stream().sorted(Comparator.comparing(Zone::id)).toList(),
                new TreeMap<>(library),
                wiki,
                Documents.exposed(own),
                warnings,
                tagColors.path("tags").isEmpty() ? Documents.empty() : tagColors,
                wikiHome,
                notebooks.stream().sorted().distinct().toList(),
                new TreeMap<>(others));
    }
}
