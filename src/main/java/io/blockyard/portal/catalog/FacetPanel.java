package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H2;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.SearchResult;
import io.blockyard.search.SearchResult.FacetValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The facets with their counts; what is chosen stays visible even when nothing matches it any more. */
final class FacetPanel extends Aside {

    private static final int SHORT_LIST = 8;
    /** Opened by whoever wants them. */
    private static final Set<String> CLOSED = Set.of("source", "status");

    private final Consumer<CatalogState> changed;
    private final BiFunction<String, Integer, List<String>> columns;

    /** @param columns names of columns that begin so, at most so many */
    FacetPanel(Consumer<CatalogState> changed, BiFunction<String, Integer, List<String>> columns) {
        this.changed = changed;
        this.columns = columns;
        addClassName("facets");
        getElement().setAttribute("aria-label", t("facet.title"));
    }

    void show(CatalogState state, SearchResult result) {
        removeAll();
        var title = new H2(t("facet.title"));
        var head = Parts.box("facets-head", title);
        if (!state.filters().isEmpty() || !state.columns().isEmpty()) {
            head.add(Parts.button(t("facet.clear"), "facet-clear", () -> changed.accept(state.withoutFilters())));
        }
        add(head);
        for (var facet : CatalogState.FACETS) {
            var values = values(state, facet, result.facets().getOrDefault(facet, List.of()));
            if (!values.isEmpty()) {
                add(group(state, facet, values));
            }
        }
        if (result.total() > 0 || !state.columns().isEmpty()) {
            add(columns(state));
        }
    }

    /** Blocks that give or take all of some columns. */
    private Details columns(CatalogState state) {
        var pickers = Parts.box("facet-values");
        for (var side : CatalogState.SIDES) {
            var picker = Parts.named(new MultiSelectComboBox<String>(t("columns." + side)), "columns-" + side);
            picker.setItems(
                    query -> columns.apply(query.getFilter().orElse(""), query.getOffset() + query.getLimit()).stream()
                            .skip(query.getOffset()));
            picker.setValue(new LinkedHashSet<>(state.columns().getOrDefault(side, List.of())));
            picker.setPlaceholder(t("columns.placeholder"));
            picker.setWidthFull();
            picker.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    changed.accept(state.withColumns(side, List.copyOf(event.getValue())));
                }
            });
            pickers.add(picker);
        }
        var group = new Details(t("columns.title"), pickers);
        group.setOpened(!state.columns().isEmpty());
        return Parts.named(group, "facet-columns");
    }

    private static String label(String facet, String value) {
        return switch (facet) {
            case "tag", "source" -> value;
            case "type" -> Words.named("block.type", value);
            case "status" -> Words.named("block.lifecycle", value);
            case "freshness" -> Words.named("freshness", value);
            default -> Parts.pretty(value);
        };
    }

    private static List<FacetValue> values(CatalogState state, String facet, List<FacetValue> counted) {
        var values = new ArrayList<>(counted);
        for (var chosen : state.filters().getOrDefault(facet, List.of())) {
            if (counted.stream().noneMatch(v -> v.value().equals(chosen))) {
                values.addFirst(new FacetValue(chosen, 0));
            }
        }
        return values;
    }

    private Details group(CatalogState state, String facet, List<FacetValue> values) {
        var shown = Parts.box("facet-values");
        values.stream().limit(SHORT_LIST).forEach(value -> shown.add(choice(state, facet, value)));
        if (values.size() > SHORT_LIST) {
            var rest = Parts.box("facet-values");
            values.stream().skip(SHORT_LIST).forEach(value -> rest.add(choice(state, facet, value)));
            var more = new Details(t("facet.more", values.size() - SHORT_LIST), rest);
            more.setOpened(values.stream().skip(SHORT_LIST).anyMatch(value -> state.isChosen(facet, value.value())));
            shown.add(more);
        }
        var group = new Details(t("facet." + facet), shown);
        group.setOpened(!CLOSED.contains(facet) || state.filters().containsKey(facet));
        return group;
    }

    private Checkbox choice(CatalogState state, String facet, FacetValue value) {
        var label = label(facet, value.value());
        var box = Parts.named(new Checkbox(), "facet-" + facet + "-" + value.value());
        box.setLabelComponent(Parts.box(
                "facet-choice", Parts.text("facet-name", label), Parts.text("count", Long.toString(value.count()))));
        box.setValue(state.isChosen(facet, value.value()));
        box.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                changed.accept(state.toggled(facet, value.value()));
            }
        });
        return box;
    }
}
