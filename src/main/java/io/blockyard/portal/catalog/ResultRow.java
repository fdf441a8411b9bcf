package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.H2;
import io.blockyard.block.BlockId;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.SearchResult.Hit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One block found. The title is the link; its area covers the whole row. */
final class ResultRow extends Article {

    private static final int PORTS_SHOWN = 3;
    private static final int TAGS_SHOWN = 4;

    /**
     * @param compared the block that waits for another one to be compared with; empty for none
     * @param compare called when this one is chosen for that
     */
    ResultRow(Hit hit, boolean searching, boolean compact, String compared, Consumer<BlockId> compare) {
        addClassName("result");
        Parts.named(this, "result-" + hit.id());
        var link = new Anchor("blocks/" + hit.id());
        link.setRouterIgnore(false);
        link.add(html("span", hit.titleHtml().isBlank() ? escaped(hit.name()) : hit.titleHtml()));
        var head = Parts.box(
                "result-head", new H2(link), Parts.code(hit.id().value()), Parts.text("version", hit.version()));
        var comparing = comparing(hit, compared, compare);
        var badges = Parts.box(
                "badges",
                Parts.domainBadge(hit.domain()),
                Parts.levelBadge(hit.level()),
                Parts.badge(Words.named("block.type", hit.type()), "type"));
        if (!hit.status().equals("published")) {
            badges.addComponentAsFirst(Parts.badge(Words.named("block.lifecycle", hit.status()), "wait"));
        }
        if (compact) {
            addClassName("compact");
            add(head, badges, comparing);
            return;
        }
        head.add(comparing);
        hit.tags().stream().limit(TAGS_SHOWN).forEach(tag -> badges.add(Parts.text("tag", tag)));
        var snippet = searching && !hit.snippetHtml().isBlank() ? hit.snippetHtml() : escaped(hit.summary());
        add(head, html("p", snippet), ports(hit), badges);
        badges.add(Parts.text("hint", t("catalog.changed", Words.ago(hit.publishedAt()))));
        if (searching && !hit.matchedIn().isEmpty()) {
            add(Parts.text(
                    "why",
                    t(
                            "catalog.matched",
                            hit.matchedIn().stream()
                                    .map(field -> Words.named("field", field))
                                    .collect(Collectors.joining(", ")))));
        }
    }

    private static Button comparing(Hit hit, String compared, Consumer<BlockId> compare) {
        boolean chosen = compared.equals(hit.id().value());
        var button = Parts.iconButton(
                "compare", t("compare.of", hit.name()), "compare-" + hit.id(), () -> compare.accept(hit.id()));
        button.addClassName("result-compare");
        button.getElement().setAttribute("aria-pressed", Boolean.toString(chosen));
        return button;
    }

    private static com.vaadin.flow.component.Component ports(Hit hit) {
        var ports = Parts.box("ports");
        ports.add(
                Parts.text("ports-side", shortened(hit.inputs())),
                Parts.icon("arrow"),
                Parts.text("ports-side", shortened(hit.outputs())));
        ports.getElement()
                .setAttribute(
                        "title", t("catalog.ports", String.join(", ", hit.inputs()), String.join(", ", hit.outputs())));
        return ports;
    }

    private static String shortened(List<String> names) {
        var shown = names.stream().limit(PORTS_SHOWN).collect(Collectors.joining(", "));
        return names.size() > PORTS_SHOWN ? shown + " +" + (names.size() - PORTS_SHOWN) : shown;
    }

    /** The search room has escaped everything but its own marks. */
    private static Html html(String tag, String safe) {
        return new Html("<" + tag + ">" + safe + "</" + tag + ">");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
