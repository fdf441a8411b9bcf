package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import io.blockyard.block.BlockId;
import io.blockyard.portal.catalog.CompareView;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.BlockRelatives.Neighbour;
import io.blockyard.search.BlockRelatives.Neighbours;
import io.blockyard.search.BlockRelatives.Similar;
import java.util.List;

/** What fits behind the block, what fits before it, and what does about the same. */
final class RelatedPanel extends Div {

    static final int SHOWN = 12;
    private static final int COLUMNS_SHOWN = 6;

    RelatedPanel(BlockId block, List<Similar> similar, Neighbours neighbours) {
        addClassName("related");
        add(
                section(
                        "related.feeds",
                        neighbours.canFeed().stream().map(RelatedPanel::card).toList()),
                section(
                        "related.fed-by",
                        neighbours.canBeFedBy().stream().map(RelatedPanel::card).toList()),
                section(
                        "related.similar",
                        similar.stream().map(each -> card(block, each)).toList()));
    }

    private static Section section(String key, List<Component> cards) {
        var section = new Section(new H2(t(key, cards.size())), Parts.hint(t(key + ".hint")));
        section.addClassName("port-section");
        if (cards.isEmpty()) {
            section.add(Parts.box("card", Parts.hint(t(key + ".none"))));
        } else {
            var list = Parts.box("related-cards");
            cards.forEach(list::add);
            section.add(list);
        }
        return Parts.named(section, key.replace('.', '-'));
    }

    private static Component card(Neighbour neighbour) {
        var fit = neighbour.expected() == 0
                ? Parts.badge(t("related.by-name"), "wait")
                : Parts.badge(
                        t("related.columns", neighbour.fitting(), neighbour.expected()),
                        neighbour.complete() ? "good" : "wait");
        fit.getElement().setAttribute("title", neighbour.explanation());
        var ports = Parts.box(
                "ports",
                Parts.text("ports-side", neighbour.fromPort()),
                Parts.icon("arrow"),
                Parts.text("ports-side", neighbour.toPort()));
        return card(neighbour.id(), neighbour.name(), neighbour.domain(), neighbour.level(), ports, fit);
    }

    private static Component card(BlockId block, Similar similar) {
        var shared = similar.sharedColumns().isEmpty()
                ? Parts.hint(t("related.no-shared"))
                : Parts.hint(t(
                        "related.shared",
                        similar.sharedColumns().size(),
                        String.join(
                                ", ",
                                similar.sharedColumns().stream()
                                        .limit(COLUMNS_SHOWN)
                                        .toList())));
        var likeness = Parts.badge(t("related.likeness", similar.score()), "level");
        var why = Parts.box(
                "stack-tight", shared, Parts.link(CompareView.address(block, similar.id()), t("compare.side-by-side")));
        return card(similar.id(), similar.name(), similar.domain(), similar.level(), why, likeness);
    }

    private static Article card(BlockId id, String name, String domain, String level, Component why, Component badge) {
        var link = Parts.link("blocks/" + id, name);
        var card = new Article(
                Parts.box("result-head", new H3(link), Parts.code(id.value())),
                why,
                Parts.box("badges", badge, Parts.domainBadge(domain), Parts.levelBadge(level)));
        card.addClassNames("card", "related-card");
        return Parts.named(card, "related-" + id);
    }
}
