package io.blockyard.portal.part;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.blockyard.search.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A search field with suggestions. */
@Tag("by-search")
@JsModule("./search-box.ts")
public class SearchBox extends Component implements HasStyle, HasSize {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final transient Function<String, List<Suggestion>> suggestions;
    private final transient BiConsumer<String, Boolean> searched;
    private final transient Consumer<String> picked;
    private final transient Runnable forget;

    /**
     * @param searched called with the text while it is typed, and with {@code true} when the person pressed Enter
     * @param picked called with the id of a block that was chosen among the suggestions
     * @param forget called when the person wants no former searches to be suggested
     */
    public SearchBox(
            Function<String, List<Suggestion>> suggestions,
            BiConsumer<String, Boolean> searched,
            Consumer<String> picked,
            Runnable forget) {
        this.suggestions = suggestions;
        this.searched = searched;
        this.picked = picked;
        this.forget = forget;
        getElement()
                .setPropertyJson(
                        "texts",
                        JSON.valueToTree(new Texts(
                                Words.t("search.label"),
                                Words.t("search.placeholder"),
                                Words.t("search.clear"),
                                Words.t("search.suggestions"),
                                Words.t("search.forget"),
                                kinds())));
    }

    public void setValue(String text) {
        getElement().executeJs("this.value = $0", text);
    }

    private static Map<String, String> kinds() {
        return Arrays.stream(Suggestion.Kind.values())
                .collect(Collectors.toMap(SearchBox::wire, kind -> Words.t("suggestion." + wire(kind))));
    }

    private static String wire(Suggestion.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @ClientCallable
    public JsonNode suggest(String prefix) {
        return JSON.valueToTree(suggestions.apply(prefix).stream()
                .map(s -> new Choice(
                        wire(s.kind()),
                        s.text(),
                        s.query(),
                        s.block() == null ? "" : s.block().value(),
                        s.blocks()))
                .toList());
    }

    @ClientCallable
    public void forget() {
        forget.run();
    }

    @ClientCallable
    public void searched(String text, boolean committed) {
        searched.accept(text, committed);
    }

    @ClientCallable
    public void picked(String block) {
        picked.accept(block);
    }

    private record Texts(
            String label,
            String placeholder,
            String clear,
            String suggestions,
            String forget,
            Map<String, String> kinds) {}

    private record Choice(String kind, String text, String query, String block, long blocks) {}
}
