package io.blockyard.portal.admin;

import com.vaadin.flow.router.Route;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.search.language.Language;
import io.blockyard.search.match.OwnWords;
import jakarta.annotation.security.RolesAllowed;

/** The words that the organisation has for things: French terms in English, and English ones that stand for each other. */
@Route(value = "admin/glossary", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class GlossaryView extends AdminPage {

    public GlossaryView(SignedIn signedIn, OwnWords words) {
        super("admin.glossary");
        var languages = Parts.box("stack");
        for (var language : Language.values()) {
            languages.add(new GlossaryTable(signedIn, words, language));
        }
        add(languages);
    }
}
