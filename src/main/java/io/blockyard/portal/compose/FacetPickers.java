package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import io.blockyard.portal.part.FacetNames;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.SearchResult.FacetValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Which blocks may be proposed and found: of some domains, levels, types or tags, or all. */
final class FacetPickers extends Div {

    /**
     * @param chosen facet → accepted values
     * @param offered facet → values of the catalog
     * @param changed hears of a facet and the values that are accepted now
     */
    FacetPickers(
            Map<String, List<String>> chosen,
            Map<String, List<FacetValue>> offered,
            BiConsumer<String, List<String>> changed) {
        var pickers = Parts.box("pick-filters");
        for (var facet : PickState.FACETS) {
            var values = chosen.getOrDefault(facet, List.of());
            var picker = Parts.named(new MultiSelectComboBox<String>(t("facet." + facet)), "pick-" + facet);
            picker.setItems(Stream.concat(
                            offered.getOrDefault(facet, List.of()).stream().map(FacetValue::value), values.stream())
                    .distinct()
                    .toList());
            picker.setItemLabelGenerator(value -> FacetNames.of(facet, value));
            picker.setValue(new LinkedHashSet<>(values));
            picker.setWidthFull();
            picker.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    changed.accept(facet, List.copyOf(event.getValue()));
                }
            });
            pickers.add(picker);
        }
        var group = new Details(t("compose.only"), pickers);
        group.setOpened(!chosen.isEmpty());
        add(Parts.named(group, "pick-filters"));
    }
}
