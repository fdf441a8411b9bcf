package io.blockyard.portal.compose;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.blockyard.compose.Composition.Member;
import io.blockyard.compose.Composition.OuterPort;
import io.blockyard.compose.CompositionEdit.DatasetChoice;
import io.blockyard.compose.CompositionEdit.NameChoice;
import io.blockyard.compose.CompositionRequest.ProjectChoice;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What everything is called: the project, the blocks' instances and zones, the datasets outside. */
final class NamesStep extends Div {

    private static final List<String> DATASET_TYPES =
            List.of("managed", "sql_table", "filesystem", "hdfs", "s3", "gcs", "azure_blob", "snowflake", "bigquery");

    private final Workbench workbench;

    NamesStep(Workbench workbench) {
        this.workbench = workbench;
        addClassName("stack");
        add(project());
        if (!workbench.draft().members().isEmpty()) {
            add(instances());
        }
        var inputs = workbench.draft().outer().stream()
                .filter(outer -> outer.input() && !outer.dataset().isEmpty())
                .toList();
        var outputs = workbench.draft().outer().stream()
                .filter(outer -> !outer.input())
                .toList();
        if (!inputs.isEmpty()) {
            add(datasets("names.inputs", inputs));
        }
        if (!outputs.isEmpty()) {
            add(datasets("names.outputs", outputs));
        }
    }

    private Section project() {
        var now = workbench.draft().project();
        var key = field("names.project-key", "project-key", now.key());
        key.setHelperText(t("names.project-key.hint"));
        key.setRequiredIndicatorVisible(true);
        var name = field("names.project-name", "project-name", now.name());
        Runnable save = () -> workbench.project(
                new ProjectChoice(key.getValue().strip(), name.getValue().strip()));
        key.addValueChangeListener(change -> save.run());
        name.addValueChangeListener(change -> {
            if (key.isEmpty()) {
                key.setValue(keyFor(name.getValue()));
            }
            save.run();
        });
        return section("names.project", Parts.box("form-grid", name, key));
    }

    private Section instances() {
        var rows = Parts.box("stack");
        workbench.draft().members().forEach(member -> rows.add(instance(member)));
        return section("names.instances", rows);
    }

    private Component instance(Member member) {
        var instance = field("names.instance", "instance-" + member.alias(), member.instanceName());
        var zone = field("names.zone", "zone-" + member.alias(), member.zoneName());
        Runnable save = () -> workbench.name(new NameChoice(
                member.alias(), instance.getValue().strip(), zone.getValue().strip()));
        instance.addValueChangeListener(change -> save.run());
        zone.addValueChangeListener(change -> save.run());
        return Parts.box("stack", new H3(member.manifest().name()), Parts.box("form-grid", instance, zone));
    }

    private Section datasets(String key, List<OuterPort> ports) {
        var rows = Parts.box("stack");
        ports.forEach(port -> rows.add(dataset(port)));
        return section(key, rows);
    }

    private Component dataset(OuterPort port) {
        var id = port.alias() + "-" + port.port();
        var name = field("names.dataset", "dataset-" + id, port.dataset());
        var connection = field("names.connection", "connection-" + id, port.connection());
        connection.setPlaceholder(t("names.connection.default"));
        var table = field("names.table", "table-" + id, port.table());
        var path = field("names.path", "path-" + id, port.path());
        var type = type(port, id);
        Runnable showFitting = () -> {
            boolean isTable = !type.getValue().equals("managed") && !isFiles(type.getValue());
            table.setVisible(isTable);
            path.setVisible(isFiles(type.getValue()));
        };
        showFitting.run();
        Runnable save = () -> {
            showFitting.run();
            workbench.dataset(new DatasetChoice(
                    port.alias(),
                    port.port(),
                    name.getValue().strip(),
                    type.getValue(),
                    connection.getValue().strip(),
                    table.getValue().strip(),
                    path.getValue().strip()));
        };
        List.of(name, connection, table, path).forEach(field -> field.addValueChangeListener(change -> save.run()));
        type.addValueChangeListener(change -> save.run());
        var title = new H3(Parts.code(port.alias() + "." + port.port()));
        return Parts.box("stack", title, Parts.box("form-grid", name, type, connection, table, path));
    }

    /** Ports of other kinds than tables keep the one type they have. */
    private static Select<String> type(OuterPort port, String id) {
        var types = new ArrayList<>(DATASET_TYPES);
        if (!types.contains(port.type())) {
            types.clear();
            types.add(port.type());
        }
        var select = Parts.named(new Select<String>(), "type-" + id);
        select.setLabel(t("names.type"));
        select.setItems(types);
        select.setValue(port.type());
        select.setItemLabelGenerator(type -> Words.named("dataset.type", type));
        return select;
    }

    /** A key that a person would have typed for this name. */
    static String keyFor(String name) {
        var ascii = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return ascii.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
    }

    private static boolean isFiles(String type) {
        return List.of("filesystem", "hdfs", "s3", "gcs", "azure_blob").contains(type);
    }

    private static TextField field(String key, String testId, String value) {
        var field = Parts.named(new TextField(t(key)), testId);
        field.setValue(value);
        return field;
    }

    private static Section section(String key, Component content) {
        var section = new Section(new H2(t(key)), Parts.hint(t(key + ".hint")), content);
        section.addClassNames("card", "stack");
        return section;
    }
}
