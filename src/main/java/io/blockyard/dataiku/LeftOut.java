package io.blockyard.dataiku;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import tools.jackson.core.JacksonException;

/** What an upload held and was not kept, noted beside what was, so that whoever reads it is told. */
final class LeftOut {

    /** The entry in the kept zip: a JSON array of paths. */
    static final String FILE = ".left-out.json";

    private LeftOut() {}

    static byte[] write(Collection<String> paths) {
        var list = Documents.json().createArrayNode();
        paths.forEach(list::add);
        return ProjectFiles.text(list).getBytes(StandardCharsets.UTF_8);
    }

    /** The paths; none when nothing was left out. */
    static List<String> read(SortedMap<String, FileTree.Content> files) {
        var note = files.get(FILE);
        if (note == null || note.size() > Definition.LARGEST_DOCUMENT) {
            return List.of();
        }
        try {
            return Documents.texts(Documents.json().readTree(note.bytes()));
        } catch (IOException | JacksonException notOurs) {
            return List.of();
        }
    }
}
