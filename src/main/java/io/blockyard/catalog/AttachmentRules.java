package io.blockyard.catalog;

import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files may be attached to an article.
 *
 * @param largest of one file, in bytes
 * @param endings of the names that an organisation allows, in lower case; those of kinds that we do not know are never
 */
public record AttachmentRules(long largest, Set<String> endings) {

    private static final int LONGEST_NAME = 100;
    /** Of credentials in one text. */
    private static final int MOST_TOLD = 50;

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._()+-]*\\.[A-Za-z0-9]{1,8}");

    /** Fits an array with one byte more, by which a larger file is known. */
    private static final long MOST = 2047L << 20;

    /** @throws ProblemException SETTINGS for a size that no file can have */
    public AttachmentRules {
        if (largest < 0 || largest > MOST) {
            throw ProblemException.of(
                    Kind.SETTINGS,
                    "attachment.limit",
                    "The largest attachment cannot be " + largest + " bytes.",
                    "Set BLOCKYARD_ATTACHMENT_LIMIT to at most 2047MB.");
        }
        endings = Set.copyOf(endings);
    }

    /** A name without folders, and with its letters written in one way. */
    static String name(String given) {
        var file = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        return Normalizer.normalize(file, Normalizer.Form.NFC).strip();
    }

    /** @throws ProblemException INVALID for a name, size or content that an article cannot have */
    void check(String name, byte[] content) {
        var type = AttachmentType.ofName(name).filter(known -> endings.contains(AttachmentType.ending(name)));
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw refused(
                    "attachment.name",
                    "\u201c" + name + "\u201d cannot be an attachment's name.",
                    "Use letters, digits, spaces and _-.()+, an ending such as .png, and " + LONGEST_NAME
                            + " characters at most.");
        }
        if (type.isEmpty()) {
            throw refused(
                    "attachment.type",
                    "Files such as \u201c" + name + "\u201d cannot be attached.",
                    "These can: " + String.join(", ", new TreeSet<>(endings)) + ".");
        }
        if (content.length > largest) {
            throw refused(
                    "attachment.too-large",
                    "\u201c" + name + "\u201d is larger than " + (largest >> 10) + " KiB.",
                    "Make it smaller, or keep it elsewhere and link there.");
        }
        if (content.length == 0 || !type.get().fits(content)) {
            throw refused(
                    "attachment.content",
                    "\u201c" + name + "\u201d does not hold what its name says.",
                    "Give it the ending of what it is; texts have to be UTF-8.");
        }
        if (type.get().isText()) {
            checkText(name, type.get(), content);
        }
    }

    private static void checkText(String name, AttachmentType type, byte[] content) {
        if (type == AttachmentType.SVG) {
            SafeDrawing.fault(content).ifPresent(fault -> {
                throw refused(
                        "attachment.drawing",
                        "The drawing \u201c" + name + "\u201d holds " + fault + ".",
                        "Export it as a plain drawing, or as PNG.");
            });
        }
        var text = new String(content, StandardCharsets.UTF_8);
        List<Problem> problems = CredentialScan.in(text, CredentialScan.Language.PROSE).stream()
                .limit(MOST_TOLD)
                .map(match -> Problem.error(
                                "article.credential",
                                "Line " + match.line() + " of \u201c" + name + "\u201d holds what looks like "
                                        + match.kind().one() + ", and everybody reads articles.",
                                "Take it out, and say where to ask for it instead.")
                        .at("", match.line(), 1))
                .toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(Kind.INVALID, problems);
        }
    }

    private static ProblemException refused(String code, String message, String remedy) {
        return ProblemException.of(Kind.INVALID, code, message, remedy);
    }
}
