package io.blockyard.portal.catalog;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.blockyard.block.BlockId;
import io.blockyard.catalog.Catalog;
import io.blockyard.catalog.CatalogBlock;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import io.blockyard.portal.shell.MainLayout;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Two blocks side by side: what each is for, and which columns go in and out. They stand in the address. */
@Route(value = "compare/:one/:other", layout = MainLayout.class)
@PermitAll
public class CompareView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final SignedIn signedIn;
    private final Catalog catalog;
    private String title = "";

    public CompareView(SignedIn signedIn, Catalog catalog) {
        this.signedIn = signedIn;
        this.catalog = catalog;
        addClassName("view");
    }

    /** Where these two are compared. */
    public static String address(BlockId one, BlockId other) {
        return "compare/" + one + "/" + other;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var one = block(event, "one");
        var other = block(event, "other");
        title = t("compare.title", one.manifest().name(), other.manifest().name());
        removeAll();
        add(
                Parts.heading(title, t("compare.lead")),
                facts(one, other),
                title("compare.inputs"),
                columns(
                        new ComparedColumns(
                                one.manifest().inputs(), other.manifest().inputs()),
                        one,
                        other),
                title("compare.outputs"),
                columns(
                        new ComparedColumns(
                                one.manifest().outputs(), other.manifest().outputs()),
                        one,
                        other));
    }

    private CatalogBlock block(BeforeEnterEvent event, String parameter) {
        var id = event.getRouteParameters().get(parameter).orElseThrow(NotFoundException::new);
        return catalog.block(signedIn.actor(), new BlockId(id));
    }

    private static Component title(String key) {
        var title = new H2(t(key));
        title.addClassName("compare-title");
        return title;
    }

    private static Component facts(CatalogBlock one, CatalogBlock other) {
        var table = table("compare-facts", t("compare.facts"), t("compare.fact"), one, other);
        row(table, "compare.block", one, other, CompareView::link);
        row(table, "compare.summary", one, other, block -> new Span(block.summary()));
        row(
                table,
                "facet.type",
                one,
                other,
                block -> new Span(
                        Words.named("block.type", block.manifest().type().wire())));
        row(
                table,
                "facet.domain",
                one,
                other,
                block -> new Span(Parts.pretty(block.manifest().domain())));
        row(
                table,
                "facet.level",
                one,
                other,
                block -> new Span(Parts.pretty(block.manifest().level())));
        row(
                table,
                "facet.tag",
                one,
                other,
                block -> new Span(String.join(", ", block.manifest().tags())));
        row(
                table,
                "facet.source",
                one,
                other,
                block -> new Span(block.manifest().sourceProject()));
        row(
                table,
                "compare.recipes",
                one,
                other,
                block -> new Span(
                        Words.number(block.manifest().contains().recipes().size())));
        row(table, "compare.changed", one, other, block -> new Span(Words.ago(block.publishedAt())));
        return table;
    }

    private static Component link(CatalogBlock block) {
        var manifest = block.manifest();
        return Parts.box(
                "row",
                Parts.link("blocks/" + manifest.id(), manifest.name()),
                Parts.code(manifest.id() + "@" + manifest.version()));
    }

    private static void row(
            CardTable table, String key, CatalogBlock one, CatalogBlock other, Function<CatalogBlock, Component> cell) {
        table.row(new Span(t(key)), cell.apply(one), cell.apply(other));
    }

    private static Component columns(ComparedColumns columns, CatalogBlock one, CatalogBlock other) {
        if (columns.rows().isEmpty()) {
            return Parts.hint(t("compare.no-columns"));
        }
        var table = table("compare-columns", t("compare.columns"), t("column.name"), one, other);
        for (var row : columns.rows()) {
            var line = table.row(Parts.code(row.name()), in(row.inOne()), in(row.inOther()));
            line.addClassName(row.isSame() ? "same" : "differs");
        }
        return table;
    }

    private static Component in(List<ComparedColumns.Place> places) {
        if (places.isEmpty()) {
            return Parts.text("hint", t("compare.missing"));
        }
        var all = Parts.box("stack-tight");
        places.forEach(place -> all.add(
                Parts.box("row", Parts.code(place.type()), Parts.text("hint", t("compare.of-port", place.port())))));
        return all;
    }

    /** Blocks of the same name are told apart by their ids. */
    private static CardTable table(String name, String title, String first, CatalogBlock one, CatalogBlock other) {
        var names = Stream.of(one, other)
                .map(block -> block.manifest().name())
                .distinct()
                .toList();
        var heads = names.size() == 2
                ? names
                : Stream.of(one, other)
                        .map(block -> block.manifest().id().value())
                        .toList();
        return Parts.named(new CardTable(title, List.of(first, heads.getFirst(), heads.getLast())), name);
    }

    @Override
    public String getPageTitle() {
        return title + " – Blockyard";
    }
}
