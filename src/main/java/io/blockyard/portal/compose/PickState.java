package io.blockyard.portal.compose;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the step of picking shows, as its address says it: {@code ?step=pick&q=vibration&type=zone}. The need itself lies
 * in the draft.
 *
 * @param text what is looked for in the catalog
 * @param filters facet → accepted values, of what is proposed and of what is found
 */
record PickState(String text, Map<String, List<String>> filters) {

    /** In the order in which they are shown. */
    static final List<String> FACETS = List.of("domain", "level", "type", "tag");

    static PickState of(QueryParameters parameters) {
        var filters = new LinkedHashMap<String, List<String>>();
        for (var facet : FACETS) {
            var values = parameters.getParameters(facet);
            if (!values.isEmpty()) {
                filters.put(facet, List.copyOf(values));
            }
        }
        return new PickState(parameters.getSingleParameter("q").orElse(""), filters);
    }

    Location address(UUID draft) {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("step", List.of(Step.PICK.wire()));
        if (!text.isBlank()) {
            parameters.put("q", List.of(text));
        }
        parameters.putAll(filters);
        return new Location("compose/" + draft, new QueryParameters(parameters));
    }

    PickState withText(String changed) {
        return new PickState(changed, filters);
    }

    PickState with(String facet, List<String> values) {
        var changed = new LinkedHashMap<>(filters);
        if (values.isEmpty()) {
            changed.remove(facet);
        } else {
            changed.put(facet, List.copyOf(values));
        }
        return new PickState(text, changed);
    }
}
