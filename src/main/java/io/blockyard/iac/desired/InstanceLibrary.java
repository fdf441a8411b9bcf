package io.blockyard.iac.desired;

import io.blockyard.catalog.ResolvedBlock;
import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The library of a block, under a package of its own: {@code python/features_v1/…} and {@code R/features_v1/…}. Two
 * instances of one major version share it; files of the same name from other blocks cannot meet.
 */
final class InstanceLibrary {

    private static final String PYTHON = "python/";
    private static final String R = "R/";

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

    /** Files of the library for R, as its code names them → their names on the target. */
    Map<String, String> files() {
        var files = new TreeMap<String, String>();
        for (String path : block.definition().library().keySet()) {
            if (path.startsWith(R)) {
                var name = path.substring(R.length());
                files.put(name, pack + "/" + name);
            }
        }
        return files;
    }

    List<Resource> resources() {
        return Stream.concat(python().stream(), r().stream()).toList();
    }

    private List<Resource> r() {
        var files = files();
        return files.entrySet().stream()
                .map(file -> {
                    var path = R + file.getKey();
                    var text =
                            Objects.requireNonNull(block.definition().library().get(path));
                    return file(
                            R + file.getValue(),
                            path.matches("(?i).*\\.r") ? looked(path, rewriter.r(text, Map.of(), files)) : text);
                })
                .toList();
    }

    private List<Resource> python() {
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
        return checked(path, rewriter.python(text, Map.of(), modules));
    }

    private String checked(String path, CodeRewriter.Rewritten rewritten) {
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

    /** R names files by texts, so that what is not certain may well be right as it stands. */
    private String looked(String path, CodeRewriter.Rewritten rewritten) {
        for (var doubt : rewritten.doubts()) {
            findings.warning(
                    "plan.library-doubt",
                    use.reference().place(),
                    "The library file " + path + " of \u201c" + use.reference() + "\u201d, line " + doubt.line() + ": "
                            + doubt.sentence(),
                    "Look at this line after the apply, or change it where the block comes from and publish the block"
                            + " again.");
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
