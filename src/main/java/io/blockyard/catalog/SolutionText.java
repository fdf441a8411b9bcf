package io.blockyard.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockVersion;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The manifest of a solution as a person writes it, in YAML or JSON. */
public final class SolutionText {

    private static final int LONGEST = 1_000_000;
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema());

    private SolutionText() {}

    /** @param versioned whether the person said a version; otherwise it follows from what changed */
    public record Written(BlockManifest manifest, boolean versioned) {}

    /** @throws ProblemException INVALID with everything that leaves the form, each with its path */
    public static Written read(String text) {
        if (text.length() > LONGEST) {
            throw invalid("", "It has more than " + LONGEST + " characters.");
        }
        try {
            if (!(BlockFormats.yaml().readTree(text) instanceof ObjectNode tree)) {
                throw invalid("", "It is no mapping.");
            }
            boolean versioned = tree.has("version");
            if (!versioned) {
                tree.put("version", BlockVersion.FIRST.toString());
            }
            if (!tree.has("type")) {
                tree.put("type", "solution");
            }
            if (!tree.has("name")) {
                tree.put("name", tree.path("block_id").asString(""));
            }
            return new Written(manifest(tree), versioned);
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            throw new ProblemException(
                    ProblemException.Kind.INVALID,
                    problem("", malformed.getOriginalMessage())
                            .at("", Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr())));
        }
    }

    private static BlockManifest manifest(ObjectNode tree) {
        var errors = SCHEMA.validate(BlockFormats.json().writeValueAsString(tree), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemException.Kind.INVALID,
                    errors.stream().map(SolutionText::problem).toList());
        }
        var manifest = BlockFormats.json().convertValue(tree, BlockManifest.class);
        if (!SolutionAssembly.isSolution(manifest)) {
            throw invalid("type", "It is the manifest of a zone; those are published by crawling their project.");
        }
        return manifest;
    }

    private static Problem problem(Error error) {
        var path = error.getInstanceLocation().toString().replaceFirst("^/", "").replaceAll("/(\\d+)", "[$1]");
        return problem(path.replace('/', '.'), error.getMessage());
    }

    private static ProblemException invalid(String path, String why) {
        return new ProblemException(ProblemException.Kind.INVALID, problem(path, why));
    }

    private static Problem problem(String path, String why) {
        var sentence = why.endsWith(".") ? why : why + ".";
        return Problem.error(
                        "solution.form",
                        "This is no manifest of a solution: " + sentence,
                        "The form is described at /schemas/block-manifest.json.")
                .at(path);
    }

    private static String schema() {
        try (InputStream in =
                Objects.requireNonNull(SolutionText.class.getResourceAsStream("/schemas/block-manifest.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
