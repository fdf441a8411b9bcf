package io.blockyard.catalog.mirror;

import static io.blockyard.discovery.CrawlBench.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.block.BlockId;
import io.blockyard.block.BlockVersion;
import io.blockyard.catalog.Articles;
import io.blockyard.catalog.Deprecation;
import io.blockyard.catalog.RegistryFiles;
import io.blockyard.catalog.RegistryImport;
import io.blockyard.catalog.TreeFile;
import io.blockyard.catalog.mirror.Mirror.Kind;
import io.blockyard.dataiku.GitServer;
import io.blockyard.dataiku.Origin;
import io.blockyard.dataiku.Sources;
import io.blockyard.discovery.CrawlBench;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

class MirrorsTest extends MirroredBlocks {

    /** Of somebody who signs commits elsewhere. */
    private static final String LONG_NAME = "Gina of the department of rotating machines, plant four, second floor";

    private static final Path SAMPLES = Path.of("samples/projects");
    private static final BlockId ALERTING = new BlockId("ALERTING");
    private static final byte[] PUMP = picture("pump");
    private static final byte[] SENSOR = picture("sensor");

    @Test
    void theTreeGoesToAFolderAndBackWithoutADifference() throws IOException {
        decideAndRename();
        here.edit(FEATURES, text -> text.replace("## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow"));
        here.attachments.attach(ADMIN, FEATURES, "a pump.png", PUMP);
        here.attachments.attach(ADMIN, FEATURES, "limits.csv", "sensor,limit\n".getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("Wiki"));
        Files.writeString(folder.resolve("Wiki/Ours.md"), "A page of our own");
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");

        here.run("files");
        var tree = here.tree();

        assertThat(contents(folder)).containsAllEntriesOf(texts(tree)).containsKey("Wiki/Ours.md");
        try (var other = new CrawlBench(temp.resolve("other"), SAMPLES)) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
            there.mirrors.importFrom(ADMIN, "files");
            assertThat(texts(there.tree())).isEqualTo(texts(tree));
            var attached = there.attachments.get(ADMIN, FEATURES, "a pump.png");
            assertThat(there.attachments.content(ADMIN, attached)).isEqualTo(PUMP);
            assertThat(there.mirrors.importFrom(ADMIN, "files"))
                    .isEqualTo(new RegistryImport.Imported(0, 0, List.of()));
            assertThat(other.crawl(project, KEY).blocks())
                    .extracting(block -> block.outcome().toString().toLowerCase(Locale.ROOT))
                    .containsOnly("unchanged", "withheld");
        }
    }

    @Test
    void theTreeGoesToAProjectOfDssAndBackWithoutADifference() throws IOException {
        decideAndRename();
        here.attachments.attach(ADMIN, FEATURES, "a pump.png", PUMP);
        here.edit(
                FEATURES,
                text -> text.replace(
                        "## Flow", "![a pump](attachment:a%20pump.png \"Pump\") ![](attachment:gone.png)\n\n## Flow"));
        here.mirrors.add(ADMIN, "dss", Kind.DSS, "", Sources.SANDBOX, "BLOCKS_REGISTRY");
        assertThat(here.run("dss")).isEmpty();
        var project = bench.sources.instance(Sources.SANDBOX).project("BLOCKS_REGISTRY");
        var page = project.wiki().article(FEATURES.value()).orElseThrow();

        var upload = page.at("/article/attachments/0/smartId").asString();
        assertThat(page.path("payload").asString())
                .contains("# Signal features", "![a pump](" + upload + " \"Pump\")", "![](attachment:gone.png)");
        assertThat(project.wiki().attachment(FEATURES.value(), upload)).isEqualTo(PUMP);
        assertThat(project.library().files()).contains("blocks/index.json");
        try (var other = new CrawlBench(temp.resolve("other"), SAMPLES)) {
            var there = new Catalogue(other, temp.resolve("other"));
            there.imports.read(ADMIN, RegistryFiles.of(here.everything("dss")), () -> {});
            assertThat(texts(there.tree())).isEqualTo(texts(here.tree()));
            var renamed = other.catalog.block(ADMIN, new BlockId("SIGNAL_FEATURES"));
            assertThat(renamed.manifest().id()).isEqualTo(FEATURES);
            assertThat(renamed.formerNames()).containsExactly("Vibration features");
        }

        project.wiki()
                .put(
                        page.path("article").path("id").asString(),
                        page.path("payload")
                                .asString()
                                .replace(
                                        "## Flow",
                                        "## Seen in DSS\n\nA remark.\n\n![s]("
                                                + project.wiki().attach(FEATURES.value(), "s.png", SENSOR)
                                                + ")\n\n## Flow"));
        here.run("dss");
        assertThat(here.text(FEATURES))
                .contains("A remark.", "![s](attachment:s.png)", "![a pump](attachment:a%20pump.png \"Pump\")");
        assertThat(here.content("s.png")).isEqualTo(SENSOR);
        assertThat(here.articles.history(ADMIN, FEATURES, 1).getFirst().reason())
                .isEqualTo("Edited in the mirror dss");
        here.attachments.remove(ADMIN, FEATURES, "a pump.png");
        assertThat(here.run("dss")).isEmpty();
        assertThat(project.wiki().article(FEATURES.value()).orElseThrow().at("/article/attachments"))
                .hasSize(1);
        assertThat(project.library().file("blocks/index.json").orElseThrow())
                .isEqualTo(texts(here.tree()).get("Library/blocks/index.json"));
    }

    @Test
    void aRepositoryHasOneCommitForEachChangeAndBringsEditsBack() throws Exception {
        var remote = temp.resolve("remote.git");
        Git.init()
                .setBare(true)
                .setDirectory(remote.toFile())
                .setInitialBranch("main")
                .call()
                .close();
        try (var server = GitServer.serving(remote)) {
            bench.sources.add(ADMIN, "team", new Origin.GitRepository(server.url(), "", "", "", ""), "");
            here.mirrors.add(ADMIN, "git", Kind.GIT, "", "team", "");
            here.run("git");
            here.run("git");
            here.edit(FEATURES, text -> text.replace("## Flow", "## Pitfalls\n\nMind the clocks.\n\n## Flow"));
            here.run("git");

            try (var clone = Git.cloneRepository()
                            .setURI(remote.toUri().toString())
                            .setDirectory(temp.resolve("clone").toFile())
                            .call();
                    var outdated = here.targets.open(here.mirrors.find(ADMIN, "git"))) {
                var log = new ArrayList<String>();
                clone.log()
                        .call()
                        .forEach(
                                commit -> log.add(commit.getAuthorIdent().getName() + ": " + commit.getShortMessage()));
                assertThat(log)
                        .containsExactly(
                                "ada: VIBRATION_FEATURES: For the night shift (ada)", "ada: 2 changes of the catalog");
                var files = contents(temp.resolve("clone"));
                files.keySet().removeIf(path -> path.startsWith(".git/"));
                assertThat(files).isEqualTo(texts(here.tree()));

                var page = page();
                var file = temp.resolve("clone").resolve(page);
                Files.writeString(file, Files.readString(file).replace("Mind the clocks.", "Mind all clocks."));
                var attached = temp.resolve("clone/Wiki/_ATTACHMENTS/" + FEATURES);
                Files.createDirectories(attached);
                Files.write(attached.resolve("both.png"), PUMP);
                Files.write(attached.resolve("sensor.png"), SENSOR);
                Files.writeString(attached.resolve("page.svg"), "<svg onload='alert(1)'/>");
                clone.add().addFilepattern(".").call();
                clone.commit()
                        .setMessage("Edit")
                        .setAuthor(LONG_NAME, "gina@example.org")
                        .setSign(false)
                        .call();
                clone.push().call();
                assertThat(outdated.write(
                                new TreeMap<>(Map.of("Wiki/Home.md", TreeFile.of(PUMP))),
                                path -> false,
                                new ChangeMessage("ada", List.of()),
                                problem -> {}))
                        .isEmpty();
            }
            here.edit(FEATURES, text -> text.replace("## Usage", "## Elsewhere\n\nMeanwhile.\n\n## Usage"));
            here.attachments.attach(ADMIN, FEATURES, "both.png", SENSOR);
            assertThat(here.run("git"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("a script in onload"));

            assertThat(here.text(FEATURES)).contains("Mind all clocks.", "Meanwhile.");
            assertThat(here.articles.history(ADMIN, FEATURES, 1).getFirst())
                    .extracting(Articles.Revision::author, Articles.Revision::reason)
                    .containsExactly("mirror git", "Edited in the mirror git by " + LONG_NAME);
            assertThat(here.content("sensor.png")).isEqualTo(SENSOR);
            assertThat(here.content("both.png")).isEqualTo(SENSOR);
            assertThat(here.content("both (git).png")).isEqualTo(PUMP);
            assertThat(texts(here.everything("git"))).isEqualTo(texts(here.tree()));
        }
    }

    @Test
    void whatBothChangedWaitsForAPersonAndNothingIsLost() throws IOException {
        here.mirrors.add(ADMIN, "files", Kind.FOLDER, folder.toString(), "", "");
        here.run("files");
        var file = folder.resolve(page());
        var title = Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                file, Files.readString(file).replace(title, "# Theirs").replace("\n", "\r\n"));
        here.edit(FEATURES, text -> text.replace(title, "# Ours"));

        here.run("files");

        assertThat(here.text(FEATURES)).contains("# Ours").doesNotContain("# Theirs");
        assertThat(here.articles.conflicts(ADMIN, FEATURES))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.crawled()).contains("# Theirs"));
        assertThat(Files.readString(file)).isEqualTo(here.text(FEATURES));
    }

    @Test
    void aProjectGetsItsOwnRegistryWhenItsOwnerAllows() {
        here.mirrors.add(ADMIN, "local", Kind.LOCAL, "", Sources.SANDBOX, KEY);
        var project = bench.sources.instance(Sources.SANDBOX).project(KEY);
        assertThatThrownBy(() -> here.run("local"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has not allowed");
        assertThat(project.wiki().article("_DISCOVERED_BLOCKS")).isEmpty();

        var variables = project.variables();
        variables.withObject("standard").put("blockyard_registry", "allow");
        project.putVariables(variables);
        var theirs = "# Alerting\n\nOur notes of the night shift.\n";
        project.wiki().create(ALERTING.value(), "", theirs);
        project.wiki().attach(ALERTING.value(), "rota.csv", "who,when\n".getBytes(StandardCharsets.UTF_8));
        for (int run = 0; run < 2; run++) {
            assertThat(here.run("local")).extracting(Problem::code).containsExactly("mirror.somebody-elses-page");
        }

        assertThat(project.wiki().article("_DISCOVERED_BLOCKS")).isPresent();
        assertThat(project.library().file("discovery/index.json").orElseThrow()).contains("VIBRATION_FEATURES");
        var page = project.wiki().article(FEATURES.value()).orElseThrow();
        project.wiki()
                .put(
                        page.path("article").path("id").asString(),
                        page.path("payload").asString() + "\n## Owner\n\nAsk me.\n");
        here.mirrors.remove(ADMIN, "local");
        here.mirrors.add(ADMIN, "local", Kind.LOCAL, "", Sources.SANDBOX, KEY);
        here.run("local");
        assertThat(here.text(FEATURES)).contains("Ask me.");
        here.targets
                .open(here.mirrors.find(ADMIN, "local"))
                .write(new TreeMap<>(), path -> false, new ChangeMessage("ada", List.of()), problem -> {});
        assertThat(project.wiki().article(FEATURES.value())).isEmpty();
        assertThat(project.wiki().article("_DISCOVERED_BLOCKS")).isEmpty();
        var kept = project.wiki().article(ALERTING.value()).orElseThrow();
        assertThat(kept.path("payload").asString()).isEqualTo(theirs);
        assertThat(kept.at("/article/attachments")).hasSize(1);
        assertThat(here.text(ALERTING)).doesNotContain("night shift");
        assertThat(here.attachments.all(ADMIN, ALERTING)).isEmpty();
    }

    private void decideAndRename() throws IOException {
        var zone = project.resolve("zones/qoIK9nw.json");
        Files.writeString(zone, Files.readString(zone).replace("Vibration features", "Signal features"));
        bench.crawl(project, KEY);
        bench.lifecycles.setOwners(ADMIN, FEATURES, List.of("olive", "pat"));
        bench.lifecycles.deprecate(ADMIN, FEATURES, new Deprecation("Superseded.", ALERTING.value()));
        bench.lifecycles.yank(ADMIN, ALERTING, BlockVersion.FIRST, "Doubles alerts");
    }

    /** As much of a PNG as tells one from another. */
    private static byte[] picture(String of) {
        return ("\u0089PNG\r\n\u001a\n" + of).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        var texts = new TreeMap<String, String>();
        files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.ISO_8859_1)));
        return texts;
    }
}
