package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Route;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.Crawls;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Notices;
import io.blockyard.portal.part.Parts;
import io.blockyard.task.Tasks;
import jakarta.annotation.security.RolesAllowed;

/** The instances that blocks come from, each with its projects to crawl. */
@Route(value = "admin/sources", layout = AdminLayout.class)
@RolesAllowed("ADMIN")
public class SourcesView extends AdminPage implements AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Sources sources;
    private final Crawls crawls;
    private final Tasks tasks;
    private final Div list = Parts.box("admin-list");

    public SourcesView(SignedIn signedIn, Sources sources, Crawls crawls, Tasks tasks) {
        super("admin.sources");
        this.signedIn = signedIn;
        this.sources = sources;
        this.crawls = crawls;
        this.tasks = tasks;
        add(list);
        list.addClassName("sources");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        show();
    }

    private void show() {
        var all = sources.all(signedIn.actor());
        Parts.replace(list);
        if (all.isEmpty()) {
            list.add(Parts.empty("flow", t("sources.empty"), t("sources.empty.hint")));
        }
        all.forEach(source -> list.add(new SourceCard(signedIn, sources, crawls, tasks, source, this::show)));
        list.add(Parts.box("row", Parts.quiet(t("sources.add"), "plus", "source-add", this::add)));
    }

    private void add() {
        var name = Parts.named(new TextField(t("sources.name")), "source-name");
        name.setHelperText(t("sources.name.hint"));
        name.setRequiredIndicatorVisible(true);
        var url = Parts.named(new TextField(t("sources.url")), "source-url");
        url.setPlaceholder("https://dss.example.org");
        url.setRequiredIndicatorVisible(true);
        var key = Parts.named(new PasswordField(t("sources.key")), "source-key");
        key.setHelperText(t("sources.key.hint"));
        key.setAutocomplete(Autocomplete.OFF);
        key.setRequiredIndicatorVisible(true);
        new FormDialog(
                        "source",
                        t("sources.add"),
                        t("action.add"),
                        () -> {
                            sources.add(
                                    signedIn.actor(),
                                    name.getValue().strip(),
                                    Origin.Instance.at(url.getValue(), ""),
                                    key.getValue().strip());
                            Notices.done(t("sources.added", name.getValue().strip()));
                            show();
                        },
                        name,
                        url,
                        key)
                .open();
    }
}
