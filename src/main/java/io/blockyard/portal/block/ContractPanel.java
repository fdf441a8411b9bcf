package io.blockyard.portal.block;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.portal.part.ContractTable;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** What the block expects and what it promises, port by port, and what it needs from where it runs. */
final class ContractPanel extends Div {

    ContractPanel(BlockManifest manifest) {
        add(ports("contract.inputs", manifest.inputs(), true), ports("contract.outputs", manifest.outputs(), false));
        var needs = needs(manifest);
        if (!needs.isEmpty()) {
            var section = new Section(new H2(t("contract.needs")), Parts.box("card", Parts.facts(needs)));
            section.addClassNames("port-section", "stack");
            add(section);
        }
    }

    private static Section ports(String key, List<Port> ports, boolean input) {
        var section = new Section(new H2(t(key, ports.size())));
        section.addClassName("port-section");
        ports.forEach(port -> section.add(new ContractTable(port, input)));
        return section;
    }

    private static List<Parts.Fact> needs(BlockManifest manifest) {
        var needs = manifest.dependencies();
        return List.of(
                        new Need("contract.python", needs.python()),
                        new Need("contract.r", needs.r()),
                        new Need("contract.sql", needs.sql()),
                        new Need("contract.plugins", needs.plugins()),
                        new Need("contract.plugin-components", needs.pluginComponents()),
                        new Need("contract.connections", needs.connections()),
                        new Need("contract.code-envs", needs.codeEnvs()),
                        new Need("contract.variables", needs.variables()),
                        new Need(
                                "contract.uses",
                                needs.uses().stream()
                                        .map(used -> used.id() + " " + used.version())
                                        .toList()))
                .stream()
                .filter(need -> !need.names().isEmpty())
                .map(need -> new Parts.Fact(t(need.key()), String.join(", ", need.names())))
                .toList();
    }

    private record Need(String key, List<String> names) {}
}
