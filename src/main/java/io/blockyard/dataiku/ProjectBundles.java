package io.blockyard.dataiku;

import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Right;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bundles of the projects of a DSS instance: a project's state under a name, kept in DSS, to go back to or to carry to
 * another node. They hold whole projects, so that they are an administrator's affair. Every method throws a
 * {@link ProblemException}: NOT_FOUND for an unknown source or project, INVALID for a source that is no instance.
 */
public class ProjectBundles {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private final Sources sources;
    private final Audit audit;

    public ProjectBundles(Sources sources, Audit audit) {
        this.sources = sources;
        this.audit = audit;
    }

    /** The bundles that were made of a project, as DSS lists them. */
    public List<DssBundle> all(Actor actor, String source, String projectKey) {
        actor.require(Right.ADMINISTER);
        return project(source, projectKey).bundles().all();
    }

    /**
     * Makes a bundle of a project as it is now.
     *
     * @param id such as {@code v1.2.0}
     * @throws ProblemException CONFLICT when there is one of that name
     */
    public DssBundle create(Actor actor, String source, String projectKey, String id, String releaseNotes) {
        actor.require(Right.ADMINISTER);
        if (!ID.matcher(id).matches()) {
            throw ProblemException.of(
                    Kind.INVALID,
                    "bundle.id",
                    "\u201c" + id + "\u201d cannot be the name of a bundle.",
                    "Use up to 100 letters, digits, dots, dashes and underscores, such as v1.2.0.");
        }
        var made = project(source, projectKey).bundles().make(id, releaseNotes);
        if (!made) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "bundle.exists",
                    "There is a bundle \u201c" + id + "\u201d of " + projectKey + " already, and bundles never change.",
                    "Choose another name.");
        }
        audit.record(actor, "bundle.create", source + "/" + projectKey, id);
        return new DssBundle(id, releaseNotes);
    }

    /** The zip of a bundle. @throws ProblemException NOT_FOUND naming those that exist */
    public byte[] zip(Actor actor, String source, String projectKey, String id) {
        actor.require(Right.ADMINISTER);
        var project = project(source, projectKey);
        var ids = project.bundles().all().stream().map(DssBundle::id).toList();
        if (!ids.contains(id)) {
            throw ProblemException.of(
                    Kind.NOT_FOUND,
                    "bundle.not-found",
                    "There is no bundle \u201c" + id + "\u201d of " + projectKey + ".",
                    ids.isEmpty() ? "None was made yet." : "There is " + String.join(", ", ids) + ".");
        }
        var zip = project.bundles().archive(id);
        audit.record(actor, "bundle.download", source + "/" + projectKey, id);
        return zip;
    }

    private DssProject project(String source, String projectKey) {
        var client = sources.instance(source);
        client.require(projectKey);
        return client.project(projectKey);
    }
}
