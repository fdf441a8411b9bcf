package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.QueryParameters;
import io.blockyard.portal.part.FacetLookup;
import io.blockyard.portal.part.FacetNames;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.SearchResult;
import io.blockyard.search.SearchResult.FacetValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The facets with their counts; what is chosen stays visible even when nothing matches it any more. */
final class FacetPanel extends Aside {

    private static final int SHORT_LIST = 8;
    /** Opened by whoever wants them. */
    private static final Set<String> CLOSED = Set.of("source", "status");

    private final Consumer<CatalogState> changed;
    private final FacetLookup lookup;
    private final Div head = Parts.box("facets-head");
    private final Div groups = new Div();
    private final Map<String, MultiSelectComboBox<String>> pickers = new LinkedHashMap<>();
    private final Details columns;
    /** What the person opened and closed stays so, whatever is found. */
    private final Map<String, Boolean> opened = new HashMap<>();
    /** The choice that was made last: it is drawn anew, and keeps the focus. */
    private String touched = "";

    private CatalogState state = CatalogState.of(QueryParameters.empty());

    /** @param columnNames names of columns that begin so, at most so many */
    FacetPanel(
            Consumer<CatalogState> changed, FacetLookup lookup, BiFunction<String, Integer, List<String>> columnNames) {
        this.changed = changed;
        this.lookup = lookup;
        addClassName("facets");
        getElement().setAttribute("aria-label", t("facet.title"));
        for (var side : CatalogState.SIDES) {
            pickers.put(side, picker(side, columnNames));
        }
        columns = Parts.named(
                new Details(
                        t("columns.title"),
                        Parts.box("facet-values", pickers.values().toArray(Component[]::new))),
                "facet-columns");
        add(head, groups, columns);
    }

    void show(CatalogState shown, SearchResult result) {
        state = shown;
        Parts.replace(head, new H2(t("facet.title")));
        if (state.conditions() > 0) {
            head.add(Parts.button(t("facet.clear"), "facet-clear", () -> changed.accept(state.withoutFilters())));
        }
        Parts.replace(groups);
        for (var facet : CatalogState.FACETS) {
            var values = values(state, facet, result.facets().getOrDefault(facet, List.of()));
            if (!values.isEmpty()) {
                groups.add(group(facet, values));
            }
        }
        touched = "";
        head.setVisible(groups.getComponentCount() > 0 || state.conditions() > 0);
        columns.setVisible(result.total() > 0 || !state.columns().isEmpty());
        if (!state.columns().isEmpty()) {
            columns.setOpened(true);
        }
        pickers.forEach((side, picker) ->
                picker.setValue(new LinkedHashSet<>(state.columns().getOrDefault(side, List.of()))));
    }

    /** Blocks that give or take all of some columns. */
    private MultiSelectComboBox<String> picker(String side, BiFunction<String, Integer, List<String>> names) {
        var picker = Parts.named(new MultiSelectComboBox<String>(t("columns." + side)), "columns-" + side);
        picker.setItems(
                query -> names.apply(query.getFilter().orElse(""), query.getOffset() + query.getLimit()).stream()
                        .skip(query.getOffset()));
        picker.setPlaceholder(t("columns.placeholder"));
        picker.setWidthFull();
        picker.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                changed.accept(state.withColumns(side, List.copyOf(event.getValue())));
            }
        });
        return picker;
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

    private Details group(String facet, List<FacetValue> values) {
        var shown = Parts.box("facet-values");
        if (values.size() > SHORT_LIST) {
            shown.add(finder(facet));
        }
        var first = values.subList(0, Math.min(SHORT_LIST, values.size()));
        first.forEach(value -> shown.add(choice(facet, value)));
        // what is chosen is seen, however rare it is
        var behind = values.subList(first.size(), values.size()).stream()
                .collect(Collectors.partitioningBy(value -> state.isChosen(facet, value.value())));
        behind.getOrDefault(true, List.of()).forEach(value -> shown.add(choice(facet, value)));
        var more = behind.getOrDefault(false, List.of());
        if (!more.isEmpty()) {
            var rest = Parts.box("facet-values");
            more.forEach(value -> rest.add(choice(facet, value)));
            var title = values.size() < SearchResult.MOST_VALUES ? "facet.more" : "facet.more.named";
            shown.add(folding(facet + ".more", t(title, more.size()), rest, false));
        }
        boolean open = !CLOSED.contains(facet) || state.filters().containsKey(facet);
        return folding(facet, t("facet." + facet), shown, open);
    }

    /** Any value by some letters of its name; the list has the commonest only. */
    private ComboBox<FacetValue> finder(String facet) {
        var finder = Parts.named(new ComboBox<FacetValue>(), "facet-find-" + facet);
        finder.setItems(
                query -> lookup.find(facet, query.getFilter().orElse(""), query.getOffset() + query.getLimit()).stream()
                        .skip(query.getOffset()));
        finder.setItemLabelGenerator(value -> FacetNames.of(facet, value.value()));
        finder.setRenderer(new ComponentRenderer<>(value -> counted(facet, value)));
        finder.setPlaceholder(t("facet.find." + facet));
        finder.setAriaLabel(t("facet.find." + facet));
        finder.setWidthFull();
        finder.addValueChangeListener(event -> {
            if (event.isFromClient() && event.getValue() != null) {
                choose(facet, event.getValue().value());
                finder.clear();
            }
        });
        return finder;
    }

    private void choose(String facet, String value) {
        if (!state.isChosen(facet, value)) {
            touched = name(facet, value);
            changed.accept(state.toggled(facet, value));
        }
    }

    private static String name(String facet, String value) {
        return "facet-" + facet + "-" + value;
    }

    private static Div counted(String facet, FacetValue value) {
        return Parts.box(
                "facet-choice",
                Parts.text("facet-name", FacetNames.of(facet, value.value())),
                Parts.text("count", Words.number(value.count())));
    }

    private Details folding(String name, String title, Component content, boolean usually) {
        var details = new Details(title, content);
        details.setOpened(opened.getOrDefault(name, usually));
        details.addOpenedChangeListener(event -> {
            if (event.isFromClient()) {
                opened.put(name, event.isOpened());
            }
        });
        return details;
    }

    private Checkbox choice(String facet, FacetValue value) {
        var name = name(facet, value.value());
        var box = Parts.named(new Checkbox(), name);
        box.setLabelComponent(counted(facet, value));
        box.setValue(state.isChosen(facet, value.value()));
        box.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                touched = name;
                changed.accept(state.toggled(facet, value.value()));
            }
        });
        if (name.equals(touched)) {
            box.focus();
        }
        return box;
    }
}
