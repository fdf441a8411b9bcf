package io.blockyard.compose;

import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.compose.Composition.Alternative;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names the datasets of a composition: what blocks write, and what they read from outside. Two blocks that read the
 * same dataset of the same source project share one; two instances of one block do not, since one wants them for
 * different data.
 */
final class OuterDatasets {

    private static final int MOST_ALTERNATIVES = 5;

    private final List<Member> members;
    private final Wiring wiring;
    private final Map<End, DatasetChoice> choices = new HashMap<>();
    private final UniqueNames names = new UniqueNames();
    private final Map<End, String> outputs = new LinkedHashMap<>();
    private final List<OuterPort> outer = new ArrayList<>();
    private final Map<Origin, List<Shared>> shared = new HashMap<>();

    /** One end of a block. */
    private record End(String alias, String port) {}

    /** Where an input's data came from in the source project. */
    private record Origin(String project, String port) {}

    private record Shared(String dataset, Set<String> blocks) {}

    OuterDatasets(List<Member> members, Wiring wiring, List<DatasetChoice> chosen) {
        this.members = members;
        this.wiring = wiring;
        chosen.forEach(choice -> choices.put(new End(choice.alias(), choice.port()), choice));
        reserve();
        members.forEach(this::nameOutputs);
        members.forEach(this::nameInputs);
        members.forEach(this::listOutputs);
    }

    /** The dataset that this output is written to. */
    String written(String alias, String port) {
        return outputs.getOrDefault(new End(alias, port), "");
    }

    /** Inputs that no block feeds and outputs that feed none, in the order of the blocks. */
    List<OuterPort> ports() {
        return List.copyOf(outer);
    }

    /** Names that people chose and names that the blocks' inner datasets will have. */
    private void reserve() {
        choices.values().stream()
                .map(DatasetChoice::dataset)
                .filter(name -> !name.isBlank())
                .forEach(names::take);
        for (var member : members) {
            member.manifest().contains().datasets().forEach(inner -> names.take(member.instanceName() + "_" + inner));
        }
    }

    private void nameOutputs(Member member) {
        for (var port : member.manifest().outputs()) {
            var end = new End(member.alias(), port.name());
            var name = chosenName(end)
                    .orElseGet(() -> names.free(member.instanceName() + "_" + UniqueNames.custom(port.name())));
            outputs.put(end, name);
        }
    }

    private void nameInputs(Member member) {
        for (var port : member.manifest().inputs()) {
            if (!isWired(member.alias(), port.name())) {
                outer.add(input(member, port));
            }
        }
    }

    private OuterPort input(Member member, Port port) {
        var end = new End(member.alias(), port.name());
        var choice = Optional.ofNullable(choices.get(end));
        if (!port.required() && choice.isEmpty()) {
            return new OuterPort(member.alias(), port.name(), true, "", "", "", "", "", alternatives(end));
        }
        var dataset = chosenName(end).orElseGet(() -> sharedName(member, port));
        return new OuterPort(
                member.alias(),
                port.name(),
                true,
                dataset,
                choice.map(DatasetChoice::type).filter(t -> !t.isBlank()).orElse(defaultType(port)),
                choice.map(DatasetChoice::connection).orElse(""),
                choice.map(DatasetChoice::table).orElse(""),
                choice.map(DatasetChoice::path).orElse(""),
                alternatives(end));
    }

    private String sharedName(Member member, Port port) {
        var block = member.manifest().id().value();
        var origin = new Origin(member.manifest().sourceProject(), port.name());
        var candidates = shared.computeIfAbsent(origin, o -> new ArrayList<>());
        for (var candidate : candidates) {
            if (candidate.blocks().add(block)) {
                return candidate.dataset();
            }
        }
        var plain = UniqueNames.custom(port.name());
        var name = candidates.isEmpty() && names.take(plain) ? plain : names.free(member.instanceName() + "_" + plain);
        candidates.add(new Shared(name, new HashSet<>(Set.of(block))));
        return name;
    }

    private void listOutputs(Member member) {
        for (var port : member.manifest().outputs()) {
            boolean feeds = wiring.wires().stream()
                    .anyMatch(w ->
                            w.fromAlias().equals(member.alias()) && w.fromPort().equals(port.name()));
            if (!feeds) {
                var choice = Optional.ofNullable(choices.get(new End(member.alias(), port.name())));
                outer.add(new OuterPort(
                        member.alias(),
                        port.name(),
                        false,
                        written(member.alias(), port.name()),
                        choice.map(DatasetChoice::type)
                                .filter(t -> !t.isBlank())
                                .orElse(defaultType(port)),
                        choice.map(DatasetChoice::connection).orElse(""),
                        choice.map(DatasetChoice::table).orElse(""),
                        choice.map(DatasetChoice::path).orElse(""),
                        List.of()));
            }
        }
    }

    private boolean isWired(String alias, String port) {
        return wiring.wires().stream()
                .anyMatch(w -> w.toAlias().equals(alias) && w.toPort().equals(port));
    }

    private Optional<String> chosenName(End end) {
        return Optional.ofNullable(choices.get(end)).map(DatasetChoice::dataset).filter(name -> !name.isBlank());
    }

    private static String defaultType(Port port) {
        return port.type() == PortType.DATASET ? "managed" : port.type().wire();
    }

    private List<Alternative> alternatives(End end) {
        return wiring.offers().getOrDefault(new Wiring.InputKey(end.alias(), end.port()), List.of()).stream()
                .limit(MOST_ALTERNATIVES)
                .map(o -> new Alternative(
                        o.fromAlias(), o.fromPort(), o.score(), o.fit().explanation()))
                .toList();
    }

    /** Columns that every reader of an outside dataset expects, by name; the first type wins. */
    static List<Column> columns(List<Port> readers) {
        var columns = new LinkedHashMap<String, Column>();
        readers.forEach(port -> port.columns().forEach(column -> columns.putIfAbsent(column.name(), column)));
        return List.copyOf(columns.values());
    }
}
