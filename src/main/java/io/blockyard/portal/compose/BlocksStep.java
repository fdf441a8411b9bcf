package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The chosen blocks: their order, what they are called here, and leaving some out again. */
final class BlocksStep extends Div {

    private final Workbench workbench;

    BlocksStep(Workbench workbench) {
        this.workbench = workbench;
        addClassName("stack");
        var draft = workbench.draft();
        if (draft.members().isEmpty()) {
            add(Parts.empty(
                    "block",
                    t("compose.no-blocks"),
                    t("compose.no-blocks.hint"),
                    Parts.primary(t("compose.find"), "find-blocks", () -> Address.open(Step.PICK.path(draft.id())))));
            return;
        }
        for (int i = 0; i < draft.members().size(); i++) {
            add(row(draft.members().get(i), i));
        }
        add(Parts.box(
                "row",
                Parts.quiet(
                        t("compose.add-more"), "plus", "add-more", () -> Address.open(Step.PICK.path(draft.id())))));
    }

    private Component row(Member member, int index) {
        var manifest = member.manifest();
        var name = manifest.name();
        var words = Parts.box(
                "pick-words",
                new H2(name),
                Parts.code(member.reference()),
                Parts.hint(t(
                        "compose.ports",
                        manifest.inputs().size(),
                        manifest.outputs().size(),
                        manifest.contains().recipes().size())));
        var alias = Parts.named(new TextField(t("compose.alias")), "alias-" + index);
        alias.setValue(member.alias());
        alias.addValueChangeListener(change -> change(blocks -> blocks.set(
                index,
                new BlockChoice(
                        member.reference(),
                        change.getValue().isBlank() ? null : change.getValue().strip()))));
        var up = Parts.iconButton(
                "up",
                t("compose.up.of", name),
                "up-" + index,
                () -> change(blocks -> Collections.swap(blocks, index, index - 1)));
        up.setEnabled(index > 0);
        var down = Parts.iconButton(
                "down",
                t("compose.down.of", name),
                "down-" + index,
                () -> change(blocks -> Collections.swap(blocks, index, index + 1)));
        down.setEnabled(index < workbench.draft().members().size() - 1);
        var remove = Parts.iconButton(
                "delete",
                t("compose.remove.of", name),
                "remove-" + index,
                () -> change(blocks -> blocks.remove(index)));
        return Parts.named(
                Parts.box("pick", Parts.icon("block"), words, alias, Parts.box("row", up, down, remove)),
                "member-" + member.alias());
    }

    private void change(Consumer<List<BlockChoice>> edit) {
        var blocks = new ArrayList<BlockChoice>();
        workbench.draft().members().forEach(member -> blocks.add(new BlockChoice(member.reference(), member.alias())));
        edit.accept(blocks);
        workbench.choose(blocks);
        workbench.redraw();
    }
}
