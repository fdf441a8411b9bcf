package io.blockyard.dataiku.sandbox;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Requests as lines of JSON: {@code {at, method, path, query, headers, body, status, milliseconds}}; a body that is no
 * text is {@code bodyBase64}.
 */
public final class RequestLog implements Consumer<LoggedRequest>, AutoCloseable {

    private final Writer out;

    private RequestLog(Writer out) {
        this.out = out;
    }

    /**
     * A log at the end of a file.
     *
     * @throws ProblemException SETTINGS when the file cannot be written to
     */
    public static RequestLog at(Path file) {
        try {
            return new RequestLog(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException failure) {
            throw new ProblemException(
                    Kind.SETTINGS,
                    Problem.error(
                            "sandbox.log",
                            "The log " + file + " cannot be written to: " + failure.getMessage() + ".",
                            "Name a file that may be written to."),
                    failure);
        }
    }

    @Override
    public synchronized void accept(LoggedRequest request) {
        var line = Json.object()
                .put("at", request.at().toString())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.query());
        var headers = line.putObject("headers");
        request.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> headers.put(header.getKey(), header.getValue()));
        try {
            line.put(
                    "body",
                    StandardCharsets.UTF_8.newDecoder().decode(request.body()).toString());
        } catch (CharacterCodingException noText) {
            var bytes = Base64.getEncoder().encode(request.body());
            line.put("bodyBase64", StandardCharsets.US_ASCII.decode(bytes).toString());
        }
        line.put("status", request.status()).put("milliseconds", request.took().toMillis());
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
