package io.blockyard.cli;

import io.blockyard.api.CrawlView;
import io.blockyard.api.Listing;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.discovery.BlockOutcome;
import io.blockyard.discovery.CrawlKind;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;

/** Follows crawls to their end and prints what they found. */
final class CrawlFollowing {

    private final ServerClient client;
    private final OutputOptions output;
    private final boolean noWait;

    CrawlFollowing(ServerClient client, OutputOptions output, boolean noWait) {
        this.client = client;
        this.output = output;
        this.noWait = noWait;
    }

    /** @throws ProblemException REMOTE when the crawl did not end well */
    int one(CrawlView crawl) {
        if (noWait) {
            output.answer(crawl, terminal -> terminal.out().println(queued(crawl)));
            return ExitCode.SUCCESS;
        }
        var ended = toEnd(crawl);
        if (ended.task().status() != TaskStatus.SUCCEEDED) {
            throw new ProblemException(ProblemException.Kind.REMOTE, reasons(ended));
        }
        output.answer(ended, terminal -> print(terminal, ended));
        return ExitCode.SUCCESS;
    }

    /** @throws ProblemException REMOTE when one of the crawls did not end well; all are followed first */
    int all(List<CrawlView> crawls) {
        if (noWait) {
            output.answer(
                    new Listing<>(crawls),
                    terminal -> crawls.forEach(crawl -> terminal.out().println(queued(crawl))));
            return ExitCode.SUCCESS;
        }
        var ended = crawls.stream().map(this::toEnd).toList();
        var failures = new ArrayList<Problem>();
        ended.stream()
                .filter(crawl -> crawl.task().status() != TaskStatus.SUCCEEDED)
                .forEach(crawl -> failures.addAll(reasons(crawl)));
        if (!failures.isEmpty()) {
            throw new ProblemException(ProblemException.Kind.REMOTE, failures);
        }
        output.answer(
                new Listing<>(ended),
                terminal -> ended.forEach(crawl -> {
                    terminal.out().println(terminal.styled("bold", crawl.project()));
                    print(terminal, crawl);
                }));
        return ExitCode.SUCCESS;
    }

    private CrawlView toEnd(CrawlView crawl) {
        TaskView task = new Following(client, output.terminal()).toEnd(crawl.id());
        return WireFormat.read(client.get(ApiPath.of("crawls", task.id().toString())), CrawlView.class);
    }

    private static String queued(CrawlView crawl) {
        return "Crawl " + crawl.id() + " of " + crawl.project() + " is queued.";
    }

    private static List<Problem> reasons(CrawlView crawl) {
        var errors = crawl.task().problems().stream().filter(Problem::isError).toList();
        return errors.isEmpty()
                ? List.of(Problem.error(
                        "cli.crawl",
                        "The crawl of " + crawl.project() + " ended "
                                + Words.state(crawl.task().status()) + ".",
                        ""))
                : errors;
    }

    private static void print(Terminal terminal, CrawlView crawl) {
        var report = crawl.report();
        if (report == null) {
            return;
        }
        var table = new Table("BLOCK", "VERSION", "OUTCOME", "ZONE");
        report.blocks()
                .forEach(block ->
                        table.row(block.blockId(), version(block), Words.state(block.outcome()), block.zone()));
        table.print(terminal, "No zone of " + crawl.project() + " is publishable.");
        report.blocks().forEach(block -> details(terminal, block));
        report.skipped()
                .forEach(zone -> terminal.remark("Not publishable: " + zone.zone() + ", " + zone.reason() + "."));
        report.problems().forEach(problem -> Failures.print(terminal, problem));
        if (crawl.kind() == CrawlKind.PREVIEW && crawl.waiting() > 0) {
            terminal.out()
                    .println(Words.count(crawl.waiting(), "block")
                            + " would change. Accept them: blockyard crawl accept " + crawl.id());
        }
    }

    private static String version(BlockOutcome block) {
        var from = block.from();
        return from == null || from.equals(block.version()) ? block.version() : from + " \u2192 " + block.version();
    }

    private static void details(Terminal terminal, BlockOutcome block) {
        if (block.formerName() != null) {
            terminal.out().println("  " + block.blockId() + ": was called " + block.formerName());
        }
        block.differences()
                .forEach(change -> terminal.out()
                        .println("  " + block.blockId() + ": " + change.weight() + ", " + change.sentence()));
        block.conflicts()
                .forEach(place -> terminal.out()
                        .println("  " + block.blockId() + ": conflict in " + place
                                + ", which people and the source both changed"));
        if (block.reason() != null) {
            terminal.out().println("  " + block.blockId() + ": " + block.reason());
        }
    }
}
