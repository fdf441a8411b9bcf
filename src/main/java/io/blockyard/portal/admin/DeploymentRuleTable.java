package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.iac.DeploymentRule;
import io.blockyard.iac.DeploymentRules;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** What follows an apply, by target. */
final class DeploymentRuleTable extends Div {

    private final SignedIn signedIn;
    private final DeploymentRules rules;
    private final List<String> targets;

    DeploymentRuleTable(SignedIn signedIn, DeploymentRules rules, List<String> targets) {
        this.signedIn = signedIn;
        this.rules = rules;
        this.targets = targets;
        show();
    }

    private void show() {
        var table = new CardTable(
                t("deployment-rules.title"),
                List.of(
                        t("reviews.target"),
                        t("deployment-rules.snapshot"),
                        t("deployment-rules.drift"),
                        t("action.column")));
        targets.stream()
                .map(target -> rules.get(signedIn.actor(), target))
                .forEach(rule -> Parts.named(
                        table.row(
                                Parts.code(rule.target()),
                                new Span(t(rule.snapshot() ? "deployment-rules.each" : "deployment-rules.no")),
                                rule.driftCron().isEmpty()
                                        ? new Span(t("deployment-rules.on-demand"))
                                        : Parts.code(rule.driftCron()),
                                Parts.iconButton(
                                        "edit",
                                        t("deployment-rules.edit.of", rule.target()),
                                        "deployment-rule-edit-" + rule.target(),
                                        () -> edit(rule))),
                        "deployment-rule-" + rule.target()));
        Parts.replace(this, table);
    }

    private void edit(DeploymentRule rule) {
        var snapshot = Parts.named(
                new Checkbox(t("deployment-rules.snapshot.make"), rule.snapshot()), "deployment-rule-snapshot");
        var cron = Parts.named(new TextField(t("deployment-rules.cron")), "deployment-rule-cron");
        cron.setValue(rule.driftCron());
        cron.setPlaceholder("0 6 * * 1-5");
        cron.setHelperText(t("deployment-rules.cron.hint"));
        new FormDialog(
                        "deployment-rule",
                        t("deployment-rules.edit.of", rule.target()),
                        t("action.save"),
                        () -> {
                            rules.set(
                                    signedIn.actor(),
                                    new DeploymentRule(rule.target(), snapshot.getValue(), cron.getValue()));
                            Notices.done(t("reviews.saved", rule.target()));
                            show();
                        },
                        snapshot,
                        cron)
                .open();
    }
}
