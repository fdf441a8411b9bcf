package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.blockyard.discovery.Crawls.Report;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What waits in a preview, to accept all of it or some. */
final class PreviewChoice extends Div {

    private final Map<String, Checkbox> boxes = new LinkedHashMap<>();
    private final Button accept;
    private final Checkbox all;

    /**
     * @param waiting ids of the blocks that nobody has accepted yet
     * @param accepted called with the ids of those that are
     */
    PreviewChoice(Report report, List<String> waiting, Consumer<List<String>> accepted) {
        addClassNames("stack", "preview-choice");
        all = Parts.named(new Checkbox(t("preview.all")), "preview-all");
        accept = Parts.primary("", "preview-accept", () -> accepted.accept(chosen()));
        all.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                boxes.values().forEach(box -> box.setValue(event.getValue()));
            }
            chosenChanged();
        });
        var table = new CardTable(
                t("preview.title"), List.of(t("crawl.block"), t("crawl.version"), t("crawl.zone"), t("preview.would")));
        report.blocks().stream()
                .filter(block -> waiting.contains(block.blockId()))
                .forEach(block -> {
                    var box = Parts.named(new Checkbox(block.blockId(), true), "preview-" + block.blockId());
                    box.addValueChangeListener(event -> chosenChanged());
                    boxes.put(block.blockId(), box);
                    table.row(
                            box,
                            Parts.text("version", CrawlReport.version(block)),
                            new Span(block.zone()),
                            Parts.box("stack", CrawlReport.outcome(block), CrawlReport.differences(block)));
                });
        add(
                new H2(t("preview.title")),
                Parts.hint(t("preview.hint")),
                Parts.box("toolbar", all, Parts.box("grow"), accept),
                table);
        chosenChanged();
    }

    private List<String> chosen() {
        return boxes.entrySet().stream()
                .filter(entry -> entry.getValue().getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void chosenChanged() {
        int chosen = chosen().size();
        accept.setText(t("preview.accept", chosen));
        accept.setEnabled(chosen > 0);
        all.setValue(chosen == boxes.size());
        all.setIndeterminate(chosen > 0 && chosen < boxes.size());
    }
}
