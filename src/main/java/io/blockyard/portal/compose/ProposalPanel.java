package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** What was found for the need: blocks with what speaks for and against each, or that nothing serves it. */
final class ProposalPanel extends Div {

    /** @param action what can be done with a block */
    ProposalPanel(MatchResult result, Function<Match, Component> action) {
        addClassNames("card", "stack");
        Parts.named(this, "proposal");
        getElement().setAttribute("data-band", result.band().wire());
        add(
                Parts.box(
                        "row",
                        new H2(t("match.title." + result.band().wire())),
                        Parts.badge(Words.named("match.band", result.band().wire()), tone(result.band()))),
                new UnderstoodNeed(result));
        result.tips().forEach(tip -> add(Parts.hint(tip)));
        if (result.band() != Band.MATCH && !result.nearestDomains().isEmpty()) {
            add(domains(result.nearestDomains()));
        }
        var answers = result.answers();
        answers.forEach(match -> add(new ProposedBlock(match, action.apply(match))));
        var others = result.matches().stream().filter(match -> !match.answer()).toList();
        if (!others.isEmpty()) {
            add(new H2(t(answers.isEmpty() ? "match.nearest" : "match.others")));
            others.forEach(match -> add(new ProposedBlock(match, action.apply(match))));
        }
    }

    /** Where one might look on. */
    private static Component domains(List<String> nearest) {
        var row = Parts.box("row", Parts.hint(t("match.domains")));
        nearest.forEach(domain -> row.add(
                Parts.link("?domain=" + URLEncoder.encode(domain, StandardCharsets.UTF_8), Parts.pretty(domain))));
        return Parts.named(row, "nearest-domains");
    }

    private static String tone(Band band) {
        return switch (band) {
            case MATCH -> "good";
            case MAYBE -> "wait";
            case NOTHING -> "bad";
        };
    }
}
