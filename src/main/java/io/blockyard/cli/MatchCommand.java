package io.blockyard.cli;

import io.blockyard.api.MatchQuestion;
import io.blockyard.api.WireFormat;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Reason;
import io.blockyard.search.match.MatchResult.Understood;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "match", description = "The need is a sentence, in English or French.")
final class MatchCommand extends ServerCommand {

    @Parameters(arity = "1..*", paramLabel = "NEED", description = "What you need, in words.")
    private List<String> need = List.of();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many, 1 to 100; the blocks of the answer are shown anyway. Default: ${DEFAULT-VALUE}.")
    private int limit = 5;

    MatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        var question = new MatchQuestion(String.join(" ", need), limit, filters.chosen());
        var result = WireFormat.read(server.connect().post(ApiPath.of("match"), question), MatchResult.class);
        output.answer(result, terminal -> print(terminal, result));
        return ExitCode.SUCCESS;
    }

    private static void print(Terminal terminal, MatchResult result) {
        terminal.out()
                .println(
                        switch (result.band()) {
                            case MATCH -> terminal.styled("fg(green)", "A match.");
                            case MAYBE -> terminal.styled("fg(yellow)", "Perhaps; please look.");
                            case NOTHING ->
                                terminal.styled("fg(yellow)", "No block serves this.")
                                        + (result.matches().isEmpty() ? "" : " Nearest, but no match:");
                        });
        understood(terminal, result.understood());
        result.matches().forEach(match -> print(terminal, match));
        if (result.band() != Band.MATCH && !result.nearestDomains().isEmpty()) {
            terminal.remark("Nearest domains: " + String.join(", ", result.nearestDomains()) + ".");
        }
        result.understood().unserved().forEach(part -> terminal.remark("No block for \u201c" + part + "\u201d."));
        result.tips().forEach(terminal::remark);
    }

    private static void understood(Terminal terminal, Understood understood) {
        line(terminal, "understood", understood.terms());
        line(terminal, "translated", told(understood.translated()));
        line(terminal, "corrected", told(understood.corrected()));
        line(terminal, "time", told(understood.measures()));
        line(terminal, "left out", understood.excluded());
        line(terminal, "no block has", understood.uncovered());
    }

    private static List<String> told(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + " → " + pair.getValue())
                .toList();
    }

    private static void line(Terminal terminal, String what, List<String> said) {
        if (!said.isEmpty()) {
            terminal.out().printf("  %-13s%s%n", what, String.join(", ", said));
        }
    }

    private static void print(Terminal terminal, Match match) {
        var mark = match.answer() ? "* " : "  ";
        terminal.out()
                .println(mark + terminal.styled("bold", match.id() + "@" + match.version()) + "  " + match.name() + "  "
                        + String.format(Locale.ROOT, "%.0f %%", 100 * match.confidence())
                        + (match.need().isEmpty() ? "" : "  for \u201c" + match.need() + "\u201d"));
        if (!match.speaksFor().isEmpty()) {
            terminal.out().println("    + " + told(match.speaksFor()));
        }
        if (!match.speaksAgainst().isEmpty()) {
            terminal.out().println("    - " + told(match.speaksAgainst()));
        }
    }

    private static String told(List<Reason> reasons) {
        return reasons.stream().map(MatchCommand::told).collect(Collectors.joining("; "));
    }

    private static String told(Reason reason) {
        return switch (reason.kind()) {
            case "word" -> found(reason);
            case "takes" -> "takes " + found(reason);
            case "gives" -> "gives " + found(reason);
            case "sibling" -> reason.said() + ", which blocks like it are not";
            case "unasked" -> "is for " + reason.found() + ", which nobody asked for";
            case "meaning" -> "near in meaning (" + reason.found() + ")";
            case "missing" -> "nothing of " + reason.said();
            case "excluded" -> reason.said() + ", which you left out";
            default -> reason.kind() + " " + reason.found();
        };
    }

    private static String found(Reason reason) {
        var same = reason.said().equalsIgnoreCase(reason.found());
        return (same ? reason.said() : reason.said() + " as " + reason.found())
                + (reason.fields().isEmpty() ? "" : " in " + String.join(", ", reason.fields()));
    }
}
