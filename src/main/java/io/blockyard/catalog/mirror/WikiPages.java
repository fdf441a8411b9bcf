package io.blockyard.catalog.mirror;

import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.article.AttachmentLink;
import io.blockyard.dataiku.DssWiki;
import io.blockyard.problem.ProblemException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a tree as articles of a DSS wiki. What is attached to a page is attached to its article there, and the
 * text names it as DSS does, by the id of its upload; read back, the text is the one that was written.
 */
final class WikiPages {

    private final DssWiki wiki;
    private final Map<String, String> folders = new HashMap<>();
    /** Texts as they were read, by the ids of their articles. */
    private final Map<String, String> read = new HashMap<>();

    WikiPages(DssWiki wiki) {
        this.wiki = wiki;
    }

    /** The text of a page of the tree; empty without such an article. */
    Optional<String> text(String path) {
        var article = article(path);
        article.ifPresent(there -> read.put(id(there), payload(there)));
        return article.map(there -> translated(payload(there), names(uploads(there)), AttachmentLink::destination));
    }

    /** @return whether the page says that now; not when somebody changed it after it was read */
    boolean write(String path, String text) {
        var there = article(path);
        if (there.isEmpty()) {
            wiki.create(PageNames.of(path), parent(path), text);
            return true;
        }
        var uploads = uploads(there.get());
        var byDestination = new LinkedHashMap<String, String>();
        uploads.forEach((name, upload) -> byDestination.put(AttachmentLink.destination(name), upload));
        var wanted = translated(text, byDestination, Function.identity());
        var payload = payload(there.get());
        if (payload.equals(wanted)) {
            return true;
        }
        if (!payload.equals(read.getOrDefault(id(there.get()), payload))) {
            return false;
        }
        wiki.put(id(there.get()), wanted);
        read.put(id(there.get()), wanted);
        return true;
    }

    /** Below the folder that the path says. */
    void move(String path) {
        article(path).ifPresent(article -> wiki.move(id(article), parent(path)));
    }

    void delete(String path) {
        article(path).ifPresent(article -> wiki.delete(id(article)));
    }

    /** Ids of the uploads to a block's article, by the files' names. */
    Map<String, String> uploads(String block) {
        return wiki.article(block).map(WikiPages::uploads).orElse(Map.of());
    }

    /** Of an upload to a block's article; empty when it is larger. */
    Optional<byte[]> attachment(String block, String upload, long largest) {
        return wiki.article(block).map(WikiPages::id).flatMap(id -> wiki.attachment(id, upload, largest));
    }

    Optional<byte[]> attachment(AttachedPath path) {
        return wiki.article(path.block())
                .flatMap(article -> Optional.ofNullable(uploads(article).get(path.name()))
                        .map(upload -> wiki.attachment(id(article), upload)));
    }

    /**
     * In the place of all others of its name, which go once it is there; the article is written again afterwards.
     *
     * @return the id of the upload
     * @throws ProblemException when the article is gone, or DSS refuses
     */
    String attach(AttachedPath path, byte[] content) {
        var article = wiki.article(path.block())
                .orElseThrow(() -> ProblemException.of(
                        ProblemException.Kind.NOT_FOUND,
                        "mirror.no-article",
                        "There is no article " + path.block() + ".",
                        "Run the mirror again, which writes it."));
        var upload = wiki.attach(id(article), path.name(), content);
        detach(article, path.name());
        return upload;
    }

    void detach(AttachedPath path) {
        wiki.article(path.block()).ifPresent(article -> detach(article, path.name()));
    }

    /** All uploads of a name that an article had when it was read. */
    private void detach(ObjectNode article, String name) {
        for (var one : article.path("article").path("attachments")) {
            var upload = string(one.path("smartId"));
            if (!upload.isEmpty()
                    && string(one.path("details").path("objectDisplayName")).equals(name)) {
                wiki.detach(id(article), upload);
            }
        }
    }

    /** Ids of the uploads, by the files' names; the newest of several of one name. */
    private static Map<String, String> uploads(ObjectNode article) {
        var uploads = new LinkedHashMap<String, String>();
        for (var one : article.path("article").path("attachments")) {
            var name = string(one.path("details").path("objectDisplayName"));
            var upload = string(one.path("smartId"));
            if (!name.isEmpty() && !upload.isEmpty()) {
                uploads.put(name, upload);
            }
        }
        return uploads;
    }

    private static Map<String, String> names(Map<String, String> uploads) {
        var names = new HashMap<String, String>();
        uploads.forEach((name, upload) -> names.put(upload, name));
        return names;
    }

    private static String translated(String text, Map<String, String> known, Function<String, String> written) {
        return known.isEmpty()
                ? text
                : AttachmentLink.withDestinations(text, destination -> {
                    var other = known.get(destination);
                    return other == null ? destination : written.apply(other);
                });
    }

    /** The article that a page's folder is; its own text is the folder's index page. */
    private String parent(String path) {
        var folder = PageNames.folder(path);
        if (folder.isEmpty()) {
            return "";
        }
        var known = folders.get(folder);
        if (known != null) {
            return known;
        }
        var name = PageNames.ofFolder(folder);
        var id = wiki.article(name).map(WikiPages::id).orElseGet(() -> wiki.create(name, parent(folder), ""));
        folders.put(folder, id);
        return id;
    }

    private Optional<ObjectNode> article(String path) {
        return wiki.article(PageNames.of(path));
    }

    private static String id(ObjectNode article) {
        return string(article.path("article").path("id"));
    }

    private static String payload(ObjectNode article) {
        return string(article.path("payload"));
    }

    private static String string(JsonNode node) {
        return node.asString("");
    }
}
