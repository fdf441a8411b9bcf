package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import io.blockyard.portal.part.MatchReasons;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.match.MatchResult.Match;

/** A block that was found for a need: what it is, how sure that is and why, and what can be done with it. */
final class ProposedBlock extends Div {

    ProposedBlock(Match match, Component... actions) {
        addClassNames("pick");
        Parts.named(this, "proposed-" + match.id());
        var words = Parts.box(
                "pick-words",
                new H3(Parts.link("blocks/" + match.id(), match.name())),
                Parts.code(reference(match)),
                Parts.hint(match.summary()));
        if (!match.need().isEmpty()) {
            words.add(Parts.hint(t("match.for-need", match.need())));
        }
        words.add(new MatchReasons(match.speaksFor(), match.speaksAgainst()));
        words.add(Parts.box("badges", Parts.domainBadge(match.domain()), Parts.levelBadge(match.level())));
        add(Parts.icon("block"), words, Parts.box("pick-actions", sureness(match), Parts.box("row", actions)));
    }

    /** Id and version, as in {@code PUMP_TREND@1.0.0}. */
    static String reference(Match match) {
        return match.id() + "@" + match.version();
    }

    static Component sureness(Match match) {
        var tone = match.answer() ? match.weak() ? "wait" : "good" : "type";
        var badge = Parts.badge(t("match.sure", Math.round(100 * match.confidence())), tone);
        badge.getElement().setAttribute("title", t("match.sure.hint"));
        return badge;
    }
}
