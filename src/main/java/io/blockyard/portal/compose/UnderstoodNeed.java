package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Parts.Fact;
import io.blockyard.portal.part.Words;
import io.blockyard.search.match.MatchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a need was read: its language, what it speaks of, what was translated or corrected, what it leaves out. */
final class UnderstoodNeed extends Div {

    private static final String BETWEEN = " · ";

    UnderstoodNeed(MatchResult result) {
        Parts.named(this, "understood");
        var understood = result.understood();
        var facts = new ArrayList<Fact>();
        facts.add(
                new Fact(t("match.read.language"), Locale.of(result.language()).getDisplayLanguage(Words.locale())));
        listed(facts, "match.read.terms", understood.terms());
        paired(facts, "match.read.translated", understood.translated());
        paired(facts, "match.read.corrected", understood.corrected());
        paired(facts, "match.read.measures", understood.measures());
        listed(facts, "match.read.excluded", understood.excluded());
        listed(facts, "match.read.needs", understood.needs());
        listed(facts, "match.read.uncovered", understood.uncovered());
        listed(facts, "match.read.unserved", understood.unserved());
        listed(facts, "match.read.unread", understood.unread());
        add(Parts.facts(facts));
    }

    private static void listed(List<Fact> facts, String key, List<String> words) {
        if (!words.isEmpty()) {
            facts.add(new Fact(t(key), String.join(BETWEEN, words)));
        }
    }

    private static void paired(List<Fact> facts, String key, Map<String, String> pairs) {
        if (!pairs.isEmpty()) {
            facts.add(new Fact(
                    t(key),
                    pairs.entrySet().stream()
                            .map(pair -> pair.getKey() + " → " + pair.getValue())
                            .collect(Collectors.joining(BETWEEN))));
        }
    }
}
