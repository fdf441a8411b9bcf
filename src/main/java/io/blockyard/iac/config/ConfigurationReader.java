package io.blockyard.iac.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a configuration from its files: one YAML file, or {@code project.yml} with {@code datasets/*.yml} and
 * {@code recipes/*.yml} beside it. Whatever can be read is read, so that all findings come together.
 */
public final class ConfigurationReader {

    private static final Pattern PROJECT_KEY = Pattern.compile("[A-Z][A-Z0-9_]{0,199}");
    private static final int LONGEST_SUGGESTION = 40;
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");
    private static final Pattern MAIN = Pattern.compile("project\\.ya?ml");

    private final Map<String, String> files;
    private final Findings findings;
    private final Fields.Reading reading;
    private final Substitution substitution;

    private ConfigurationReader(Map<String, String> files, Map<String, String> environment, Findings findings) {
        this.files = files;
        this.findings = findings;
        this.substitution = new Substitution(environment, findings);
        this.reading = new Fields.Reading(findings, substitution);
    }

    /**
     * Reads what can be read.
     *
     * @param files path → text
     * @param environment what {@code {{ env.NAME }}} may use
     * @return empty when there is no mapping to read at all; the findings say why
     */
    public static Optional<Configuration> read(
            Map<String, String> files, Map<String, String> environment, Findings findings) {
        return new ConfigurationReader(new TreeMap<>(files), environment, findings).read();
    }

    /** Whether DSS would take it as the key of a project. */
    public static boolean isProjectKey(String text) {
        return PROJECT_KEY.matcher(text).matches();
    }

    private Optional<Configuration> read() {
        var main = mainFile();
        if (main.isEmpty()) {
            findings.error(
                    "config.no-file",
                    new Place("", "", 1, 1),
                    "There is no project.yml among the files.",
                    "A configuration is one YAML file, or a folder with project.yml.");
            return Optional.empty();
        }
        var parts = partFiles(main.get());
        if (!parts.isEmpty()) {
            findings.nameFiles();
        }
        return YamlReader.read(main.get(), files.getOrDefault(main.get(), ""), findings)
                .flatMap(value -> Fields.of(value, Keys.TOP, "the configuration", reading))
                .map(fields -> configuration(fields, parts));
    }

    private Optional<String> mainFile() {
        var yaml = files.keySet().stream()
                .filter(path -> YAML.matcher(path).matches())
                .toList();
        return yaml.stream()
                .filter(path -> MAIN.matcher(path).matches())
                .findFirst()
                .or(() -> yaml.size() == 1 ? Optional.of(yaml.getFirst()) : Optional.empty());
    }

    private List<String> partFiles(String main) {
        return files.keySet().stream()
                .filter(path -> !path.equals(main))
                .filter(path -> path.matches("(datasets|recipes)/[^/]+\\.ya?ml"))
                .toList();
    }

    private Configuration configuration(Fields top, List<String> parts) {
        checkVersion(top);
        var project = project(top);
        var flow = new FlowReader(reading, files);
        var blockReader = new BlockReader(reading);
        var datasets = withParts(top, "datasets", parts).stream()
                .flatMap(value -> flow.dataset(value).stream())
                .toList();
        var recipes = withParts(top, "recipes", parts).stream()
                .flatMap(value -> flow.recipe(value).stream())
                .toList();
        var blocks = blockReader.blocks(top);
        var solutions = blockReader.solutions(top);
        var scenarios = top.elements("scenarios", (value, ignored) -> value.place());
        var target = target(top);
        top.free("metadata");
        return new Configuration(
                project,
                target,
                blocks,
                solutions,
                datasets,
                recipes,
                scenarios,
                Map.copyOf(files),
                substitution.used());
    }

    private void checkVersion(Fields top) {
        var value = top.value("version");
        if (value == null) {
            findings.error(
                    "config.required",
                    top.placeOf("version"),
                    "\u201cversion\u201d is required here.",
                    "Add version: \"1.0\".");
            return;
        }
        var version = top.plain("version");
        if (!version.equals("1.0")) {
            findings.error(
                    "config.version",
                    value.place(),
                    "The version \u201c" + version + "\u201d is not known.",
                    "Write version: \"1.0\".");
        } else if (value instanceof YamlValue.Scalar scalar && scalar.kind() != YamlValue.Kind.TEXT) {
            findings.warning(
                    "config.version-unquoted",
                    value.place(),
                    "The version is a number here, and 1.10 would be read as 1.1.",
                    "Put it into quotes: version: \"1.0\".");
        }
    }

    /** Without a project everything else is still looked at, so that a person hears of it all at once. */
    private Configuration.ProjectEntry project(Fields top) {
        var value = top.value("project");
        var nothing = new Configuration.ProjectEntry(
                new Text("", top.placeOf("project")),
                "",
                "",
                JsonMapper.shared().createObjectNode());
        if (value == null) {
            top.missing("project", "{key: MY_PROJECT, name: My project}");
            return nothing;
        }
        return Fields.of(value, Keys.PROJECT, "the project", reading)
                .map(fields -> {
                    var key = fields.required("key", "MY_PROJECT");
                    if (!key.value().isEmpty() && !isProjectKey(key.value())) {
                        findings.error(
                                "config.project-key",
                                key.place(),
                                "\u201c" + key.value()
                                        + "\u201d is no project key: it has to be upper case letters, digits and "
                                        + "underscores, 200 at most, and start with a letter.",
                                "Write " + suggestedKey(key.value()) + ", for instance.");
                    }
                    var name = fields.plain("name");
                    return new Configuration.ProjectEntry(
                            key,
                            name.isBlank() ? key.value() : name,
                            fields.plain("description"),
                            fields.free("settings"));
                })
                .orElse(nothing);
    }

    private static String suggestedKey(String wrong) {
        var upper = wrong.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        var begun = upper.isEmpty() || !Character.isLetter(upper.charAt(0)) ? "P_" + upper : upper;
        return begun.substring(0, Math.min(begun.length(), LONGEST_SUGGESTION));
    }

    private Configuration.TargetEntry target(Fields top) {
        var value = top.value("target");
        var nothing = new Configuration.TargetEntry(top.placeOf("target"), "", "", Map.of(), Map.of());
        if (value == null) {
            return nothing;
        }
        return Fields.of(value, Keys.TARGET, "the target", reading)
                .map(fields -> new Configuration.TargetEntry(
                        fields.place(),
                        fields.plain("instance"),
                        fields.plain("default_connection"),
                        fields.texts("connections"),
                        fields.texts("code_envs")))
                .orElse(nothing);
    }

    /** The elements of a list in {@code project.yml} and, after them, those of the files of that name. */
    private List<YamlValue> withParts(Fields top, String key, List<String> parts) {
        var all = new ArrayList<>(top.elements(key, (value, ignored) -> value));
        for (String part : parts) {
            if (part.startsWith(key + "/")) {
                YamlReader.read(part, files.getOrDefault(part, ""), findings).ifPresent(value -> {
                    for (YamlValue element : elements(value, key)) {
                        all.add(YamlReader.moved(element, key + "[" + all.size() + "]"));
                    }
                });
            }
        }
        return all;
    }

    /** A file of its own holds one element, a list of them, or that list under the key. */
    private static List<YamlValue> elements(YamlValue value, String key) {
        return switch (value) {
            case YamlValue.Sequence sequence -> sequence.items();
            case YamlValue.Mapping mapping -> {
                var entry = mapping.entries().get(key);
                yield mapping.entries().size() == 1
                                && entry != null
                                && entry.value() instanceof YamlValue.Sequence sequence
                        ? sequence.items()
                        : List.of(value);
            }
            case YamlValue.Scalar scalar -> List.of(scalar);
        };
    }

    /** The paths that {@code code_ref} keys of these texts name, so that a caller can read those files too. */
    public static List<String> codeReferences(Map<String, String> files) {
        var found = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> {
            if (YAML.matcher(path).matches()) {
                YamlReader.read(path, text, new Findings()).ifPresent(value -> collect(value, found));
            }
        });
        return List.copyOf(found.keySet());
    }

    private static void collect(@Nullable YamlValue value, Map<String, String> found) {
        switch (value) {
            case YamlValue.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> {
                    if (key.equals("code_ref") && entry.value() instanceof YamlValue.Scalar scalar) {
                        found.put(scalar.text(), key);
                    }
                    collect(entry.value(), found);
                });
            case YamlValue.Sequence sequence -> sequence.items().forEach(item -> collect(item, found));
            case YamlValue.Scalar ignored -> {}
            case null -> {}
        }
    }
}
