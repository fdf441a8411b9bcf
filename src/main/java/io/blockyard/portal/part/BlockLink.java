package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import io.blockyard.block.BlockReference;
import io.blockyard.problem.ProblemException;
import java.util.Optional;

/** A block that a configuration refers to, as a name to read and a way to its page. */
public final class BlockLink {

    private BlockLink() {}

    /** The block's id with the exact version, such as {@code vibration_features 1.0.0}. */
    public static String label(String reference, String version) {
        return (id(reference).orElse(reference) + " " + version).strip();
    }

    public static Component to(String reference, String version) {
        return id(reference)
                .<Component>map(id ->
                        Parts.link(version.isEmpty() ? "blocks/" + id : "blocks/" + id + "?version=" + version, id))
                .orElseGet(() -> new Span(reference));
    }

    /** The way to the block's versions and what each changed. */
    public static Component toVersions(String reference, String text) {
        return id(reference)
                .<Component>map(id -> Parts.link("blocks/" + id + "/versions", text))
                .orElseGet(() -> new Span(text));
    }

    private static Optional<String> id(String reference) {
        try {
            return Optional.of(BlockReference.parse(reference).id().value());
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }
}
