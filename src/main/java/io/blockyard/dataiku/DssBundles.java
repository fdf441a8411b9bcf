package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import java.util.List;

/** The bundles that were made of one project of an instance. */
public final class DssBundles {

    private final ProjectDocuments documents;

    DssBundles(ProjectDocuments documents) {
        this.documents = documents;
    }

    /** All of them, as DSS lists them. */
    public List<DssBundle> all() {
        var answer = documents.read("bundles", "exported");
        return ProjectDocuments.objects(answer.path("bundles")).stream()
                .map(DssBundle::of)
                .toList();
    }

    /**
     * Makes a bundle of the project as it is now. It is asked for once only, since DSS would make a second one of a call
     * whose answer was lost; whether such a call took effect is seen from the list.
     *
     * @param id such as {@code v1.2.0}
     * @return whether it was made; not when there is one of that name, which stays as it is
     */
    public boolean make(String id, String releaseNotes) {
        if (has(id)) {
            return false;
        }
        var notes = releaseNotes.isEmpty() ? "" : "?releaseNotes=" + DssPath.encoded(releaseNotes);
        try {
            documents.http().putOnce(documents.path("bundles", "exported", id) + notes, Documents.empty());
        } catch (ProblemException lostOrRefused) {
            if (!has(id)) {
                throw lostOrRefused;
            }
        }
        return true;
    }

    /** A bundle as a zip. */
    public byte[] archive(String id) {
        return documents.http().download(documents.path("bundles", "exported", id, "archive"));
    }

    private boolean has(String id) {
        return all().stream().anyMatch(bundle -> bundle.id().equals(id));
    }
}
