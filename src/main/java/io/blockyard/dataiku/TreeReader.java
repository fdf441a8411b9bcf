package io.blockyard.dataiku;

import java.util.List;
import java.util.function.Function;

/** A reader of what is only reached as a whole: every reading opens the tree anew, and closes it. */
abstract class TreeReader implements ProjectReader {

    /** Opens the tree for this work, which keeps nothing of it. */
    abstract <T> T reading(Function<ProjectTree, T> work);

    @Override
    public final List<ProjectSummary> projects() {
        return reading(ProjectTree::projects);
    }

    @Override
    public final void require(String projectKey) {
        reading(projects -> {
            projects.require(projectKey);
            return projectKey;
        });
    }

    @Override
    public final ProjectSnapshot read(String projectKey) {
        return reading(projects -> projects.read(projectKey));
    }
}
