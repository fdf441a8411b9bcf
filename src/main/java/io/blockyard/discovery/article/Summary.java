package io.blockyard.discovery.article;

import static io.blockyard.catalog.ArticlePage.oneLine;

import io.blockyard.block.Port;
import io.blockyard.discovery.article.Steps.Step;
import java.util.List;
import java.util.stream.Collectors;

/** A block in one line, and in one paragraph without markup. */
public final class Summary {

    private static final int LONGEST_LINE = 200;
    private static final int KINDS_SHOWN = 5;

    private Summary() {}

    /**
     * The first sentence that the zone's author wrote, else what comes in, how much is done to it, what comes out.
     *
     * @param about what the zone's author wrote of it; may be empty
     */
    public static String line(String about, List<Port> inputs, List<Port> outputs, List<Step> steps) {
        var said = Prose.plain(Prose.firstSentence(about));
        if (!said.isEmpty()) {
            return said.length() <= LONGEST_LINE ? said : said.substring(0, LONGEST_LINE - 1) + "\u2026";
        }
        var kinds = steps.stream().map(Step::typeName).distinct().toList();
        return "Turns " + names(inputs) + " into " + names(outputs) + " in " + Prose.count(steps.size(), "step") + " ("
                + kinds(kinds) + ")";
    }

    /** What the author wrote, then what every step does. */
    public static String paragraph(String about, List<Port> inputs, List<Port> outputs, List<Step> steps) {
        var done = steps.stream()
                .map(step -> Prose.sentence(Prose.capitalised(Prose.plain(step.does())))
                        + (step.said().isEmpty() ? "" : " " + Prose.sentence(Prose.capitalised(step.said()))))
                .collect(Collectors.joining(" "));
        var start = about.isBlank()
                ? Prose.sentence(line(about, inputs, outputs, steps))
                : Prose.sentence(Prose.plain(oneLine(about)));
        return start + " " + done;
    }

    private static String kinds(List<String> kinds) {
        return kinds.size() <= KINDS_SHOWN
                ? String.join(", ", kinds)
                : String.join(", ", kinds.subList(0, KINDS_SHOWN - 1)) + " and others";
    }

    private static String names(List<Port> ports) {
        var names = ports.stream().map(Port::name).limit(3).toList();
        var hidden = ports.size() - names.size();
        return hidden > 0 ? String.join(", ", names) + " and " + hidden + " more" : Prose.and(names);
    }
}
