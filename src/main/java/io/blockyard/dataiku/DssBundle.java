package io.blockyard.dataiku;

import tools.jackson.databind.JsonNode;

/**
 * A bundle of a project.
 *
 * @param releaseNotes empty when there are none
 */
public record DssBundle(String id, String releaseNotes) {

    /** DSS tells the notes beside the id or in the manifest, as its version has it. */
    static DssBundle of(JsonNode document) {
        var notes = Documents.text(document, "releaseNotes");
        return new DssBundle(
                Documents.text(document, "bundleId"),
                notes.isEmpty() ? Documents.text(document.path("exportManifest"), "releaseNotes") : notes);
    }
}
