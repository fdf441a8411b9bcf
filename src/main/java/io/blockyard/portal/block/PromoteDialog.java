package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.access.Actor;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.Promotion;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Parts;

/** Publishes exactly the draft that the person looks at, under its own number or a higher one. */
public final class PromoteDialog {

    private PromoteDialog() {}

    /**
     * @param digest of the draft as the page shows it
     * @param done hears that it is published
     */
    public static void open(
            Actor actor, Lifecycles lifecycles, BlockId id, BlockVersion draft, String digest, Runnable done) {
        var version = Parts.named(new TextField(t("lifecycle.promote.version")), "promote-version");
        version.setValue(draft.toString());
        version.setHelperText(t("lifecycle.promote.version.hint", draft));
        new FormDialog(
                        "promote",
                        t("lifecycle.promote.title", id.value()),
                        t("lifecycle.promote.action"),
                        () -> {
                            var typed = version.getValue().strip();
                            var number = typed.isEmpty() ? null : BlockVersion.parse(typed);
                            lifecycles.promote(actor, id, new Promotion(digest, number));
                            done.run();
                        },
                        version)
                .open();
    }
}
