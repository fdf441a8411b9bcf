package io.blockyard.dataiku.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Who made and changed what and when, as far as the documents of a project tell it. */
final class Timeline {

    private final List<ObjectNode> items = new ArrayList<>();

    private Timeline() {}

    /** The latest {@code count} events, and who took part in any. */
    static ObjectNode of(Project project, int count) {
        var timeline = new Timeline();
        timeline.add(project, project.params(), "PROJECT", project.key());
        for (var kind : Objects.values()) {
            project.documents(kind.folder())
                    .forEach((id, document) -> timeline.add(project, document, kind.itemType(), id));
        }
        project.documents(RecipeCalls.FOLDER)
                .forEach((name, document) -> timeline.add(project, document, "RECIPE", name));
        project.documents(WikiCalls.ARTICLES).forEach((id, document) -> timeline.add(project, document, "ARTICLE", id));
        return timeline.document(project, count);
    }

    private void add(Project project, ObjectNode document, String type, String id) {
        addItem(
                project,
                document.path("creationTag") instanceof ObjectNode tag ? tag : Json.object(),
                "CREATE",
                type,
                id);
        if (document.path("versionTag").path("versionNumber").asInt(0) > 0) {
            addItem(project, Json.child(document, "versionTag"), "EDIT", type, id);
        }
    }

    private void addItem(Project project, ObjectNode stamp, String action, String type, String id) {
        var time = stamp.path("lastModifiedOn").asLong(0);
        if (time > 0) {
            items.add(Json.object()
                    .put("action", action)
                    .put("time", time)
                    .put("user", stamp.path("lastModifiedBy").path("login").asString(""))
                    .put("projectKey", project.key())
                    .put("objectType", type)
                    .put("objectId", id));
        }
    }

    private ObjectNode document(Project project, int count) {
        items.sort(
                Comparator.comparingLong((ObjectNode item) -> item.path("time").asLong(0))
                        .reversed());
        var document = Json.object();
        var people = new LinkedHashSet<String>();
        items.forEach(item -> people.add(Json.text(item, "user")));
        var contributors = document.putArray("allContributors");
        people.forEach(login -> contributors.addObject().put("login", login).put("displayName", login));
        var params = project.params();
        stamp(document, "created", params.path("creationTag") instanceof ObjectNode tag ? tag : Json.object());
        if (!items.isEmpty()) {
            var last = items.getFirst();
            document.putObject("lastModifiedBy").put("login", Json.text(last, "user"));
            document.set("lastModifiedOn", last.path("time"));
        }
        var shown = document.putArray("items");
        items.stream().limit(count).forEach(shown::add);
        return document;
    }

    private static void stamp(ObjectNode document, String prefix, ObjectNode tag) {
        document.putObject(prefix + "By")
                .put("login", tag.path("lastModifiedBy").path("login").asString(""));
        document.put(prefix + "On", tag.path("lastModifiedOn").asLong(0));
    }
}
