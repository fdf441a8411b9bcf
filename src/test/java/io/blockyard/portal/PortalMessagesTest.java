package io.blockyard.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalMessagesTest {

    private static final Pattern USED = Pattern.compile("\\bt\\(\\s*\"([a-z0-9.-]+)\"\\s*[,)]");

    @Test
    void frenchSaysEverythingThatEnglishSays() throws IOException {
        assertThat(load("messages_fr.properties").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(load("messages.properties").stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_fr.properties"})
    void eachKeyStandsOnce(String file) throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources", file)).stream()
                        .filter(line -> line.matches("[a-zA-Z0-9.-]+\\s*=.*"))
                        .map(line -> line.replaceFirst("\\s*=.*", "")))
                .hasSizeGreaterThan(1000)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_fr.properties"})
    void everyTextIsAPattern(String file) throws IOException {
        for (var entry : load(file).entrySet()) {
            assertThat(new MessageFormat(entry.getValue().toString(), Locale.ENGLISH))
                    .as(entry.getKey().toString())
                    .isNotNull();
            assertThat(entry.getValue().toString())
                    .as("%s: a straight apostrophe would quote the pattern", entry.getKey())
                    .doesNotContain("'");
        }
    }

    @Test
    void everyKeyThatAViewNamesHasAText() throws IOException {
        var known = load("messages.properties").stringPropertyNames();
        var missing = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/io/blockyard/portal"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var used = USED.matcher(Files.readString(file));
                while (used.find()) {
                    if (!known.contains(used.group(1))) {
                        missing.add(used.group(1) + " in " + file.getFileName());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void pluralsFollowTheNumber() {
        var messages = new PortalMessages();
        assertThat(messages.getTranslation("contract.inputs", Locale.ENGLISH, 0))
                .isEqualTo("No inputs");
        assertThat(messages.getTranslation("contract.inputs", Locale.ENGLISH, 1))
                .isEqualTo("1 input");
        assertThat(messages.getTranslation("contract.inputs", Locale.FRENCH, 3)).isEqualTo("3 entrées");
    }

    private static Properties load(String name) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
