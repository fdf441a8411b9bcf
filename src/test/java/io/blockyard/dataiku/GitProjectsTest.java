package io.blockyard.dataiku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.blockyard.dataiku.Origin.GitRepository;
import io.blockyard.dataiku.ProjectReader.ProjectSummary;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitProjectsTest {

    @TempDir
    Path folder;

    private Path working;
    private GitServer server;
    private ProjectReaders readers;

    @BeforeEach
    void start() throws Exception {
        var content = folder.resolve("content");
        write(content.resolve("README.md"), "no project");
        write(content.resolve("dss/PUMPS/params.json"), "{\"name\": \"Pumps\", \"shortDesc\": \"All pumps\"}");
        write(content.resolve("dss/PUMPS/datasets/readings.json"), "{\"type\": \"Filesystem\"}");
        write(content.resolve("dss/PUMPS/notebooks/sql/x/params.json"), "{\"name\": \"no project\"}");
        write(content.resolve("dss/VALVES/params.json"), "{}");
        working = folder.resolve("repository");
        server = GitServer.serving(GitServer.repository(working, content), Optional.of("crawler:s3cret"));
        readers = new ProjectReaders(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
        readers.close();
    }

    @Test
    void findsTheProjectsOfABranchAndFollowsIt() throws Exception {
        var projects = open("main", "");

        assertThat(projects.projects())
                .containsExactly(
                        new ProjectSummary("PUMPS", "Pumps", "All pumps"), new ProjectSummary("VALVES", "VALVES", ""));
        assertThat(projects.read("PUMPS").datasets()).hasSize(1);

        try (var git = Git.open(working.toFile())) {
            write(working.resolve("dss/PUMPS/datasets/alerts.json"), "{\"type\": \"Filesystem\"}");
            Files.delete(working.resolve("dss/VALVES/params.json"));
            GitServer.commit(git);
        }

        assertThat(projects.read("PUMPS").datasets())
                .extracting(ProjectSnapshot.Dataset::name)
                .containsExactly("alerts", "readings");
        assertThat(projects.projects()).extracting(ProjectSummary::key).containsExactly("PUMPS");
    }

    @Test
    void looksOnlyWhereItIsToldTo() {
        assertThat(open("", "dss/VALVES").projects())
                .extracting(ProjectSummary::key)
                .containsExactly("VALVES");
        refused(open("", "docs"), Kind.INVALID, "no DSS project");
        refused(open("release", ""), Kind.NOT_FOUND, "has no branch \u201crelease\u201d");
    }

    @Test
    void saysWhatIsWrong() {
        var url = server.url();
        refused(readers.open(origin(url, "", "", "crawler"), "wrong"), Kind.SETTINGS, "refuses the user or the secret");
        refused(readers.open(origin(url, "", "", ""), ""), Kind.SETTINGS, "refuses the user or the secret");
        refused(
                readers.open(origin(url.replace("projects", "nothing"), "", "", "crawler"), "s3cret"),
                Kind.NOT_FOUND,
                "There is no git repository");
        refused(readers.open(origin("http://127.0.0.1:1/x.git", "", "", ""), ""), Kind.REMOTE, "nothing listens there");
        refused(readers.open(origin("http://nowhere.invalid/x.git", "", "", ""), ""), Kind.REMOTE, "is not known");
        refused(
                readers.open(origin("http://127.0.0.1:1/404/authentication.git", "", "", ""), ""),
                Kind.REMOTE,
                "nothing listens there");
    }

    /** A server's question for a password is an answer like any other: it holds a connection until it is closed. */
    @Test
    void leavesNoConnectionOpen() {
        var origin = origin(server.url(), "main", "", "crawler");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (var time = 0; time < 12; time++) {
                refused(readers.open(origin, "wrong"), Kind.SETTINGS, "refuses the user or the secret");
            }
            assertThat(readers.open(origin, "s3cret").projects()).hasSize(2);
        });
    }

    @Test
    void asksNoHostThatIsNotAllowed() {
        try (var strict = new ProjectReaders(AllowedHosts.of("git.example.org"), folder.resolve("strict"), 100)) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> strict.open(origin(server.url(), "", "", ""), ""))
                    .withMessageContaining("not among those that may be asked: git.example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "/etc",
                "ext::sh -c whoami",
                "git://git.example.org/x.git",
                "https://user:password@git.example.org/x.git",
                "https://glpat-0123456789abcdef@git.example.org/x.git",
                "https://0123456789abcdef0123456789abcdef01234567@git.example.org/x.git",
                "http://169.254.169.254/x.git"
            })
    void refusesAddressesThatAreNoRepository(String url) {
        var rules = new OriginRules(AllowedHosts.any());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> rules.clean(origin(url, "", "", "")))
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.INVALID));
    }

    @Test
    void fetchesOverSshWithAKeyAndRemembersTheServer() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var host = generator.generateKeyPair();
        var mine = generator.generateKeyPair();
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(mine.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        try (var ssh = SshServer.setUpDefaultServer()) {
            ssh.setHost("127.0.0.1");
            ssh.setKeyPairProvider(KeyPairProvider.wrap(host));
            ssh.setPublickeyAuthenticator(
                    (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, mine.getPublic()));
            ssh.setCommandFactory((channel, command) -> new UploadCommand(working.resolve(".git")));
            ssh.start();
            var origin = origin("ssh://git@127.0.0.1:" + ssh.getPort() + "/team/projects.git", "main", "", "");

            assertThat(readers.open(origin, pem).projects())
                    .extracting(ProjectSummary::key)
                    .containsExactly("PUMPS", "VALVES");
            try (var choosy = new ProjectReaders(AllowedHosts.of("localhost"), folder.resolve("choosy"), 100)) {
                var named = origin("ssh://git@LocalHost:" + ssh.getPort() + "/team/projects.git", "main", "", "");
                assertThat(choosy.open(named, pem).projects()).hasSize(2);
            }
            refused(readers.open(origin, "password"), Kind.SETTINGS, "refuses the user or the secret");

            var keys = folder.resolve("data/keys/ssh-hosts");
            assertThat(keys).content().startsWith("[127.0.0.1]:" + ssh.getPort() + " ssh-rsa ");
            Files.writeString(keys, "[127.0.0.1]:" + ssh.getPort() + " ssh-rsa AAAA\n");
            refused(readers.open(origin, pem), Kind.SETTINGS, "has another key than before");
        }
    }

    private ProjectReader open(String branch, String below) {
        return readers.open(origin(server.url(), branch, below, "crawler"), "s3cret");
    }

    private static GitRepository origin(String url, String branch, String below, String user) {
        return new GitRepository(url, branch, below, user, "");
    }

    private static void refused(ProjectReader reader, Kind kind, String words) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reader::projects)
                .withMessageContaining(words)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** {@code git-upload-pack} as an ssh server runs it. */
    private static final class UploadCommand extends AbstractCommandSupport {

        private final Path repository;

        UploadCommand(Path repository) {
            super("git-upload-pack", null);
            this.repository = repository;
        }

        @Override
        public void run() {
            try (var opened =
                    new FileRepositoryBuilder().setGitDir(repository.toFile()).build()) {
                new UploadPack(opened).upload(getInputStream(), getOutputStream(), getErrorStream());
                onExit(0);
            } catch (IOException failure) {
                onExit(1, failure.getMessage());
            }
        }
    }
}
