package io.blockyard.discovery;

import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectReader;
import io.blockyard.dataiku.Sources;
import io.blockyard.dataiku.credential.CleanProject;
import java.nio.file.Path;

/** The one place where a crawl gets the project that it looks at: without the credentials that lie in it. */
final class ProjectReading {

    private final Sources sources;
    private final Credentials credentials;

    ProjectReading(Sources sources, Credentials credentials) {
        this.sources = sources;
        this.credentials = credentials;
    }

    ReadProject read(CrawlOrder.Read order) {
        var reader = reader(order);
        var project = reader.read(order.projectKey());
        return new ReadProject(credentials.clean(project), reader.surroundings(project));
    }

    /** Tells administrators what was taken out. */
    void keep(CleanProject read) {
        credentials.keep(read.project().key(), read.found());
    }

    private ProjectReader reader(CrawlOrder.Read order) {
        var folder = order.folder();
        return folder == null ? sources.open(order.source()) : ProjectFolder.at(Path.of(folder), order.projectKey());
    }
}
