package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import java.util.ArrayList;
import java.util.List;

/** What goes through a port: its kind, and the columns with their types and what they mean. */
public final class ContractTable extends Div {

    public ContractTable(Port port, boolean input) {
        addClassNames("card", "flush", "port");
        var head = Parts.box(
                "port-head",
                Parts.icon(port.type().wire().equals("dataset") ? "dataset" : "flow"),
                new H3(port.name()),
                Parts.badge(Words.named("port.type", port.type().wire()), "type"));
        if (input) {
            head.add(
                    port.required()
                            ? Parts.badge(t("port.required"), "domain")
                            : Parts.badge(t("port.optional"), "type"));
        }
        if (!port.columns().isEmpty()) {
            head.add(Parts.text("count", t("port.columns", port.columns().size())));
        }
        if (!port.description().isEmpty()) {
            head.add(Parts.hint(port.description()));
        }
        add(head, columns(port.name(), port.columns(), input));
    }

    private static Component columns(String name, List<Column> columns, boolean input) {
        if (columns.isEmpty()) {
            var nothing = Parts.hint(t("port.no-schema"));
            nothing.addClassName("nothing");
            return nothing;
        }
        var heads = new ArrayList<>(List.of(t("column.name"), t("column.type"), t("column.description")));
        if (input) {
            heads.add(t("column.needed"));
        }
        var table = DataTable.of(t("port.columns.of", name), heads.toArray(String[]::new));
        for (var column : columns) {
            var described = new Span(column.description());
            if (input) {
                table.row(
                        Parts.code(column.name()),
                        type(column),
                        described,
                        new Span(column.required() ? t("port.required") : t("port.optional")));
            } else {
                table.row(Parts.code(column.name()), type(column), described);
            }
        }
        return table.scrolling();
    }

    /** With what is known of the values beside their type. */
    private static Component type(Column column) {
        var type = Parts.box("column-type", Parts.code(column.type()));
        if (!column.meaning().isEmpty()) {
            type.add(Parts.text("hint", column.meaning()));
        }
        var nullable = column.nullable();
        if (nullable != null) {
            type.add(Parts.text("hint", t(nullable ? "column.may-be-empty" : "column.never-empty")));
        }
        return type;
    }
}
