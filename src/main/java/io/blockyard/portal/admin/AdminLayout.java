package io.blockyard.portal.admin;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLayout;
import io.blockyard.access.Right;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.RolesAllowed;
import java.util.LinkedHashMap;
import java.util.Map;

/** The frame of the administration: its pages beside each other. */
@ParentLayout(MainLayout.class)
@RolesAllowed("ADMIN")
public class AdminLayout extends Main implements RouterLayout, BeforeEnterObserver, AfterNavigationObserver {

    private final SignedIn signedIn;
    private final Map<String, Anchor> pages = new LinkedHashMap<>();
    private final Div content = Parts.box("admin-content");

    public AdminLayout(SignedIn signedIn) {
        this.signedIn = signedIn;
        addClassNames("view", "admin");
        var nav = new Nav();
        nav.addClassName("tab-links");
        nav.getElement().setAttribute("aria-label", t("admin.pages"));
        for (var page : new String[] {
            "sources",
            "crawls",
            "drafts",
            "environments",
            "reviews",
            "policies",
            "mirrors",
            "conflicts",
            "credentials",
            "people",
            "tokens",
            "quality",
            "audit"
        }) {
            var link = Parts.named(Parts.link("admin/" + page, t("admin." + page)), "admin-" + page);
            pages.put("admin/" + page, link);
            nav.add(link);
        }
        add(nav, content);
    }

    /** The roles of this moment count, not those of the sign-in. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        signedIn.actor().require(Right.ADMINISTER);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var path = event.getLocation().getPath();
        pages.forEach((page, link) -> {
            if (path.equals(page) || path.startsWith(page + "/")) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        });
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(page.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
    }
}
