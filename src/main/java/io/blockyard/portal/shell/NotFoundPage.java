package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.blockyard.portal.part.Parts;

/** An address that leads nowhere, or nowhere for this person. */
@AnonymousAllowed
@ParentLayout(MainLayout.class)
public class NotFoundPage extends Main implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("view");
        removeAll();
        add(Parts.empty(
                "search",
                t("not-found.title"),
                t("not-found.hint", "/" + event.getLocation().getPath()),
                Parts.link("", t("error.home"))));
        return 404;
    }

    @Override
    public String getPageTitle() {
        return t("not-found.title") + " – Blockyard";
    }
}
