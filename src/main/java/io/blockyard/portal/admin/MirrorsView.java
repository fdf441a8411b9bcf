package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.catalog.mirror.Mirror;
import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.catalog.mirror.Mirrors;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.FormDialog;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.ProblemList;
import io.blockyard.portal.part.Words;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskRun;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Places that the registry is copied to, and that edits of articles come back from. */
@Route(value = "admin/mirrors", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class MirrorsView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Mirrors mirrors;
    private final Sources sources;
    private final Tasks tasks;
    private final Div list = Parts.box("stack");
    private final List<Tasks.Subscription> following = new ArrayList<>();

    public MirrorsView(SignedIn signedIn, Mirrors mirrors, Sources sources, Tasks tasks) {
        super("admin.mirrors");
        this.signedIn = signedIn;
        this.mirrors = mirrors;
        this.sources = sources;
        this.tasks = tasks;
        setAction(Parts.primary(t("mirrors.add"), "mirror-add", this::add));
        add(list);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopFollowing();
    }

    private void stopFollowing() {
        following.forEach(Tasks.Subscription::close);
        following.clear();
    }

    /** What is still being written is shown anew when it is done. */
    private void follow(TaskRun run) {
        var ui = UI.getCurrent();
        following.add(tasks.follow(run.id(), event -> {
            if (event.endsTask() && ui.isAttached()) {
                var _ = ui.access(this::show);
            }
        }));
        if (tasks.find(run.id()).filter(now -> now.status().isFinal()).isPresent()) {
            var _ = ui.access(this::show);
        }
    }

    private void show() {
        stopFollowing();
        var all = mirrors.all(signedIn.actor());
        if (all.isEmpty()) {
            Parts.replace(list, Parts.empty("source", t("mirrors.empty"), t("mirrors.empty.hint")));
            return;
        }
        var table = new CardTable(
                t("admin.mirrors"),
                List.of(
                        t("mirrors.name"),
                        t("mirrors.kind"),
                        t("mirrors.place"),
                        t("mirrors.written"),
                        t("mirrors.last-run"),
                        t("action.column")));
        all.forEach(mirror -> table.row(
                Parts.code(mirror.name()),
                Parts.badge(t("mirrors.kind." + mirror.kind().wire()), "type"),
                CardTable.text(mirrors.place(signedIn.actor(), mirror)),
                written(mirror),
                lastRun(mirror),
                actions(mirror)));
        Parts.replace(list, table);
    }

    private static Component written(Mirror mirror) {
        var at = mirror.mirroredAt();
        return at == null ? new Span(t("mirrors.never")) : Moment.ago(at);
    }

    private Component lastRun(Mirror mirror) {
        var run = mirrors.lastRun(signedIn.actor(), mirror.name());
        if (run.isEmpty()) {
            return new Span();
        }
        if (!run.get().status().isFinal()) {
            follow(run.get());
        }
        var state =
                new Span(Words.named("task.status", run.get().status().name().toLowerCase(Locale.ROOT)));
        return run.get().problems().isEmpty()
                ? state
                : Parts.box("stack", state, ProblemList.of(run.get().problems()));
    }

    private Div actions(Mirror mirror) {
        var name = mirror.name();
        var actions = Parts.box("row-actions", Parts.button(t("mirrors.run"), "mirror-run-" + name, () -> {
            mirrors.run(signedIn.actor(), name);
            Notices.done(t("mirrors.running", name));
            show();
        }));
        if (mirror.kind() != Kind.LOCAL) {
            actions.add(Parts.button(t("mirrors.import"), "mirror-import-" + name, () -> importFrom(name)));
        }
        actions.add(Parts.iconButton(
                "delete",
                t("mirrors.remove.of", name),
                "mirror-remove-" + name,
                () -> confirm(
                        "mirror-remove",
                        t("mirrors.remove.title", name),
                        t("mirrors.remove.what"),
                        t("action.remove"),
                        () -> {
                            mirrors.remove(signedIn.actor(), name);
                            show();
                        })));
        return actions;
    }

    private void importFrom(String name) {
        confirm("mirror-import", t("mirrors.import.title", name), t("mirrors.import.what"), t("mirrors.import"), () -> {
            try {
                var imported = mirrors.importFrom(signedIn.actor(), name);
                show();
                Notices.done(t("mirrors.imported", imported.blocks(), imported.versions()));
                if (!imported.leftOut().isEmpty()) {
                    list.addComponentAsFirst(
                            Parts.box("stack", Parts.hint(t("mirrors.left-out")), ProblemList.of(imported.leftOut())));
                }
            } catch (ProblemException refused) {
                Notices.problem(refused);
            }
        });
    }

    private void add() {
        var name = Parts.named(new TextField(t("mirrors.name")), "mirror-name");
        var kind = Parts.named(new Select<Kind>(), "mirror-kind");
        kind.setLabel(t("mirrors.kind"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> t("mirrors.kind." + one.wire()));
        var folder = Parts.named(new TextField(t("mirrors.folder")), "mirror-folder");
        folder.setHelperText(t("mirrors.folder.hint"));
        var source = Parts.named(new Select<String>(), "mirror-source");
        source.setLabel(t("mirrors.source"));
        source.setHelperText(t("mirrors.source.hint"));
        source.setEmptySelectionAllowed(true);
        source.setItems(sources.all(signedIn.actor()).stream().map(Source::name).toList());
        var project = Parts.named(new TextField(t("mirrors.project"), "", "BLOCKS_REGISTRY"), "mirror-project");
        kind.addValueChangeListener(change -> {
            folder.setVisible(change.getValue() == Kind.FOLDER || change.getValue() == Kind.GIT);
            source.setVisible(change.getValue() != Kind.FOLDER);
            project.setVisible(change.getValue() == Kind.DSS || change.getValue() == Kind.LOCAL);
        });
        kind.setValue(Kind.GIT);
        new FormDialog(
                        "mirror",
                        t("mirrors.add"),
                        t("action.save"),
                        () -> {
                            var chosen = source.isVisible() && source.getValue() != null ? source.getValue() : "";
                            mirrors.add(
                                    signedIn.actor(),
                                    name.getValue(),
                                    kind.getValue(),
                                    folder.isVisible() ? folder.getValue() : "",
                                    chosen,
                                    project.isVisible() ? project.getValue() : "");
                            Notices.done(t("mirrors.running", name.getValue()));
                            show();
                        },
                        name,
                        kind,
                        folder,
                        source,
                        project)
                .open();
    }
}
