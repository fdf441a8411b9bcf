package io.blockyard.dataiku;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The project library as DSS lists it: {@code [{name, children?}]}; an entry without {@code children} is a file. */
final class LibraryTree {

    private LibraryTree() {}

    /** Adds the paths of all files below {@code prefix}, which is empty or ends with a slash. */
    static void addFiles(JsonNode entries, String prefix, List<String> paths) {
        for (var entry : entries.values()) {
            var path = prefix + Documents.text(entry, "name");
            if (entry.path("children").isArray()) {
                addFiles(entry.path("children"), path + "/", paths);
            } else {
                paths.add(path);
            }
        }
    }
}
