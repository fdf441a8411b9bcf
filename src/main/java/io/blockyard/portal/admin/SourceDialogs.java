package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import java.util.Locale;
import java.util.function.Consumer;

/** The forms about a source. */
final class SourceDialogs {

    private SourceDialogs() {}

    /** @param done called with the name of the source that was added */
    static FormDialog add(SignedIn signedIn, Sources sources, Consumer<String> done) {
        var name = Parts.named(new TextField(t("sources.name")), "source-name");
        name.setHelperText(t("sources.name.hint"));
        name.setRequiredIndicatorVisible(true);
        name.setAutocomplete(Autocomplete.OFF);
        var form = new ChosenForm(sources);
        return new FormDialog(
                "source",
                t("sources.add"),
                t("action.add"),
                () -> {
                    var given = name.getValue().strip();
                    form.chosen().add(signedIn.actor(), given);
                    Notices.done(t("sources.added", given));
                    done.accept(given);
                },
                form.kinds(),
                name,
                form);
    }

    /** @param done called with the name of the source that was changed */
    static FormDialog edit(SignedIn signedIn, Sources sources, Source source, Consumer<String> done) {
        var form = new SourceForm(sources, source);
        return new FormDialog(
                "source",
                t("sources.edit.of", source.name()),
                t("action.save"),
                () -> {
                    form.change(signedIn.actor(), source.name());
                    Notices.done(t("sources.changed", source.name()));
                    done.accept(source.name());
                },
                form);
    }

    /** What a kind of source is called. */
    static String called(Origin.Kind kind) {
        return t("sources.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    /** The form of the kind that is chosen beside it. */
    private static final class ChosenForm extends Div {

        private final RadioButtonGroup<Origin.Kind> kinds =
                Parts.named(new RadioButtonGroup<>(t("sources.kind")), "source-kind");
        private SourceForm form;

        ChosenForm(Sources sources) {
            form = new SourceForm(sources, Origin.Kind.DSS);
            add(form);
            kinds.setItems(Origin.Kind.values());
            kinds.setItemLabelGenerator(SourceDialogs::called);
            kinds.setValue(Origin.Kind.DSS);
            kinds.addValueChangeListener(event -> {
                form = new SourceForm(sources, event.getValue());
                Parts.replace(this, form);
            });
        }

        RadioButtonGroup<Origin.Kind> kinds() {
            return kinds;
        }

        SourceForm chosen() {
            return form;
        }
    }
}
