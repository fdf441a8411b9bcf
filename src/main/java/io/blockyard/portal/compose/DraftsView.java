package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.compose.CompositionRequest;
import io.blockyard.compose.Compositions;
import io.blockyard.compose.DraftListing;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.stream.Collectors;

/** Starting a composition, and the drafts that wait to be finished. */
@Route(value = "compose", layout = MainLayout.class)
@RolesAllowed({"COMPOSER", "ADMIN"})
public class DraftsView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private static final int DRAFTS_SHOWN = 50;

    private final SignedIn signedIn;
    private final Compositions compositions;
    private final Div drafts = Parts.box("stack");

    public DraftsView(SignedIn signedIn, Compositions compositions) {
        this.signedIn = signedIn;
        this.compositions = compositions;
        addClassNames("view", "narrow");
        var need = Parts.named(new TextArea(t("compose.need")), "need");
        need.setPlaceholder(t("compose.need.example"));
        need.setWidthFull();
        need.setMinRows(2);
        var start = Parts.box(
                "card",
                Parts.box(
                        "stack",
                        need,
                        Parts.box(
                                "row",
                                Parts.primary(t("compose.propose"), "propose", () -> propose(need)),
                                Parts.button(
                                        t("compose.pick"),
                                        "start-empty",
                                        () -> start(new CompositionRequest(null, List.of(), null))))));
        add(Parts.heading(t("compose.title"), t("compose.lead")), start, drafts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void propose(TextArea need) {
        if (need.getValue().isBlank()) {
            need.setErrorMessage(t("compose.need.missing"));
            need.setInvalid(true);
            need.focus();
            return;
        }
        start(new CompositionRequest(need.getValue(), List.of(), null));
    }

    private void start(CompositionRequest request) {
        var draft = compositions.create(signedIn.actor(), request);
        UI.getCurrent().navigate("compose/" + draft.id());
    }

    private void show() {
        var recent = compositions.recent(signedIn.actor(), DRAFTS_SHOWN);
        Parts.replace(drafts);
        if (!recent.isEmpty()) {
            var title = new H2(t("compose.drafts"));
            title.addClassName("section-title");
            drafts.add(title);
            recent.forEach(draft -> drafts.add(row(draft)));
        }
    }

    private Component row(DraftListing draft) {
        var name = name(draft);
        var blocks = draft.blocks().isEmpty()
                ? t("compose.no-blocks")
                : draft.blocks().stream().map(DraftListing.Block::name).collect(Collectors.joining(" · "));
        var row = new Article(
                Parts.box("words", new H2(Parts.link("compose/" + draft.id(), name)), Parts.hint(blocks)),
                Parts.text("hint", Words.ago(draft.updatedAt())),
                Parts.iconButton("delete", t("compose.delete.of", name), "delete-draft", () -> {
                    compositions.delete(signedIn.actor(), draft.id());
                    show();
                }));
        row.addClassName("draft");
        return Parts.named(row, "draft-" + draft.id());
    }

    private static String name(DraftListing draft) {
        if (!draft.project().name().isBlank()) {
            return draft.project().name();
        }
        return draft.intent().isBlank() ? t("compose.untitled") : draft.intent();
    }

    @Override
    public String getPageTitle() {
        return t("compose.title") + " – Blockyard";
    }
}
