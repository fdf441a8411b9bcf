package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import io.blockyard.access.Actor;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.catalog.Lifecycles;
import io.blockyard.catalog.Standing;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;

/** Every version, newest first: where it stands, when, by whom, why, and the digest of exactly what it holds. */
final class VersionsPanel extends Div {

    private static final int DIGEST_SHOWN = 12;

    private final Actor actor;
    private final Lifecycles lifecycles;
    private final boolean steward;

    VersionsPanel(Actor actor, Lifecycles lifecycles, CatalogBlock block, List<PublishedVersion> versions) {
        this.actor = actor;
        this.lifecycles = lifecycles;
        this.steward = lifecycles.may(actor, block);
        addClassNames("card", "flush");
        var table = DataTable.of(
                t("versions.title"),
                t("versions.version"),
                t("versions.standing"),
                t("versions.when"),
                t("versions.by"),
                t("versions.why"),
                t("versions.digest"),
                t("action.column"));
        for (var version : versions) {
            var manifest = version.manifest();
            var digest = Parts.text("digest", version.digest().substring(0, DIGEST_SHOWN));
            digest.getElement().setAttribute("title", version.digest());
            table.row(
                    Parts.link(
                            BlockTab.CONTRACT.path(manifest.id(), manifest.version()),
                            manifest.version().toString()),
                    standing(version),
                    new Span(Words.moment(version.publishedAt())),
                    new Span(version.publishedBy()),
                    new Span(version.note()),
                    digest,
                    steward ? action(version) : new Span());
        }
        add(table.scrolling());
    }

    private static Component standing(PublishedVersion version) {
        // A draft that was taken back is offered to nobody and waits for nobody.
        var standing = version.takenBack() ? Standing.YANKED : version.standing();
        var tone = switch (standing) {
            case DRAFT -> "wait";
            case PUBLISHED -> "good";
            case YANKED -> "bad";
        };
        return Parts.badge(Words.named("block.lifecycle", standing.wire()), tone);
    }

    private Component action(PublishedVersion version) {
        var id = version.manifest().id();
        var number = version.manifest().version();
        return switch (version.standing()) {
            case DRAFT ->
                version.takenBack()
                        ? new Span()
                        : Parts.button(
                                t("lifecycle.promote", number),
                                "promote-" + number,
                                () -> PromoteDialog.open(
                                        actor,
                                        lifecycles,
                                        id,
                                        number,
                                        version.digest(),
                                        () -> LifecycleMenu.decided(t("lifecycle.promoted", id.value()))));
            case PUBLISHED -> Parts.button(t("lifecycle.yank"), "yank-" + number, () -> yank(version));
            case YANKED ->
                Parts.button(t("lifecycle.restore"), "restore-" + number, () -> {
                    lifecycles.restore(actor, id, number);
                    LifecycleMenu.decided(t("lifecycle.restored", number));
                });
        };
    }

    private void yank(PublishedVersion version) {
        var number = version.manifest().version();
        var reason = Parts.named(new TextArea(t("lifecycle.reason")), "yank-reason");
        reason.setHelperText(t("lifecycle.reason.hint"));
        new FormDialog(
                        "yank",
                        t("lifecycle.yank.title", number),
                        t("lifecycle.yank"),
                        () -> {
                            lifecycles.yank(actor, version.manifest().id(), number, reason.getValue());
                            LifecycleMenu.decided(t("lifecycle.yanked", number));
                        },
                        reason)
                .open();
    }
}
