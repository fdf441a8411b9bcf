package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * The library modules of a block, under a package of their own: {@code python/features_v1/…}. Two instances of one
 * major version share them; modules of the same name from other blocks cannot meet.
 */
final class InstanceLibrary {

    private static final String PYTHON = "python/";

    private final Configuration.BlockUse use;
    private final ResolvedBlock block;
    private final String projectKey;
    private final String pack;
    private final CodeRewriter rewriter;
    private final Findings findings;

    InstanceLibrary(
            Configuration.BlockUse use,
            ResolvedBlock block,
            String projectKey,
            String pack,
            CodeRewriter rewriter,
            Findings findings) {
        this.use = use;
        this.block = block;
        this.projectKey = projectKey;
        this.pack = pack;
        this.rewriter = rewriter;
        this.findings = findings;
    }

    /** Top-level module of the library → its dotted name on the target. */
    Map<String, String> modules() {
        var modules = new TreeMap<String, String>();
        for (String path : block.definition().library().keySet()) {
            if (path.startsWith(PYTHON)) {
                var top =
                        path.substring(PYTHON.length()).replaceFirst("/.*", "").replaceFirst("\\.py$", "");
                if (!top.equals("__init__")) {
                    modules.put(top, pack + "." + top);
                }
            }
        }
        return modules;
    }

    List<Resource> resources() {
        var files = new ArrayList<Resource>();
        var modules = modules();
        if (modules.isEmpty()) {
            return files;
        }
        var root = PYTHON + pack + "/__init__.py";
        files.add(file(
                root,
                "# Modules of the block " + block.manifest().id() + ", version "
                        + block.manifest().version().major() + ".\n"));
        block.definition().library().forEach((path, text) -> {
            if (!path.startsWith(PYTHON)) {
                return;
            }
            var target = PYTHON + pack + "/" + path.substring(PYTHON.length());
            if (target.equals(root)) {
                return;
            }
            files.add(file(target, path.endsWith(".py") ? rewritten(path, text, modules) : text));
        });
        return files;
    }

    private String rewritten(String path, String text, Map<String, String> modules) {
        var rewritten = rewriter.python(text, Map.of(), modules);
        for (var doubt : rewritten.doubts()) {
            findings.error(
                    "plan.library-import",
                    use.reference().place(),
                    "The library module " + path + " of \u201c" + use.reference() + "\u201d, line " + doubt.line()
                            + ": " + doubt.sentence(),
                    "Write the import so that it names the module, and publish the block again.");
        }
        return rewritten.text();
    }

    private Resource file(String path, String text) {
        var attributes = JsonMapper.shared().createObjectNode();
        attributes.put("path", path);
        attributes.put("content", text);
        return new Resource(
                ResourceType.LIBRARY,
                projectKey,
                path,
                "",
                attributes,
                List.of(),
                new TreeSet<>(List.of(ResourceType.PROJECT.address(projectKey, projectKey))),
                "library of the block " + block.manifest().id());
    }
}
