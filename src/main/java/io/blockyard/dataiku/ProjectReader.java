package io.blockyard.dataiku;

import java.util.List;

/** Somewhere projects can be read from: a live instance, a folder, a git repository or a zip. */
public interface ProjectReader {

    /** Keys and names of the projects that can be read. */
    List<ProjectSummary> projects();

    /**
     * Reads one project whole.
     *
     * @throws io.blockyard.problem.ProblemException NOT_FOUND with keys that look alike; REMOTE when the instance
     *     does not answer; SETTINGS when it refuses the key
     */
    ProjectSnapshot read(String projectKey);

    /**
     * Makes sure that there is such a project, with as little reading as the place allows.
     *
     * @throws io.blockyard.problem.ProblemException as {@link #read}
     */
    void require(String projectKey);

    /** What is known here of the things that a project only names; files know nothing. */
    default Surroundings surroundings(ProjectSnapshot project) {
        return Surroundings.UNKNOWN;
    }

    /** A project in a list. */
    record ProjectSummary(String key, String name, String description) {}
}
