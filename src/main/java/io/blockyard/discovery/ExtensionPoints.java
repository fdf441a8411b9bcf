package io.blockyard.discovery;

import io.blockyard.block.BlockManifest.ExtensionPoint;
import io.blockyard.dataiku.ProjectSnapshot;
import java.util.List;

/** Base classes in the library that recipes subclass or make instances of. */
final class ExtensionPoints {

    private ExtensionPoints() {}

    static List<ExtensionPoint> of(ProjectSnapshot slice) {
        return List.of();
    }
}
