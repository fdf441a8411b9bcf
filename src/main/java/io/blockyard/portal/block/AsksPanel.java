package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.match.Ask;
import io.blockyard.search.match.Asks;
import java.util.List;

/**
 * What people say when they need the block and where each comes from: writing down more, saying one in other words,
 * removing it, and hiding what was generated wrongly.
 */
final class AsksPanel extends Div {

    private final SignedIn signedIn;
    private final Asks asks;
    private final BlockId block;
    private final boolean mayWrite;
    private final Div list = new Div();

    AsksPanel(SignedIn signedIn, Asks asks, BlockId block) {
        this.signedIn = signedIn;
        this.asks = asks;
        this.block = block;
        this.mayWrite = signedIn.may(Right.WRITE_ARTICLES);
        addClassName("stack");
        add(new H2(t("asks.title")), Parts.hint(t("asks.lead")));
        if (mayWrite) {
            var text = Parts.named(new TextField(t("asks.new")), "ask-text");
            text.setHelperText(t("asks.new.hint"));
            text.addClassName("grow");
            add(Parts.box("row", text, Parts.primary(t("action.add"), "ask-add", () -> {
                asks.add(signedIn.actor(), block, text.getValue());
                text.clear();
                Notices.done(t("asks.added"));
                show();
            })));
        }
        add(list);
        show();
    }

    private void show() {
        var table = new CardTable(
                t("asks.title"), List.of(t("asks.text"), t("asks.origin"), t("asks.by"), t("action.column")));
        for (var ask : asks.of(signedIn.actor(), block)) {
            var row = table.row(new Span(ask.text()), origin(ask), said(ask), actions(ask));
            Parts.named(row, "ask-" + ask.id());
            if (ask.hidden()) {
                row.addClassName("hidden-ask");
            }
        }
        Parts.replace(list, table);
    }

    private static Component origin(Ask ask) {
        var origin = Parts.badge(Words.named("asks.origin", ask.origin().wire()), "type");
        return ask.hidden() ? Parts.box("row", origin, Parts.badge(t("asks.hidden"), "wait")) : origin;
    }

    private static Component said(Ask ask) {
        var said = Parts.box("stack-tight");
        var at = ask.at();
        if (at != null) {
            said.add(Parts.box("row", new Span(ask.said()), Moment.ago(at)));
        }
        var changed = ask.changedAt();
        if (changed != null) {
            var by = ask.changedBy();
            said.add(Parts.text("hint", t("asks.changed", by == null ? "" : by, Words.ago(changed))));
        }
        return said;
    }

    private Component actions(Ask ask) {
        if (!mayWrite) {
            return new Span();
        }
        return switch (ask.origin()) {
            case GENERATED -> ask.hidden() ? showAgain(ask) : Parts.box("row", edit(ask), hide(ask));
            case AUTHOR, LEARNED -> Parts.box("row", edit(ask), remove(ask));
        };
    }

    private Component edit(Ask ask) {
        return Parts.iconButton("edit", t("asks.edit.of", ask.text()), "ask-edit-" + ask.id(), () -> {
            var text = Parts.named(new TextField(t("asks.text")), "ask-edited");
            text.setValue(ask.text());
            text.setWidthFull();
            text.setHelperText(t("asks.new.hint"));
            new FormDialog(
                            "ask-edit",
                            t("asks.edit"),
                            t("action.save"),
                            () -> {
                                asks.edit(signedIn.actor(), block, ask.id(), text.getValue());
                                Notices.done(t("asks.added"));
                                show();
                            },
                            text)
                    .open();
        });
    }

    private Component remove(Ask ask) {
        return Parts.iconButton("delete", t("asks.remove.of", ask.text()), "ask-remove-" + ask.id(), () -> {
            asks.remove(signedIn.actor(), block, ask.id());
            show();
        });
    }

    private Component hide(Ask ask) {
        return Parts.iconButton("hide", t("asks.hide.of", ask.text()), "ask-hide-" + ask.id(), () -> {
            asks.hide(signedIn.actor(), block, ask.id());
            Notices.done(t("asks.hidden.done"));
            show();
        });
    }

    private Component showAgain(Ask ask) {
        var button = Parts.button(t("asks.show"), "ask-show-" + ask.id(), () -> {
            asks.show(signedIn.actor(), block, ask.id());
            show();
        });
        button.setAriaLabel(t("asks.show.of", ask.text()));
        return button;
    }
}
