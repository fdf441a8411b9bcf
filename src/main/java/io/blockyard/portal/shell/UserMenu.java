package io.blockyard.portal.shell;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.blockyard.access.People.Person;
import io.blockyard.portal.PortalSession;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import java.util.Locale;

/** Who is signed in, with theme, language and the way out. */
final class UserMenu extends MenuBar {

    private static final int YEAR_SECONDS = 31_536_000;

    UserMenu(Person person, SignedIn signedIn) {
        addThemeVariants(MenuBarVariant.TERTIARY);
        addClassName("user-menu");
        getElement().setAttribute("aria-label", t("user.menu"));
        var avatar = new Avatar(person.displayName().isBlank() ? person.name() : person.displayName());
        avatar.getElement().setAttribute("aria-hidden", "true");
        var root = Parts.named(addItem(avatar), "user-menu");
        root.setAriaLabel(t("user.menu.of", avatar.getName()));

        var who = root.getSubMenu()
                .addItem(Parts.box(
                        "user-card",
                        Parts.text("user-name", avatar.getName()),
                        Parts.text("hint", String.join(", ", roles(person)))));
        who.setEnabled(false);
        root.getSubMenu().addSeparator();
        theme(root, "sun", "light");
        theme(root, "moon", "dark");
        theme(root, "system", "system");
        root.getSubMenu().addSeparator();
        language(root, Locale.ENGLISH, "English");
        language(root, Locale.FRENCH, "Français");
        root.getSubMenu().addSeparator();
        Parts.named(
                root.getSubMenu().addItem(t("user.password.change"), click -> OwnPassword.open(signedIn)),
                "own-password");
        Parts.named(root.getSubMenu().addItem(t("user.sign-out"), click -> signedIn.signOut()), "sign-out");
    }

    private static java.util.List<String> roles(Person person) {
        return person.roles().stream()
                .sorted()
                .map(role -> t("role." + role.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static void theme(MenuItem root, String icon, String theme) {
        var item = root.getSubMenu()
                .addItem(
                        Parts.icon(icon),
                        click -> UI.getCurrent().getPage().executeJs("window.Blockyard.setTheme($0)", theme));
        item.add(t("theme." + theme));
        Parts.named(item, "theme-" + theme);
    }

    private static void language(MenuItem root, Locale locale, String name) {
        var item = root.getSubMenu()
                .addItem(
                        Parts.icon("language"),
                        click -> UI.getCurrent()
                                .getPage()
                                .executeJs(
                                        "document.cookie = $0 + '=' + $1 + ';path=/;max-age=' + $2 + ';samesite=lax'; location.reload()",
                                        PortalSession.LANGUAGE_COOKIE,
                                        locale.getLanguage(),
                                        YEAR_SECONDS));
        item.add(name);
        item.getElement().setAttribute("lang", locale.getLanguage());
        Parts.named(item, "language-" + locale.getLanguage());
    }
}
