package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.discovery.CrawlOptions;
import io.blockyard.discovery.Crawls.Crawl;
import io.blockyard.discovery.ZoneChoice;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.task.TaskStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The projects of an instance, to crawl one of them or several at once. */
final class ProjectPicker extends Div {

    private final Map<String, Checkbox> boxes = new LinkedHashMap<>();
    private final Map<String, Row> rows = new HashMap<>();
    private final BiConsumer<String, CrawlOptions> crawl;
    private final Button crawlChosen;
    private final Button previewChosen;
    private final Checkbox defaultZone;
    private final Checkbox all;

    /**
     * @param recent crawls, newest first, to say when each project was read last
     * @param crawl called with the key of a project that is to be crawled, and how
     */
    ProjectPicker(
            List<ProjectSummary> projects, List<Crawl> recent, String source, BiConsumer<String, CrawlOptions> crawl) {
        this.crawl = crawl;
        addClassName("project-picker");
        crawlChosen = Parts.primary("", "crawl-chosen-" + source, () -> crawlChosen(false));
        previewChosen =
                Parts.quiet(t("sources.preview"), "search", "preview-chosen-" + source, () -> crawlChosen(true));
        defaultZone = Parts.named(new Checkbox(t("sources.default-zone")), "default-zone-" + source);
        all = Parts.named(new Checkbox(t("sources.choose-all")), "choose-all-" + source);
        if (projects.isEmpty()) {
            add(Parts.hint(t("sources.no-projects")));
            return;
        }
        all.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                boxes.values().forEach(box -> box.setValue(event.getValue()));
            }
            chosenChanged();
        });
        var table = new CardTable(
                t("sources.projects-of", source),
                List.of(t("sources.project"), t("sources.last-crawl"), t("sources.outcome"), t("action.column")));
        for (var project : projects) {
            var last = recent.stream()
                    .filter(one ->
                            one.source().equals(source) && one.projectKey().equals(project.key()))
                    .findFirst();
            var row = new Row();
            rows.put(project.key(), row);
            table.row(name(project), row.when, row.outcome, row.action);
            show(project.key(), last);
        }
        add(Parts.box("toolbar", all, defaultZone, Parts.box("grow"), previewChosen, crawlChosen), table);
        chosenChanged();
    }

    /** What is said of one project's newest crawl. */
    private static final class Row {
        private final Div when = new Div();
        private final Div outcome = new Div();
        private final Div action = new Div();
    }

    /** Says what became of a crawl; what is chosen stays chosen. */
    void crawled(Crawl crawl) {
        show(crawl.projectKey(), Optional.of(crawl));
    }

    private void show(String key, Optional<Crawl> last) {
        var row = rows.get(key);
        if (row != null) {
            Parts.replace(row.when, when(last));
            Parts.replace(row.outcome, outcome(last));
            Parts.replace(row.action, button(key, last.isPresent()));
        }
    }

    private Checkbox name(ProjectSummary project) {
        var box = Parts.named(new Checkbox(), "choose-" + project.key());
        box.setLabelComponent(
                Parts.box("project-name", Parts.text("project-title", project.name()), Parts.code(project.key())));
        box.addValueChangeListener(event -> chosenChanged());
        boxes.put(project.key(), box);
        return box;
    }

    private static Component when(Optional<Crawl> last) {
        return last.<Component>map(crawl -> Moment.ago(crawl.task().createdAt()))
                .orElseGet(() -> Parts.text("hint", t("sources.never")));
    }

    private static Component outcome(Optional<Crawl> last) {
        return last.<Component>map(crawl -> {
                    var link = Parts.link("admin/crawls/" + crawl.id(), CrawlReport.outcome(crawl));
                    return crawl.task().status() == TaskStatus.SUCCEEDED
                            ? link
                            : Parts.box("row", CrawlReport.badge(crawl.task().status()), link);
                })
                .orElseGet(Span::new);
    }

    private Button button(String key, boolean again) {
        var button = Parts.quiet(
                again ? t("sources.crawl.again") : t("sources.crawl"),
                "refresh",
                "crawl-" + key,
                () -> crawl(key, false));
        button.setAriaLabel(again ? t("sources.crawl.again.of", key) : t("sources.crawl.of", key));
        return button;
    }

    private void crawl(String key, boolean preview) {
        crawl.accept(key, new CrawlOptions(preview, ZoneChoice.withDefault(defaultZone.getValue())));
    }

    private void crawlChosen(boolean preview) {
        boxes.forEach((key, box) -> {
            if (box.getValue()) {
                crawl(key, preview);
                box.setValue(false);
            }
        });
    }

    private void chosenChanged() {
        long chosen = boxes.values().stream().filter(Checkbox::getValue).count();
        crawlChosen.setText(t("sources.crawl.chosen", chosen));
        crawlChosen.setEnabled(chosen > 0);
        previewChosen.setEnabled(chosen > 0);
        all.setValue(chosen == boxes.size());
        all.setIndeterminate(chosen > 0 && chosen < boxes.size());
    }
}
