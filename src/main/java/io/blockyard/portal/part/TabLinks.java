package io.blockyard.portal.part;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** Tabs that are links: each has an address of its own, and the browser's own ways of opening work. */
public final class TabLinks extends Nav {

    public TabLinks(String name) {
        addClassName("tab-links");
        setAriaLabel(name);
    }

    public TabLinks tab(String href, String text, String testId, boolean current) {
        Anchor link = Parts.named(Parts.link(href, text), testId);
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        add(link);
        return this;
    }
}
