package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.discovery.BlockOutcome;
import io.blockyard.discovery.BlockOutcome.Outcome;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.task.TaskStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a crawl found: the blocks, and the zones that are none and why. What was surprising stands with its task. */
final class CrawlReport extends Div {

    private static final List<Outcome> TALLIED =
            List.of(Outcome.NEW, Outcome.CHANGED, Outcome.RENAMED, Outcome.UNCHANGED, Outcome.GONE);

    /** @param waiting ids of the blocks that stand in a preview's choice instead */
    CrawlReport(Report report, List<String> waiting) {
        addClassNames("stack", "crawl-report");
        var blocks = report.blocks().stream()
                .filter(block -> !waiting.contains(block.blockId()))
                .toList();
        if (!blocks.isEmpty()) {
            add(new H2(t("crawl.blocks")), blocks(blocks));
        } else if (waiting.isEmpty()) {
            add(new H2(t("crawl.blocks")), Parts.hint(t("crawl.no-blocks")));
        }
        if (!report.skipped().isEmpty()) {
            add(new H2(t("crawl.skipped")), Parts.hint(t("crawl.skipped.hint")), skipped(report));
        }
    }

    /** One line: how many blocks became what, such as {@code 1 changed, 4 unchanged}. */
    static String outcome(Crawl crawl) {
        var report = crawl.report();
        if (report == null) {
            return t("crawl.details");
        }
        var counted = Arrays.stream(Outcome.values())
                .filter(outcome -> count(report, outcome) > 0)
                .map(outcome ->
                        count(report, outcome) + " " + t("crawl.tally." + outcome.wire(), count(report, outcome)))
                .collect(Collectors.joining(", "));
        return counted.isEmpty() ? t("crawl.no-blocks") : counted;
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

    /** How many of each outcome. */
    static Div tallies(Report report) {
        var tallies = Parts.box("tallies");
        for (var outcome : TALLIED) {
            tallies.add(tally(outcome.wire(), count(report, outcome)));
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

    private static long count(Report report, Outcome outcome) {
        return report.blocks().stream()
                .filter(block -> block.outcome() == outcome)
                .count();
    }

    private static CardTable blocks(List<BlockOutcome> blocks) {
        var table = new CardTable(
                t("crawl.blocks"), List.of(t("crawl.block"), t("crawl.version"), t("crawl.zone"), t("crawl.became")));
        for (var block : blocks) {
            table.row(
                    Parts.link("blocks/" + block.blockId(), block.blockId()),
                    Parts.text("version", version(block)),
                    new Span(block.zone()),
                    Parts.box("stack", outcome(block), differences(block)));
        }
        return table;
    }

    /** {@code 1.0.0 → 1.1.0}, or the one version. */
    static String version(BlockOutcome block) {
        var from = block.from();
        return from == null || from.equals(block.version()) ? block.version() : from + " \u2192 " + block.version();
    }

    static Badge outcome(BlockOutcome block) {
        return Parts.badge(
                Words.named("crawl.block", block.outcome().wire()),
                switch (block.outcome()) {
                    case NEW, BACK -> "good";
                    case CHANGED, RENAMED, UNDONE -> "wait";
                    case GONE -> "bad";
                    case UNCHANGED, WITHHELD -> "type";
                });
    }

    /** What changed, each with its weight; what people and the source both changed; why it is gone. */
    static Div differences(BlockOutcome block) {
        var list = Parts.box("differences");
        var former = block.formerName();
        if (former != null) {
            list.add(Parts.hint(t("crawl.renamed-from", former)));
        }
        block.differences()
                .forEach(change -> list.add(Parts.box(
                        "row",
                        Parts.badge(Words.named("crawl.weight", change.weight()), tone(change.weight())),
                        new Span(Words.said(change.sentence())))));
        block.conflicts().forEach(place -> list.add(Parts.hint(t("crawl.conflict", Words.place(place)))));
        var reason = block.reason();
        if (reason != null) {
            list.add(Parts.hint(Words.named("crawl.reason", reason)));
        }
        return list;
    }

    private static String tone(String weight) {
        return switch (weight) {
            case "major" -> "bad";
            case "minor" -> "wait";
            default -> "type";
        };
    }

    private static CardTable skipped(Report report) {
        var table = new CardTable(t("crawl.skipped"), List.of(t("crawl.zone"), t("crawl.reason")));
        report.skipped()
                .forEach(
                        zone -> table.row(new Span(zone.zone()), new Span(Words.named("crawl.reason", zone.reason()))));
        return table;
    }
}
