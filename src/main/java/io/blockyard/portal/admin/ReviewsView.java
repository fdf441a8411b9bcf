package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.DeploymentRules;
import io.blockyard.iac.ProjectLocks;
import io.blockyard.iac.ReviewRule;
import io.blockyard.iac.ReviewRules;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;

/** How plans for each target are reviewed, and which projects somebody holds. */
@Route(value = "admin/reviews", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class ReviewsView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Sources sources;
    private final ReviewRules rules;
    private final DeploymentRules deployments;
    private final ProjectLocks locks;
    private final Div list = Parts.box("stack");

    public ReviewsView(
            SignedIn signedIn, Sources sources, ReviewRules rules, DeploymentRules deployments, ProjectLocks locks) {
        super("admin.reviews");
        this.signedIn = signedIn;
        this.sources = sources;
        this.rules = rules;
        this.deployments = deployments;
        this.locks = locks;
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var names =
                sources.instances(signedIn.actor()).stream().map(Source::name).toList();
        Parts.replace(
                list,
                targets(names),
                new H2(t("deployment-rules.title")),
                new DeploymentRuleTable(signedIn, deployments, names),
                new H2(t("locks.title")),
                held());
    }

    private CardTable targets(List<String> names) {
        var table = new CardTable(
                t("admin.reviews"),
                List.of(
                        t("reviews.target"),
                        t("reviews.approvals"),
                        t("reviews.by"),
                        t("reviews.plan"),
                        t("reviews.approval"),
                        t("action.column")));
        names.stream()
                .map(name -> rules.get(signedIn.actor(), name))
                .forEach(rule -> Parts.named(
                        table.row(
                                Parts.code(rule.target()),
                                new Span(Integer.toString(rule.approvals())),
                                new Span(t(rule.othersOnly() ? "reviews.others" : "reviews.anybody")),
                                new Span(t("reviews.hours", rule.planHours())),
                                new Span(t("reviews.hours", rule.approvalHours())),
                                Parts.iconButton(
                                        "edit",
                                        t("reviews.edit.of", rule.target()),
                                        "review-edit-" + rule.target(),
                                        () -> edit(rule))),
                        "review-" + rule.target()));
        return table;
    }

    private void edit(ReviewRule rule) {
        var approvals = number("reviews.approvals", "review-approvals", rule.approvals());
        var others = Parts.named(new Checkbox(t("reviews.others.make"), rule.othersOnly()), "review-others");
        var plan = number("reviews.plan", "review-plan", rule.planHours());
        var approval = number("reviews.approval", "review-approval", rule.approvalHours());
        new FormDialog(
                        "review",
                        t("reviews.edit.of", rule.target()),
                        t("action.save"),
                        () -> {
                            rules.set(
                                    signedIn.actor(),
                                    new ReviewRule(
                                            rule.target(),
                                            value(approvals),
                                            others.getValue(),
                                            value(plan),
                                            value(approval)));
                            Notices.done(t("reviews.saved", rule.target()));
                            show();
                        },
                        approvals,
                        others,
                        plan,
                        approval)
                .open();
    }

    private static IntegerField number(String label, String testId, int value) {
        var field = Parts.named(new IntegerField(t(label)), testId);
        field.setValue(value);
        field.setMin(1);
        field.setStepButtonsVisible(true);
        return field;
    }

    /** What is no number counts as 0, which the rules refuse with a sentence. */
    private static int value(IntegerField field) {
        return Objects.requireNonNullElse(field.getValue(), 0);
    }

    private Div held() {
        var all = locks.all(signedIn.actor());
        if (all.isEmpty()) {
            return new Div(Parts.hint(t("locks.none")));
        }
        var table = new CardTable(
                t("locks.title"),
                List.of(
                        t("locks.project"),
                        t("locks.holder"),
                        t("locks.since"),
                        t("locks.reason"),
                        t("action.column")));
        all.forEach(lock -> table.row(
                Parts.box("row", Parts.code(lock.projectKey()), new Span(lock.target())),
                new Span(lock.holder()),
                Moment.ago(lock.since()),
                new Span(lock.reason()),
                Parts.button(t("locks.release"), "lock-release-" + lock.projectKey(), () -> {
                    locks.release(signedIn.actor(), lock.target(), lock.projectKey());
                    show();
                })));
        return table;
    }
}
