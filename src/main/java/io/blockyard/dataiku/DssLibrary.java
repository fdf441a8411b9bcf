package io.blockyard.dataiku;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The library of one project of an instance: files by their paths, such as {@code python/vibration/base.py}. */
public final class DssLibrary {

    private final ProjectDocuments documents;

    DssLibrary(ProjectDocuments documents) {
        this.documents = documents;
    }

    /** The paths of all files. */
    public List<String> files() {
        var paths = new ArrayList<String>();
        LibraryTree.addFiles(documents.http().get(contents()), "", paths);
        return paths;
    }

    /** DSS answers any error for a file that is not there, so that the list says whether it is. */
    public Optional<String> file(String file) {
        return Optional.of(file)
                .filter(files()::contains)
                .flatMap(there -> documents.http().find(contents() + DssPath.file(there)))
                .map(answer -> Documents.text(answer, "data"));
    }

    /** Writes a file, unless it says the same already; folders on the way are made. */
    public void put(String file, String text) {
        if (!file(file).equals(Optional.of(text))) {
            write(file, text);
        }
    }

    /** Writes a file without looking whether it says the same already. */
    public void write(String file, String text) {
        documents.http().postText(contents() + DssPath.file(file), text);
    }

    public void delete(String file) {
        documents.http().delete(contents() + DssPath.file(file));
    }

    private String contents() {
        return documents.path("libraries", "contents");
    }
}
