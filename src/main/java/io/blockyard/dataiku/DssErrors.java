package io.blockyard.dataiku;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an instance's refusals and silences mean to a person. */
final class DssErrors {

    /** An instance of this version has no such call. */
    static final String NOT_OFFERED = "dss.not-offered";

    /** An instance that answers that it can do nothing with what it is asked. */
    static final String DECLINED = "dss.declined";

    /** An instance that answers, but not to this. */
    static final String FAILED = "dss.failed";

    private static final int LONGEST_MESSAGE = 500;

    private DssErrors() {}

    static ProblemException refused(URI base, String method, String path, int status, String location, byte[] body) {
        var said = message(body);
        return switch (status) {
            case 401 ->
                ProblemException.of(
                        Kind.SETTINGS,
                        "dss.key-refused",
                        "The DSS instance at " + base + " refuses the API key" + quoted(said) + ".",
                        "Check that the key is whole, still exists in DSS and belongs to this instance.");
            case 403 ->
                ProblemException.of(
                        Kind.SETTINGS,
                        "dss.key-without-right",
                        "The API key may not do this at " + base + ": " + method + " " + path + quoted(said) + ".",
                        "Give the key the right in DSS, or use another key.");
            case 404 ->
                ProblemException.of(
                        Kind.NOT_FOUND,
                        "dss.not-found",
                        "There is nothing at " + path + " of " + base + quoted(said) + ".",
                        "Check the name.");
            case 409 ->
                ProblemException.of(
                        Kind.CONFLICT,
                        "dss.conflict",
                        "The DSS instance at " + base + " says that it exists already or was changed meanwhile"
                                + quoted(said) + ".",
                        "");
            case 501 ->
                ProblemException.of(
                        Kind.REMOTE,
                        NOT_OFFERED,
                        "The DSS instance at " + base + " does not offer " + method + " " + path + quoted(said) + ".",
                        "A newer version of DSS may.");
            default -> {
                if (status >= 300 && status < 400) {
                    yield ProblemException.of(
                            Kind.SETTINGS,
                            "dss.redirected",
                            base + " answers with a redirection" + (location.isEmpty() ? "" : " to " + location)
                                    + ", which is not followed.",
                            "Use the address of the DSS instance itself, with https:// where it is served so; a"
                                    + " redirection to a sign-in page means that something stands before DSS.");
                }
                yield ProblemException.of(
                        Kind.REMOTE,
                        status == 400 || status == 422 ? DECLINED : FAILED,
                        "The DSS instance at " + base + " answered " + status + " to " + method + " " + path
                                + quoted(said) + ".",
                        status >= 500 ? "Look into the instance's backend log, or try again later." : "");
            }
        };
    }

    /** @param outcome {@code {success: false, messages: {messages: [{severity, title, message}]}}} */
    static ProblemException notImported(URI base, String projectKey, JsonNode outcome) {
        var said = outcome.path("messages")
                .path("messages")
                .valueStream()
                .map(message -> Documents.text(message, "message"))
                .filter(message -> !message.isBlank())
                .collect(Collectors.joining("; "));
        return ProblemException.of(
                Kind.REMOTE,
                "dss.not-imported",
                "The DSS instance at " + base + " did not import the project " + projectKey + quoted(shortened(said))
                        + ".",
                "Put right what it says, or import the zip in DSS by hand.");
    }

    static ProblemException unreachable(URI base, DssClient.Patience patience, IOException failure) {
        var message = "The DSS instance at " + base + " cannot be reached: " + reason(base, patience, failure) + ".";
        var remedy = switch (failure) {
            case SSLException tls -> TlsTrouble.remedy(tls);
            case UnknownHostException unknown -> "Check the host's name, and that this machine can look it up.";
            case ConnectTimeoutException silent ->
                "Check the address and port, that the instance runs, and that no firewall stands between.";
            case SocketTimeoutException slow -> "Check the load of the instance, and try again.";
            default -> "Check the address and port, that the instance runs, and that nothing on the way blocks it.";
        };
        return new ProblemException(Kind.REMOTE, Problem.error("dss.unreachable", message, remedy), failure);
    }

    /** @throws ProblemException REMOTE when it is no JSON, as DSS would have answered */
    static JsonNode json(URI base, String path, byte[] body) {
        try {
            return Documents.json().readTree(body);
        } catch (JacksonException noJson) {
            throw new ProblemException(
                    Kind.REMOTE, notDss(base, path).problems().getFirst(), noJson);
        }
    }

    static ProblemException notDss(URI base, String path) {
        return ProblemException.of(
                Kind.REMOTE,
                "dss.not-dss",
                base + " answered something that is not DSS's API to " + path + ".",
                "Check that the address is the one of the DSS instance itself, without a path, and no sign-in page"
                        + " stands before it.");
    }

    static ProblemException noProject(URI base, String key, Collection<String> existing) {
        return new ProblemException(
                Kind.NOT_FOUND,
                Problem.error(
                                "dss.project-not-found",
                                "There is no project \u201c" + key + "\u201d at " + base
                                        + " that this API key may see.",
                                SimilarNames.remedy(key, existing))
                        .with(SimilarNames.of(key, existing)));
    }

    private static String reason(URI base, DssClient.Patience patience, IOException failure) {
        return switch (failure) {
            case ConnectTimeoutException silent ->
                "no answer within " + patience.connect().toSeconds() + " s";
            case SocketTimeoutException slow ->
                "no whole answer within " + patience.answer().toSeconds() + " s";
            case UnknownHostException unknown -> "the host " + base.getHost() + " is not known";
            case ConnectException refused -> "nothing listens there";
            case SSLException tls -> TlsTrouble.reason(base, tls);
            default -> failure.getMessage() == null ? "the connection broke" : failure.getMessage();
        };
    }

    /** DSS's own words, from {@code {errorType, message, detailedMessage}}. */
    private static String message(byte[] body) {
        try {
            var document = Documents.json().readTree(body);
            var detailed = Documents.text(document, "detailedMessage");
            var text = detailed.isBlank() ? Documents.text(document, "message") : detailed;
            return text.isBlank() ? Documents.text(document, "errorType") : shortened(text);
        } catch (JacksonException noJson) {
            var text = new String(body, StandardCharsets.UTF_8).strip();
            return text.startsWith("<") ? "" : shortened(text);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "\u2026";
    }

    private static String quoted(String said) {
        return said.isBlank() ? "" : " (it says: " + said.strip().replaceAll("\\.$", "") + ")";
    }
}
