package io.blockyard.iac.apply;

import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.DssProject;
import io.blockyard.iac.desired.ResourceType;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.iac.plan.PlanDigest;
import io.blockyard.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a target holds of one project now, as far as a plan depends on it.
 *
 * @param exists whether there is such a project
 * @param versions address of what is there → its version as DSS counts it and when it was made, so that one made anew is
 *     another; or the digest of its text where DSS does not count
 */
public record TargetProject(boolean exists, Map<String, String> versions) {

    public static TargetProject read(DssClient client, String key) {
        if (!client.hasProject(key)) {
            return new TargetProject(false, Map.of());
        }
        var project = client.project(key);
        var versions = new TreeMap<String, String>();
        versions.put(ResourceType.PROJECT.address(key, key), described(project));
        add(versions, ResourceType.DATASET, key, project.datasets());
        add(versions, ResourceType.RECIPE, key, project.recipes());
        for (var type : ResourceType.values()) {
            type.objectKind()
                    .ifPresent(kind ->
                            add(versions, type, key, project.flowObjects(kind).list()));
        }
        zones(versions, key, project.zones());
        for (var path : project.library().files()) {
            var text = project.library().file(path).orElse("");
            versions.put(ResourceType.LIBRARY.address(key, path), digest(text));
        }
        articles(project.wiki().taxonomy().path("taxonomy"), project, versions);
        return new TargetProject(true, versions);
    }

    /** What a plan may set of the project itself; what DSS writes into it while people work there does not count. */
    private static String described(DssProject project) {
        var metadata = project.metadata();
        return PlanDigest.sha256(PlanDigest.canonical(List.of(
                metadata.path("label").asString(""),
                metadata.path("description").asString(""),
                project.settings(),
                project.variables().path("standard"))));
    }

    private static void articles(JsonNode places, DssProject project, Map<String, String> versions) {
        for (JsonNode place : places) {
            project.wiki().article(place.path("id").asString("")).ifPresent(found -> {
                var title = found.path("article").path("name").asString("");
                var text = found.path("payload").asString("");
                versions.put(ResourceType.ARTICLE.address(project.key(), title), digest(text));
            });
            articles(place.path("children"), project, versions);
        }
    }

    private static String digest(String text) {
        return PlanDigest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Map<String, String> versions, ResourceType type, String key, List<ObjectNode> documents) {
        for (var document : documents) {
            versions.put(
                    type.address(key, document.path("name").asString("")),
                    document.path("versionTag").path("versionNumber").asString("") + "@"
                            + TargetObjects.birth(document)
                                    .path("lastModifiedOn")
                                    .asString(""));
        }
    }

    /** DSS does not count the versions of zones; what they hold is as much of them as their names. */
    private static void zones(Map<String, String> versions, String key, List<ObjectNode> zones) {
        for (var zone : zones) {
            if (!zone.path("id").asString("").equals(TargetWriter.DEFAULT_ZONE)) {
                var name = zone.path("name").asString("");
                versions.put(
                        ResourceType.ZONE.address(key, name),
                        PlanDigest.sha256(PlanDigest.canonical(
                                List.of(zone.path("id"), zone.path("color").asString(""), zone.path("items")))));
            }
        }
    }

    public boolean has(String address) {
        return versions.containsKey(address);
    }

    /** Changes whenever something of the project appears, goes or is edited. */
    public String fingerprint() {
        return PlanDigest.sha256(PlanDigest.canonical(Map.of("exists", exists, "versions", versions)));
    }

    /** What the instance offers; lists that the key may not see are left open. */
    public static TargetView view(DssClient client) {
        return new TargetView(
                true,
                client.connections(),
                visible(() -> Set.copyOf(client.codeEnvironments())),
                visible(() -> Set.copyOf(client.plugins())));
    }

    private static Optional<Set<String>> visible(Supplier<Set<String>> list) {
        try {
            return Optional.of(list.get());
        } catch (ProblemException e) {
            return switch (e.kind()) {
                case SETTINGS, FORBIDDEN, NOT_FOUND -> Optional.empty();
                case INVALID, CONFLICT, UNPLANNABLE, UNAUTHENTICATED, REMOTE -> throw e;
            };
        }
    }
}
