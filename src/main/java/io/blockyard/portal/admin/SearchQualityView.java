package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Route;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.TaskCard;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.BlockSearch;
import io.blockyard.search.evaluate.QualityCheck;
import io.blockyard.search.evaluate.QualityCheck.Measured;
import io.blockyard.search.match.Matching;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import java.util.stream.Collectors;

/** How far the index is, how well needs find their blocks in this catalog, and which were missed. */
@Route(value = "admin/quality", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class SearchQualityView extends AdminPage {

    private static final String EXAMPLE = """
            {"intent": "warn me before a pump fails", "expect": ["PUMP_FAILURE"], "lang": "en"}
            {"intent": "quels clients vont partir", "expect": ["CHURN_SCORE"], "lang": "fr"}""";

    private static final double AS_USUAL = 0.1;

    private final SignedIn signedIn;
    private final QualityCheck check;
    private final Matching matching;
    private final Tasks tasks;
    private final Div running = Parts.named(new Div(), "quality-running");
    private final Div result = Parts.named(new Div(), "quality-result");

    public SearchQualityView(
            SignedIn signedIn, QualityCheck check, Matching matching, BlockSearch search, Tasks tasks) {
        super("admin.quality");
        this.signedIn = signedIn;
        this.check = check;
        this.matching = matching;
        this.tasks = tasks;
        var set = Parts.named(new TextArea(t("quality.set")), "quality-set");
        set.setHelperText(t("quality.set.hint"));
        set.setPlaceholder(EXAMPLE);
        set.setWidthFull();
        set.setMinRows(6);
        set.setMaxRows(16);
        result.addClassName("stack");
        add(Parts.box(
                "stack",
                new IndexCard(() -> search.progress(signedIn.actor())),
                Parts.hint(sureness()),
                set,
                Parts.box("row", Parts.primary(t("quality.run"), "quality-run", () -> start(set.getValue()))),
                running,
                result));
        check.newest(signedIn.actor()).ifPresentOrElse(this::show, () -> result.add(Parts.hint(t("quality.never"))));
    }

    private String sureness() {
        var learned = matching.sureness(signedIn.actor());
        if (learned.isEmpty()) {
            return t("quality.sureness.usual");
        }
        var each = learned.stream()
                .map(of -> t(
                        "quality.sureness.of",
                        QualityNames.language(of.language()),
                        t("quality.sureness." + asked(of.logOdds())),
                        of.asks()))
                .collect(Collectors.joining(" · "));
        return t("quality.sureness", each);
    }

    /** A tenth of odds more or less changes hardly any answer. */
    private static String asked(double logOdds) {
        return Math.abs(logOdds) < AS_USUAL ? "same" : logOdds > 0 ? "more" : "less";
    }

    /** Measuring goes on when the page is left, and can be cancelled on it. What is wrong is told with its lines. */
    private void start(String set) {
        final TaskRun run;
        try {
            run = check.start(signedIn.actor(), set.lines().toList());
        } catch (ProblemException wrong) {
            Parts.replace(running, ProblemList.of(wrong.problems()));
            return;
        }
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
            result.add(new MissesTable(misses));
        }
    }
}
