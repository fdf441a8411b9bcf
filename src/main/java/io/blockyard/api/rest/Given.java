package io.blockyard.api.rest;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what a request must hold, and says which field is missing or malformed. */
final class Given {

    private Given() {}

    /** The text of a field that must be there and not be blank. */
    static String text(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw invalid(field, "“" + field + "” is missing.", "");
        }
        return value.strip();
    }

    /** A field that must be there. */
    static <T> T value(@Nullable T value, String field) {
        if (value == null) {
            throw invalid(field, "“" + field + "” is missing.", "");
        }
        return value;
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    static Path path(String text, String field) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw invalid(field, "“" + text + "” is no path.", "");
        }
    }

    static ProblemException invalid(String field, String message, String remedy) {
        return new ProblemException(
                ProblemException.Kind.INVALID,
                Problem.error("api.invalid-field", message, remedy).at(field));
    }
}
