package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What was found for the need: blocks with what speaks for and against each, or that nothing serves it. */
final class ProposalPanel extends Div {

    private static final int REASONS = 5;

    /** @param add takes id and version, such as {@code PUMP_TREND@1.0.0} */
    ProposalPanel(MatchResult result, Consumer<String> add) {
        addClassNames("card", "stack");
        Parts.named(this, "proposal");
        add(
                new H2(t("match.title", result.intent())),
                Parts.box(
                        "row",
                        Parts.badge(Words.named("match.band", result.band().wire()), tone(result.band())),
                        Parts.hint(understood(result))));
        result.understood().unserved().forEach(part -> add(Parts.hint(t("match.unserved", part))));
        result.tips().forEach(tip -> add(Parts.hint(tip)));
        if (result.band() != Band.MATCH && !result.nearestDomains().isEmpty()) {
            add(domains(result.nearestDomains()));
        }
        result.matches().forEach(match -> add(row(match, add)));
    }

    /** Where one might look on. */
    private static Component domains(List<String> nearest) {
        var row = Parts.box("row", Parts.hint(t("match.domains")));
        nearest.forEach(domain ->
                row.add(Parts.link("?domain=" + URLEncoder.encode(domain, StandardCharsets.UTF_8), domain)));
        return Parts.named(row, "nearest-domains");
    }

    private static String tone(Band band) {
        return switch (band) {
            case MATCH -> "good";
            case MAYBE -> "wait";
            case NOTHING -> "bad";
        };
    }

    private static String understood(MatchResult result) {
        var terms = t("match.understood", String.join(", ", result.understood().terms()));
        var corrected = result.understood().corrected();
        return corrected.isEmpty()
                ? terms
                : terms + " "
                        + t(
                                "match.corrected",
                                corrected.entrySet().stream()
                                        .map(each -> each.getKey() + " → " + each.getValue())
                                        .collect(Collectors.joining(", ")));
    }

    private static Component row(Match match, Consumer<String> add) {
        var reference = match.id() + "@" + match.version();
        var words = Parts.box("pick-words", new H3(match.name()), Parts.code(reference), Parts.hint(match.summary()));
        if (!match.need().isEmpty()) {
            words.add(Parts.hint(t("match.for-need", match.need())));
        }
        if (!match.speaksFor().isEmpty()) {
            words.add(Parts.hint(t("match.for", told(match.speaksFor()))));
        }
        if (!match.speaksAgainst().isEmpty()) {
            words.add(Parts.hint(t("match.against", told(match.speaksAgainst()))));
        }
        var sure = Parts.badge(t("match.sure", Math.round(100 * match.confidence())), match.answer() ? "good" : "type");
        var button = Parts.button(t("action.add"), "propose-" + match.id(), () -> add.accept(reference));
        button.setAriaLabel(t("compose.add.of", match.name()));
        return Parts.named(Parts.box("pick", Parts.icon("block"), words, sure, button), "proposed-" + match.id());
    }

    private static String told(List<Reason> reasons) {
        return reasons.stream().limit(REASONS).map(ProposalPanel::told).collect(Collectors.joining("; "));
    }

    private static String told(Reason reason) {
        return switch (reason.kind()) {
            case "meaning" -> t("match.reason.meaning", reason.found());
            case "missing" -> t("match.reason.missing", reason.said());
            case "excluded" -> t("match.reason.excluded", reason.said());
            default ->
                reason.said().equalsIgnoreCase(reason.found())
                        ? "\u201c" + reason.said() + "\u201d"
                        : "\u201c" + reason.said() + "\u201d = " + reason.found();
        };
    }
}
