package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.upload.Upload;
import io.blockyard.access.Actor;
import io.blockyard.access.Right;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Attachment;
import io.blockyard.catalog.Attachments;
import io.blockyard.portal.part.BoundedUpload;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.UploadWords;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is attached to an article: to open, and for its writers to add, name in the text and take away. */
final class AttachmentsPanel extends Div {

    private final Actor actor;
    private final Attachments attachments;
    private final BlockId id;
    private final Runnable changed;
    private final @Nullable Consumer<String> insert;
    private final Div list = new Div();
    private final Div trouble = Parts.box("stack");
    /** Whether the next file is the first of several that come together. */
    private boolean finished = true;

    /**
     * @param changed called when something was attached or taken away
     * @param insert called with the Markdown that shows or links an attachment; null where no text is written
     */
    AttachmentsPanel(
            Actor actor, Attachments attachments, BlockId id, Runnable changed, @Nullable Consumer<String> insert) {
        this.actor = actor;
        this.attachments = attachments;
        this.id = id;
        this.changed = changed;
        this.insert = insert;
        Parts.named(this, "attachments");
        addClassName("stack");
        add(new H2(t("attachments.title")), list, trouble);
        if (actor.may(Right.WRITE_ARTICLES)) {
            add(upload());
        }
        show();
    }

    private void show() {
        var there = attachments.all(actor, id);
        Parts.replace(list, there.isEmpty() ? Parts.hint(t("attachments.none")) : table(there));
    }

    private CardTable table(List<Attachment> there) {
        var table = new CardTable(
                t("attachments.title"), List.of(t("attachments.name"), t("attachments.size"), t("action.column")));
        for (var attachment : there) {
            table.row(open(attachment), CardTable.text(Words.bytes(attachment.size())), actions(attachment));
        }
        return table;
    }

    private Anchor open(Attachment attachment) {
        var link = new Anchor(attachment.address(id), attachment.name());
        link.setRouterIgnore(true);
        return Parts.named(link, "attachment-" + attachment.name());
    }

    private Component actions(Attachment attachment) {
        var actions = Parts.box("row");
        if (insert != null) {
            actions.add(Parts.iconButton(
                    "plus",
                    t("attachments.insert", attachment.name()),
                    "attachment-insert-" + attachment.name(),
                    () -> insert.accept(attachment.markdown())));
        }
        if (actor.may(Right.WRITE_ARTICLES)) {
            actions.add(Parts.iconButton(
                    "delete",
                    t("attachments.remove", attachment.name()),
                    "attachment-remove-" + attachment.name(),
                    () -> remove(attachment)));
        }
        return actions;
    }

    private void remove(Attachment attachment) {
        Parts.replace(trouble);
        try {
            attachments.remove(actor, id, attachment.name());
            Notices.done(t("attachments.removed", attachment.name()));
        } catch (ProblemException refused) {
            Notices.problem(refused);
        }
        show();
        changed.run();
    }

    private Upload upload() {
        var rules = attachments.rules();
        var upload = Parts.named(new Upload(new BoundedUpload(rules.largest(), this::receive)), "attachment-upload");
        upload.setMaxFileSize(Math.toIntExact(rules.largest()));
        upload.setAcceptedFileExtensions(
                rules.endings().stream().map(ending -> "." + ending).sorted().toArray(String[]::new));
        upload.addFileRejectedListener(event -> refused(
                ProblemList.of(List.of(Problem.error("", event.getFileName() + ": " + event.getErrorMessage(), "")))));
        // The table above says what is attached, and the page what is not.
        upload.getElement().addEventListener("upload-before", event -> began());
        upload.addAllFinishedListener(event -> {
            upload.clearFileList();
            finished = true;
        });
        upload.setI18n(UploadWords.of(
                t("attachments.choose"),
                t("attachments.drop", Words.bytes(rules.largest())),
                t("attachments.wrong-type"),
                rules.largest()));
        return upload;
    }

    /** In the request's thread: what is refused is said on the page. */
    private Runnable receive(String name, InputStream content) throws IOException {
        try {
            var attached = attachments.attach(actor, id, name, content);
            return () -> attached(attached);
        } catch (ProblemException refused) {
            return () -> refused(ProblemList.of(refused.problems()));
        }
    }

    private void attached(Attachment attachment) {
        began();
        Notices.done(t("attachments.added", attachment.name()));
        show();
        changed.run();
    }

    private void refused(Component why) {
        began();
        trouble.add(why);
    }

    /** What was refused the last time is no matter any more once something else is tried. */
    private void began() {
        if (finished) {
            Parts.replace(trouble);
            finished = false;
        }
    }
}
