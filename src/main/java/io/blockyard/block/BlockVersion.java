package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.blockyard.problem.ProblemException;
import java.util.Comparator;
import java.util.regex.Pattern;

/** A version of a block, {@code major.minor.patch}. */
public record BlockVersion(int major, int minor, int patch) implements Comparable<BlockVersion> {

    public static final BlockVersion FIRST = new BlockVersion(1, 0, 0);

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");
    private static final Comparator<BlockVersion> ORDER = Comparator.comparingInt(BlockVersion::major)
            .thenComparingInt(BlockVersion::minor)
            .thenComparingInt(BlockVersion::patch);

    @JsonCreator
    public static BlockVersion parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "block.version",
                    "\u201c" + text + "\u201d is no version.",
                    "A version is three numbers with dots, such as 1.0.0.");
        }
        return new BlockVersion(
                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)));
    }

    public BlockVersion nextMajor() {
        return new BlockVersion(major + 1, 0, 0);
    }

    public BlockVersion nextMinor() {
        return new BlockVersion(major, minor + 1, 0);
    }

    public BlockVersion nextPatch() {
        return new BlockVersion(major, minor, patch + 1);
    }

    @Override
    public int compareTo(BlockVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
