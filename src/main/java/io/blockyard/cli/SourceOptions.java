package io.blockyard.cli;

import io.blockyard.api.SourceRequest;
import io.blockyard.api.SourceView;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a source is made of: mixed into the commands that add and edit one. */
final class SourceOptions {

    @Parameters(index = "0", paramLabel = "NAME", description = "What it is called here.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "URL", description = "The address of a DSS instance.")
    private @Nullable String url;

    @ArgGroup
    private @Nullable Origin origin;

    static final class Origin {

        @Option(names = "--git", paramLabel = "URL", description = "A git repository that DSS pushes projects to.")
        private @Nullable String git;

        @Option(names = "--folder", paramLabel = "DIR", description = "A folder of projects on the server's own disk.")
        private @Nullable Path folder;

        @Option(names = "--zip", paramLabel = "FILE", description = "An export or bundle of DSS, which is uploaded.")
        private @Nullable Path zip;
    }

    @Option(names = "--branch", paramLabel = "NAME", description = "The repository's branch. Default: its main one.")
    private @Nullable String branch;

    @Option(names = "--in", paramLabel = "FOLDER", description = "Where the projects lie in the repository.")
    private @Nullable String inside;

    @Option(names = "--user", paramLabel = "NAME", description = "Who we are to the repository.")
    private @Nullable String user;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Certificates (PEM) to trust in place of the usual authorities.")
    private @Nullable Path authority;

    @Option(names = "--api-key", paramLabel = "KEY", description = "An instance's API key; never shown again.")
    private @Nullable String key;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = {
                "A file with the key, token, password or private key.",
                "Without it: $$BLOCKYARD_SOURCE_SECRET, and for an instance $$BLOCKYARD_DSS_KEY."
            })
    private @Nullable Path secretFile;

    private final Terminal terminal;

    SourceOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    String name() {
        return name;
    }

    /** The zip to be uploaded, if that is what the source is. */
    Optional<Path> zip() {
        return origin == null
                ? Optional.empty()
                : Optional.ofNullable(origin.zip).map(terminal::resolve);
    }

    /** The request to name a source. @throws ProblemException INVALID when nothing says what it is */
    SourceRequest request() throws IOException {
        if ((origin == null) == (url == null)) {
            throw ProblemException.of(
                    ProblemException.Kind.INVALID,
                    "cli.source-origin",
                    "It has to be said what “" + name + "” is, and only once.",
                    "Give the URL of a DSS instance, --git URL, --folder DIR or --zip FILE.");
        }
        return new SourceRequest(
                name,
                kind(origin),
                origin == null ? url : origin.git,
                folder(origin),
                branch,
                inside,
                user,
                authorityText(null),
                null,
                secret(url != null));
    }

    /** The request to change a source: what is not said stays as it is. */
    SourceRequest request(SourceView before) throws IOException {
        var given = origin == null && url == null ? as(before) : origin;
        return new SourceRequest(
                null,
                kind(given),
                given != null ? given.git : url == null ? before.url() : url,
                folder(given),
                branch == null ? before.branch() : branch,
                inside == null ? before.folder() : inside,
                user == null ? before.user() : user,
                authorityText(before.authority()),
                null,
                secret(false));
    }

    /** What the source is now; null for an instance, whose address stands by itself. */
    private static @Nullable Origin as(SourceView before) {
        var origin = new Origin();
        switch (before.kind()) {
            case "git" -> origin.git = before.url();
            case "folder" -> origin.folder = Path.of(before.url());
            default -> {
                return null;
            }
        }
        return origin;
    }

    private static String kind(@Nullable Origin given) {
        return given == null ? "dss" : given.git != null ? "git" : "folder";
    }

    private @Nullable String folder(@Nullable Origin given) {
        return given == null || given.folder == null
                ? null
                : terminal.resolve(given.folder).toString();
    }

    private @Nullable String authorityText(@Nullable String before) throws IOException {
        return authority == null ? before : Files.readString(terminal.resolve(authority));
    }

    private @Nullable String secret(boolean needed) throws IOException {
        if (key != null) {
            return key;
        }
        if (secretFile != null) {
            return Files.readString(terminal.resolve(secretFile)).strip();
        }
        var environment = terminal.environment();
        var fromEnvironment = environment.get("BLOCKYARD_SOURCE_SECRET");
        if (fromEnvironment == null && needed) {
            fromEnvironment = environment.get("BLOCKYARD_DSS_KEY");
        }
        if (fromEnvironment != null || !needed) {
            return fromEnvironment;
        }
        if (terminal.colored()) {
            terminal.remark("The API key, then Enter and Ctrl-D:");
        }
        return terminal.readAll().strip();
    }
}
