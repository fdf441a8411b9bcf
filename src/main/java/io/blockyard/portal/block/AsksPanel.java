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
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.search.match.Ask;
import io.blockyard.search.match.Asks;
import java.util.List;

/** What people say when they need the block, where each comes from, and writing down more. */
final class AsksPanel extends Div {

    private final SignedIn signedIn;
    private final Asks asks;
    private final BlockId block;
    private final Div list = new Div();

    AsksPanel(SignedIn signedIn, Asks asks, BlockId block) {
        this.signedIn = signedIn;
        this.asks = asks;
        this.block = block;
        addClassName("stack");
        add(new H2(t("asks.title")), Parts.hint(t("asks.lead")));
        if (signedIn.may(Right.WRITE_ARTICLES)) {
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
            table.row(
                    new Span(ask.text()),
                    Parts.badge(Words.named("asks.origin", ask.origin().wire()), "type"),
                    said(ask),
                    action(ask));
        }
        Parts.replace(list, table);
    }

    private static Component said(Ask ask) {
        var at = ask.at();
        return at == null ? new Span() : Parts.box("row", new Span(ask.said()), Moment.ago(at));
    }

    private Component action(Ask ask) {
        if (ask.origin() == Ask.Origin.GENERATED || !signedIn.may(Right.WRITE_ARTICLES)) {
            return new Span();
        }
        return Parts.quiet(t("asks.remove"), "cross", "ask-remove-" + ask.id(), () -> {
            asks.remove(signedIn.actor(), block, ask.id());
            show();
        });
    }
}
