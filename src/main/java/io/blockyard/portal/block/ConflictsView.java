package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Articles.OpenConflict;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.ConflictOrigin;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.problem.ProblemException;
import jakarta.annotation.security.PermitAll;

/** What was changed here and elsewhere in a block's article, side by side, until somebody decides. */
@Route(value = "blocks/:id/conflicts", layout = MainLayout.class)
@PermitAll
public class ConflictsView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final Articles articles;
    private BlockId id = new BlockId("BLOCK");
    private String title = "";

    public ConflictsView(SignedIn signedIn, Catalog catalog, Articles articles) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.articles = articles;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = new BlockId(event.getRouteParameters().get("id").orElse(""));
        title = t(
                "conflicts.title",
                catalog.block(signedIn.actor(), id).manifest().name());
        draw();
    }

    private void draw() {
        removeAll();
        var back = Parts.link(BlockTab.ARTICLE.path(id, null), t("conflicts.back"));
        add(Parts.heading(title, t("conflicts.lead"), back));
        var open = articles.conflicts(signedIn.actor(), id);
        if (open.isEmpty()) {
            add(Parts.empty("check", t("conflicts.none"), t("conflicts.none.hint")));
            return;
        }
        var revision = articles.get(signedIn.actor(), id).revision();
        open.forEach(conflict -> add(card(conflict, revision)));
    }

    private Div card(OpenConflict conflict, long revision) {
        var result = new Choice(conflict.written());
        var editor =
                new CodeView(t("conflicts.result"), "text", conflict.written()).editable(text -> result.text = text);
        var card = Parts.named(
                Parts.box(
                        "card",
                        new H2(Words.place(conflict.place())),
                        Parts.hint(t("conflicts.since", Words.ago(conflict.since()))),
                        Parts.box(
                                "sides",
                                side("conflicts.ours", conflict.written(), conflict.base()),
                                side(theirs(conflict), conflict.crawled(), conflict.base()))),
                "conflict-" + conflict.number());
        if (!conflict.told().isEmpty()) {
            card.addComponentAtIndex(1, Parts.hint(conflict.told()));
        }
        card.addClassName("stack");
        if (signedIn.may(Right.WRITE_ARTICLES)) {
            card.add(
                    new H3(t("conflicts.result")),
                    editor,
                    Parts.box(
                            "row",
                            Parts.button(
                                    t("conflicts.keep"),
                                    "keep-ours",
                                    () -> decide(conflict, conflict.written(), revision)),
                            Parts.button(
                                    t(
                                            conflict.origin() == ConflictOrigin.SOURCE
                                                    ? "conflicts.take"
                                                    : "conflicts.take.other"),
                                    "take-theirs",
                                    () -> decide(conflict, conflict.crawled(), revision)),
                            Parts.primary(
                                    t("conflicts.save"),
                                    "save-result",
                                    () -> decide(conflict, result.text, revision))));
        }
        return card;
    }

    private static String theirs(OpenConflict conflict) {
        return switch (conflict.origin()) {
            case SOURCE -> "conflicts.theirs";
            case UNDO -> "conflicts.theirs.undo";
            case ELSEWHERE -> "conflicts.theirs.elsewhere";
        };
    }

    private static Component side(String key, String text, String base) {
        return text.isEmpty()
                ? Parts.box("stack", new H3(t(key)), Parts.hint(t(key + ".nothing")))
                : Parts.box("stack", new H3(t(key)), new CodeView(t(key), "text", text).comparedWith(base));
    }

    private void decide(OpenConflict conflict, String text, long revision) {
        try {
            articles.resolve(
                    signedIn.actor(), id, new Articles.Decision(conflict.place(), conflict.number(), text, revision));
            Notices.done(t("conflicts.decided"));
        } catch (ProblemException refused) {
            Notices.problem(refused);
        }
        draw();
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }

    /** The text in the editor. */
    private static final class Choice {
        private String text;

        private Choice(String text) {
            this.text = text;
        }
    }
}
