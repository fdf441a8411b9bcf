package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/**
 * How a configuration names a block: {@code REGISTRY/BLOCK_ID@VERSION}, where the version is {@code x.y.z},
 * {@code latest} or a range such as {@code ^1.2}, {@code ~1.2.0} or {@code >=1.0 <2.0}.
 */
public record BlockReference(String registry, BlockId id, String version) {

    /** The registry that is meant where nobody says another. */
    public static final String DEFAULT_REGISTRY = "BLOCKS_REGISTRY";

    private static final Pattern REGISTRY = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** Reads a reference, or says what is wrong at which position of it. */
    public static BlockReference parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !REGISTRY.matcher(text.substring(0, slash)).matches()) {
            throw malformed(text, slash < 0 ? text.length() : 0, "the registry's name and a slash are missing");
        }
        int at = text.indexOf('@', slash);
        if (at < 0) {
            throw malformed(text, text.length(), "\u201c@\u201d and the version are missing");
        }
        var id = text.substring(slash + 1, at);
        if (!BlockId.isValid(id)) {
            throw malformed(text, slash + 1, "\u201c" + id + "\u201d is no block id");
        }
        var version = text.substring(at + 1).strip();
        if (version.isEmpty() || (!version.equals("latest") && !isRange(version))) {
            throw malformed(text, at + 1, "\u201c" + version + "\u201d is no version");
        }
        return new BlockReference(text.substring(0, slash), new BlockId(id), version);
    }

    /**
     * Reads what people write for short: without a registry the default one is meant, without a version the newest.
     *
     * @throws ProblemException INVALID, with what is wrong at which position
     */
    @JsonCreator
    public static BlockReference ofWire(String text) {
        var stripped = text.strip();
        var whole = stripped.indexOf('/') < 0 ? DEFAULT_REGISTRY + "/" + stripped : stripped;
        return parse(whole.indexOf('@') < 0 ? whole + "@latest" : whole);
    }

    /** The reference to exactly this version in the default registry. */
    public static BlockReference exact(BlockId id, BlockVersion version) {
        return new BlockReference(DEFAULT_REGISTRY, id, version.toString());
    }

    /** The newest of these versions that the reference allows. */
    public Optional<BlockVersion> select(Collection<BlockVersion> versions) {
        return versions.stream().filter(this::allows).max(Comparator.naturalOrder());
    }

    public boolean allows(BlockVersion candidate) {
        if (version.equals("latest")) {
            return true;
        }
        return new Semver(candidate.toString()).satisfies(RangeListFactory.create(version));
    }

    private static boolean isRange(String version) {
        return version.matches("[0-9xX*^~<>=.|\\s-]+")
                && version.matches(".*\\d.*")
                && !RangeListFactory.create(version).get().isEmpty();
    }

    private static ProblemException malformed(String text, int position, String why) {
        return new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error(
                        "block.reference",
                        "\u201c" + text + "\u201d is no block reference: at position " + (position + 1) + " " + why
                                + ".",
                        "Write REGISTRY/BLOCK_ID@VERSION, such as BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0."));
    }

    @Override
    @JsonValue
    public String toString() {
        return registry + "/" + id + "@" + version;
    }
}
