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
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import java.util.stream.Collectors;

/** A screen that could not be shown, for a reason that can be told. */
@AnonymousAllowed
@ParentLayout(MainLayout.class)
public class ProblemPage extends Main implements HasErrorParameter<ProblemException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<ProblemException> parameter) {
        var failure = parameter.getException();
        var messages =
                failure.problems().stream().map(p -> Words.said(p.message())).collect(Collectors.joining(" "));
        var remedies =
                failure.problems().stream().map(p -> Words.said(p.remedy())).collect(Collectors.joining(" "));
        addClassName("view");
        removeAll();
        add(Parts.empty("alert", messages, remedies, Parts.link("", t("error.home"))));
        return switch (failure.kind()) {
            case INVALID -> 400;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNPLANNABLE -> 422;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case REMOTE -> 502;
            case SETTINGS -> 503;
        };
    }

    @Override
    public String getPageTitle() {
        return t("error.title") + " – Blockyard";
    }
}
