package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.evaluate.Figures;
import io.blockyard.search.evaluate.Report;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured, in one table for each question: is the block found, are all blocks of a need for several found,
 * is it said when nothing serves, how long does it take. Beside each figure stands of how many needs it is; a row where
 * there was nothing to count is left out.
 */
final class FiguresTables extends Div {

    private record Column(String title, Function<Figures, String> cell) {}

    private record Row(String name, Figures figures) {}

    private final List<Row> rows;

    FiguresTables(Report report) {
        addClassName("stack");
        rows = rows(report);
        add(
                t("quality.one"),
                "quality-one",
                figures -> figures.single() > 0,
                List.of(
                        new Column(t("quality.count"), figures -> Words.number(figures.single())),
                        new Column(t("quality.hit1"), FiguresTables::withInterval),
                        new Column(t("quality.hit3"), figures -> share(figures.hit3())),
                        new Column(t("quality.hit5"), figures -> share(figures.hit5())),
                        new Column(t("quality.mrr"), figures -> share(figures.mrr()))));
        add(
                t("quality.several"),
                "quality-several",
                figures -> figures.multi() > 0,
                List.of(
                        new Column(t("quality.count"), figures -> Words.number(figures.multi())),
                        new Column(t("quality.precision"), figures -> share(figures.setPrecision())),
                        new Column(t("quality.recall"), figures -> share(figures.setRecall())),
                        new Column(t("quality.f1"), figures -> share(figures.setF1())),
                        new Column(t("quality.exact"), figures -> share(figures.setExact()))));
        add(
                t("quality.none"),
                "quality-none",
                figures -> figures.none() > 0,
                List.of(
                        new Column(t("quality.count"), figures -> Words.number(figures.none())),
                        new Column(t("quality.nothing"), figures -> share(figures.noneRecall())),
                        new Column(t("quality.served"), figures -> Words.number(figures.single() + figures.multi())),
                        new Column(t("quality.false"), figures -> share(figures.falseAbstention())),
                        new Column(t("quality.auc"), figures -> share(figures.auc())),
                        new Column(t("quality.calibration"), figures -> share(figures.calibrationError()))));
        add(
                t("quality.time"),
                "quality-time",
                figures -> figures.msP50() != null,
                List.of(
                        new Column(t("quality.count"), figures -> Words.number(all(figures))),
                        new Column(t("quality.p50"), figures -> millis(figures.msP50())),
                        new Column(t("quality.p99"), figures -> millis(figures.msP99()))));
    }

    private static List<Row> rows(Report report) {
        var labelled = report.by().entrySet().stream()
                .flatMap(label -> label.getValue().entrySet().stream()
                        .map(of -> new Row(QualityNames.label(label.getKey(), of.getKey()), of.getValue())));
        var baselines = report.baselines().entrySet().stream()
                .map(of -> new Row(QualityNames.baseline(of.getKey()), of.getValue()));
        return Stream.of(Stream.of(new Row(t("quality.all"), report.total())), labelled, baselines)
                .flatMap(Function.identity())
                .toList();
    }

    private void add(String title, String name, Predicate<Figures> counted, List<Column> columns) {
        var shown = rows.stream().filter(row -> counted.test(row.figures())).toList();
        if (shown.isEmpty()) {
            return;
        }
        var titles = Stream.concat(Stream.of(t("quality.of")), columns.stream().map(Column::title));
        var table = Parts.named(new CardTable(title, titles.toList()), name);
        for (var row : shown) {
            var cells = Stream.concat(
                    Stream.of(row.name()),
                    columns.stream().map(column -> column.cell().apply(row.figures())));
            table.row(cells.map(Span::new).toArray(Component[]::new));
        }
        add(new H2(title), table);
    }

    private static int all(Figures figures) {
        return figures.single() + figures.multi() + figures.none();
    }

    private static String withInterval(Figures figures) {
        return figures.hit1() == null
                ? ""
                : t(
                        "quality.interval",
                        share(figures.hit1()),
                        share(Objects.requireNonNull(figures.hit1Low())),
                        share(Objects.requireNonNull(figures.hit1High())));
    }

    private static String share(@Nullable Double value) {
        return value == null ? "" : Words.decimal(value, 3);
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "" : Words.decimal(value, 1);
    }
}
