package io.blockyard.portal.part;

import io.blockyard.search.SearchResult.FacetValue;
import java.util.List;

/** Where a field in which one types a few letters gets the values of a facet from, however many there are. */
@FunctionalInterface
public interface FacetLookup {

    /**
     * The values that have the letters in their name, at most so many, each with the blocks that would be seen with it.
     *
     * @param facet by its label, such as {@code tag}
     */
    List<FacetValue> find(String facet, String letters, int most);
}
