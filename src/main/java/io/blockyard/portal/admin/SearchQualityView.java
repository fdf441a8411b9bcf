package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.search.evaluate.QualityCheck;
import io.blockyard.search.evaluate.QualityCheck.Measured;
import io.blockyard.search.evaluate.Report.Detail;
import io.blockyard.search.language.Language;
import io.blockyard.search.match.Matching;
import io.blockyard.search.match.OwnWords;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How well needs find their blocks in this catalog, which were missed, and the words that the organisation adds. */
@Route(value = "admin/quality", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class SearchQualityView extends AdminPage {

    private static final int MOST_MISSES = 200;

    private final SignedIn signedIn;
    private final OwnWords words;
    private final QualityCheck check;
    private final Matching matching;
    private final Tasks tasks;
    private final Div running = Parts.named(new Div(), "quality-running");
    private final Div result = Parts.named(new Div(), "quality-result");

    public SearchQualityView(SignedIn signedIn, QualityCheck check, Matching matching, OwnWords words, Tasks tasks) {
        super("admin.quality");
        this.signedIn = signedIn;
        this.check = check;
        this.matching = matching;
        this.words = words;
        this.tasks = tasks;
        var set = Parts.named(new TextArea(t("quality.set")), "quality-set");
        set.setHelperText(t("quality.set.hint"));
        set.setWidthFull();
        set.setMinRows(6);
        set.setMaxRows(16);
        result.addClassName("stack");
        add(Parts.box(
                "stack",
                Parts.hint(sureness()),
                set,
                Parts.box("row", Parts.primary(t("quality.run"), "quality-run", () -> start(set.getValue()))),
                running,
                result,
                new H2(t("quality.words")),
                Parts.hint(t("quality.words.hint"))));
        for (var language : Language.values()) {
            add(own(language));
        }
        check.newest(signedIn.actor()).ifPresent(this::show);
    }

    private String sureness() {
        var learned = matching.sureness(signedIn.actor());
        if (learned.isEmpty()) {
            return t("quality.sureness.usual");
        }
        var each = learned.stream()
                .map(of -> t(
                        "quality.sureness.of",
                        of.language(),
                        String.format(Locale.ROOT, "%+.2f", -of.logOdds()),
                        of.asks()))
                .collect(Collectors.joining(", "));
        return t("quality.sureness", each);
    }

    /** Measuring goes on when the page is left, and can be cancelled on it. */
    private void start(String set) {
        var run = check.start(signedIn.actor(), set.lines().toList());
        Parts.replace(
                running,
                new TaskCard(
                        tasks,
                        run,
                        t("quality.task", run.subject()),
                        this::done,
                        () -> check.cancel(signedIn.actor(), run.id())));
    }

    private String done(TaskRun run) {
        check.measured(signedIn.actor(), run.id()).ifPresent(this::show);
        return "";
    }

    private void show(Measured measured) {
        var misses = measured.missed();
        Parts.replace(
                result,
                Moment.ago(measured.at()),
                new FiguresTables(measured.report()),
                new H2(t("quality.misses", misses.size())));
        if (!misses.isEmpty()) {
            result.add(misses(misses));
        }
    }

    private static CardTable misses(List<Detail> misses) {
        var table = new CardTable(
                t("quality.missed"),
                List.of(t("quality.intent"), t("quality.expected"), t("quality.found"), t("quality.band")));
        misses.stream()
                .limit(MOST_MISSES)
                .forEach(miss -> table.row(
                        new Span(miss.intent()),
                        new Span(String.join(", ", miss.expect())),
                        new Span(
                                miss.found().isEmpty()
                                        ? ""
                                        : miss.found().getFirst().id()),
                        new Span(miss.band())));
        return table;
    }

    private Div own(Language language) {
        var text = Parts.named(new TextArea(t("quality.words." + language.code())), "words-" + language.code());
        text.setHelperText(t("quality.words.form"));
        text.setWidthFull();
        text.setMinRows(3);
        text.setMaxRows(14);
        text.setValue(words.lines(signedIn.actor(), language));
        var save = Parts.button(t("action.save"), "words-save-" + language.code(), () -> {
            words.write(signedIn.actor(), language, text.getValue());
            Notices.done(t("quality.words.saved"));
        });
        return Parts.box("stack", text, Parts.box("row", save));
    }
}
