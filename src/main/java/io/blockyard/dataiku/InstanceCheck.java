package io.blockyard.dataiku;

import io.blockyard.dataiku.Diagnosis.Name;
import io.blockyard.dataiku.Diagnosis.Outcome;
import io.blockyard.dataiku.Diagnosis.Step;
import io.blockyard.dataiku.DssClient.Patience;
import io.blockyard.dataiku.Origin.Instance;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * A test of an instance from the bottom up: name, connection, encryption, API, key, clock, projects. The first step that
 * fails is the one to mend; those above it are not tried.
 */
final class InstanceCheck {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final AllowedHosts hosts;
    private final HttpWire wire;
    private final Instance instance;
    private final String apiKey;
    private final Patience patience = Patience.brief();
    private final List<Step> steps = new ArrayList<>();
    private String version = "";
    private String called = "the instance";
    private String user = "";
    private int projects;

    InstanceCheck(ProjectReaders readers, Instance instance, String apiKey) {
        this(readers.hosts(), readers.wire(instance, Patience.brief()), instance, apiKey);
    }

    private InstanceCheck(AllowedHosts hosts, HttpWire wire, Instance instance, String apiKey) {
        this.hosts = hosts;
        this.wire = wire;
        this.instance = instance;
        this.apiKey = apiKey;
    }

    /** A test of what belongs to this program itself: no list of hosts applies to it. */
    static InstanceCheck ofOwn(Instance instance, String apiKey) {
        return new InstanceCheck(
                AllowedHosts.any(), HttpWire.anywhere(Patience.brief().connect()), instance, apiKey);
    }

    Diagnosis run() {
        try {
            connect(resolve());
            var http = new DssHttp(instance.url(), apiKey, patience, wire, new Pace(100));
            introduce(http);
            look(http);
        } catch (Failed failed) {
            skipTheRest();
            return new Diagnosis(false, failed.problem.sentence(), version, 0, steps);
        }
        var message = "Reached " + called + (version.isEmpty() ? "" : " (DSS " + version + ")") + " at "
                + instance.url() + " as \u201c" + user + "\u201d; the key sees " + projects
                + (projects == 1 ? " project." : " projects.");
        return new Diagnosis(true, message, version, projects, steps);
    }

    private InetAddress resolve() throws Failed {
        var host = instance.url().getHost();
        try {
            var addresses = hosts.resolve(host);
            passed(
                    Name.HOST,
                    host + " is "
                            + Arrays.stream(addresses)
                                    .map(InetAddress::getHostAddress)
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + ".");
            return addresses[0];
        } catch (ProblemException forbidden) {
            throw failed(Name.HOST, forbidden.problems().getFirst());
        } catch (IOException unknown) {
            throw failed(Name.HOST, DssErrors.unreachable(instance.url(), patience, unknown));
        }
    }

    private void connect(InetAddress address) throws Failed {
        var url = instance.url();
        var encrypted = url.getScheme().equals("https");
        var port = port(url);
        try (var socket = new Socket()) {
            var begin = System.nanoTime();
            socket.connect(new InetSocketAddress(address, port), (int)
                    patience.connect().toMillis());
            passed(
                    Name.CONNECTION,
                    "Port " + port + " answers within " + (System.nanoTime() - begin) / 1_000_000 + " ms.");
            if (encrypted) {
                encrypt(socket, port);
            }
        } catch (IOException refused) {
            var silent = refused instanceof SocketTimeoutException
                    ? new ConnectTimeoutException(refused.getMessage())
                    : refused;
            throw failed(Name.CONNECTION, DssErrors.unreachable(url, patience, silent));
        }
    }

    private void encrypt(Socket plain, int port) throws Failed {
        var url = instance.url();
        try (var socket = (SSLSocket) wire.tls().getSocketFactory().createSocket(plain, url.getHost(), port, false)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout((int) patience.connect().toMillis());
            socket.startHandshake();
            passed(Name.ENCRYPTION, socket.getSession().getProtocol() + " with a certificate that is trusted.");
        } catch (SocketTimeoutException silent) {
            throw failed(Name.ENCRYPTION, DssErrors.unreachable(url, patience, TlsTrouble.noAnswer(silent)));
        } catch (IOException failure) {
            throw failed(Name.ENCRYPTION, DssErrors.unreachable(url, patience, failure));
        }
    }

    private void introduce(DssHttp http) throws Failed {
        var path = "/auth/info?withSecrets=false";
        try {
            var answer = http.ask(path);
            if (answer.status() == 401 || answer.status() == 403) {
                passed(Name.API, "Something answers as DSS does.");
                var refusal = DssErrors.refused(
                        instance.url(), "GET", path, answer.status(), answer.location(), answer.body());
                throw failed(Name.KEY, refusal);
            }
            if (answer.status() >= 300) {
                throw failed(
                        Name.API,
                        answer.status() == 404
                                ? DssErrors.notDss(instance.url(), path)
                                : DssErrors.refused(
                                        instance.url(),
                                        "GET",
                                        path,
                                        answer.status(),
                                        answer.location(),
                                        answer.body()));
            }
            user = Documents.text(DssErrors.json(instance.url(), path, answer.body()), "authIdentifier");
            version = answer.dssVersion();
            nameItself(http);
            passed(Name.API, "DSS" + (version.isEmpty() ? "" : " " + version) + " answers.");
            passed(Name.KEY, "The key speaks for \u201c" + user + "\u201d.");
            compareClocks(answer.date());
        } catch (ProblemException failure) {
            throw failed(Name.API, failure.problems().getFirst());
        }
    }

    /** A key without administration may not be told; then the instance stays without a name. */
    private void nameItself(DssHttp http) {
        try {
            var info = http.get("/instance-info");
            var name = Documents.text(info, "nodeName");
            called = name.isEmpty() ? called : name;
            var told = Documents.text(info, "dssVersion");
            version = told.isEmpty() ? version : told;
        } catch (ProblemException notTold) {
            called = "the instance";
        }
    }

    private void compareClocks(Optional<Instant> date) {
        if (date.isEmpty()) {
            return;
        }
        var apart = Duration.between(date.get(), Instant.now()).abs();
        if (apart.compareTo(CLOCKS_APART) > 0) {
            steps.add(new Step(
                    Name.CLOCK,
                    Outcome.WARNING,
                    "The clocks of the instance and of this machine are " + apart.toMinutes() + " minutes apart.",
                    "Set both by a time server; certificates and keys expire by the clock."));
        } else {
            passed(Name.CLOCK, "The clocks agree.");
        }
    }

    private void look(DssHttp http) throws Failed {
        try {
            projects = http.get("/projects/").size();
        } catch (ProblemException refused) {
            throw failed(Name.PROJECTS, refused.problems().getFirst());
        }
        if (projects == 0) {
            steps.add(new Step(
                    Name.PROJECTS,
                    Outcome.WARNING,
                    "The key sees no project.",
                    "Give its user the right to read the projects in DSS, or use another key."));
        } else {
            passed(Name.PROJECTS, "The key sees " + projects + (projects == 1 ? " project." : " projects."));
        }
    }

    private void passed(Name name, String message) {
        steps.add(new Step(name, Outcome.OK, message, ""));
    }

    private Failed failed(Name name, ProblemException failure) {
        return failed(name, failure.problems().getFirst());
    }

    private Failed failed(Name name, Problem problem) {
        steps.add(new Step(name, Outcome.FAILED, problem.message(), problem.remedy()));
        return new Failed(problem);
    }

    private void skipTheRest() {
        var seen = steps.stream().map(Step::name).collect(Collectors.toSet());
        for (var name : List.of(Name.CONNECTION, Name.ENCRYPTION, Name.API, Name.KEY, Name.PROJECTS)) {
            var needed = name != Name.ENCRYPTION || instance.url().getScheme().equals("https");
            if (needed && !seen.contains(name)) {
                steps.add(new Step(name, Outcome.SKIPPED, "", ""));
            }
        }
    }

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    }

    /** The step that ended the test. */
    private static final class Failed extends Exception {

        private final transient Problem problem;

        private Failed(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }
    }
}
