package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.SolutionAssembly.Member;
import io.blockyard.catalog.SolutionAssembly.Source;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The wiki page of a solution, in the sections that a block's page has too. */
final class SolutionArticle {

    private static final int LONGEST_SUMMARY = 200;

    private final SolutionAssembly assembly;
    private final BlockManifest manifest;
    private final StringBuilder page = new StringBuilder();

    private SolutionArticle(SolutionAssembly assembly, BlockManifest manifest) {
        this.assembly = assembly;
        this.manifest = manifest;
    }

    /** One line that says what it does. */
    static String summary(BlockManifest manifest) {
        var line = oneLine(manifest.description());
        var end = line.indexOf(". ");
        var sentence = end < 0 ? line : line.substring(0, end + 1);
        if (sentence.isEmpty()) {
            sentence = "Puts "
                    + manifest.sequence().stream()
                            .map(step -> step.block().id().value())
                            .collect(Collectors.joining(", "))
                    + " together.";
        }
        return sentence.length() <= LONGEST_SUMMARY ? sentence : sentence.substring(0, LONGEST_SUMMARY - 1) + "\u2026";
    }

    /** @param earlier the versions before this one, newest first; this one itself may be among them */
    static String write(
            SolutionAssembly assembly, BlockManifest manifest, String note, List<PublishedVersion> earlier) {
        return new SolutionArticle(assembly, manifest).write(note, earlier);
    }

    private String write(String note, List<PublishedVersion> earlier) {
        frontMatter();
        line("# " + manifest.name());
        line(summary(manifest));
        line("**Solution** \u00b7 " + count(assembly.members().size(), "member") + " \u00b7 "
                + count(assembly.blocks().count(), "block") + " \u00b7 "
                + count(manifest.inputs().size(), "input") + " \u00b7 "
                + count(manifest.outputs().size(), "output"));
        description();
        ports("Inputs", manifest.inputs());
        ports("Outputs", manifest.outputs());
        columns();
        line("## Flow");
        line("```mermaid\n" + flow() + "```");
        contains();
        dependencies();
        line("## Usage");
        line("Put this into a configuration and replace the datasets by your own; the names on the left are the"
                + " solution's.\n\n```yaml\n" + SolutionUsage.of(manifest) + "```");
        changelog(note, earlier);
        return page.toString().stripTrailing() + "\n";
    }

    private void frontMatter() {
        var yaml = BlockFormats.yaml()
                .createObjectNode()
                .put("id", manifest.id().value())
                .put("version", manifest.version().toString())
                .put("type", manifest.type().wire())
                .put("blocked", manifest.blocked())
                .put("level", manifest.level())
                .put("domain", manifest.domain());
        var tags = yaml.putArray("tags");
        manifest.tags().forEach(tags::add);
        line("---\n" + BlockFormats.yaml().writeValueAsString(yaml).strip() + "\n---");
    }

    private void description() {
        line("## Description");
        var about = manifest.description().strip();
        var first = summary(manifest);
        var rest = about.startsWith(first) ? about.substring(first.length()).strip() : about;
        if (!rest.isEmpty()) {
            line(rest);
        }
        var list = new StringBuilder("**What is done, member by member.**\n\n");
        int number = 1;
        for (var member : assembly.members()) {
            list.append(number++).append(". ").append(told(member)).append('\n');
        }
        line(list.toString().stripTrailing());
        var execution = manifest.execution();
        if (execution != null) {
            line("**How its author wants it run.** "
                    + (execution.parallelEnabled()
                            ? "Members that do not wait for each other may run at once"
                            : "One member after the other")
                    + (execution.maxParallel() > 0 ? ", at most " + execution.maxParallel() : "")
                    + (execution.failureMode().isEmpty() ? "" : "; on a failure: " + execution.failureMode())
                    + (execution.timeoutMinutes() > 0 ? "; within " + execution.timeoutMinutes() + " minutes" : "")
                    + ".");
        }
    }

    private static String told(Member member) {
        var block = member.block().manifest();
        var outside = new LinkedHashSet<String>();
        var inside = new LinkedHashSet<String>();
        for (var source : member.inputs().values()) {
            switch (source) {
                case Source.Outside from -> outside.add(code(from.input()));
                case Source.Made made ->
                    inside.add(code(made.end().port()) + " of " + made.end().alias());
            }
        }
        return "**" + member.alias() + "** (" + block.id() + " "
                + member.step().block().version() + "): "
                + oneLine(block.name())
                + "."
                + (outside.isEmpty() ? "" : " From outside it reads " + String.join(", ", outside) + ".")
                + (inside.isEmpty() ? "" : " It reads " + String.join(", ", inside) + ".");
    }

    private void ports(String title, List<Port> ports) {
        line("## " + title);
        if (ports.isEmpty()) {
            line("None.");
            return;
        }
        var table = new StringBuilder("| Name | Type | Required | Columns | Description |\n|---|---|---|---|---|\n");
        for (var port : ports) {
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            cell(code(port.name())),
                            port.type().words(),
                            port.required() ? "yes" : "no",
                            port.columns().isEmpty() ? "\u2013" : port.columns().size(),
                            cell(port.description())));
        }
        line(table.toString().stripTrailing());
    }

    private void columns() {
        line("## Columns");
        manifest.ports()
                .filter(port ->
                        port.type() == PortType.DATASET && !port.columns().isEmpty())
                .forEach(port -> {
                    line("### " + port.name());
                    var table = new StringBuilder("| Column | Type | Description |\n|---|---|---|\n");
                    port.columns()
                            .forEach(column -> table.append("| %s | %s | %s |\n"
                                    .formatted(cell(code(column.name())), column.type(), cell(column.description()))));
                    line(table.toString().stripTrailing());
                });
    }

    /** Members as rounded boxes, the solution's own ports as marked boxes. */
    private String flow() {
        var text = new StringBuilder("graph LR\n");
        var members = assembly.members();
        for (int i = 0; i < members.size(); i++) {
            text.append("  m%d([%s])\n".formatted(i, quoted(members.get(i).alias())));
        }
        var aliases = members.stream().map(Member::alias).toList();
        for (int i = 0; i < manifest.inputs().size(); i++) {
            text.append("  i%d[%s]:::input\n"
                    .formatted(i, quoted(manifest.inputs().get(i).name())));
        }
        for (int i = 0; i < members.size(); i++) {
            for (var source :
                    members.get(i).inputs().values().stream().distinct().toList()) {
                switch (source) {
                    case Source.Outside outside -> text.append("  i%d --> m%d\n".formatted(input(outside.input()), i));
                    case Source.Made made ->
                        text.append("  m%d -->|%s| m%d\n"
                                .formatted(
                                        aliases.indexOf(made.end().alias()),
                                        quoted(made.end().port()),
                                        i));
                }
            }
        }
        for (int i = 0; i < manifest.outputs().size(); i++) {
            var name = manifest.outputs().get(i).name();
            var end = assembly.outputs().get(name);
            text.append("  o%d[%s]:::output\n".formatted(i, quoted(name)));
            if (end != null) {
                text.append("  m%d --> o%d\n".formatted(aliases.indexOf(end.alias()), i));
            }
        }
        return text.append(
                        "  classDef input stroke-width:3px\n  classDef output stroke-width:3px,stroke-dasharray:6 3\n")
                .toString();
    }

    private int input(String name) {
        return manifest.inputs().stream().map(Port::name).toList().indexOf(name);
    }

    private void contains() {
        line("## Contains");
        var table = new StringBuilder("| Member | Block | Version | After |\n|---|---|---|---|\n");
        for (var member : assembly.members()) {
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            cell(member.alias()),
                            member.block().manifest().id(),
                            cell(member.step().block().version()),
                            cell(String.join(", ", member.step().dependsOn()))));
        }
        line(table.toString().stripTrailing());
    }

    private void dependencies() {
        line("## Dependencies");
        var needs = manifest.dependencies();
        var list = new StringBuilder();
        bullet(list, "Python packages", needs.python());
        bullet(list, "Code environments", needs.codeEnvs());
        bullet(list, "Connections", needs.connections());
        bullet(list, "Plugins", needs.plugins());
        bullet(list, "Project variables", needs.variables());
        line(list.isEmpty() ? "None." : list.toString().stripTrailing());
    }

    private void changelog(String note, List<PublishedVersion> earlier) {
        line("## Changelog");
        var list = new StringBuilder();
        boolean listed = earlier.stream()
                .anyMatch(version -> version.manifest().version().equals(manifest.version()));
        if (!listed) {
            list.append("- **%s** (%s): %s.\n".formatted(manifest.version(), LocalDate.now(ZoneOffset.UTC), note));
        }
        earlier.forEach(version -> list.append("- **%s** (%s): %s.\n"
                .formatted(
                        version.manifest().version(),
                        version.publishedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                        version.note())));
        line(list.toString().stripTrailing());
    }

    private static void bullet(StringBuilder list, String what, List<String> names) {
        if (!names.isEmpty()) {
            list.append("- **").append(what).append(":** ");
            list.append(names.stream().map(SolutionArticle::code).collect(Collectors.joining(", ")))
                    .append('\n');
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String code(String text) {
        return "`" + oneLine(text).replace("`", "'") + "`";
    }

    private static String cell(String text) {
        return oneLine(text).replace("|", "\\|");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "#quot;") + "\"";
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private void line(String text) {
        page.append(text).append("\n\n");
    }
}
