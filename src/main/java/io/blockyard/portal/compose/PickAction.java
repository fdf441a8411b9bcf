package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.part.Parts;
import java.util.List;

/** What can be done with a block that was found: adding it, and once it is chosen, taking it out or adding it once more. */
final class PickAction extends Div {

    private final Workbench workbench;
    private final String id;
    private final String version;
    private final String name;
    private final String testId;
    private final Runnable changed;

    /**
     * @param version the one that would be added
     * @param changed told after something was added or taken out
     */
    PickAction(Workbench workbench, String id, String version, String name, String testId, Runnable changed) {
        this.workbench = workbench;
        this.id = id;
        this.version = version;
        this.name = name;
        this.testId = testId;
        this.changed = changed;
        addClassName("pick-action");
        show();
    }

    /** As the draft is now. */
    void show() {
        var chosen = chosen();
        if (chosen.isEmpty()) {
            var add = Parts.button(t("action.add"), testId, () -> act(this::add));
            add.setAriaLabel(t("compose.add.of", name));
            Parts.replace(this, add);
            return;
        }
        var takeOut = Parts.button(t("action.remove"), testId + "-out", () -> act(() -> workbench.remove(id)));
        takeOut.setAriaLabel(t("compose.remove.of", name));
        Parts.replace(
                this,
                Parts.named(Parts.badge(told(chosen), "good"), testId + "-added"),
                Parts.iconButton("plus", t("compose.again.of", name), testId + "-again", () -> act(this::add)),
                takeOut);
    }

    private List<Member> chosen() {
        return workbench.draft().members().stream()
                .filter(member -> member.manifest().id().value().equals(id))
                .toList();
    }

    private String told(List<Member> chosen) {
        if (chosen.size() > 1) {
            return t("compose.added.times", chosen.size());
        }
        var present = chosen.getFirst().manifest().version().toString();
        return present.equals(version) ? t("compose.added") : t("compose.added.version", present);
    }

    private void add() {
        workbench.add(new BlockChoice(BlockReference.DEFAULT_REGISTRY + "/" + id + "@" + version, null));
    }

    /** The button that was pressed may be gone; the focus goes to the one in its place. */
    private void act(Runnable change) {
        change.run();
        changed.run();
        getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .reduce((first, second) -> second)
                .ifPresent(Button::focus);
    }
}
