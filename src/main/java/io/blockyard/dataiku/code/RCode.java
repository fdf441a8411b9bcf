package io.blockyard.dataiku.code;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** An R text: which packages it needs, and how it reads with other names. */
public final class RCode {

    private RCode() {}

    /**
     * Packages that a text loads or takes functions from, those of R and of DSS among them; names that are computed when
     * the code runs are left out. A text with mistakes is read as far as it makes sense.
     */
    public static SortedSet<String> packages(String code) {
        return new RPackages(RTree.parse(code)).all();
    }

    /** Files of the project's library that a text runs with {@code dkuSourceLibR}, such as {@code plots/lines.R}. */
    public static SortedSet<String> libraryFiles(String code) {
        var tree = RTree.parse(code);
        var files = new TreeSet<String>();
        tree.calls().stream()
                .filter(call -> call.function().equals(RRenaming.SOURCE))
                .flatMap(call -> call.positional().stream().limit(1))
                .forEach(file -> tree.plainText(file).ifPresent(files::add));
        return files;
    }

    /**
     * Gives datasets, folders and files of the library other names.
     *
     * @param objects names of datasets and names or ids of folders, as they stand in literals given to
     *     {@code dkuReadDataset}, {@code dkuWriteDataset}, {@code dkuManagedFolderPath} and the like → new names
     * @param files of the project's library, as {@code dkuSourceLibR} names them → new names
     */
    public static Renamed rename(String code, Map<String, String> objects, Map<String, String> files) {
        return new RRenaming(RTree.parse(code), objects, files).rename();
    }
}
