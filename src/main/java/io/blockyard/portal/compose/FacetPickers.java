package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.blockyard.block.BlockType;
import io.blockyard.portal.part.FacetLookup;
import io.blockyard.portal.part.FacetNames;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.SearchResult.FacetValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Which blocks may be proposed and found: of some domains, levels, types or tags, or all. */
final class FacetPickers extends Div {

    /**
     * @param chosen facet → accepted values
     * @param lookup finds those that there are, by some letters
     * @param changed hears of a facet and the values that are accepted now
     */
    FacetPickers(Map<String, List<String>> chosen, FacetLookup lookup, BiConsumer<String, List<String>> changed) {
        var pickers = Parts.box("pick-filters");
        for (var facet : PickState.FACETS) {
            var picker = picker(facet, lookup);
            picker.setValue(new LinkedHashSet<>(chosen.getOrDefault(facet, List.of())));
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

    private static MultiSelectComboBox<String> picker(String facet, FacetLookup lookup) {
        var picker = Parts.named(new MultiSelectComboBox<String>(t("facet." + facet)), "pick-" + facet);
        picker.setItemLabelGenerator(value -> FacetNames.of(facet, value));
        picker.setWidthFull();
        if (facet.equals("type")) {
            // few, and looked for by what they are called here
            picker.setItems(
                    Arrays.stream(BlockType.values()).map(BlockType::wire).toList());
            return picker;
        }
        var counts = new HashMap<String, Long>();
        picker.setItems(
                query -> lookup.find(facet, query.getFilter().orElse(""), query.getOffset() + query.getLimit()).stream()
                        .skip(query.getOffset())
                        .peek(value -> counts.put(value.value(), value.count()))
                        .map(FacetValue::value));
        picker.setRenderer(new ComponentRenderer<>(value -> Parts.box(
                "facet-choice",
                Parts.text("facet-name", FacetNames.of(facet, value)),
                Parts.text("count", Words.number(counts.getOrDefault(value, 0L))))));
        return picker;
    }
}
