package io.blockyard.iac.check;

import io.blockyard.block.SolutionStep;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.catalog.SolutionAssembly;
import io.blockyard.catalog.SolutionAssembly.End;
import io.blockyard.catalog.SolutionAssembly.Member;
import io.blockyard.catalog.SolutionAssembly.Source;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.NearestName;
import io.blockyard.iac.config.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a solution of a configuration apart into instances of its blocks, as if somebody had written them: instances
 * are {@code <instance>_<alias>}, zones {@code <zone prefix>_<alias>}, datasets between members
 * {@code <instance>_<alias>_<PORT>}.
 */
final class SolutionExpansion {

    private final Configuration.SolutionUse use;
    private final Findings findings;
    private final List<Configuration.BlockUse> blocks = new ArrayList<>();
    private final Map<String, ResolvedBlock> resolved = new LinkedHashMap<>();
    private final List<Resolution.SolutionInstance> solutions = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> read = new HashSet<>();

    /** What a solution is given where it is used: by the configuration, or by the solution around it. */
    private record Frame(
            String instance, String zonePrefix, String aliases, Map<String, Text> inputs, Map<String, Text> outputs) {

        Frame member(String alias, Map<String, Text> memberInputs, Map<String, Text> memberOutputs) {
            return new Frame(
                    instance + "_" + alias,
                    joined(zonePrefix, alias),
                    aliases.isEmpty() ? alias : aliases + "." + alias,
                    memberInputs,
                    memberOutputs);
        }

        private static String joined(String prefix, String alias) {
            boolean ends = prefix.isEmpty() || !Character.isLetterOrDigit(prefix.charAt(prefix.length() - 1));
            var between = prefix.indexOf(' ') > 0 ? " " : "_";
            return prefix + (ends ? "" : between) + alias;
        }
    }

    private SolutionExpansion(Configuration.SolutionUse use, Findings findings) {
        this.use = use;
        this.findings = findings;
    }

    /** What came of it; empty when it is no solution or not a sound one, which the findings tell. */
    static Optional<SolutionExpansion> of(
            Configuration.SolutionUse use, ResolvedBlock solution, BlockRegistry registry, Findings findings) {
        var assembly = SolutionAssembly.of(solution.manifest(), registry);
        findings.relocate(use.reference().place(), assembly.problems());
        if (!assembly.isSound()) {
            return Optional.empty();
        }
        var expansion = new SolutionExpansion(use, findings);
        expansion.expand(solution, assembly);
        return Optional.of(expansion);
    }

    List<Configuration.BlockUse> blocks() {
        return List.copyOf(blocks);
    }

    Map<String, ResolvedBlock> resolved() {
        return resolved;
    }

    List<Resolution.SolutionInstance> solutions() {
        return List.copyOf(solutions);
    }

    private void expand(ResolvedBlock solution, SolutionAssembly assembly) {
        var inputs = new LinkedHashMap<>(use.inputs());
        assembly.manifest().inputs().stream()
                .filter(port -> port.required() && !inputs.containsKey(port.name()))
                // It is told of the solution itself; its members need not repeat it.
                .forEach(port -> inputs.put(port.name(), new Text("", use.place())));
        var prefix = use.zonePrefix().isBlank() ? use.instance().value() : use.zonePrefix();
        var frame = new Frame(use.instance().value(), prefix, "", inputs, use.outputs());
        expand(frame, use.reference().value(), solution, assembly, "");
        use.overrides().forEach((alias, override) -> {
            if (!changed.contains(alias.toLowerCase(Locale.ROOT))) {
                findings.error(
                        "config.override-alias",
                        override.place(),
                        "The solution \u201c" + use.reference() + "\u201d has no block with the alias \u201c" + alias
                                + "\u201d.",
                        NearestName.suggest(alias, known, "It has " + String.join(", ", known) + "."));
            }
        });
        use.variables().forEach((name, value) -> {
            if (!read.contains(name)) {
                findings.warning(
                        "plan.variable-unused",
                        value.place(),
                        "No block of the solution \u201c" + use.reference()
                                + "\u201d is known to read a variable \u201c" + name + "\u201d; it is not set.",
                        NearestName.suggest(name, variables(assembly), "Remove it."));
            }
        });
    }

    private static Set<String> variables(SolutionAssembly assembly) {
        var names = new TreeSet<String>();
        assembly.blocks()
                .forEach(member ->
                        names.addAll(member.block().manifest().dependencies().variables()));
        return names;
    }

    private void expand(
            Frame frame, String reference, ResolvedBlock solution, SolutionAssembly assembly, String within) {
        resolved.put(frame.instance(), solution);
        solutions.add(new Resolution.SolutionInstance(
                frame.instance(),
                reference,
                within,
                assembly.members().stream()
                        .map(member -> frame.instance() + "_" + member.alias())
                        .toList()));
        for (var member : assembly.members()) {
            var inner = frame.member(member.alias(), inputs(frame, assembly, member), outputs(frame, assembly, member));
            var inside = member.inside();
            if (inside == null) {
                block(inner, frame.instance(), member);
            } else {
                expand(inner, member.step().block().toString(), member.block(), inside, frame.instance());
            }
        }
    }

    private void block(Frame frame, String within, Member member) {
        resolved.put(frame.instance(), member.block());
        known.add(frame.aliases());
        var place = use.reference().place();
        blocks.add(new Configuration.BlockUse(
                use.place(),
                new Text(member.step().block().toString(), place),
                new Text(frame.instance(), place),
                new Text(frame.zonePrefix(), place),
                frame.inputs(),
                frame.outputs(),
                variables(member),
                extensions(frame.aliases(), member.step()),
                within));
    }

    private Map<String, Text> inputs(Frame frame, SolutionAssembly assembly, Member member) {
        var wired = new LinkedHashMap<String, Text>();
        for (var port : member.block().manifest().inputs()) {
            var source = member.inputs().get(port.name());
            switch (source) {
                case Source.Outside outside -> {
                    var given = frame.inputs().get(outside.input());
                    if (given != null) {
                        wired.put(port.name(), given);
                    }
                }
                case Source.Made made -> wired.put(port.name(), dataset(frame, assembly, made.end()));
                case null -> {}
            }
        }
        return wired;
    }

    /** Outputs that somebody reads, inside or outside; the others keep the name that any instance gives them. */
    private Map<String, Text> outputs(Frame frame, SolutionAssembly assembly, Member member) {
        var wired = new LinkedHashMap<String, Text>();
        for (var port : member.block().manifest().outputs()) {
            var end = new End(member.alias(), port.name());
            boolean used = member.datasets().containsKey(port.name())
                    || exposed(frame, assembly, end).isPresent()
                    || assembly.members().stream()
                            .anyMatch(other -> other.inputs().containsValue(new Source.Made(end)));
            if (used) {
                wired.put(port.name(), dataset(frame, assembly, end));
            }
        }
        return wired;
    }

    private Text dataset(Frame frame, SolutionAssembly assembly, End end) {
        return exposed(frame, assembly, end).orElseGet(() -> {
            var named = assembly.members().stream()
                    .filter(member -> member.alias().equals(end.alias()))
                    .findFirst()
                    .flatMap(member -> Optional.ofNullable(member.datasets().get(end.port())));
            var name = frame.instance() + "_" + named.orElseGet(() -> end.alias() + "_" + end.port());
            return new Text(name, use.reference().place());
        });
    }

    /** What the surroundings call it. */
    private static Optional<Text> exposed(Frame frame, SolutionAssembly assembly, End end) {
        return assembly.outputs().entrySet().stream()
                .filter(output -> output.getValue().equals(end))
                .flatMap(output -> Optional.ofNullable(frame.outputs().get(output.getKey())).stream())
                .findFirst();
    }

    private Map<String, Text> variables(Member member) {
        var values = new LinkedHashMap<String, Text>();
        for (String name : member.block().manifest().dependencies().variables()) {
            var given = use.variables().get(name);
            if (given != null) {
                read.add(name);
                values.put(name, given);
            }
        }
        return values;
    }

    /** What the configuration says of a recipe goes before what the solution says. */
    private List<Configuration.Extension> extensions(String aliases, SolutionStep step) {
        var extensions = new ArrayList<Configuration.Extension>();
        use.overrides().forEach((alias, override) -> {
            if (alias.equalsIgnoreCase(aliases)) {
                changed.add(alias.toLowerCase(Locale.ROOT));
                extensions.addAll(override.extensions());
            }
        });
        var told = new LinkedHashSet<String>();
        extensions.forEach(extension -> told.add(extension.recipe().value()));
        step.changes().stream()
                .filter(change -> !told.contains(change.recipe()))
                .forEach(change -> extensions.add(extension(change)));
        return List.copyOf(extensions);
    }

    private Configuration.Extension extension(SolutionStep.Change change) {
        var place = use.reference().place();
        var config = change.classConfig();
        return new Configuration.Extension(
                place,
                new Text(change.recipe(), place),
                text(change.overrideWith()),
                text(change.useClass()),
                config == null ? JsonMapper.shared().createObjectNode() : config);
    }

    private Optional<Text> text(String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Text(value, use.reference().place()));
    }
}
