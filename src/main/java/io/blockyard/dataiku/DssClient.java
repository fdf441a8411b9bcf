package io.blockyard.dataiku;

import java.util.List;

/** A DSS instance over its public REST API. */
public class DssClient implements ProjectReader {

    @Override
    public List<ProjectSummary> projects() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProjectSnapshot read(String projectKey) {
        throw new UnsupportedOperationException();
    }
}
