package io.blockyard.portal.project;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Deployments.DeployedBlock;
import io.blockyard.iac.Deployments.Deployment;
import io.blockyard.portal.part.BlockLink;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;

/** The blocks that a project is made of, with their versions. */
final class DeployedBlocks {

    private static final int DEEPEST_SHOWN = 6;

    private DeployedBlocks() {}

    static Component of(Deployment deployment) {
        return deployment.blocks().isEmpty() ? Parts.hint(t("projects.no-blocks")) : table(deployment);
    }

    private static CardTable table(Deployment deployment) {
        var table = new CardTable(
                t("projects.blocks-of", deployment.projectKey()),
                List.of(t("projects.instance"), t("projects.block"), t("projects.version"), t("projects.zone")));
        for (var block : deployment.blocks()) {
            table.row(
                    instance(deployment, block),
                    BlockLink.to(block.reference(), block.version()),
                    version(deployment, block),
                    switch (block.type()) {
                        case ZONE -> new Span(block.zone());
                        case SOLUTION -> Parts.badge(Words.named("block.type", "solution"), "type");
                    });
        }
        return table;
    }

    /** Where there is a newer one, with the way to what it changes. */
    private static Component version(Deployment deployment, DeployedBlock block) {
        var version = Parts.text("version", block.version());
        return deployment.newer().stream()
                .filter(newer -> newer.instance().equals(block.instance()))
                .findFirst()
                .<Component>map(newer -> Parts.box(
                        "row", version, BlockLink.toVersions(block.reference(), t("projects.newer", newer.version()))))
                .orElse(version);
    }

    /** Members stand a little to the right of the solution that holds them. */
    private static Component instance(Deployment deployment, DeployedBlock block) {
        int depth = 0;
        for (var within = block.within(); !within.isEmpty() && depth < DEEPEST_SHOWN; depth++) {
            within = around(deployment, within);
        }
        var name = Parts.code(block.instance());
        name.getStyle().set("margin-inline-start", depth + "rem");
        return name;
    }

    private static String around(Deployment deployment, String solution) {
        return deployment.blocks().stream()
                .filter(block -> block.instance().equals(solution))
                .map(DeployedBlock::within)
                .findFirst()
                .orElse("");
    }
}
