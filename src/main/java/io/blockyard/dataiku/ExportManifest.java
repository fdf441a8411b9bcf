package io.blockyard.dataiku;

import tools.jackson.core.JacksonException;

/** The file that DSS puts beside {@code project_config/} into an export or a bundle. */
final class ExportManifest {

    static final String FILE = "export-manifest.json";

    private ExportManifest() {}

    /** The key of the project that was exported; empty when the manifest does not tell. */
    static String projectKey(byte[] manifest) {
        try {
            return Documents.text(Documents.json().readTree(manifest), "originalProjectKey");
        } catch (JacksonException malformed) {
            return "";
        }
    }
}
