package io.blockyard.dataiku;

import java.nio.file.Path;
import java.util.function.Function;

/** An export or a bundle of a DSS project as a zip, or a zip of projects in git layout. */
public final class ProjectArchive extends TreeReader {

    private final Path file;
    private final String name;

    /** @param file a zip, which is opened anew for each reading */
    public ProjectArchive(Path file) {
        this(file, String.valueOf(file.getFileName()));
    }

    ProjectArchive(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    @Override
    <T> T reading(Function<ProjectTree, T> work) {
        try (var zip = ZipTree.open(file, name)) {
            return work.apply(new ProjectTree(zip, "", name.replaceFirst("(?i)\\.zip$", "")));
        }
    }
}
