package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.blockyard.catalog.Solutions.ContainedIn;
import io.blockyard.iac.Deployments.BlockUse;
import io.blockyard.portal.part.DataTable;
import io.blockyard.portal.part.Moment;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** Where the block is used: in which solutions, and in which deployed projects. */
final class UsesPanel extends Div {

    UsesPanel(List<ContainedIn> solutions, List<BlockUse> projects) {
        addClassName("stack");
        add(
                section(
                        "uses.solutions",
                        solutions.size(),
                        solutions.isEmpty() ? none("uses.solutions") : of(solutions)),
                section("uses.projects", projects.size(), projects.isEmpty() ? none("uses.projects") : in(projects)));
    }

    private static Section section(String key, int count, Component content) {
        var section = new Section(new H2(t(key, count)), content);
        section.addClassName("port-section");
        return Parts.named(section, key.replace('.', '-'));
    }

    private static Component none(String key) {
        return Parts.box("card", Parts.hint(t(key + ".none")));
    }

    private static Component of(List<ContainedIn> solutions) {
        var table = DataTable.of(
                t("uses.solutions", solutions.size()),
                t("uses.solution"),
                t("uses.version"),
                t("uses.alias"),
                t("uses.takes"));
        solutions.forEach(use -> table.row(
                Parts.link("blocks/" + use.solution(), use.solution().value()),
                new Span(use.version().toString()),
                Parts.code(use.alias()),
                Parts.code(use.reference())));
        return table.scrolling();
    }

    private static Component in(List<BlockUse> projects) {
        var table = DataTable.of(
                t("uses.projects", projects.size()),
                t("uses.project"),
                t("uses.target"),
                t("uses.instance"),
                t("uses.version"),
                t("uses.deployed"));
        projects.forEach(use -> table.row(
                Parts.link("plans/" + use.planId(), use.projectKey()),
                new Span(use.target()),
                Parts.code(use.block().instance()),
                new Span(use.block().version()),
                Moment.ago(use.deployedAt())));
        return table.scrolling();
    }
}
