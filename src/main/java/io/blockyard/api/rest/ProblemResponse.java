package io.blockyard.api.rest;

import io.blockyard.api.ProblemDocument;
import io.blockyard.api.WireFormat;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** Problem details (RFC 9457), for the controllers' advice and for the filters before them. */
final class ProblemResponse {

    static HttpStatus status(ProblemException.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNPLANNABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case REMOTE -> HttpStatus.BAD_GATEWAY;
            case SETTINGS -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    static ProblemDocument document(HttpStatusCode status, String path, List<Problem> problems) {
        var known = HttpStatus.resolve(status.value());
        return new ProblemDocument(
                "about:blank",
                known == null ? "Error" : known.getReasonPhrase(),
                status.value(),
                problems.stream().map(Problem::sentence).collect(Collectors.joining(" ")),
                path,
                problems);
    }

    static ProblemDocument tooLarge(String path) {
        return document(
                HttpStatus.CONTENT_TOO_LARGE,
                path,
                List.of(Problem.error(
                        "api.too-large",
                        "The body is larger than " + (BodyLimit.LIMIT >> 20) + " MiB.",
                        "A configuration is text; leave data and archives out of it.")));
    }

    /** Answers from a filter, before any controller. */
    void send(HttpServletRequest request, HttpServletResponse response, ProblemException refusal) throws IOException {
        send(response, document(status(refusal.kind()), request.getRequestURI(), refusal.problems()));
    }

    void send(HttpServletResponse response, ProblemDocument document) throws IOException {
        response.setStatus(document.status());
        if (document.status() == HttpStatus.UNAUTHORIZED.value()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(WireFormat.write(document).getBytes(StandardCharsets.UTF_8));
    }
}
