package io.blockyard.discovery;

import static io.blockyard.discovery.CrawlBench.ADMIN;

import io.blockyard.access.Actor;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockReference;
import io.blockyard.catalog.BlockRegistry;
import io.blockyard.catalog.FolderRegistry;
import io.blockyard.catalog.RegistryTree;
import io.blockyard.discovery.PublishingPolicies.Policy;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One block of a sample, crawled as a draft; its source can be changed. */
abstract class DraftedBlock {

    static final String KEY = "COMPRESSOR_MONITORING";
    static final Actor OWNER = new Actor("olive", Set.of(Role.AUTHOR), "test");

    @TempDir
    Path temp;

    CrawlBench bench;
    Path project;
    BlockId id;

    @BeforeEach
    void crawlDrafts() throws IOException {
        bench = new CrawlBench(temp.resolve("data"), Path.of("samples/projects"));
        project = CrawlBench.part(KEY, temp.resolve("project"), Set.of("qoIK9nw"));
        bench.policies.set(ADMIN, project.toString(), Policy.DRAFT);
        id = new BlockId(bench.crawl(project, KEY).blocks().getFirst().blockId());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    void describe(String words) throws IOException {
        var zone = project.resolve("zones/qoIK9nw.json");
        var document = (ObjectNode) JsonMapper.shared().readTree(Files.readString(zone));
        Files.writeString(zone, document.put("shortDesc", words).toString());
    }

    List<Problem> resolve(BlockRegistry registry, String version) {
        return registry.resolve(reference(version)).warnings();
    }

    BlockReference reference(String version) {
        return BlockReference.parse("BLOCKS_REGISTRY/" + id + version);
    }

    void touchRecipes(String line) throws IOException {
        try (var recipes = Files.list(project.resolve("recipes"))) {
            for (var file : recipes.filter(path -> path.toString().matches(".*\\.(py|sql)"))
                    .toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                + line.replace("#", file.toString().endsWith("py") ? "#" : "--"));
            }
        }
    }

    Exported registry() {
        var tree = temp.resolve("tree");
        new RegistryTree(bench.catalog).export(ADMIN, tree);
        return new Exported(FolderRegistry.open(tree));
    }

    record Exported(FolderRegistry folder) {
        boolean resolveOrNot(BlockId id) {
            try {
                folder.resolve(BlockReference.ofWire(id.value()));
                return true;
            } catch (ProblemException none) {
                return false;
            }
        }
    }
}
