package io.blockyard.catalog;

import static io.blockyard.catalog.ArticlePage.code;
import static io.blockyard.catalog.ArticlePage.oneLine;
import static io.blockyard.catalog.ArticlePage.point;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
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
import java.util.stream.Stream;

/** The wiki page of a solution, in the sections that a block's page has too. */
final class SolutionArticle {

    private static final int LONGEST_SUMMARY = 200;

    private final SolutionAssembly assembly;
    private final BlockManifest manifest;
    private final ArticlePage page = new ArticlePage();

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
        page.frontMatter(ArticlePage.fields(manifest), manifest);
        page.paragraph("# " + manifest.name());
        page.paragraph(summary(manifest));
        page.paragraph("**Solution** \u00b7 " + count(assembly.members().size(), "member") + " \u00b7 "
                + count(assembly.blocks().count(), "block") + " \u00b7 "
                + count(manifest.inputs().size(), "input") + " \u00b7 "
                + count(manifest.outputs().size(), "output"));
        description();
        ports("Inputs", manifest.inputs());
        ports("Outputs", manifest.outputs());
        columns();
        page.section("Flow", "```mermaid\n" + flow() + "```");
        contains();
        dependencies();
        page.section(
                "Usage",
                "Put this into a configuration and replace the datasets by your own; the names on the left are the"
                        + " solution's.\n\n```yaml\n" + SolutionUsage.of(manifest) + "```");
        changelog(note, earlier);
        return page.markdown();
    }

    private void description() {
        page.heading("Description");
        var about = manifest.description().strip();
        var first = summary(manifest);
        var rest = about.startsWith(first) ? about.substring(first.length()).strip() : about;
        if (!rest.isEmpty()) {
            page.paragraph(rest);
        }
        var list = new StringBuilder("**What is done, member by member.**\n\n");
        int number = 1;
        for (var member : assembly.members()) {
            list.append(number++).append(". ").append(told(member)).append('\n');
        }
        page.paragraph(list.toString().stripTrailing());
        var execution = manifest.execution();
        if (execution != null) {
            var words = execution.words();
            page.paragraph("**How its author wants it run.** "
                    + Character.toUpperCase(words.charAt(0))
                    + words.substring(1)
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
        page.heading(title);
        if (ports.isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.table(
                List.of("Name", "Type", "Required", "Columns", "Description"),
                ports.stream()
                        .map(port -> List.of(
                                code(port.name()),
                                port.type().words(),
                                port.required() ? "yes" : "no",
                                port.columns().isEmpty()
                                        ? "\u2013"
                                        : String.valueOf(port.columns().size()),
                                port.description())));
    }

    private void columns() {
        page.heading("Columns");
        manifest.ports()
                .filter(port ->
                        port.type() == PortType.DATASET && !port.columns().isEmpty())
                .forEach(port -> {
                    page.paragraph("### " + port.name());
                    page.table(
                            List.of("Column", "Type", "Description"),
                            port.columns().stream()
                                    .map(column -> List.of(code(column.name()), column.type(), column.description())));
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
        page.heading("Contains");
        page.table(
                List.of("Member", "Block", "Version", "After"),
                assembly.members().stream()
                        .map(member -> List.of(
                                member.alias(),
                                member.block().manifest().id().value(),
                                member.step().block().version(),
                                String.join(", ", member.step().dependsOn()))));
    }

    private void dependencies() {
        var needs = manifest.dependencies();
        var points = Stream.of(
                        point("Python packages", needs.python()),
                        point("Code environments", needs.codeEnvs()),
                        point("Connections", needs.connections()),
                        point("Plugins", needs.plugins()),
                        point("Project variables", needs.variables()))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n"));
        page.section("Dependencies", points.isEmpty() ? "None." : points);
    }

    private void changelog(String note, List<PublishedVersion> earlier) {
        boolean listed = earlier.stream()
                .anyMatch(version -> version.manifest().version().equals(manifest.version()));
        var first = listed
                ? Stream.<String>empty()
                : Stream.of(change(manifest.version(), LocalDate.now(ZoneOffset.UTC), note));
        var before = earlier.stream()
                .map(version -> change(
                        version.manifest().version(),
                        version.publishedAt().atZone(ZoneOffset.UTC).toLocalDate(),
                        version.note()));
        page.section("Changelog", Stream.concat(first, before).collect(Collectors.joining("\n")));
    }

    private static String change(BlockVersion version, LocalDate on, String note) {
        return "- **%s** (%s): %s.".formatted(version, on, note);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "#quot;") + "\"";
    }
}
