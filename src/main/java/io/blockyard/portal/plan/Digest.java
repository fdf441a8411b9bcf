package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.blockyard.portal.part.Parts;

/** A digest short enough to compare by eye; the whole is a click away. */
final class Digest extends Div {

    private static final int SHORT = 12;

    Digest(String digest) {
        addClassName("digest-line");
        var code = Parts.code(shortened(digest));
        code.addClassName("digest");
        code.setTitle(digest);
        add(code, copy(digest));
    }

    private static Button copy(String digest) {
        var copy = Parts.copy("", digest, "copy-digest");
        copy.addClassName("icon-button");
        copy.setAriaLabel(t("plan.digest.copy"));
        copy.setTooltipText(t("plan.digest.copy"));
        return copy;
    }

    static String shortened(String digest) {
        var bare = digest.startsWith("sha256:") ? digest.substring("sha256:".length()) : digest;
        return bare.substring(0, Math.min(SHORT, bare.length()));
    }
}
