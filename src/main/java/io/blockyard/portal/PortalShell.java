package io.blockyard.portal;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/** The page around everything: theme, icon, and the colour scheme that was chosen before, without a flash of the other. */
@Push(transport = Transport.WEBSOCKET_XHR)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("themes/blockyard/foundation.css")
@StyleSheet("themes/blockyard/shell.css")
@StyleSheet("themes/blockyard/parts.css")
@StyleSheet("themes/blockyard/screens.css")
@StyleSheet("themes/blockyard/graph.css")
@StyleSheet("themes/blockyard/review.css")
@StyleSheet("themes/blockyard/admin.css")
public class PortalShell implements AppShellConfigurator {

    private static final String REMEMBERED_SCHEME = """
            (function () {
              var theme = localStorage.getItem('blockyard-theme');
              document.documentElement.style.colorScheme = theme === 'light' || theme === 'dark' ? theme : 'light dark';
            })();
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addMetaTag("color-scheme", "light dark");
        settings.setViewport("width=device-width, initial-scale=1");
        settings.addFavIcon("icon", "themes/blockyard/mark.svg", "any");
        settings.addInlineWithContents(REMEMBERED_SCHEME, com.vaadin.flow.component.page.Inline.Wrapping.JAVASCRIPT);
    }
}
