package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.block.BlockReference;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.CompositionRequest.BlockChoice;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Address;
import io.blockyard.portal.part.MatchReasons;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.ProblemException;
import io.blockyard.search.match.MatchRequest;
import io.blockyard.search.match.MatchResult;
import io.blockyard.search.match.MatchResult.Match;
import io.blockyard.search.match.Matching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The chosen blocks: why each fits the need, their order, what they are called here, and leaving some out again; and
 * what else comes near.
 */
final class BlocksStep extends Div {

    private static final int LOOKED_AT = 12;
    private static final int ALTERNATIVES = 3;

    private final Workbench workbench;
    private final Optional<MatchResult> found;

    BlocksStep(Workbench workbench, Matching matching, SignedIn signedIn) {
        this.workbench = workbench;
        this.found = found(workbench.draft().intent(), matching, signedIn);
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
        found.ifPresent(result -> add(missing(result)));
        var others = alternatives();
        if (!others.isEmpty()) {
            add(new H2(t("compose.alternatives")));
            others.forEach(match -> add(new ProposedBlock(match, alternative(match))));
        }
    }

    /** While the index cannot be asked, the blocks are shown without their reasons. */
    private static Optional<MatchResult> found(String intent, Matching matching, SignedIn signedIn) {
        if (intent.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(matching.match(signedIn.actor(), MatchRequest.of(intent, LOOKED_AT)));
        } catch (ProblemException noIndex) {
            return Optional.empty();
        }
    }

    private List<Match> matches() {
        return found.map(MatchResult::matches).orElse(List.of());
    }

    /** Parts of the need that no block serves. */
    private static Component missing(MatchResult result) {
        var missing = Parts.named(Parts.box("stack-tight"), "missing-parts");
        result.understood().unserved().forEach(part -> missing.add(Parts.hint(t("match.unserved", part))));
        return missing;
    }

    /** Proposed ones first that were left out, then those that come near. */
    private List<Match> alternatives() {
        var chosen = workbench.draft().members().stream()
                .map(member -> member.manifest().id().value())
                .collect(Collectors.toSet());
        return matches().stream()
                .filter(match -> !chosen.contains(match.id()))
                .limit(ALTERNATIVES)
                .toList();
    }

    /** In the place of the one block that is chosen; beside several it is added. */
    private Component alternative(Match match) {
        var choice = new BlockChoice(BlockReference.DEFAULT_REGISTRY + "/" + ProposedBlock.reference(match), null);
        boolean instead = workbench.draft().members().size() == 1 && !match.answer();
        var button = Parts.button(
                t(instead ? "compose.instead" : "action.add"),
                "alternative-" + match.id(),
                () -> change(blocks -> {
                    if (instead) {
                        blocks.clear();
                    }
                    blocks.add(choice);
                }));
        button.setAriaLabel(t(instead ? "compose.instead.of" : "compose.add.of", match.name()));
        return button;
    }

    private Optional<Match> match(Member member) {
        var id = member.manifest().id().value();
        return matches().stream().filter(match -> match.id().equals(id)).findFirst();
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
        match(member).ifPresent(match -> words.add(why(match)));
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

    private static Component why(Match match) {
        var why = Parts.box("stack-tight");
        if (!match.need().isEmpty()) {
            why.add(Parts.hint(t("match.for-need", match.need())));
        }
        why.add(
                Parts.box("row", ProposedBlock.sureness(match)),
                new MatchReasons(match.speaksFor(), match.speaksAgainst()));
        return Parts.named(why, "why-" + match.id());
    }

    private void change(Consumer<List<BlockChoice>> edit) {
        var blocks = new ArrayList<BlockChoice>();
        workbench.draft().members().forEach(member -> blocks.add(new BlockChoice(member.reference(), member.alias())));
        edit.accept(blocks);
        workbench.choose(blocks);
        workbench.redraw();
    }
}
