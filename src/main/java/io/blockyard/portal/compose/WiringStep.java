package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import io.blockyard.block.BlockReference;
import io.blockyard.block.ContractFit.ColumnFit;
import io.blockyard.block.Port;
import io.blockyard.compose.Composition;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.Wire;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.FlowGraph;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which output feeds which input: drawn on a canvas, and the same as a list for the keyboard. */
final class WiringStep extends Div {

    private final Workbench workbench;
    private final Div panel = Parts.named(Parts.box("side-panel"), "wire-details");
    private final Div canvas = Parts.box("flow-layout");

    WiringStep(Workbench workbench) {
        this.workbench = workbench;
        addClassName("stack");
        var graph = Parts.named(new FlowGraph(), "wiring-graph");
        graph.addClassName("wiring-canvas");
        graph.show(WiringDrawing.of(workbench.draft()));
        graph.onEdge(this::explain);
        graph.onCut(this::cut);
        graph.onWire(drawn -> {
            if (!drawn.source().startsWith("outside:")) {
                workbench.wire(new WireChoice(drawn.target(), drawn.targetPort(), drawn.source(), drawn.sourcePort()));
            }
        });
        panel.setVisible(false);
        panel.getElement().setAttribute("aria-live", "polite");
        canvas.add(graph, panel);
        add(canvas, Parts.hint(t("wiring.how")), new H2(t("wiring.list")), list());
    }

    private Composition draft() {
        return workbench.draft();
    }

    private void explain(String edge) {
        wireAt(edge).ifPresent(this::show);
    }

    private void cut(String edge) {
        wireAt(edge).ifPresent(wire -> workbench.wire(new WireChoice(wire.toAlias(), wire.toPort(), "", "")));
    }

    private Optional<Wire> wireAt(String edge) {
        return draft().wires().stream()
                .filter(wire ->
                        WiringDrawing.edgeId(wire.toAlias(), wire.toPort()).equals(edge))
                .findFirst();
    }

    private void show(Wire wire) {
        Parts.replace(
                panel,
                Parts.box(
                        "side-head",
                        new H2(t("wiring.wire", wire.fromPort(), wire.toPort())),
                        Parts.iconButton("cross", t("action.close"), "wire-close", this::hide)),
                Parts.box(
                        "badges",
                        Parts.badge(
                                t("wiring.fit", WiringDrawing.percent(wire.score())),
                                wire.score() < 0.6 ? "wait" : "good"),
                        Parts.badge(t(wire.automatic() ? "wiring.automatic" : "wiring.made"), "type")),
                new Paragraph(wire.explanation()),
                columns(wire.columns()),
                Parts.button(
                        t("wiring.cut"),
                        "wire-cut",
                        () -> workbench.wire(new WireChoice(wire.toAlias(), wire.toPort(), "", ""))));
        panel.setVisible(true);
        canvas.addClassName("with-panel");
        canvas.getElement().executeJs("this.scrollIntoView({ block: 'nearest' })");
    }

    private void hide() {
        panel.setVisible(false);
        canvas.removeClassName("with-panel");
    }

    private static Component columns(List<ColumnFit> columns) {
        var table = DataTable.of(
                t("wiring.columns"), t("column.name"), t("wiring.expected"), t("wiring.offered"), t("wiring.verdict"));
        for (var fit : columns) {
            var verdict = Words.named("verdict", fit.verdict());
            table.row(
                    Parts.code(fit.column()),
                    Parts.code(fit.expectedType()),
                    Parts.code(fit.offeredType()),
                    Parts.text("verdict-" + fit.verdict(), verdict));
        }
        return table.scrolling();
    }

    private Component list() {
        var rows = Parts.box("wire-form");
        for (var member : draft().members()) {
            member.manifest().inputs().forEach(port -> rows.add(row(member, port)));
        }
        return rows;
    }

    private Component row(Member member, Port port) {
        var wire = draft().wires().stream()
                .filter(w -> w.toAlias().equals(member.alias()) && w.toPort().equals(port.name()))
                .findFirst();
        var ends = ends(member, port);
        var select = Parts.named(new Select<End>(), "wire-" + member.alias() + "-" + port.name());
        select.setAriaLabel(t("wiring.source.of", member.alias(), port.name()));
        select.setItems(ends);
        select.setItemLabelGenerator(End::label);
        select.setValue(wire.map(w -> ends.stream()
                        .filter(end ->
                                end.alias().equals(w.fromAlias()) && end.port().equals(w.fromPort()))
                        .findFirst()
                        .orElse(ends.getFirst()))
                .orElse(ends.getFirst()));
        select.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                var end = change.getValue();
                workbench.wire(new WireChoice(member.alias(), port.name(), end.alias(), end.port()));
            }
        });
        var name = Parts.box(
                "row",
                Parts.code(member.alias() + "." + port.name()),
                port.required() ? Parts.badge(t("port.required"), "domain") : Parts.badge(t("port.optional"), "type"));
        var explain = Parts.quiet(
                t("wiring.explain"),
                "info",
                "explain-" + member.alias() + "-" + port.name(),
                () -> wire.ifPresent(this::show));
        explain.setEnabled(wire.isPresent());
        explain.setAriaLabel(t("wiring.explain.of", member.alias(), port.name()));
        var row = Parts.box("wire-row", name, select, explain);
        row.add(Parts.hint(wire.map(w -> t("wiring.fit", WiringDrawing.percent(w.score())) + ". " + w.explanation())
                .orElse(t("wiring.outside.hint"))));
        var makers = wire.isPresent() ? List.<BlockReference>of() : makers(member, port);
        if (!makers.isEmpty()) {
            row.add(offer(makers, port));
        }
        return row;
    }

    /** Blocks of the catalog that make what nobody here makes, as the composition tells them. */
    private List<BlockReference> makers(Member member, Port port) {
        return draft().problems().stream()
                .filter(problem -> problem.code().equals("compose.placeholder")
                        && problem.path().equals("outer." + member.alias() + "." + port.name()))
                .flatMap(problem -> problem.related().stream())
                .map(BlockReference::parse)
                .toList();
    }

    private Component offer(List<BlockReference> makers, Port port) {
        var row = Parts.box("row", Parts.hint(t("wiring.makers")));
        row.addClassName("wire-makers");
        for (var maker : makers) {
            var add = Parts.quiet(maker.id().value(), "plus", "make-" + port.name() + "-" + maker.id(), () -> {
                workbench.add(new BlockChoice(maker.toString(), null));
                workbench.redraw();
            });
            add.setAriaLabel(t("wiring.make.with", maker.id(), port.name()));
            row.add(add);
        }
        return row;
    }

    /** The outside first, then every output of the other blocks that carries the same kind of thing. */
    private List<End> ends(Member reader, Port input) {
        var ends = new ArrayList<End>(List.of(new End("", "", t("wiring.from-outside"))));
        for (var member : draft().members()) {
            if (!member.alias().equals(reader.alias())) {
                member.manifest().outputs().stream()
                        .filter(output -> output.type() == input.type())
                        .forEach(output ->
                                ends.add(new End(member.alias(), output.name(), member.alias() + "." + output.name())));
            }
        }
        return ends;
    }

    /** Where an input's data can come from; the alias is empty for the outside. */
    private record End(String alias, String port, String label) {}
}
