package io.blockyard.dataiku;

import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.regex.Pattern;

/** Names that become paths of files: they come from projects that anybody may have made, and must not lead anywhere else. */
final class PathName {

    private static final int LONGEST = 1_000;
    private static final Pattern ODD = Pattern.compile("(?s)^[A-Za-z]:.*|.*[\\\\\\x00-\\x1f\\x7f].*");

    private PathName() {}

    /** Whether a path of {@code /} stays below the folder that it is relative to, on every system. */
    static boolean isInside(String path) {
        if (path.isEmpty() || path.length() > LONGEST || ODD.matcher(path).matches()) {
            return false;
        }
        for (var segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name can be that of one file. */
    static boolean isName(String name) {
        return isInside(name) && name.indexOf('/') < 0;
    }

    /** @throws ProblemException INVALID for a path that leads out of its folder */
    static void requireInside(String path) {
        if (!isInside(path)) {
            throw refused(path);
        }
    }

    /** @throws ProblemException INVALID for a name that cannot be that of one file */
    static String requireName(String name) {
        if (!isName(name)) {
            throw refused(name);
        }
        return name;
    }

    /** A name as it can be shown and logged. */
    static String printable(String name) {
        var plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "\u2026" : plain;
    }

    private static ProblemException refused(String name) {
        return ProblemException.of(
                Kind.INVALID,
                "dss.hostile-name",
                "\u201c" + printable(name) + "\u201d is no name that a file of a project may have.",
                "Rename it in DSS: without slashes, backslashes and control characters, and not \u201c.\u201d or"
                        + " \u201c..\u201d.");
    }
}
