package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import io.blockyard.portal.part.Parts;

/** The keys one can press, and where to read on. */
final class KeyboardHelp extends Dialog {

    KeyboardHelp() {
        setHeaderTitle(t("help.title"));
        setWidth("28rem");
        var keys = new DescriptionList();
        keys.addClassName("keys");
        line(keys, "help.search", "/");
        line(keys, "help.catalog", "g", "c");
        line(keys, "help.compose", "g", "n");
        line(keys, "help.plans", "g", "p");
        line(keys, "help.projects", "g", "d");
        line(keys, "help.help", "?");
        line(keys, "help.close", "Esc");
        add(keys, Parts.hint(t("help.more")));
        getFooter().add(Parts.primary(t("action.close"), "help-close", this::close));
    }

    private static void line(DescriptionList list, String meaning, String... keys) {
        var pressed = new Span();
        for (var key : keys) {
            var cap = new Span(key);
            cap.addClassName("key");
            pressed.add(cap);
        }
        list.add(new DescriptionList.Term(pressed), new DescriptionList.Description(t(meaning)));
    }
}
