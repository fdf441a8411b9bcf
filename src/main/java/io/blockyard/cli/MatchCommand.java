package io.blockyard.cli;

import io.blockyard.api.MatchQuestion;
import io.blockyard.api.WireFormat;
import io.blockyard.search.match.Band;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.MatchResult.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "match", description = "The need is a sentence, in English or French.")
final class MatchCommand extends ServerCommand {

    @Parameters(arity = "1..*", paramLabel = "NEED", description = "What you need, in words.")
    private List<String> need = List.of();

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only this domain. May be repeated.")
    private List<String> domains = List.of();

    @Option(names = "--level", paramLabel = "LEVEL", description = "Only this hierarchy level. May be repeated.")
    private List<String> levels = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int limit = 5;

    MatchCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        filters.put("domain", domains);
        filters.put("level", levels);
        filters.values().removeIf(List::isEmpty);
        var question = new MatchQuestion(String.join(" ", need), limit, filters);
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
        result.matches().forEach(match -> print(terminal, match));
        if (result.band() != Band.MATCH && !result.nearestDomains().isEmpty()) {
            terminal.remark("Nearest domains: " + String.join(", ", result.nearestDomains()) + ".");
        }
        result.understood().unserved().forEach(part -> terminal.remark("No block for \u201c" + part + "\u201d."));
        result.tips().forEach(terminal::remark);
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
            case "word" ->
                (reason.said().equalsIgnoreCase(reason.found())
                                ? reason.said()
                                : reason.said() + " as " + reason.found())
                        + " in " + String.join(", ", reason.fields());
            case "meaning" -> "near in meaning (" + reason.found() + ")";
            case "missing" -> "nothing of " + reason.said();
            case "excluded" -> reason.said() + ", which you left out";
            default -> reason.kind() + " " + reason.found();
        };
    }
}
