package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A plain table for a page to read; it scrolls sideways on a narrow screen. */
public final class DataTable extends NativeTable {

    private DataTable(String name, List<String> heads) {
        addClassName("data");
        getElement().setAttribute("aria-label", name);
        var row = getHead().addRow();
        heads.forEach(head -> row.addHeaderCell().setText(head));
    }

    public static DataTable of(String name, String... heads) {
        return new DataTable(name, List.of(heads));
    }

    public DataTable row(Component... cells) {
        var row = getBody().addRow();
        for (var cell : cells) {
            row.addDataCell().add(cell);
        }
        return this;
    }

    public DataTable row(String... cells) {
        var row = getBody().addRow();
        for (var cell : cells) {
            row.addDataCell().add(new Span(cell));
        }
        return this;
    }

    /** The table in a frame that scrolls. */
    public Component scrolling() {
        var frame = Parts.box("scrolling", this);
        frame.getElement().setAttribute("tabindex", "0");
        frame.getElement().setAttribute("role", "group");
        frame.getElement().setAttribute("aria-label", getElement().getAttribute("aria-label"));
        return frame;
    }
}
