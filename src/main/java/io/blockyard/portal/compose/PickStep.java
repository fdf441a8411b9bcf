package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.NothingFound;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.SearchBox;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.SearchRequest;
import io.blockyard.search.SearchRequest.Sort;
import io.blockyard.search.SearchResult.FacetValue;
import io.blockyard.search.SearchResult.Hit;
import io.blockyard.search.SearchSuggestions;
import io.blockyard.search.language.Language;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Saying what is needed and looking at what is proposed, or searching by oneself; what is chosen already lies beside it. */
final class PickStep extends Div {

    private static final int SHOWN = 12;
    private static final int SUGGESTIONS = 6;
    private static final int PROPOSED = 8;

    private final Workbench workbench;
    private final BlockSearch search;
    private final Matching matching;
    private final SignedIn signedIn;
    private final TextArea need = Parts.named(new TextArea(t("compose.need")), "pick-need");
    private final Div proposal = Parts.box("stack");
    /** Reads out the verdict alone, not all that is proposed. */
    private final Span answered = Parts.text("visually-hidden", "");

    private final Div results = Parts.named(Parts.box("stack"), "pick-results");
    private final ChosenBlocks chosen;
    private final List<PickAction> actions = new ArrayList<>();
    private PickState state;

    PickStep(
            Workbench workbench,
            BlockSearch search,
            SearchSuggestions suggestions,
            Matching matching,
            SignedIn signedIn,
            PickState state) {
        this.workbench = workbench;
        this.search = search;
        this.matching = matching;
        this.signedIn = signedIn;
        this.state = state;
        this.chosen = new ChosenBlocks(workbench, this::showChosen);
        addClassName("two-columns");
        var box = Parts.named(
                new SearchBox(
                        prefix -> suggestions.suggest(signedIn.actor(), prefix, SUGGESTIONS),
                        (text, committed) -> look(this.state.withText(text)),
                        this::addById,
                        () -> suggestions.forget(signedIn.actor())),
                "pick-search");
        box.setValue(state.text());
        answered.getElement().setAttribute("role", "status");
        results.getElement().setAttribute("aria-live", "polite");
        add(
                Parts.box(
                        "stack",
                        saying(),
                        answered,
                        proposal,
                        Parts.box("stack", new H2(t("compose.look-yourself")), box, results)),
                chosen);
        propose();
        find();
    }

    private Component saying() {
        need.setValue(workbench.draft().intent());
        need.setPlaceholder(t("compose.need.example"));
        need.setMaxLength(Matching.LONGEST_INTENT);
        need.setWidthFull();
        need.setMinRows(2);
        return Parts.box(
                "card",
                Parts.box(
                        "stack",
                        need,
                        new FacetPickers(
                                state.filters(), this::values, (facet, values) -> look(state.with(facet, values))),
                        Parts.box("row", Parts.primary(t("compose.propose"), "pick-propose", this::say))));
    }

    private List<FacetValue> values(String facet, String letters, int most) {
        return search.values(signedIn.actor(), request("", state.filters(), 0), facet, letters, most);
    }

    private void say() {
        if (need.getValue().isBlank()) {
            need.setErrorMessage(t("compose.need.missing"));
            need.setInvalid(true);
            need.focus();
            return;
        }
        need.setInvalid(false);
        workbench.need(need.getValue());
        propose();
        forgetFormer();
    }

    /** The address follows without a new entry in the history for each letter. */
    private void look(PickState next) {
        boolean narrowed = !next.filters().equals(state.filters());
        state = next;
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(null, state.address(workbench.draft().id()));
        if (narrowed) {
            propose();
        }
        find();
        forgetFormer();
    }

    private void propose() {
        Parts.replace(proposal);
        var intent = workbench.draft().intent();
        if (intent.isBlank()) {
            return;
        }
        try {
            var found = matching.match(signedIn.actor(), new MatchRequest(intent, PROPOSED, state.filters(), reader()));
            proposal.add(new ProposalPanel(
                    found, match -> action(match.id(), match.version(), match.name(), "propose-" + match.id())));
            answered.setText(t("match.title." + found.band().wire()));
        } catch (ProblemException refused) {
            proposal.add(ProblemList.of(refused.problems()));
        }
    }

    /** Whoever looks at the screen reads its language, whichever the need is said in. */
    private static Language reader() {
        return Language.coded(Words.locale().getLanguage()).orElse(Language.ENGLISH);
    }

    /** Without a need the catalog itself is the offer. */
    private void find() {
        Parts.replace(results);
        if (state.text().isBlank() && !workbench.draft().intent().isBlank()) {
            return;
        }
        var found = search.search(signedIn.actor(), request(state.text(), state.filters(), SHOWN));
        if (found.hits().isEmpty()) {
            results.add(NothingFound.panel(state.text()));
        }
        found.hits().forEach(hit -> results.add(row(hit)));
        if (found.total() > found.hits().size()) {
            results.add(Parts.hint(t("compose.shown", found.hits().size(), found.total())));
        }
    }

    private static SearchRequest request(String text, Map<String, List<String>> filters, int limit) {
        return new SearchRequest(text, filters, Sort.RELEVANCE, 0, limit);
    }

    private Component row(Hit hit) {
        var words = Parts.box(
                "pick-words",
                new H3(Parts.link("blocks/" + hit.id(), hit.name())),
                Parts.code(reference(hit)),
                Parts.hint(hit.summary()),
                Parts.box("badges", Parts.domainBadge(hit.domain()), Parts.levelBadge(hit.level())));
        var action = action(hit.id().value(), hit.version(), hit.name(), "add-" + hit.id());
        return Parts.box("pick", Parts.icon("block"), words, action);
    }

    private static String reference(Hit hit) {
        return hit.id() + "@" + hit.version();
    }

    private void addById(String id) {
        var named = search.search(signedIn.actor(), request(id, Map.of(), SHOWN));
        named.hits().stream()
                .filter(hit -> hit.id().value().equals(id))
                .findFirst()
                .ifPresent(hit -> pick(reference(hit)));
    }

    private void pick(String idAndVersion) {
        workbench.add(new BlockChoice(BlockReference.DEFAULT_REGISTRY + "/" + idAndVersion, null));
        showChosen();
    }

    private PickAction action(String id, String version, String name, String testId) {
        var action = new PickAction(workbench, id, version, name, testId, this::showChosen);
        actions.add(action);
        return action;
    }

    /** Lets go of what was found before. */
    private void forgetFormer() {
        actions.removeIf(action -> !action.isAttached());
    }

    /** Beside what is found, and at each block that was. */
    private void showChosen() {
        chosen.show();
        forgetFormer();
        actions.forEach(PickAction::show);
        answered.setText(t("compose.chosen.count", workbench.draft().members().size()));
    }
}
