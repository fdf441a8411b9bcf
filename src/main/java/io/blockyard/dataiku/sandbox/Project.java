package io.blockyard.dataiku.sandbox;

import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import tools.jackson.databind.node.ObjectNode;

/** One project during one call: its documents in git layout, and data that DSS does not keep in git. */
final class Project extends DocumentFolder {

    /** The folder of what is not in git: uploaded files, bundles, jobs. */
    static final String DATA = ".data";

    private final String key;

    Project(String key, Path root, ReadWriteLock lock) {
        super(root, lock);
        this.key = key;
    }

    String key() {
        return key;
    }

    ObjectNode params() {
        return findDocument("params.json").orElseGet(Json::object);
    }

    void writeParams(ObjectNode params) {
        write("params.json", params);
    }

    @Override
    void requireThere() {
        if (!files().has("params.json")) {
            throw Fault.notFound("Project not found: " + key);
        }
    }

    @Override
    String called(String name) {
        return key + "." + name;
    }
}
