package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A table of things of one kind. On a narrow screen each row becomes a small card that repeats the columns' names. */
public final class CardTable extends Div {

    private final List<String> columns;
    private final NativeTableBody body = new NativeTableBody();

    /** @param name read out as the name of the table */
    public CardTable(String name, List<String> columns) {
        this.columns = List.copyOf(columns);
        addClassName("card-table");
        var table = new NativeTable();
        table.addClassName("data");
        table.getElement().setAttribute("aria-label", name);
        var heads = new NativeTableRow();
        for (var column : columns) {
            var head = new NativeTableHeaderCell(column);
            head.getElement().setAttribute("scope", "col");
            heads.add(head);
        }
        table.add(new NativeTableHeader(heads), body);
        add(table);
    }

    /** One cell for each column. */
    public NativeTableRow row(Component... cells) {
        var row = new NativeTableRow();
        for (int i = 0; i < cells.length; i++) {
            var cell = new NativeTableCell(cells[i]);
            cell.getElement().setAttribute("data-column", columns.get(i));
            row.add(cell);
        }
        body.add(row);
        return row;
    }

    /** A cell of several parts beside each other. */
    public static Component together(Component... parts) {
        return Parts.box("row", parts);
    }

    public static Component text(String text) {
        return new Span(text);
    }
}
