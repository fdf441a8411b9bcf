package io.blockyard.dataiku.code;

import java.util.Map;
import java.util.SortedSet;

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

    /**
     * Gives datasets and folders other names.
     *
     * @param objects names of datasets and names or ids of folders, as they stand in literals given to
     *     {@code dkuReadDataset}, {@code dkuWriteDataset}, {@code dkuManagedFolderPath} and the like → new names
     */
    public static Renamed rename(String code, Map<String, String> objects) {
        return new RRenaming(RTree.parse(code), objects).rename();
    }
}
