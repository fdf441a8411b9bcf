package io.blockyard.portal.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Image;
import io.blockyard.portal.part.Parts;

/** The mark and the name, a link home. */
public final class Brand extends Anchor {

    public Brand() {
        setHref("");
        setRouterIgnore(false);
        addClassName("brand");
        var mark = new Image("themes/blockyard/mark.svg", "");
        mark.addClassName("brand-mark");
        add(mark, Parts.text("brand-name", "Blockyard"));
    }
}
