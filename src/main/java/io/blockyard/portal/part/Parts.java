package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import java.util.List;
import java.util.Locale;

/** The small words of the site's visual language, so that one thing looks the same everywhere. */
public final class Parts {

    private Parts() {}

    /** An icon of our own set, decoration only. */
    public static Icon icon(String name) {
        var icon = new Icon("by", name);
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }

    public static Div box(String className, Component... children) {
        var box = new Div(children);
        box.addClassName(className);
        return box;
    }

    public static Span text(String className, String text) {
        var span = new Span(text);
        span.addClassName(className);
        return span;
    }

    public static Paragraph hint(String text) {
        var hint = new Paragraph(text);
        hint.addClassName("hint");
        return hint;
    }

    public static Code code(String text) {
        return new Code(text);
    }

    /** Gives a name that tests and style sheets hold on to. */
    public static <C extends HasElement> C named(C component, String testId) {
        component.getElement().setAttribute("data-testid", testId);
        return component;
    }

    public static Badge badge(String text, String tone) {
        var badge = new Badge(text);
        badge.addClassName("tone-" + tone);
        return badge;
    }

    public static Badge levelBadge(String level) {
        return badge(pretty(level), "level");
    }

    public static Badge domainBadge(String domain) {
        return badge(pretty(domain), "domain");
    }

    /** {@code rotating_equipment} as people write it. */
    public static String pretty(String value) {
        if (value.isEmpty()) {
            return value;
        }
        var spaced = value.replace('_', ' ').replace('-', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** The one primary action of a screen. */
    public static Button primary(String text, String testId, Runnable action) {
        var button = button(text, testId, action);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    public static Button button(String text, String testId, Runnable action) {
        return named(new Button(text, click -> action.run()), testId);
    }

    public static Button quiet(String text, String iconName, String testId, Runnable action) {
        var button = named(new Button(text, icon(iconName), click -> action.run()), testId);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }

    /** A button that is only an icon; its name is read out and shown as a tooltip. */
    public static Button iconButton(String iconName, String name, String testId, Runnable action) {
        var button = named(new Button(icon(iconName), click -> action.run()), testId);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("icon-button");
        button.setAriaLabel(name);
        button.setTooltipText(name);
        return button;
    }

    /** Copies a text to the clipboard and says so. */
    public static Button copy(String label, String text, String testId) {
        var button = named(new Button(label, icon("copy")), testId);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClickListener(click -> {
            button.getElement().executeJs("return navigator.clipboard?.writeText($0)", text);
            Notices.done(Words.t("action.copied"));
        });
        return button;
    }

    public static Header heading(String title, String lead, Component... actions) {
        var words = box("heading-words", new H1(title));
        if (!lead.isEmpty()) {
            words.add(text("lead", lead));
        }
        var header = new Header(words);
        if (actions.length > 0) {
            header.add(box("heading-actions", actions));
        }
        header.addClassName("heading");
        return header;
    }

    /** A place with nothing in it yet: says why, and what to do next. */
    public static Div empty(String iconName, String title, String hint, Component... actions) {
        var empty = box("empty", box("empty-mark", icon(iconName)), new H2(title), hint(hint));
        if (actions.length > 0) {
            empty.add(box("row", actions));
        }
        return empty;
    }

    /** A link within the site, without a reload. */
    public static Anchor link(String href, String text) {
        var anchor = new Anchor(href, text);
        anchor.setRouterIgnore(false);
        return anchor;
    }

    /** Name and value pairs. */
    public static Div facts(List<Fact> facts) {
        var list = box("facts");
        for (var fact : facts) {
            list.add(box("fact", text("fact-name", fact.name()), box("fact-value", fact.value())));
        }
        return list;
    }

    /** A fact to show; the value may be a link or a badge. */
    public record Fact(String name, Component value) {
        public Fact(String name, String value) {
            this(name, new Span(value));
        }
    }

    /** Replaces everything in a container. */
    public static void replace(HtmlContainer container, Component... children) {
        container.removeAll();
        container.add(children);
    }
}
