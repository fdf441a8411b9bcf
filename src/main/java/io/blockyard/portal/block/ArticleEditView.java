package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.ArticleRenderer;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Articles.Edit;
import io.blockyard.catalog.Attachments;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.LinkTargets;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.ArticleBody;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.shell.MainLayout;
import io.blockyard.problem.ProblemException;
import jakarta.annotation.security.PermitAll;

/** Writing an article: the text on one side, the page as it will look on the other. */
@Route(value = "blocks/:id/edit", layout = MainLayout.class)
@PermitAll
public class ArticleEditView extends Main implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private final Articles articles;
    private final Attachments attachments;
    private final ArticleRenderer renderer;
    private final ArticleBody preview = Parts.named(new ArticleBody(""), "preview");
    private final TextField reason = Parts.named(new TextField(t("edit.reason")), "edit-reason");
    private final Div trouble = Parts.box("stack");

    private BlockId id = new BlockId("BLOCK");
    private String title = "";
    private String began = "";
    private String text = "";
    private long revision;
    private LinkTargets targets = LinkTargets.NONE;

    public ArticleEditView(
            SignedIn signedIn, Catalog catalog, Articles articles, Attachments attachments, ArticleRenderer renderer) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        this.articles = articles;
        this.attachments = attachments;
        this.renderer = renderer;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var actor = signedIn.actor();
        actor.require(Right.WRITE_ARTICLES);
        id = new BlockId(event.getRouteParameters().get("id").orElse(""));
        title = t("edit.title", catalog.block(actor, id).manifest().name());
        startFrom(articles.get(actor, id));
        draw();
    }

    /** What is not saved yet is not lost by a click elsewhere. */
    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (text.equals(began)) {
            return;
        }
        var staying = event.postpone();
        var dialog = Parts.named(new ConfirmDialog(), "leave-dialog");
        dialog.setHeader(t("edit.leave"));
        dialog.setText(t("edit.leave.hint"));
        dialog.setCancelable(true);
        dialog.setCancelButton(Parts.button(t("edit.stay"), "leave-cancel", () -> {}));
        dialog.setConfirmButton(Parts.button(t("edit.discard"), "leave-confirm", () -> {}));
        dialog.addConfirmListener(confirmed -> staying.proceed());
        dialog.addCancelListener(cancelled -> staying.cancel());
        dialog.open();
    }

    private void startFrom(Article article) {
        began = article.markdown();
        text = began;
        revision = article.revision();
    }

    private void draw() {
        var editor = Parts.named(new CodeView(t("edit.text"), "text", text), "article-editor");
        editor.editable(changed -> {
            text = changed;
            drawPreview();
        });
        lookAtAttachments();
        reason.setPlaceholder(t("edit.reason.hint"));
        reason.setMaxLength(200);
        reason.setWidthFull();
        var save = Parts.primary(t("action.save"), "save-article", this::save);
        Shortcuts.addShortcutListener(this, this::save, Key.KEY_S, KeyModifier.CONTROL)
                .setBrowserDefaultAllowed(false);
        var cancel = Parts.button(t("action.cancel"), "cancel-article", this::leave);
        removeAll();
        add(
                Parts.heading(title, t("edit.lead"), cancel, save),
                Parts.box("stack", reason, trouble),
                Parts.box(
                        "sides",
                        Parts.box("stack", new H2(t("edit.text")), editor),
                        Parts.box("stack", new H2(t("edit.preview")), Parts.box("card", preview))),
                new AttachmentsPanel(signedIn.actor(), attachments, id, this::lookAtAttachments, editor::insert));
    }

    /** The text may name what is attached by now. */
    private void lookAtAttachments() {
        var actor = signedIn.actor();
        var newest = articles.get(actor, id).revision();
        targets = PageTargets.of(actor, catalog, id, newest, attachments.all(actor, id));
        drawPreview();
    }

    private void drawPreview() {
        preview.setHtml(renderer.render(text, targets).html());
    }

    private void save() {
        try {
            var written = articles.write(signedIn.actor(), id, new Edit(text, revision, reason.getValue()));
            startFrom(written);
            Notices.done(t("edit.saved", written.revision()));
            leave();
        } catch (ProblemException refused) {
            Parts.replace(trouble, ProblemList.of(refused.problems()));
            if (refused.kind() == ProblemException.Kind.CONFLICT) {
                compareWithTheOther();
            }
        }
    }

    /** Shows what the article says by now against the text in hand; saving again is on top of it. */
    private void compareWithTheOther() {
        var other = articles.get(signedIn.actor(), id);
        revision = other.revision();
        trouble.add(
                Parts.hint(t("edit.other", other.author(), other.revision())),
                new CodeView(t("edit.compare"), "text", text).comparedWith(other.markdown()));
    }

    private void leave() {
        UI.getCurrent().navigate(BlockTab.ARTICLE.path(id, null));
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
