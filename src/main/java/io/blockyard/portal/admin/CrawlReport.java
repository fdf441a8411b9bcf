package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.task.TaskStatus;
import java.util.List;

/** What a crawl found: the blocks, the zones that are none and why, and what was surprising. */
final class CrawlReport extends Div {

    private static final List<String> OUTCOMES = List.of("new", "changed", "unchanged");

    CrawlReport(Report report) {
        addClassNames("stack", "crawl-report");
        add(tallies(report), ProblemList.of(report.problems()), new H2(t("crawl.blocks")));
        if (report.blocks().isEmpty()) {
            add(Parts.hint(t("crawl.no-blocks")));
        } else {
            add(blocks(report));
        }
        if (!report.skipped().isEmpty()) {
            add(new H2(t("crawl.skipped")), Parts.hint(t("crawl.skipped.hint")), skipped(report));
        }
    }

    /** One line: counts of what is new, changed and unchanged; empty while there is no report. */
    static String outcome(Crawl crawl) {
        var report = crawl.report();
        if (report == null) {
            return t("crawl.details");
        }
        return t("crawl.outcome.short", count(report, "new"), count(report, "changed"), count(report, "unchanged"));
    }

    static Badge badge(TaskStatus status) {
        var tone = switch (status) {
            case QUEUED -> "wait";
            case RUNNING -> "busy";
            case SUCCEEDED -> "good";
            case FAILED -> "bad";
            case CANCELLED -> "type";
        };
        return Parts.badge(Words.named("task.status", status.name()), tone);
    }

    private static Div tallies(Report report) {
        var tallies = Parts.box("tallies");
        for (var outcome : OUTCOMES) {
            tallies.add(tally(outcome, count(report, outcome)));
        }
        tallies.add(tally("skipped", report.skipped().size()));
        return tallies;
    }

    private static Div tally(String kind, long count) {
        var tally = Parts.box(
                "tally", Parts.text("number", Long.toString(count)), new Span(t("crawl.tally." + kind, count)));
        tally.addClassName(count == 0 ? "none" : kind);
        return Parts.named(tally, "crawl-" + kind);
    }

    private static long count(Report report, String outcome) {
        return report.blocks().stream()
                .filter(block -> block.outcome().equals(outcome))
                .count();
    }

    private static CardTable blocks(Report report) {
        var table = new CardTable(
                t("crawl.blocks"), List.of(t("crawl.block"), t("crawl.version"), t("crawl.zone"), t("crawl.became")));
        for (var block : report.blocks()) {
            table.row(
                    Parts.link("blocks/" + block.blockId(), block.blockId()),
                    Parts.text("version", block.version()),
                    new Span(block.zone()),
                    Parts.badge(
                            Words.named("crawl.block", block.outcome()),
                            switch (block.outcome()) {
                                case "new" -> "good";
                                case "changed" -> "wait";
                                default -> "type";
                            }));
        }
        return table;
    }

    private static CardTable skipped(Report report) {
        var table = new CardTable(t("crawl.skipped"), List.of(t("crawl.zone"), t("crawl.reason")));
        report.skipped()
                .forEach(
                        zone -> table.row(new Span(zone.zone()), new Span(Words.named("crawl.reason", zone.reason()))));
        return table;
    }
}
