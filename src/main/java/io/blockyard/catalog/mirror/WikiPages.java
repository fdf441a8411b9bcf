package io.blockyard.catalog.mirror;

import io.blockyard.catalog.RegistryTree.AttachedPath;
import io.blockyard.catalog.article.AttachmentLink;
import io.blockyard.dataiku.DssWiki;
import io.blockyard.problem.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a tree as articles of a DSS wiki. What is attached to a page is attached to its article there, and the
 * text names it as DSS does, by the id of its upload; read back, the text is the one that was written. Names are unique in
 * a wiki, so somebody else's article may have that of a page: it is neither read nor touched.
 */
final class WikiPages {

    /**
     * Ends the pages that are made from many blocks, and is no part of their text. A block's own page, which comes back as
     * its article, never ends so; it is known by its front matter, if a person left that there.
     */
    private static final String MARK =
            "<!-- Written by Blockyard from its catalog, and written anew when that changes. -->";

    private static final String FENCE = "---";

    private final DssWiki wiki;
    /** Names of the pages that were made here. */
    private final Set<String> made;

    private final Map<String, String> folders = new HashMap<>();
    /** Texts as they were read, by the ids of their articles. */
    private final Map<String, String> read = new HashMap<>();

    /** Articles as they were read, by their names, until something is written to them. */
    private final Map<String, ObjectNode> seen = new HashMap<>();

    /** @param made names of the pages that were made here before */
    WikiPages(DssWiki wiki, Collection<String> made) {
        this.wiki = wiki;
        this.made = new HashSet<>(made);
    }

    /** What became of a page that was to be written. */
    enum Outcome {
        /** It says that now. */
        WRITTEN,
        /** Somebody changed it after it was read. */
        CHANGED_MEANWHILE,
        /** Somebody else's article has its name, and stays as it is. */
        SOMEBODY_ELSES
    }

    /** The text of a page of the tree; empty without such an article of ours. */
    Optional<String> text(String path) {
        var article = article(path);
        article.ifPresent(there -> {
            read.put(id(there), payload(there));
            seen.put(PageNames.of(path), there);
        });
        return article.map(
                there -> translated(unmarked(payload(there)), names(uploads(there)), AttachmentLink::destination));
    }

    Outcome write(String path, String plain) {
        var name = PageNames.of(path);
        var text = PageNames.isOfBlock(path) ? plain : plain + "\n" + MARK + "\n";
        var before = seen.remove(name);
        if (before != null && payload(before).equals(wanted(before, text))) {
            made.add(name);
            return Outcome.WRITTEN;
        }
        var there = wiki.article(name);
        if (there.isEmpty()) {
            wiki.create(name, parent(path), text);
            made.add(name);
            return Outcome.WRITTEN;
        }
        if (!isOurs(name, there.get())) {
            return Outcome.SOMEBODY_ELSES;
        }
        made.add(name);
        var wanted = wanted(there.get(), text);
        var payload = payload(there.get());
        if (payload.equals(wanted)) {
            return Outcome.WRITTEN;
        }
        if (!payload.equals(read.getOrDefault(id(there.get()), payload))) {
            return Outcome.CHANGED_MEANWHILE;
        }
        wiki.put(id(there.get()), wanted);
        read.put(id(there.get()), wanted);
        return Outcome.WRITTEN;
    }

    /** A text as an article has it, in which uploads are named by their ids. */
    private static String wanted(ObjectNode article, String text) {
        var byDestination = new LinkedHashMap<String, String>();
        uploads(article).forEach((file, upload) -> byDestination.put(AttachmentLink.destination(file), upload));
        return translated(text, byDestination, Function.identity());
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
        return ours(block).map(WikiPages::uploads).orElse(Map.of());
    }

    /** Of an upload to a block's article; empty when it is larger. */
    Optional<byte[]> attachment(String block, String upload, long largest) {
        return ours(block).map(WikiPages::id).flatMap(id -> wiki.attachment(id, upload, largest));
    }

    Optional<byte[]> attachment(AttachedPath path) {
        return ours(path.block())
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
        seen.remove(path.block());
        var article = ours(path.block())
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
        seen.remove(path.block());
        ours(path.block()).ifPresent(article -> detach(article, path.name()));
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
        return ours(PageNames.of(path));
    }

    private Optional<ObjectNode> ours(String name) {
        return wiki.article(name).filter(there -> isOurs(name, there));
    }

    /** Made here, or marked as made by an earlier mirror; an empty one is a folder, or nobody's text. */
    private boolean isOurs(String name, ObjectNode there) {
        var text = payload(there);
        return made.contains(name) || text.isBlank() || text.stripTrailing().endsWith(MARK) || isOf(name, text);
    }

    /** Whether a text says of itself that it is the page of this block. */
    private static boolean isOf(String block, String text) {
        int end = text.indexOf("\n" + FENCE, FENCE.length());
        return text.startsWith(FENCE)
                && end > 0
                && text.substring(0, end)
                        .lines()
                        .map(String::strip)
                        .anyMatch(Set.of("id: " + block, "id: \"" + block + "\"", "id: '" + block + "'")::contains);
    }

    /** Without the mark, which earlier versions of this product set below some blocks' pages as well, one for each run. */
    private static String unmarked(String text) {
        var plain = text;
        while (plain.stripTrailing().endsWith(MARK)) {
            var marked = plain.stripTrailing();
            plain = marked.substring(0, marked.length() - MARK.length());
            plain = plain.endsWith("\n") ? plain.substring(0, plain.length() - 1) : plain;
        }
        return plain;
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
