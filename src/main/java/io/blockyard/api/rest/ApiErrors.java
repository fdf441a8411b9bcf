package io.blockyard.api.rest;

import io.blockyard.api.ProblemDocument;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where a failure becomes a status with problem details. No class name, no stack trace leaves it. */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ResponseEntity<ProblemDocument> refused(ProblemException refusal, HttpServletRequest request) {
        return answer(ProblemResponse.status(refusal.kind()), request.getRequestURI(), refusal.problems());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDocument> unexpected(Exception failure, HttpServletRequest request) {
        var known = causeOf(failure, ProblemException.class);
        if (known != null) {
            return refused(known, request);
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                request.getRequestURI(),
                List.of(Problem.error(
                        "api.unexpected",
                        "Something went wrong on the server that should not.",
                        "The server's log says where; report it.")));
    }

    /** Everything that Spring MVC itself refuses, said in our words. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest webRequest) {
        var request = ((ServletWebRequest) webRequest).getRequest();
        var known = causeOf(failure, ProblemException.class);
        var document = known != null
                ? ProblemResponse.document(
                        ProblemResponse.status(known.kind()), request.getRequestURI(), known.problems())
                : causeOf(failure, BodyLimit.TooLarge.class) != null
                        ? ProblemResponse.tooLarge(request.getRequestURI())
                        : ProblemResponse.document(
                                status, request.getRequestURI(), List.of(problem(failure, status, request)));
        return ResponseEntity.status(document.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(document);
    }

    private static Problem problem(Exception failure, HttpStatusCode status, HttpServletRequest request) {
        return switch (failure) {
            case NoResourceFoundException none ->
                Problem.error(
                        "api.no-such-path",
                        "There is nothing at “" + request.getRequestURI() + "”.",
                        "The API is described at /api/docs.");
            case HttpRequestMethodNotSupportedException wrong ->
                Problem.error(
                        "api.method",
                        wrong.getMethod() + " is not possible on “" + request.getRequestURI() + "”.",
                        "Possible: " + methods(wrong) + ".");
            case HttpMediaTypeNotSupportedException wrong ->
                Problem.error(
                        "api.content-type",
                        "A body of type “" + wrong.getContentType() + "” is not understood here.",
                        "Send one of: " + types(wrong.getSupportedMediaTypes()) + ".");
            case HttpMediaTypeNotAcceptableException wrong ->
                Problem.error(
                        "api.accept",
                        "This cannot be answered in the form asked for.",
                        "Ask for one of: " + types(wrong.getSupportedMediaTypes()) + ".");
            case MissingServletRequestParameterException missing ->
                Problem.error(
                                "api.missing-parameter",
                                "The parameter “" + missing.getParameterName() + "” is missing.",
                                "")
                        .at(missing.getParameterName());
            case MethodArgumentTypeMismatchException wrong -> mismatch(wrong, wrong.getName());
            case TypeMismatchException wrong -> mismatch(wrong, String.valueOf(wrong.getPropertyName()));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            default -> Problem.error("api.refused", "The request was refused (" + status.value() + ").", "");
        };
    }

    private static String methods(HttpRequestMethodNotSupportedException wrong) {
        var supported = wrong.getSupportedHttpMethods();
        return supported == null
                ? "none"
                : supported.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
    }

    private static String types(List<MediaType> types) {
        return types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(", "));
    }

    private static Problem mismatch(TypeMismatchException wrong, String name) {
        var type = wrong.getRequiredType();
        var expected = type == null
                ? "something else"
                : type.isEnum()
                        ? "one of " + List.of(type.getEnumConstants())
                        : switch (type.getSimpleName()) {
                            case "UUID" -> "an id such as 0b8f5f0e-3f0a-4a0e-9f0e-2a6f0c1d2e3f";
                            case "int", "long", "Integer", "Long" -> "a whole number";
                            default -> "a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
                        };
        return Problem.error(
                        "api.parameter",
                        "“" + wrong.getValue() + "” is no value for “" + name + "”.",
                        "Expected: " + expected + ".")
                .at(name);
    }

    private static Problem unreadable(HttpMessageNotReadableException failure) {
        var json = causeOf(failure, JacksonException.class);
        if (json == null) {
            return Problem.error("api.body", "The request needs a body.", "The API is described at /api/docs.");
        }
        var problem = switch (json) {
            case UnrecognizedPropertyException unknown ->
                Problem.error(
                        "api.unknown-property",
                        "“" + unknown.getPropertyName() + "” is not known here.",
                        "Known: " + names(unknown) + ".");
            case InvalidNullException missing ->
                Problem.error("api.invalid-field", "A value is missing where one is needed.", "");
            default -> Problem.error("api.json", "The body is not the JSON that is expected here.", "");
        };
        var place = json.getLocation();
        var path = json.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return place == null || place.getLineNr() < 1
                ? problem.at(path)
                : problem.at(path, place.getLineNr(), Math.max(place.getColumnNr(), 1));
    }

    private static String names(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        return known == null
                ? "nothing"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static ResponseEntity<ProblemDocument> answer(HttpStatusCode status, String path, List<Problem> problems) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemResponse.document(status, path, problems));
    }
}
