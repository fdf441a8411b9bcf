package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.discovery.Classification.Rule;
import io.blockyard.discovery.Classification.RuleFile;
import io.blockyard.discovery.Classification.Subject;
import io.blockyard.discovery.ClassificationRules;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** The tables of rules that say which level and domain a zone has. */
@Route(value = "admin/classification", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class ClassificationView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final ClassificationRules rules;
    private final Div list = Parts.box("stack");

    public ClassificationView(SignedIn signedIn, ClassificationRules rules) {
        super("admin.classification");
        this.signedIn = signedIn;
        this.rules = rules;
        setAction(Parts.button(t("classification.reset"), "classification-reset", this::reset));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        Parts.replace(list);
        for (var what : Decides.values()) {
            list.add(
                    Parts.box(
                            "row",
                            new H2(t("classification." + what.word)),
                            Parts.button(
                                    t("classification.add"),
                                    "classification-add-" + what.word,
                                    () -> edit(what, -1, new Rule(Subject.ZONE, "", "")))),
                    table(what));
        }
    }

    private CardTable table(Decides what) {
        var all = what.of(rules.all(signedIn.actor()));
        var table = new CardTable(
                t("classification." + what.word),
                List.of(t("classification.of"), t("classification.like"), t("classification.is"), t("action.column")));
        for (int i = 0; i < all.size(); i++) {
            var rule = all.get(i);
            table.row(
                    new Span(t("classification.of." + rule.of().wire())),
                    Parts.code(rule.like()),
                    Parts.badge(rule.is(), what.word),
                    actions(what, i, rule));
        }
        return table;
    }

    private Div actions(Decides what, int place, Rule rule) {
        var id = what.word + "-" + place;
        var actions = Parts.box("row-actions");
        if (place > 0) {
            actions.add(Parts.button(
                    t("classification.earlier"),
                    "classification-earlier-" + id,
                    () -> change(what, list -> {
                        Collections.swap(list, place, place - 1);
                        return list;
                    })));
        }
        actions.add(
                Parts.iconButton(
                        "edit",
                        t("classification.edit.of", rule.like()),
                        "classification-edit-" + id,
                        () -> edit(what, place, rule)),
                Parts.iconButton(
                        "delete",
                        t("classification.remove.of", rule.like()),
                        "classification-remove-" + id,
                        () -> change(what, list -> {
                            list.remove(place);
                            return list;
                        })));
        return actions;
    }

    /** @param place where the rule stands, or -1 for a new one */
    private void edit(Decides what, int place, Rule rule) {
        var of = Parts.named(new Select<Subject>(), "classification-of");
        of.setLabel(t("classification.of"));
        of.setItems(Subject.values());
        of.setItemLabelGenerator(subject -> t("classification.of." + subject.wire()));
        of.setValue(rule.of());
        var like = Parts.named(
                new TextField(t("classification.like"), rule.like(), "pump|compressor"), "classification-like");
        like.setHelperText(t("classification.like.hint"));
        var is = Parts.named(new TextField(t("classification.is"), rule.is(), "equipment"), "classification-is");
        is.setHelperText(t("classification.is.hint"));
        new FormDialog(
                        "classification",
                        t("classification." + what.word),
                        t("action.save"),
                        () -> change(what, list -> {
                            var changed = new Rule(
                                    of.getValue(),
                                    like.getValue(),
                                    is.getValue().strip());
                            if (place < 0) {
                                list.add(changed);
                            } else {
                                list.set(place, changed);
                            }
                            return list;
                        }),
                        of,
                        like,
                        is)
                .open();
    }

    private void change(Decides what, UnaryOperator<List<Rule>> change) {
        var before = rules.all(signedIn.actor());
        rules.set(signedIn.actor(), what.with(before, change.apply(new ArrayList<>(what.of(before)))));
        Notices.done(t("classification.saved"));
        show();
    }

    private void reset() {
        confirm(
                "classification-reset",
                t("classification.reset.title"),
                t("classification.reset.what"),
                t("classification.reset"),
                () -> {
                    rules.reset(signedIn.actor());
                    show();
                });
    }

    /** Which of the two tables. */
    private enum Decides {
        LEVEL("level"),
        DOMAIN("domain");

        private final String word;

        Decides(String word) {
            this.word = word;
        }

        List<Rule> of(RuleFile rules) {
            return switch (this) {
                case LEVEL -> rules.levels();
                case DOMAIN -> rules.domains();
            };
        }

        RuleFile with(RuleFile rules, List<Rule> changed) {
            return switch (this) {
                case LEVEL -> new RuleFile(List.copyOf(changed), rules.domains());
                case DOMAIN -> new RuleFile(rules.levels(), List.copyOf(changed));
            };
        }
    }
}
