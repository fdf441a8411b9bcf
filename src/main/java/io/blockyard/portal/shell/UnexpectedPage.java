package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.blockyard.portal.part.Parts;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A screen that failed in a way nobody foresaw: logged under a number, never shown as a stack trace. */
@AnonymousAllowed
@ParentLayout(MainLayout.class)
public class UnexpectedPage extends Main implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {} at {}", number, event.getLocation().getPath(), parameter.getException());
        addClassName("view");
        removeAll();
        add(Parts.empty(
                "alert", t("error.unexpected"), t("error.unexpected.number", number), Parts.link("", t("error.home"))));
        return 500;
    }

    @Override
    public String getPageTitle() {
        return t("error.title") + " – Blockyard";
    }
}
