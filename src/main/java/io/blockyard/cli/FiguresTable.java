package io.blockyard.cli;

import io.blockyard.search.evaluate.Figures;
import io.blockyard.search.evaluate.Report;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a measurement of the matcher looks on a terminal. */
final class FiguresTable {

    private FiguresTable() {}

    static void print(Terminal terminal, Report report) {
        var table = new Table(
                "",
                "single",
                "multi",
                "none",
                "hit@1",
                "95 %",
                "hit@3",
                "hit@5",
                "MRR",
                "set P",
                "set R",
                "set F1",
                "exact",
                "nothing",
                "false n.",
                "AUC",
                "calib.",
                "ms p50",
                "ms p99");
        line(table, "all", report.total());
        report.by()
                .forEach((label, values) ->
                        values.forEach((value, figures) -> line(table, label + " " + value, figures)));
        report.baselines().forEach((name, figures) -> line(table, "baseline " + name, figures));
        table.print(terminal, "There was nothing to measure.");
        terminal.remark(
                Words.count(report.blocks(), "block") + ". A share is from 0 to 1; \u201cnothing\u201d is the share"
                        + " of needs that nothing serves that were told so, \u201cfalse n.\u201d of the others.");
    }

    private static void line(Table table, String name, Figures figures) {
        table.row(
                name,
                String.valueOf(figures.single()),
                String.valueOf(figures.multi()),
                String.valueOf(figures.none()),
                share(figures.hit1()),
                figures.hit1() == null ? "" : share(figures.hit1Low()) + "\u2013" + share(figures.hit1High()),
                share(figures.hit3()),
                share(figures.hit5()),
                share(figures.mrr()),
                share(figures.setPrecision()),
                share(figures.setRecall()),
                share(figures.setF1()),
                share(figures.setExact()),
                share(figures.noneRecall()),
                share(figures.falseAbstention()),
                share(figures.auc()),
                share(figures.calibrationError()),
                millis(figures.msP50()),
                millis(figures.msP99()));
    }

    /** With three places; nothing where there was nothing to count. */
    static String share(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
