package io.blockyard.portal.block;

import io.blockyard.access.Actor;
import io.blockyard.access.People;
import io.blockyard.access.People.Person;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.search.SearchSuggestions;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whom and what the dialogs of {@link LifecycleMenu} offer; another name can be typed all the same. */
final class LifecycleChoices {

    private final People people;
    private final SearchSuggestions suggestions;

    LifecycleChoices(People people, SearchSuggestions suggestions) {
        this.people = people;
        this.suggestions = suggestions;
    }

    /** Login names: all of them for those who may see them, else those that are chosen already. */
    Set<String> owners(Actor actor, Collection<String> chosen) {
        var names = new TreeSet<>(chosen);
        if (actor.may(Right.ADMINISTER)) {
            people.all(actor).stream().map(Person::name).forEach(names::add);
        }
        return names;
    }

    /** Ids of blocks whose name or id begins like what was typed. */
    Stream<String> blocks(Actor actor, String typed, int most) {
        return suggestions.suggest(actor, typed, most).stream()
                .flatMap(suggestion -> Stream.ofNullable(suggestion.block()))
                .map(BlockId::value);
    }
}
