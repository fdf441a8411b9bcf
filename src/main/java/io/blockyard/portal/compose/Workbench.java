package io.blockyard.portal.compose;

import io.blockyard.compose.Composition;
import io.blockyard.compose.CompositionEdit;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The draft that the steps work on. Every change is saved at once; what comes back is the draft as it then is. */
final class Workbench {

    private final Function<CompositionEdit, Composition> update;
    private final Function<String, Composition> updateYaml;
    private final Consumer<Composition> saved;
    private final Runnable redraw;
    private Composition draft;

    /**
     * @param saved told after every change
     * @param redraw draws the step anew
     */
    Workbench(
            Composition draft,
            Function<CompositionEdit, Composition> update,
            Function<String, Composition> updateYaml,
            Consumer<Composition> saved,
            Runnable redraw) {
        this.draft = draft;
        this.update = update;
        this.updateYaml = updateYaml;
        this.saved = saved;
        this.redraw = redraw;
    }

    Composition draft() {
        return draft;
    }

    void choose(List<BlockChoice> blocks) {
        save(new CompositionEdit(blocks, null, null, null, null));
    }

    /** Adds a block behind those that are there; what fits is wired by itself. */
    void add(BlockChoice block) {
        var blocks = new ArrayList<BlockChoice>();
        draft.members().forEach(member -> blocks.add(new BlockChoice(member.reference(), member.alias())));
        blocks.add(block);
        choose(blocks);
    }

    /** Takes every instance of a block out. */
    void remove(String id) {
        choose(draft.members().stream()
                .filter(member -> !member.manifest().id().value().equals(id))
                .map(member -> new BlockChoice(member.reference(), member.alias()))
                .toList());
    }

    /** Says what is needed in other words; the chosen blocks stay. */
    void need(String intent) {
        save(CompositionEdit.ofIntent(intent));
    }

    /** Makes a wire; with an empty source the input is left to the outside. */
    void wire(WireChoice wire) {
        save(new CompositionEdit(null, List.of(wire), null, null, null));
        redraw.run();
    }

    void dataset(DatasetChoice dataset) {
        save(new CompositionEdit(null, null, List.of(dataset), null, null));
    }

    void name(NameChoice name) {
        save(new CompositionEdit(null, null, null, List.of(name), null));
    }

    void project(ProjectChoice project) {
        save(new CompositionEdit(null, null, null, null, project));
    }

    /** An empty text goes back to the generated configuration. */
    void yaml(String yaml) {
        draft = updateYaml.apply(yaml);
        saved.accept(draft);
    }

    void redraw() {
        redraw.run();
    }

    private void save(CompositionEdit edit) {
        draft = update.apply(edit);
        saved.accept(draft);
    }
}
