package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.language.Language;
import io.blockyard.search.match.OwnWords;
import io.blockyard.search.match.OwnWords.Entry;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The organisation's own terms of one language: finding, adding, changing and removing one, or writing all as text. */
final class GlossaryTable extends Section {

    private static final int SHOWN = 50;

    private final SignedIn signedIn;
    private final OwnWords words;
    private final Language language;
    private final TextField find = new TextField(t("glossary.find"));
    private final Div table = new Div();
    private final TextArea text = new TextArea();
    private String written = "";

    GlossaryTable(SignedIn signedIn, OwnWords words, Language language) {
        this.signedIn = signedIn;
        this.words = words;
        this.language = language;
        addClassNames("card", "stack");
        Parts.named(this, "glossary-" + language.code());
        Parts.named(find, "glossary-find-" + language.code());
        find.setValueChangeMode(ValueChangeMode.LAZY);
        find.addValueChangeListener(change -> show());
        add(
                new H2(t("glossary.title." + language.code())),
                Parts.hint(t("glossary.hint." + language.code())),
                Parts.box("row", Parts.quiet(t("glossary.add"), "plus", "glossary-add-" + language.code(), this::ask)),
                find,
                table,
                asText());
        load();
    }

    /** What was typed as text and not saved yet is left alone. */
    private void load() {
        if (text.getValue().equals(written)) {
            written = words.lines(signedIn.actor(), language);
            text.setValue(written);
        }
        show();
    }

    private void show() {
        var all = words.entries(signedIn.actor(), language);
        var sought = find.getValue().strip().toLowerCase(Locale.ROOT);
        var found = all.stream().filter(entry -> holds(entry, sought)).toList();
        find.setVisible(all.size() > SHOWN / 5);
        if (all.isEmpty()) {
            Parts.replace(table, Parts.hint(t("glossary.none")));
            return;
        }
        var rows = new CardTable(
                t("glossary.title." + language.code()),
                List.of(t("glossary.term"), t("glossary.meanings"), t("action.column")));
        found.stream().limit(SHOWN).forEach(entry -> row(rows, entry));
        Parts.replace(table, rows);
        if (found.size() > SHOWN) {
            table.add(Parts.hint(t("glossary.shown", SHOWN, found.size())));
        }
    }

    private static boolean holds(Entry entry, String sought) {
        return Stream.concat(Stream.of(entry.term()), entry.meanings().stream())
                .anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(sought));
    }

    private void row(CardTable rows, Entry entry) {
        rows.row(
                new Span(entry.term()),
                new Span(String.join(", ", entry.meanings())),
                Parts.box(
                        "row",
                        Parts.iconButton(
                                "edit",
                                t("glossary.edit.of", entry.term()),
                                "glossary-edit-" + entry.term(),
                                () -> edit(entry)),
                        Parts.iconButton(
                                "delete",
                                t("glossary.remove.of", entry.term()),
                                "glossary-remove-" + entry.term(),
                                () -> {
                                    words.remove(signedIn.actor(), language, entry.term());
                                    follow(lines -> OwnWords.without(lines, entry.term()));
                                })));
    }

    private void ask() {
        edit(new Entry("", List.of()));
    }

    private void edit(Entry entry) {
        var term = Parts.named(new TextField(t("glossary.term")), "glossary-term");
        term.setValue(entry.term());
        term.setReadOnly(!entry.term().isEmpty());
        var meanings = Parts.named(new TextField(t("glossary.meanings")), "glossary-meanings");
        meanings.setValue(String.join(", ", entry.meanings()));
        meanings.setHelperText(t("glossary.meanings.hint"));
        new FormDialog(
                        "glossary",
                        t(entry.term().isEmpty() ? "glossary.add" : "glossary.edit"),
                        t("action.save"),
                        () -> {
                            var said = new Entry(
                                    term.getValue(), List.of(meanings.getValue().split(",")));
                            words.put(signedIn.actor(), language, said);
                            follow(lines -> OwnWords.with(lines, said));
                        },
                        term,
                        meanings)
                .open();
    }

    /** For pasting many at once. */
    private Component asText() {
        Parts.named(text, "glossary-text-" + language.code());
        text.setLabel(t("glossary.text"));
        text.setHelperText(t("glossary.text.hint"));
        text.setWidthFull();
        text.setMinRows(4);
        text.setMaxRows(16);
        var save = Parts.button(t("action.save"), "glossary-text-save-" + language.code(), () -> {
            words.write(signedIn.actor(), language, written, text.getValue());
            written = text.getValue();
            saved();
        });
        return new Details(t("glossary.as-text"), Parts.box("stack", text, Parts.box("row", save)));
    }

    /** A term that one changes oneself is no change by somebody else to what one has typed as text and not saved yet. */
    private void follow(UnaryOperator<String> change) {
        text.setValue(change.apply(text.getValue()));
        written = change.apply(written);
        saved();
    }

    private void saved() {
        Notices.done(t("glossary.saved"));
        load();
    }
}
