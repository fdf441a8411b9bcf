package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.block.BlockManifest;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Parts;

/** A configuration that uses the block, ready to be copied, and how to name the block elsewhere. */
final class UsagePanel extends Div {

    UsagePanel(BlockManifest manifest, String yaml) {
        addClassName("stack");
        var reference = manifest.reference().toString();
        add(
                new H2(t("usage.reference")),
                Parts.box(
                        "row", Parts.code(reference), Parts.copy(t("action.copy"), reference, "copy-usage-reference")),
                new H2(t("usage.yaml")),
                Parts.hint(t("usage.yaml.hint")),
                Parts.box("row", Parts.copy(t("usage.copy"), yaml, "copy-usage")),
                Parts.named(new CodeView(t("usage.yaml"), "yaml", yaml), "usage-yaml"));
    }
}
