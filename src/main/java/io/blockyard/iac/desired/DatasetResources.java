package io.blockyard.iac.desired;

import io.blockyard.iac.config.Configuration;
import io.blockyard.iac.config.Findings;
import io.blockyard.iac.config.Place;
import io.blockyard.iac.config.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The project's own datasets as resources. */
final class DatasetResources {

    private final Configuration configuration;
    private final Connections connections;
    private final TargetView target;
    private final String key;

    DatasetResources(Configuration configuration, TargetView target, Findings findings) {
        this.configuration = configuration;
        this.connections = new Connections(configuration, target, findings);
        this.target = target;
        this.key = configuration.project().key().value();
    }

    Resource declared(Configuration.DatasetEntry entry, String zone) {
        var attributes = JsonMapper.shared().createObjectNode();
        var unknown = new ArrayList<String>();
        attributes.put("name", entry.name().value());
        attributes.put("type", entry.type());
        connection(entry, attributes, unknown);
        attributes.set("params", params(entry));
        putUnlessEmpty(attributes, "formatType", entry.formatType());
        if (!entry.columns().isEmpty()) {
            attributes.set("schema", schema(entry.columns()));
        }
        putUnlessEmpty(attributes, "description", entry.description());
        tags(attributes, entry.tags());
        return resource(entry.name().value(), zone, attributes, unknown, "declared dataset " + entry.name());
    }

    /** A dataset that somebody makes and nobody declared: managed, where the target keeps such things. */
    Resource undeclared(String name, String zone, List<Configuration.ColumnEntry> columns) {
        var attributes = JsonMapper.shared().createObjectNode();
        var unknown = new ArrayList<String>();
        attributes.put("name", name);
        attributes.put("type", "managed");
        managedConnection("", configuration.project().key().place(), name, attributes, unknown);
        attributes.set("params", JsonMapper.shared().createObjectNode());
        if (!columns.isEmpty()) {
            attributes.set("schema", schema(columns));
        }
        return resource(name, zone, attributes, unknown, "made by a recipe or block, declared nowhere");
    }

    private void connection(Configuration.DatasetEntry entry, ObjectNode attributes, List<String> unknown) {
        if (entry.type().equals("managed")) {
            managedConnection(entry.connection(), entry.place(), entry.name().value(), attributes, unknown);
            return;
        }
        var connection = entry.connection().isEmpty() ? configuration.target().defaultConnection() : entry.connection();
        if (!connection.isEmpty()) {
            attributes.put("connection", connection);
        }
        if (target.known()) {
            connections.require(connection, entry.place(), "the dataset " + entry.name());
        }
        Types.dssDatasetType(entry.type())
                .or(() -> target.connectionType(connection))
                .ifPresentOrElse(
                        type -> {
                            if (target.known()) {
                                attributes.put("dssType", type);
                            }
                        },
                        () -> unknown.add("dssType"));
    }

    private void managedConnection(
            String wanted, Place place, String dataset, ObjectNode attributes, List<String> unknown) {
        var connection = wanted.isEmpty() ? connections.forManagedDatasets(place, dataset) : wanted;
        if (connection.isEmpty()) {
            unknown.add("connection");
            return;
        }
        attributes.put("connection", connection);
        if (target.known()) {
            connections.require(connection, place, "the dataset " + dataset);
        }
    }

    private static ObjectNode params(Configuration.DatasetEntry entry) {
        var params = entry.params().deepCopy();
        putUnlessEmpty(params, "table", entry.table());
        putUnlessEmpty(params, "path", entry.path());
        putUnlessEmpty(params, "query", entry.query());
        return params;
    }

    static ObjectNode schema(List<Configuration.ColumnEntry> columns) {
        var schema = JsonMapper.shared().createObjectNode();
        var array = schema.putArray("columns");
        for (var column : columns) {
            var node = array.addObject();
            node.put("name", column.name());
            node.put("type", column.type());
            putUnlessEmpty(node, "comment", column.description());
        }
        return schema;
    }

    static void tags(ObjectNode attributes, List<String> tags) {
        if (!tags.isEmpty()) {
            var array = attributes.putArray("tags");
            tags.forEach(array::add);
        }
    }

    static void putUnlessEmpty(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private Resource resource(String name, String zone, ObjectNode attributes, List<String> unknown, String reason) {
        var dependsOn = new TreeSet<>(List.of(ResourceType.PROJECT.address(key, key)));
        if (!zone.isEmpty()) {
            dependsOn.add(ResourceType.ZONE.address(key, zone));
        }
        return new Resource(ResourceType.DATASET, key, name, zone, attributes, List.copyOf(unknown), dependsOn, reason);
    }
}
