package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.blockyard.search.match.MatchResult.Reason;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What speaks for a block, and then what speaks against it, a line each: what was said, as what it was read, and where
 * the block has it.
 */
public final class MatchReasons extends UnorderedList {

    private static final int SHOWN = 6;

    public MatchReasons(List<Reason> speaksFor, List<Reason> speaksAgainst) {
        addClassName("reasons");
        lines(speaksFor, "check", "match.for", "for");
        lines(speaksAgainst, "minus", "match.against", "against");
    }

    private void lines(List<Reason> reasons, String icon, String side, String className) {
        var told = reasons.stream().map(MatchReasons::told).distinct().toList();
        told.stream().limit(SHOWN).forEach(line -> add(line(icon, side, className, line)));
        if (told.size() > SHOWN) {
            add(line(icon, side, className, t("match.reason.more", told.size() - SHOWN)));
        }
    }

    /** Its icon says on which side it is; so do words, to those who do not see it. */
    private static ListItem line(String icon, String side, String className, String words) {
        var item = new ListItem(Parts.icon(icon), Parts.text("visually-hidden", t(side)), Parts.text("reason", words));
        item.addClassName(className);
        return item;
    }

    private static String told(Reason reason) {
        return switch (reason.kind()) {
            case "meaning" -> t("match.reason.meaning", decimal(reason.found()));
            case "missing" -> t("match.reason.missing", reason.said());
            case "excluded" -> t("match.reason.excluded", reason.said());
            case "unasked" -> t("match.reason.unasked", reason.found());
            case "sibling" -> t("match.reason.sibling", reason.said());
            case "takes" -> t("match.reason.takes", inPlaces(reason));
            case "gives" -> t("match.reason.gives", inPlaces(reason));
            default -> inPlaces(reason);
        };
    }

    /** As numbers are written here; what a second opinion says in words stays as it is. */
    private static String decimal(String number) {
        return number.matches("-?\\d{1,9}\\.\\d{1,9}") ? Words.decimal(Double.parseDouble(number), 2) : number;
    }

    private static String inPlaces(Reason reason) {
        boolean asSaid = reason.found().isEmpty() || reason.said().equalsIgnoreCase(reason.found());
        Function<String, String> named = field -> Words.named("field", field);
        var places = reason.fields().stream().map(named).distinct().collect(Collectors.joining(", "));
        if (places.isEmpty()) {
            return asSaid ? t("match.reason.word", reason.said()) : t("match.reason.as", reason.said(), reason.found());
        }
        return asSaid
                ? t("match.reason.word-in", reason.said(), places)
                : t("match.reason.as-in", reason.said(), reason.found(), places);
    }
}
