package io.blockyard.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong or surprising.
 *
 * @param code stable, lower case with dots, such as {@code iac.unknown-key}
 * @param path where in the input, such as {@code blocks[0].extends[1].recipe}; empty for the whole
 * @param line 1-based line in the input, when it is a text
 * @param column 1-based column in that line
 * @param message what is wrong, one sentence
 * @param remedy what would be right or what to do next, one sentence; empty when there is nothing to say
 * @param related other places or names that belong to it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        Severity severity,
        String code,
        String path,
        @Nullable Integer line,
        @Nullable Integer column,
        String message,
        String remedy,
        List<String> related) {

    public Problem {
        related = List.copyOf(related);
    }

    /** An error that belongs to no place in a text. */
    public static Problem error(String code, String message, String remedy) {
        return new Problem(Severity.ERROR, code, "", null, null, message, remedy, List.of());
    }

    /** A warning that belongs to no place in a text. */
    public static Problem warning(String code, String message, String remedy) {
        return new Problem(Severity.WARNING, code, "", null, null, message, remedy, List.of());
    }

    /** The same problem, said of a place. */
    public Problem at(String newPath) {
        return new Problem(severity, code, newPath, line, column, message, remedy, related);
    }

    /** The same problem, said of a place in a text. */
    public Problem at(String newPath, int newLine, int newColumn) {
        return new Problem(severity, code, newPath, newLine, newColumn, message, remedy, related);
    }

    /** The same problem with other places or names beside it. */
    public Problem with(List<String> newRelated) {
        return new Problem(severity, code, path, line, column, message, remedy, newRelated);
    }

    /** Whether this is an error; not part of the JSON form, where the severity says it. */
    @JsonIgnore
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line for a terminal or a log: place, message and remedy. */
    public String sentence() {
        var place = new StringBuilder();
        if (line != null) {
            place.append("line ").append(line);
            if (column != null) {
                place.append(':').append(column);
            }
            place.append(path.isEmpty() ? ": " : " (" + path + "): ");
        } else if (!path.isEmpty()) {
            place.append(path).append(": ");
        }
        return place + message + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
