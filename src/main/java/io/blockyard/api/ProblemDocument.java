package io.blockyard.api;

import io.blockyard.problem.Problem;
import java.util.List;

/**
 * A refusal, as RFC 9457 wants it, with everything that is wrong.
 *
 * @param title the status in words
 * @param detail what is wrong, for people
 * @param instance the path that was asked
 * @param problems the same as data, at least one
 */
public record ProblemDocument(
        String type, String title, int status, String detail, String instance, List<Problem> problems) {}
