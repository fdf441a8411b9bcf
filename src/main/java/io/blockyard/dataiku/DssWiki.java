package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The wiki of one project of an instance: its taxonomy, its articles and what is attached to them. */
public final class DssWiki {

    private final ProjectDocuments documents;

    DssWiki(ProjectDocuments documents) {
        this.documents = documents;
    }

    /** {@code {homeArticleId, taxonomy: [{id, children}]}}. */
    public ObjectNode taxonomy() {
        return documents.read("wiki");
    }

    public void putTaxonomy(ObjectNode taxonomy) {
        documents.change(documents.path("wiki"), current -> taxonomy);
    }

    /** {@code {article: {id, name, …}, payload: TEXT}}. */
    public Optional<ObjectNode> article(String idOrName) {
        return documents.find("wiki", idOrName);
    }

    /** @param parent an article's id; empty for the top @return the new article's id */
    public String create(String name, String parent, String markdown) {
        var body = Documents.empty().put("projectKey", documents.projectKey()).put("name", name);
        if (parent.isEmpty()) {
            body.putNull("parent");
        } else {
            body.put("parent", parent);
        }
        var answer = documents.http().post(documents.path("wiki", ""), body);
        var id = Documents.text(answer.path("article"), "id");
        put(id, markdown);
        return id;
    }

    /** Replaces an article's text. */
    public void put(String id, String markdown) {
        put(id, Documents.empty(), markdown);
    }

    /** Replaces an article's text and fields of its document; fields that {@code fields} lacks stay. */
    public void put(String id, ObjectNode fields, String markdown) {
        documents.change(path(id), article -> {
            article.withObjectProperty("article").setAll(fields);
            return article.put("payload", markdown);
        });
    }

    /** Gives an article another name; its text stays. */
    public void rename(String id, String name) {
        article(id).ifPresent(found -> put(id, Documents.empty().put("name", name), Documents.text(found, "payload")));
    }

    /**
     * Puts an article, with those below it, below another one.
     *
     * @param parent empty for the top
     */
    public void move(String id, String parent) {
        documents.change(documents.path("wiki"), taxonomy -> WikiTaxonomy.moved(taxonomy, id, parent));
    }

    public void delete(String id) {
        documents.http().delete(path(id));
    }

    /** Attaches a file to an article, beside others of its name. @return the id by which texts name it */
    public String attach(String article, String name, byte[] content) {
        return Documents.text(documents.http().upload(path(article) + "/upload", name, content), "smartId");
    }

    public byte[] attachment(String article, String upload) {
        return documents.http().download(documents.path("wiki", article, "uploads", upload));
    }

    /** As {@link #attachment(String, String)}, but empty for one that is larger, of which no more than that is read. */
    public Optional<byte[]> attachment(String article, String upload, long largest) {
        var upTo = documents.http().within(new Allowance(largest));
        try {
            return Optional.of(upTo.download(documents.path("wiki", article, "uploads", upload)));
        } catch (ProblemException refused) {
            if (refused.problems().getFirst().code().equals(Allowance.EXCEEDED)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Takes a file away from an article. */
    public void detach(String article, String upload) {
        documents.change(path(article), document -> {
            var attachments = document.withObjectProperty("article").withArrayProperty("attachments");
            attachments.removeIf(one -> Documents.text(one, "smartId").equals(upload));
            return document;
        });
    }

    private String path(String article) {
        return documents.path("wiki", article);
    }
}
