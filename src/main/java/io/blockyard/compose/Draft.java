package io.blockyard.compose;

import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.WireChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.problem.Problem;
import java.util.List;

/**
 * What a person decided, and nothing that can be worked out from it: the form in which a composition is stored.
 *
 * @param wires connections made and cut by hand
 * @param editedYaml the configuration as a person wrote it over; empty while the generated one stands
 * @param notes what was said when the blocks were proposed from an intent
 */
record Draft(
        String intent,
        List<Chosen> blocks,
        List<WireChoice> wires,
        List<DatasetChoice> datasets,
        ProjectChoice project,
        String editedYaml,
        List<Problem> notes) {

    Draft {
        blocks = List.copyOf(blocks);
        wires = List.copyOf(wires);
        datasets = List.copyOf(datasets);
        notes = List.copyOf(notes);
    }

    static final ProjectChoice NO_PROJECT = new ProjectChoice("", "");

    /**
     * A block in the draft.
     *
     * @param reference to exactly one version
     * @param instanceName empty for the default
     * @param zoneName empty for the default
     */
    record Chosen(String alias, String reference, String instanceName, String zoneName) {}

    Draft withWires(List<WireChoice> changed) {
        return new Draft(intent, blocks, changed, datasets, project, editedYaml, notes);
    }

    Draft withDatasets(List<DatasetChoice> changed) {
        return new Draft(intent, blocks, wires, changed, project, editedYaml, notes);
    }

    /** The need in other words; what was said of the blocks when they were proposed was said of the former ones. */
    Draft withIntent(String changed) {
        return changed.equals(intent)
                ? this
                : new Draft(changed, blocks, wires, datasets, project, editedYaml, List.of());
    }

    Draft withProject(ProjectChoice changed) {
        return new Draft(intent, blocks, wires, datasets, changed, editedYaml, notes);
    }

    Draft withYaml(String changed) {
        return new Draft(intent, blocks, wires, datasets, project, changed, notes);
    }

    /** The same blocks under other names. */
    Draft withNamed(List<Chosen> named) {
        return new Draft(intent, named, wires, datasets, project, editedYaml, notes);
    }

    /** Choices about blocks that are no longer there are forgotten, and so is why blocks were proposed. */
    Draft withBlocks(List<Chosen> changed) {
        var aliases = changed.stream().map(Chosen::alias).toList();
        return new Draft(
                intent,
                changed,
                wires.stream()
                        .filter(w -> aliases.contains(w.toAlias()))
                        .filter(w -> w.fromAlias().isEmpty() || aliases.contains(w.fromAlias()))
                        .toList(),
                datasets.stream().filter(d -> aliases.contains(d.alias())).toList(),
                project,
                editedYaml,
                List.of());
    }
}
