package io.blockyard.dataiku.code;

import java.util.Map;

/** An R text and how it reads with other names. */
public final class RCode {

    private RCode() {}

    /**
     * Gives datasets and folders other names.
     *
     * @param objects names of datasets and names or ids of folders, as they stand in literals given to
     *     {@code dkuReadDataset}, {@code dkuWriteDataset}, {@code dkuManagedFolderPath} and the like → new names
     */
    public static Renamed rename(String code, Map<String, String> objects) {
        return new RRenaming(SyntaxTree.r(code), objects).rename();
    }
}
