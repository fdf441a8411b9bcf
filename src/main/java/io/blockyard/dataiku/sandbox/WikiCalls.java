package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.WikiTaxonomy;
import io.blockyard.dataiku.WikiTaxonomy.Place;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The wiki: a tree, and an article with its text for each node of it. */
final class WikiCalls {

    static final String ARTICLES = "wiki/articles";
    private static final String TAXONOMY = "wiki/taxonomy.json";

    void register(Router router) {
        router.project("GET", "/wiki", (request, project) -> Answer.json(settings(project)));
        router.project("PUT", "/wiki", (request, project) -> {
            var body = request.object();
            save(project, WikiTaxonomy.places(body, project.names(ARTICLES)), Json.text(body, "homeArticleId"));
            return Answer.json(settings(project));
        });
        router.project("POST", "/wiki", WikiCalls::create);
        router.project("GET", "/wiki/{id}", (request, project) -> Answer.json(whole(project, id(project, request))));
        router.project("PUT", "/wiki/{id}", WikiCalls::put);
        router.project("DELETE", "/wiki/{id}", WikiCalls::delete);
        router.project("POST", "/wiki/{id}/upload", WikiCalls::attach);
        router.project("GET", "/wiki/{id}/uploads/{upload}", WikiCalls::attachment);
        router.unsupported("POST", "/wiki/actions/export", "it writes no PDF");
        router.unsupported("POST", "/wiki/{id}/actions/export", "it writes no PDF");
    }

    private static Answer create(Request request, Project project) {
        var body = request.object();
        var name = request.required(body, "name");
        var parent = body.path("parent").asString("");
        if (!parent.isEmpty() && !project.has(ARTICLES, parent)) {
            throw Fault.notFound("Article not found: " + parent);
        }
        var id = nextId(project);
        var article = Json.object().put("name", name).put("layout", "WIKI_ARTICLE");
        article.putArray("attachments");
        article.putArray("tags");
        article.putObject("customFields");
        article.set("checklists", Json.checklists());
        Stamps.created(article);
        var places = places(project);
        var home = home(project);
        project.writeText(ARTICLES + "/" + id + ".md", "");
        project.write(ARTICLES, id, article);
        places.add(new Place(id, parent));
        save(project, places, home.isEmpty() ? id : home);
        return Answer.json(whole(project, id));
    }

    private static Answer put(Request request, Project project) {
        var id = id(project, request);
        var body = request.object();
        var before = article(project, id);
        var after = Json.child(body, "article").deepCopy();
        after.remove(List.of("id", "projectKey"));
        var text = Json.text(body, "payload");
        var sameText = project.findText(ARTICLES + "/" + id + ".md").orElse("").equals(text);
        if (!sameText) {
            project.writeText(ARTICLES + "/" + id + ".md", text);
        }
        if (Stamps.changed(before, after)) {
            project.write(ARTICLES, id, after);
        } else if (!sameText) {
            Stamps.count(after);
            project.write(ARTICLES, id, after);
        }
        return Answer.json(whole(project, id));
    }

    /** The children of a deleted article go up to its parent. */
    private static Answer delete(Request request, Project project) {
        var id = id(project, request);
        var places = places(project);
        var parent = places.stream()
                .filter(place -> place.id().equals(id))
                .map(Place::parent)
                .findFirst()
                .orElse("");
        var left = places.stream()
                .filter(place -> !place.id().equals(id))
                .map(place -> place.parent().equals(id) ? new Place(place.id(), parent) : place)
                .toList();
        var home = home(project);
        save(
                project,
                left,
                home.equals(id) ? left.stream().map(Place::id).findFirst().orElse("") : home);
        project.delete(ARTICLES + "/" + id + ".json");
        project.delete(ARTICLES + "/" + id + ".md");
        project.files().deleteBelow(Project.DATA + "/" + PackedProject.ATTACHMENTS + "/" + id);
        return Answer.empty();
    }

    private static Answer attach(Request request, Project project) {
        var id = id(project, request);
        var upload = request.upload();
        if (upload.name().isBlank()) {
            throw Fault.badRequest("The upload has no file name");
        }
        var uploadId = Names.mint(12, taken -> project.files().has(attachments(id) + taken));
        var before = article(project, id);
        var after = before.deepCopy();
        var attachment = after.withArrayProperty("attachments")
                .addObject()
                .put("attachmentType", "FILE")
                .put("smartId", uploadId);
        attachment
                .putObject("details")
                .put("objectDisplayName", upload.name())
                .put("size", upload.content().length)
                .put("mimeType", mimeType(upload.name()));
        attachment.put("attachedBy", Stamps.USER).put("attachedOn", System.currentTimeMillis());
        project.files().put(attachments(id) + uploadId, upload.content());
        Stamps.changed(before, after);
        project.write(ARTICLES, id, after);
        return Answer.json(attachment);
    }

    private static Answer attachment(Request request, Project project) {
        var id = id(project, request);
        var uploadId = Names.require(request.name("upload"));
        var content = project.files()
                .read(attachments(id) + uploadId)
                .orElseThrow(() -> Fault.notFound("Attachment not found: " + uploadId));
        var type = article(project, id)
                .path("attachments")
                .valueStream()
                .filter(attachment -> Json.text(attachment, "smartId").equals(uploadId))
                .map(attachment -> Json.text(attachment.path("details"), "mimeType"))
                .findFirst()
                .orElse("application/octet-stream");
        return Answer.bytes(type, content);
    }

    private static String attachments(String id) {
        return Project.DATA + "/" + PackedProject.ATTACHMENTS + "/" + id + "/";
    }

    private static String mimeType(String fileName) {
        var type = URLConnection.guessContentTypeFromName(fileName);
        return type == null ? "application/octet-stream" : type;
    }

    private static ObjectNode settings(Project project) {
        var settings = Json.object().put("projectKey", project.key());
        settings.setAll(WikiTaxonomy.document(places(project), home(project)));
        return settings;
    }

    private static void save(Project project, List<Place> places, String home) {
        project.write(TAXONOMY, WikiTaxonomy.document(places, home));
    }

    private static List<Place> places(Project project) {
        var stored = project.findDocument(TAXONOMY).orElseGet(Json::object);
        return new ArrayList<>(WikiTaxonomy.places(stored, project.names(ARTICLES)));
    }

    private static String home(Project project) {
        return project.findDocument(TAXONOMY)
                .map(taxonomy -> Json.text(taxonomy, "homeArticleId"))
                .orElse("");
    }

    /** Articles are asked for by id or by name. */
    private static String id(Project project, Request request) {
        var idOrName = request.name("id");
        if (project.has(ARTICLES, idOrName)) {
            return idOrName;
        }
        return project.documents(ARTICLES).entrySet().stream()
                .filter(entry -> Json.text(entry.getValue(), "name").equals(idOrName))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Fault.notFound("Article not found: " + idOrName));
    }

    private static ObjectNode article(Project project, String id) {
        return project.document(ARTICLES, id, "Article");
    }

    private static ObjectNode whole(Project project, String id) {
        var article = Json.object().put("id", id).put("projectKey", project.key());
        article.setAll(article(project, id));
        var whole = Json.object();
        whole.set("article", article);
        return whole.put(
                "payload", project.findText(ARTICLES + "/" + id + ".md").orElse(""));
    }

    private static String nextId(Project project) {
        var largest = project.names(ARTICLES).stream()
                .filter(id -> id.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Integer.toString(largest + 1);
    }
}
