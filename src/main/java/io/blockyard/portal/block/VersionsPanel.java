package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;

/** Every version, newest first: when, by whom, why, and the digest of exactly what it holds. */
final class VersionsPanel extends Div {

    private static final int DIGEST_SHOWN = 12;

    VersionsPanel(List<PublishedVersion> versions) {
        addClassNames("card", "flush");
        var table = DataTable.of(
                t("versions.title"),
                t("versions.version"),
                t("versions.when"),
                t("versions.by"),
                t("versions.why"),
                t("versions.digest"));
        for (var version : versions) {
            var manifest = version.manifest();
            var digest = Parts.text("digest", version.digest().substring(0, DIGEST_SHOWN));
            digest.getElement().setAttribute("title", version.digest());
            table.row(
                    Parts.link(
                            BlockTab.CONTRACT.path(manifest.id(), manifest.version()),
                            manifest.version().toString()),
                    new Span(Words.moment(version.publishedAt())),
                    new Span(version.publishedBy()),
                    new Span(version.note()),
                    digest);
        }
        add(table.scrolling());
    }
}
