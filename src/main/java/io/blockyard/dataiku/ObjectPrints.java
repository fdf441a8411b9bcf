package io.blockyard.dataiku;

import io.blockyard.dataiku.ProjectSnapshot.WikiArticle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * SHA-256 of every object of a project, by the place where its file lies in git layout: {@code datasets/orders},
 * {@code lib/python/clean.py}, {@code params}. Equal ones mean that nothing of an object needs to be looked at again;
 * different ones mean no more than that, since an order of keys makes another one.
 */
public final class ObjectPrints {

    private final Map<String, String> prints = new HashMap<>();

    private ObjectPrints() {}

    /** Of everything that a crawl may look at. */
    public static ObjectPrints of(ProjectSnapshot project) {
        var all = new ObjectPrints();
        all.put("params", project.params(), project.key() + "\n" + project.name() + "\n" + project.description());
        all.put("variables", project.variables(), "");
        project.datasets().forEach(dataset -> all.put(place(dataset), dataset.document(), ""));
        project.recipes().forEach(recipe -> all.put(place(recipe), recipe.document(), recipe.payload()));
        project.objects().forEach(object -> all.put(place(object), object.document(), ""));
        project.zones().forEach(zone -> all.put(place(zone), zone.document(), ""));
        project.wiki().forEach(article -> all.put(place(article), article.document(), article.markdown()));
        project.library().forEach((path, text) -> all.prints.put(library(path), sha256(path + "\n" + text)));
        project.others().forEach((place, document) -> all.put(place, document, ""));
        return all;
    }

    /** 64 hexadecimal digits; empty when nothing lies there. */
    public String at(String place) {
        return prints.getOrDefault(place, "");
    }

    public static String place(ProjectSnapshot.Dataset dataset) {
        return "datasets/" + dataset.name();
    }

    public static String place(ProjectSnapshot.Recipe recipe) {
        return "recipes/" + recipe.name();
    }

    public static String place(ProjectSnapshot.FlowObject object) {
        return object.kind().folder() + "/" + object.id();
    }

    public static String place(ProjectSnapshot.Zone zone) {
        return "zones/" + zone.id();
    }

    /** By its id: names of articles may occur twice. */
    public static String place(WikiArticle article) {
        return "wiki/" + article.id();
    }

    /** @param path below {@code lib/} */
    public static String library(String path) {
        return ProjectFiles.LIBRARY + path;
    }

    /** SHA-256 of a text's UTF-8, in 64 hexadecimal digits. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void put(String place, ObjectNode document, String text) {
        var digest = digest();
        digest.update(Documents.json().writeValueAsBytes(document));
        digest.update((byte) '\n');
        prints.put(place, HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
