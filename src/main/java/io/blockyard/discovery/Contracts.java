package io.blockyard.discovery;

import io.blockyard.block.Column;
import io.blockyard.block.PartitionDimension;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.dataiku.ObjectKind;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.FlowObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is known about the data at a zone's border, as ports. */
final class Contracts {

    private static final Set<String> PERIODS = Set.of("year", "month", "day", "hour");

    private final ProjectSnapshot project;

    Contracts(ProjectSnapshot project) {
        this.project = project;
    }

    List<Port> ports(List<String> refs) {
        return refs.stream().map(ref -> port(ref, UnaryOperator.identity())).toList();
    }

    /** The same of what a zone makes, whose recipes tell something of it. */
    List<Port> outputs(List<String> refs, ProjectSnapshot slice) {
        return refs.stream()
                .map(ref -> port(ref, columns -> Nullability.known(slice, ref, columns)))
                .toList();
    }

    private Port port(String ref, UnaryOperator<List<Column>> told) {
        var dataset = project.dataset(ref);
        if (dataset.isPresent()) {
            var columns = dataset.get().columns().stream()
                    .map(column ->
                            new Column(column.name(), column.type(), said(column), true).meaning(column.meaning()))
                    .toList();
            return new Port(ref, PortType.DATASET, "", true, dataset.get().description(), "", told.apply(columns))
                    .partitionedBy(dimensions(dataset.get().document()));
        }
        return project.object(ref)
                .map(object -> new Port(
                                object.name(),
                                type(object.kind()),
                                object.id(),
                                true,
                                object.description(),
                                "",
                                List.of())
                        .partitionedBy(dimensions(object.document())))
                .orElseGet(() -> foreign(ref));
    }

    /** DSS has periods in upper case, and more types of dimensions in old projects. */
    private static List<PartitionDimension> dimensions(JsonNode document) {
        return document.path("partitioning")
                .path("dimensions")
                .valueStream()
                .filter(dimension -> !dimension.path("name").asString("").isEmpty())
                .map(dimension -> {
                    var period =
                            dimension.path("params").path("period").asString("").toLowerCase(Locale.ROOT);
                    var known = PERIODS.contains(period);
                    return new PartitionDimension(
                            dimension.path("name").asString(""), known ? "time" : "value", known ? period : "");
                })
                .toList();
    }

    /** An object of another project, of which no more is known than its name, and its kind where something says it. */
    private Port foreign(String ref) {
        var owner = ref.substring(0, ref.indexOf('.'));
        return new Port(ref, foreignType(ref), "", true, "From the project " + owner + ".", "", List.of());
    }

    /** Zones that show it say what it is, and so does the role in which a recipe reads it. */
    private PortType foreignType(String ref) {
        var shown = project.zones().stream()
                .flatMap(zone -> Stream.concat(zone.items().stream(), zone.shared().stream()))
                .filter(item -> ref.equals(item.projectKey() + "." + item.objectId()))
                .flatMap(item -> Arrays.stream(ObjectKind.values())
                        .filter(kind -> kind.itemType().equals(item.objectType())))
                .findFirst();
        if (shown.isPresent()) {
            return type(shown.get());
        }
        var isModel = project.recipes().stream()
                .flatMap(recipe -> recipe.inputs().stream())
                .anyMatch(item -> item.ref().equals(ref) && item.role().equals("model"));
        return isModel ? PortType.MODEL : PortType.DATASET;
    }

    private static String said(ProjectSnapshot.SchemaColumn column) {
        return column.comment().strip();
    }

    static PortType type(ObjectKind kind) {
        return switch (kind) {
            case MANAGED_FOLDER, LABELING_TASK -> PortType.FOLDER;
            case SAVED_MODEL -> PortType.MODEL;
            case EVALUATION_STORE -> PortType.EVALUATION_STORE;
            case KNOWLEDGE_BANK -> PortType.KNOWLEDGE_BANK;
            case STREAMING_ENDPOINT -> PortType.STREAM;
        };
    }

    /** Names of the zone's own objects of a kind, ports apart. */
    static List<String> inside(ProjectSnapshot slice, ZoneBoundary boundary, ObjectKind kind) {
        return slice.objects().stream()
                .filter(object -> object.kind() == kind)
                .filter(object -> !boundary.inputs().contains(object.id())
                        && !boundary.outputs().contains(object.id()))
                .map(FlowObject::name)
                .sorted()
                .toList();
    }
}
