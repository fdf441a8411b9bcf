package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.iac.Policies;
import io.blockyard.iac.Policy;
import io.blockyard.iac.Policy.Severity;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** Rules that plans have to keep, and some to begin with. */
@Route(value = "admin/policies", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class PoliciesView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Policies policies;
    private final Div list = Parts.box("stack");

    public PoliciesView(SignedIn signedIn, Policies policies) {
        super("admin.policies");
        this.signedIn = signedIn;
        this.policies = policies;
        setAction(Parts.primary(
                t("policies.add"), "policy-add", () -> edit(new Policy("", "", Severity.ADVISORY, "", ""), false)));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var all = policies.all(signedIn.actor());
        Parts.replace(list);
        if (all.isEmpty()) {
            list.add(Parts.hint(t("policies.empty")));
        } else {
            list.add(table(t("admin.policies"), all, true));
        }
        var left = policies.starters(signedIn.actor()).stream()
                .filter(starter ->
                        all.stream().noneMatch(policy -> policy.name().equals(starter.name())))
                .toList();
        if (!left.isEmpty()) {
            list.add(new H2(t("policies.starters")), table(t("policies.starters"), left, false));
        }
    }

    private CardTable table(String name, List<Policy> shown, boolean stored) {
        var table = new CardTable(
                name,
                List.of(
                        t("policies.name"),
                        t("policies.target"),
                        t("policies.severity"),
                        t("policies.expression"),
                        t("policies.message"),
                        t("action.column")));
        shown.forEach(policy -> Parts.named(
                table.row(
                        Parts.code(policy.name()),
                        new Span(policy.target().isEmpty() ? t("policies.every-target") : policy.target()),
                        new Span(t("policies.severity." + policy.severity().wire())),
                        Parts.code(policy.expression()),
                        new Span(Words.said(policy.message())),
                        actions(policy, stored)),
                "policy-" + policy.name()));
        return table;
    }

    private Div actions(Policy policy, boolean stored) {
        if (!stored) {
            return Parts.box(
                    "row-actions",
                    Parts.button(t("policies.take"), "policy-take-" + policy.name(), () -> edit(policy, true)));
        }
        return Parts.box(
                "row-actions",
                Parts.iconButton(
                        "edit",
                        t("policies.edit.of", policy.name()),
                        "policy-edit-" + policy.name(),
                        () -> edit(policy, true)),
                Parts.iconButton(
                        "delete",
                        t("policies.remove.of", policy.name()),
                        "policy-remove-" + policy.name(),
                        () -> remove(policy.name())));
    }

    private void edit(Policy policy, boolean named) {
        var name = Parts.named(new TextField(t("policies.name"), policy.name(), "no-dataset-deletes"), "policy-name");
        name.setReadOnly(named);
        var target = Parts.named(new TextField(t("policies.target"), policy.target(), ""), "policy-target");
        target.setHelperText(t("policies.target.hint"));
        var severity = Parts.named(new Select<Severity>(), "policy-severity");
        severity.setLabel(t("policies.severity"));
        severity.setItems(Severity.values());
        severity.setItemLabelGenerator(one -> t("policies.severity." + one.wire()));
        severity.setValue(policy.severity());
        var expression = Parts.named(
                new TextArea(t("policies.expression"), policy.expression(), "plan.summary.delete == 0"),
                "policy-expression");
        expression.setHelperText(t("policies.expression.hint"));
        var message = Parts.named(new TextField(t("policies.message"), policy.message(), ""), "policy-message");
        new FormDialog(
                        "policy",
                        t("policies.add"),
                        t("action.save"),
                        () -> {
                            policies.set(
                                    signedIn.actor(),
                                    new Policy(
                                            name.getValue().strip(),
                                            target.getValue().strip(),
                                            severity.getValue(),
                                            expression.getValue().strip(),
                                            message.getValue().strip()));
                            Notices.done(t("policies.saved", name.getValue().strip()));
                            show();
                        },
                        name,
                        target,
                        severity,
                        expression,
                        message)
                .open();
    }

    private void remove(String name) {
        confirm(
                "policy-remove",
                t("policies.remove.title", name),
                t("policies.remove.what"),
                t("action.remove"),
                () -> {
                    policies.remove(signedIn.actor(), name);
                    show();
                });
    }
}
