package io.blockyard.iac.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every key that a configuration may have, by the mapping it stands in. The JSON Schema says the same. */
public final class Keys {

    public static final Set<String> TOP =
            keys("version", "metadata", "project", "target", "blocks", "solutions", "datasets", "recipes", "scenarios");
    public static final Set<String> PROJECT = keys("key", "name", "description", "settings");
    public static final Set<String> TARGET = keys("instance", "default_connection", "connections", "code_envs");
    public static final Set<String> BLOCK =
            keys("ref", "instance_name", "zone_name", "inputs", "outputs", "variables", "extends");
    public static final Set<String> EXTENSION = keys("recipe", "override_with", "use_class", "class_config");
    public static final Set<String> SOLUTION =
            keys("ref", "instance_name", "zone_prefix", "inputs", "outputs", "variables", "block_overrides");
    public static final Set<String> BLOCK_OVERRIDE = keys("extends");
    public static final Set<String> DATASET = keys(
            "name",
            "type",
            "connection",
            "params",
            "schema",
            "format_type",
            "table",
            "path",
            "query",
            "comment",
            "description",
            "tags");
    public static final Set<String> SCHEMA = keys("columns");
    public static final Set<String> RECIPE = keys(
            "name",
            "type",
            "inputs",
            "outputs",
            "params",
            "code",
            "code_ref",
            "sql",
            "description",
            "tags",
            "settings");
    public static final Set<String> ITEM = keys("ref", "role");

    /** What a key starts with that belongs to nobody but its author. */
    public static final String FREE_PREFIX = "x-";

    private Keys() {}

    private static Set<String> keys(String... names) {
        return java.util.Collections.unmodifiableSet(new TreeSet<>(List.of(names)));
    }
}
