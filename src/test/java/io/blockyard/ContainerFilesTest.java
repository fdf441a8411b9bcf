package io.blockyard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What can be said about docker/ without an engine. */
class ContainerFilesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern VARIABLE = Pattern.compile("BLOCKYARD_[A-Z_]+");

    @Test
    void theComposeFileStartsAPortalAgainstADatabaseThatIsReady() {
        var compose = YAMLMapper.builder()
                .build()
                .readTree(DOCKER.resolve("compose.yml").toFile());
        var portal = compose.at("/services/portal");
        var database = compose.at("/services/database");

        assertThat(portal.at("/build/dockerfile").asString()).isEqualTo("docker/Dockerfile");
        assertThat(portal.at("/depends_on/database/condition").asString()).isEqualTo("service_healthy");
        assertThat(database.has("healthcheck")).isTrue();
        assertThat(portal.at("/environment/BLOCKYARD_DB_URL").asString())
                .isEqualTo("jdbc:postgresql://database:5432/"
                        + database.at("/environment/POSTGRES_DB").asString());
        assertThat(portal.at("/environment/BLOCKYARD_DB_USER").asString())
                .isEqualTo(database.at("/environment/POSTGRES_USER").asString());
        for (var service : List.of(portal, database)) {
            service.get("volumes")
                    .forEach(volume -> assertThat(
                                    compose.get("volumes").has(volume.asString().replaceAll(":.*", "")))
                            .isTrue());
        }
    }

    @Test
    void everySettingInDockerIsOneThatTheProductReads() throws IOException {
        var read = new TreeSet<String>();
        read.addAll(variables(Path.of("src/main/resources/application.yml")));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                read.addAll(variables(source));
            }
        }
        // The one that only chooses the port on the host.
        read.add("BLOCKYARD_PORT");
        assertThat(variables(DOCKER.resolve("compose.yml"))).isNotEmpty().isSubsetOf(read);
        assertThat(variables(DOCKER.resolve("Dockerfile"))).isNotEmpty().isSubsetOf(read);
    }

    @Test
    void noPasswordHasADefault() throws IOException {
        assertThat(Files.readAllLines(DOCKER.resolve("compose.yml")))
                .filteredOn(line -> line.contains("PASSWORD:"))
                .hasSize(3)
                .allMatch(line -> line.contains(":?"));
    }

    private static TreeSet<String> variables(Path file) throws IOException {
        var found = new TreeSet<String>();
        VARIABLE.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group()));
        return found;
    }
}
