package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.blockyard.access.Right;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.SearchBox;
import io.blockyard.search.SearchSuggestions;
import java.util.List;

/** The frame of every screen: where one can go, the search, and who one is. */
@AnonymousAllowed
@JsModule("./blockyard.ts")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final int SUGGESTIONS = 8;
    /** What comes in and is kept, what goes out, how well it is found, who may. */
    private static final List<String> ADMIN_PAGES = List.of(
            "sources",
            "crawls",
            "drafts",
            "conflicts",
            "credentials",
            "mirrors",
            "classification",
            "environments",
            "reviews",
            "policies",
            "quality",
            "glossary",
            "people",
            "tokens",
            "audit");

    private final SearchBox search;
    private final SideNav administration = administration();

    public MainLayout(SignedIn signedIn, SearchSuggestions suggestions) {
        setPrimarySection(Section.DRAWER);
        search = new SearchBox(
                prefix -> suggestions.suggest(signedIn.actor(), prefix, SUGGESTIONS),
                (text, committed) -> search(suggestions, signedIn, text, committed),
                MainLayout::openBlock,
                () -> suggestions.forget(signedIn.actor()));
        search.addClassName("header-search");

        var help = new KeyboardHelp();
        var helpButton = Parts.iconButton("help", t("help.title"), "help-button", help::open);
        helpButton.getElement().setAttribute("data-shortcut", "?");

        var toggle = new DrawerToggle();
        toggle.setAriaLabel(t("nav.toggle"));
        var header = new Header(toggle, search, Parts.box("grow"), helpButton);
        signedIn.person().ifPresent(person -> header.add(new UserMenu(person, signedIn)));
        header.addClassName("app-header");
        addToNavbar(header);

        var nav = new Nav(navigation(signedIn), administration);
        nav.setAriaLabel(t("nav.label"));
        administration.setVisible(false);
        addToDrawer(Parts.box("drawer", new Brand(), nav));
    }

    private static SideNav navigation(SignedIn signedIn) {
        var nav = new SideNav();
        nav.addItem(item("nav.catalog", "", "catalog", "g c"));
        nav.getItems().getFirst().setPathAliases(java.util.Set.of("blocks"));
        if (signedIn.may(Right.COMPOSE)) {
            nav.addItem(item("nav.compose", "compose", "compose", "g n"));
        }
        nav.addItem(item("nav.plans", "plans", "plan", "g p"), item("nav.projects", "projects", "project", "g d"));
        if (signedIn.may(Right.ADMINISTER)) {
            nav.addItem(item("nav.admin", "admin", "admin", ""));
        }
        nav.getItems().stream().skip(1).forEach(item -> item.setMatchNested(true));
        return nav;
    }

    /** The pages of the administration, shown below the places while one is in it. */
    private static SideNav administration() {
        var pages = new SideNav(t("nav.admin"));
        pages.addClassName("admin-pages");
        for (var page : ADMIN_PAGES) {
            var item = new SideNavItem(t("admin." + page), "admin/" + page);
            item.setMatchNested(true);
            pages.addItem(Parts.named(item, "admin-" + page));
        }
        return pages;
    }

    private static SideNavItem item(String key, String path, String icon, String shortcut) {
        var item = new SideNavItem(t(key), path, Parts.icon(icon));
        item.getElement().setAttribute("data-shortcut", shortcut);
        return Parts.named(item, key.replace('.', '-'));
    }

    private static void search(SearchSuggestions suggestions, SignedIn signedIn, String text, boolean committed) {
        if (committed) {
            suggestions.remember(signedIn.actor(), text);
            UI.getCurrent().navigate("", text.isBlank() ? QueryParameters.empty() : QueryParameters.of("q", text));
        }
    }

    private static void openBlock(String id) {
        UI.getCurrent().navigate("blocks/" + id);
    }

    /** The catalog has a search box of its own, the administration pages of its own. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var path = event.getLocation().getPath();
        search.setVisible(!path.isEmpty());
        administration.setVisible(path.equals("admin") || path.startsWith("admin/"));
    }

    @Override
    public void setContent(Component content) {
        super.setContent(content);
        getElement().executeJs("this.shadowRoot?.querySelector('[content]')?.scrollTo?.(0, 0)");
    }
}
