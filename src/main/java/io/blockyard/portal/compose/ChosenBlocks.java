package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.H2;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.part.Parts;

/** What is chosen so far, beside what can be chosen. */
final class ChosenBlocks extends Aside {

    private final Workbench workbench;
    private final Runnable changed;

    /** @param changed told after one was taken out */
    ChosenBlocks(Workbench workbench, Runnable changed) {
        this.workbench = workbench;
        this.changed = changed;
        getElement().setAttribute("aria-label", t("compose.chosen"));
        addClassNames("card", "stack");
        show();
    }

    void show() {
        var members = workbench.draft().members();
        Parts.replace(this, new H2(t("compose.chosen.count", members.size())));
        if (members.isEmpty()) {
            add(Parts.hint(t("compose.chosen.none")));
        }
        members.forEach(member -> add(row(member)));
    }

    private Component row(Member member) {
        var name = member.manifest().name();
        return Parts.box(
                "row",
                Parts.icon("block"),
                Parts.text("task-title", name),
                Parts.text("hint", member.manifest().version().toString()),
                Parts.box("grow"),
                Parts.iconButton(
                        "cross",
                        t("compose.remove.of", name),
                        "unpick-" + member.alias(),
                        () -> remove(member.alias())));
    }

    private void remove(String alias) {
        workbench.choose(workbench.draft().members().stream()
                .filter(member -> !member.alias().equals(alias))
                .map(member -> new BlockChoice(member.reference(), member.alias()))
                .toList());
        changed.run();
    }
}
