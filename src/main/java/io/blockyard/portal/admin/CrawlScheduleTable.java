package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.CrawlOptions;
import io.blockyard.discovery.CrawlSchedule;
import io.blockyard.discovery.CrawlSchedules;
import io.blockyard.discovery.ZoneChoice;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** When each source is crawled by itself. */
final class CrawlScheduleTable extends Div {

    /** Of the next times. */
    private static final int SHOWN = 3;

    private final SignedIn signedIn;
    private final CrawlSchedules schedules;
    private final Sources sources;

    CrawlScheduleTable(SignedIn signedIn, CrawlSchedules schedules, Sources sources) {
        this.signedIn = signedIn;
        this.schedules = schedules;
        this.sources = sources;
        addClassName("stack");
        show();
    }

    private void show() {
        var table = new CardTable(
                t("schedules.title"),
                List.of(
                        t("crawl.source"),
                        t("schedules.when"),
                        t("schedules.next"),
                        t("schedules.projects"),
                        t("action.column")));
        for (var source : sources.all(signedIn.actor())) {
            var schedule = schedules.find(signedIn.actor(), source.name());
            table.row(
                    new Span(source.name()),
                    schedule.<Component>map(set -> Parts.code(set.cron()))
                            .orElseGet(() -> new Span(t("schedules.on-demand"))),
                    new Span(next(schedule)),
                    new Span(schedule.map(CrawlScheduleTable::projects).orElse("")),
                    Parts.iconButton(
                            "edit",
                            t("schedules.edit.of", source.name()),
                            "schedule-edit-" + source.name(),
                            () -> edit(source, schedule)));
        }
        Parts.replace(this, new H2(t("schedules.title")), Parts.hint(t("schedules.hint")), table);
    }

    private static String next(Optional<CrawlSchedule> schedule) {
        return schedule.map(set ->
                        Optional.ofNullable(set.next()).map(Words::moment).orElseGet(() -> t("schedules.never")))
                .orElse("");
    }

    private static String projects(CrawlSchedule schedule) {
        return schedule.projects().isEmpty() ? t("schedules.all") : String.join(", ", schedule.projects());
    }

    private void edit(Source source, Optional<CrawlSchedule> schedule) {
        var cron = Parts.named(new TextField(t("schedules.cron")), "schedule-cron");
        cron.setValue(schedule.map(CrawlSchedule::cron).orElse(""));
        cron.setPlaceholder("0 6 * * 1-5");
        cron.setValueChangeMode(ValueChangeMode.LAZY);
        var upcoming = Parts.named(Parts.hint(upcoming(cron.getValue())), "schedule-upcoming");
        cron.setHelperText(t("schedules.cron.hint"));
        cron.addValueChangeListener(change -> upcoming.setText(upcoming(change.getValue())));
        var projects = Parts.named(new TextField(t("schedules.projects")), "schedule-projects");
        projects.setValue(
                String.join(", ", schedule.map(CrawlSchedule::projects).orElse(List.of())));
        projects.setHelperText(t("schedules.projects.hint"));
        var options = schedule.map(CrawlSchedule::options).orElse(CrawlOptions.USUAL);
        var preview = Parts.named(new Checkbox(t("schedules.preview"), options.preview()), "schedule-preview");
        var defaultZone = Parts.named(
                new Checkbox(t("sources.default-zone"), options.zones() == ZoneChoice.WITH_DEFAULT),
                "schedule-default-zone");
        new FormDialog(
                        "schedule",
                        t("schedules.edit.of", source.name()),
                        t("action.save"),
                        () -> {
                            save(
                                    source,
                                    cron.getValue(),
                                    projects.getValue(),
                                    new CrawlOptions(
                                            preview.getValue(), ZoneChoice.withDefault(defaultZone.getValue())));
                            show();
                        },
                        cron,
                        upcoming,
                        projects,
                        preview,
                        defaultZone)
                .open();
    }

    /** The next times, while they are typed; or why they are not understood. */
    private String upcoming(String cron) {
        if (cron.isBlank()) {
            return t("schedules.on-demand");
        }
        try {
            return t(
                    "schedules.upcoming",
                    schedules.upcoming(cron, SHOWN).stream().map(Words::moment).collect(Collectors.joining(" · ")));
        } catch (ProblemException notUnderstood) {
            return notUnderstood.problems().getFirst().message();
        }
    }

    private void save(Source source, String cron, String projects, CrawlOptions options) {
        if (cron.isBlank()) {
            schedules.remove(signedIn.actor(), source.name());
        } else {
            var keys = Arrays.stream(projects.split(","))
                    .map(String::strip)
                    .filter(key -> !key.isEmpty())
                    .toList();
            schedules.set(signedIn.actor(), source.name(), cron, keys, options);
        }
        Notices.done(t("schedules.saved", source.name()));
    }
}
