package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.SearchBox;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.Hit;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.Matching;
import java.util.Map;
import java.util.Objects;

/** Searching blocks and adding them, with what is chosen already beside it. */
final class PickStep extends Div {

    private static final int SHOWN = 12;
    private static final int SUGGESTIONS = 6;
    private static final int PROPOSED = 6;

    private final Workbench workbench;
    private final BlockSearch search;
    private final SignedIn signedIn;
    private final Div results = Parts.named(Parts.box("stack"), "pick-results");
    private final Aside chosen = new Aside();

    PickStep(
            Workbench workbench,
            BlockSearch search,
            SearchSuggestions suggestions,
            Matching matching,
            SignedIn signedIn) {
        this.workbench = workbench;
        this.search = search;
        this.signedIn = signedIn;
        addClassName("two-columns");
        var box = Parts.named(
                new SearchBox(
                        prefix -> suggestions.suggest(signedIn.actor(), prefix, SUGGESTIONS),
                        (text, committed) -> find(text),
                        this::addById,
                        () -> suggestions.forget(signedIn.actor())),
                "pick-search");
        box.setValue(workbench.draft().intent());
        results.getElement().setAttribute("aria-live", "polite");
        chosen.getElement().setAttribute("aria-label", t("compose.chosen"));
        chosen.addClassNames("card", "stack");
        add(Parts.box("stack", box, results), chosen);
        var intent = workbench.draft().intent();
        if (intent.isBlank()) {
            find(intent);
        } else {
            var proposed = matching.match(signedIn.actor(), MatchRequest.of(intent, PROPOSED));
            Parts.replace(results, new ProposalPanel(proposed, this::pick));
        }
        showChosen();
    }

    private void find(String text) {
        var found = search.search(signedIn.actor(), new SearchRequest(text, Map.of(), Sort.RELEVANCE, 0, SHOWN));
        Parts.replace(results);
        if (found.hits().isEmpty()) {
            results.add(Parts.empty("search", t("catalog.none.for", text), t("catalog.none.hint")));
        }
        found.hits().forEach(hit -> results.add(row(hit)));
    }

    private Component row(Hit hit) {
        var words = Parts.box(
                "pick-words",
                new H3(hit.name()),
                Parts.code(hit.id() + "@" + hit.version()),
                Parts.hint(hit.summary()),
                Parts.box("badges", Parts.domainBadge(hit.domain()), Parts.levelBadge(hit.level())));
        var add = Parts.button(t("action.add"), "add-" + hit.id(), () -> pick(hit.id() + "@" + hit.version()));
        add.setAriaLabel(t("compose.add.of", hit.name()));
        return Parts.box("pick", Parts.icon("block"), words, add);
    }

    private void addById(String id) {
        search.search(signedIn.actor(), new SearchRequest(id, Map.of(), Sort.RELEVANCE, 0, SHOWN)).hits().stream()
                .filter(hit -> hit.id().value().equals(id))
                .findFirst()
                .ifPresent(hit -> pick(hit.id() + "@" + hit.version()));
    }

    private void pick(String idAndVersion) {
        workbench.add(new BlockChoice(BlockReference.DEFAULT_REGISTRY + "/" + idAndVersion, null));
        showChosen();
    }

    private void showChosen() {
        chosen.removeAll();
        var members = workbench.draft().members();
        chosen.add(new H2(t("compose.chosen.count", members.size())));
        if (members.isEmpty()) {
            chosen.add(Parts.hint(t("compose.chosen.none")));
        }
        for (var member : members) {
            var name = member.manifest().name();
            chosen.add(Parts.box(
                    "row",
                    Parts.icon("block"),
                    Parts.text("task-title", name),
                    Parts.text("hint", Objects.toString(member.manifest().version())),
                    Parts.box("grow"),
                    Parts.iconButton(
                            "cross",
                            t("compose.remove.of", name),
                            "unpick-" + member.alias(),
                            () -> remove(member.alias()))));
        }
    }

    private void remove(String alias) {
        workbench.choose(workbench.draft().members().stream()
                .filter(member -> !member.alias().equals(alias))
                .map(member -> new BlockChoice(member.reference(), member.alias()))
                .toList());
        showChosen();
    }
}
