package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.MatchReasons;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.evaluate.Report.Detail;
import io.blockyard.search.evaluate.Report.Found;
import java.util.List;

/** The needs that were not answered as they should be: what was expected, what was found instead, how sure, and why. */
final class MissesTable extends Div {

    private static final int SHOWN = 200;
    private static final int FOUND_SHOWN = 3;

    MissesTable(List<Detail> misses) {
        var table = Parts.named(
                new CardTable(
                        t("quality.missed"),
                        List.of(t("quality.intent"), t("quality.expected"), t("quality.found"), t("quality.band"))),
                "quality-missed");
        table.addClassName("misses");
        misses.stream().limit(SHOWN).forEach(miss -> table.row(need(miss), expected(miss), found(miss), band(miss)));
        add(table);
        if (misses.size() > SHOWN) {
            add(Parts.hint(t("quality.missed.shown", SHOWN, misses.size())));
        }
    }

    private static Component need(Detail miss) {
        var need = new Span(miss.intent());
        need.getElement().setAttribute("lang", miss.lang());
        return need;
    }

    private static Component expected(Detail miss) {
        if (miss.expect().isEmpty()) {
            return Parts.text("hint", t("quality.expected.nothing"));
        }
        var expected = Parts.box("stack-tight");
        miss.expect().forEach(id -> expected.add(Parts.link("blocks/" + id, id)));
        var rank = miss.rank();
        expected.add(Parts.text("hint", rank == null ? t("quality.rank.none") : t("quality.rank", rank)));
        return expected;
    }

    private static Component found(Detail miss) {
        var found = Parts.box("stack-tight");
        for (var each :
                miss.found().subList(0, Math.min(FOUND_SHOWN, miss.found().size()))) {
            found.add(found(miss, each));
            if (each.equals(miss.found().getFirst())) {
                found.add(new MatchReasons(each.speaksFor(), each.speaksAgainst()));
            }
        }
        return found;
    }

    private static Component found(Detail miss, Found found) {
        return Parts.box(
                "row",
                Parts.link("blocks/" + found.id(), found.id()),
                Parts.text("hint", t("match.sure", Math.round(100 * found.confidence()))),
                Parts.text("hint", t("quality.score", Words.decimal(found.score(), 2))),
                miss.answer().contains(found.id()) ? Parts.badge(t("quality.answered"), "wait") : new Span());
    }

    private static Component band(Detail miss) {
        return Parts.box(
                "row",
                new Span(Words.named("match.band", miss.band())),
                Parts.text("hint", t("match.sure", Math.round(100 * miss.confidence()))));
    }
}
