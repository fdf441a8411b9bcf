package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.AttributeChange;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What exactly is different: short attributes in a list, columns in a table, code and payloads with their diff. */
final class ChangeDetail extends Div {

    private static final int SHORT = 80;
    private static final int SENTENCES = 400;
    private static final int NEEDS = 5;
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ResourceChange change;

    ChangeDetail(ResourceChange change) {
        this.change = change;
        addClassName("change-detail");
        var differences = change.attributeChanges().stream()
                .filter(difference -> !ColumnChanges.covers(difference.path()))
                .toList();
        var small = new ArrayList<AttributeChange>();
        var large = new ArrayList<AttributeChange>();
        differences.forEach(difference -> (isLarge(difference) ? large : small).add(difference));
        if (!small.isEmpty() || !change.afterUnknown().isEmpty()) {
            add(attributes(small));
        }
        ColumnChanges.of(change).ifPresent(columns -> add(titled(t("plan.columns"), columns)));
        large.forEach(difference -> add(titled(difference.path(), code(difference))));
        if (!change.dependsOn().isEmpty()) {
            add(Parts.hint(needs(change.dependsOn())));
        }
    }

    private static String needs(List<String> addresses) {
        var some = addresses.stream().limit(NEEDS).map(Words::resource).collect(Collectors.joining(", "));
        return addresses.size() > NEEDS
                ? t("plan.depends-on.more", some, addresses.size() - NEEDS)
                : t("plan.depends-on", some);
    }

    private Div attributes(List<AttributeChange> differences) {
        var list = Parts.box("attributes");
        for (var difference : differences) {
            var values = Parts.box("attribute-values");
            if (change.action() != Action.CREATE) {
                values.add(value(difference.path(), difference.before(), "before"));
            }
            if (change.action() == Action.UPDATE) {
                values.add(Parts.icon("arrow"));
            }
            if (change.action() != Action.DELETE) {
                values.add(value(difference.path(), difference.after(), "after"));
            }
            list.add(Parts.box("attribute", Parts.text("attribute-name", difference.path()), values));
        }
        for (var path : change.afterUnknown()) {
            list.add(Parts.box(
                    "attribute",
                    Parts.text("attribute-name", path),
                    Parts.text("unknown", t("plan.known-after-apply"))));
        }
        return list;
    }

    private Component value(String path, @Nullable JsonNode node, String side) {
        if (node == null || node.isNull()) {
            return Parts.text("unknown", t("plan.value.none"));
        }
        var text = change.sensitive().contains(path) ? "••••••" : words(node);
        var code = new Code(text);
        code.addClassName(side);
        return code;
    }

    private static String words(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        boolean names = node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        return names
                ? node.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(", "))
                : node.toString();
    }

    private boolean isLarge(AttributeChange difference) {
        return !change.sensitive().contains(difference.path())
                && (isLarge(difference.before()) || isLarge(difference.after()));
    }

    private static boolean isLarge(@Nullable JsonNode node) {
        if (node == null) {
            return false;
        }
        return node.isString()
                ? node.stringValue().length() > SENTENCES || node.stringValue().contains("\n")
                : words(node).length() > SHORT;
    }

    private Component code(AttributeChange difference) {
        var before = readable(difference.before());
        var after = readable(difference.after());
        var shown = difference.after() == null ? before : after;
        var view = new CodeView(change.name() + ", " + difference.path(), language(difference), shown);
        return difference.before() != null && difference.after() != null ? view.comparedWith(before) : view;
    }

    private static String readable(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        if (!node.isString()) {
            return PRETTY.writeValueAsString(node);
        }
        var text = node.stringValue();
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? PRETTY.writeValueAsString(PRETTY.readTree(text))
                    : text;
        } catch (JacksonException noJson) {
            return text;
        }
    }

    private String language(AttributeChange difference) {
        var node = difference.after() == null ? difference.before() : difference.after();
        if (node != null && (!node.isString() || node.stringValue().startsWith("{"))) {
            return "json";
        }
        var settings = change.after() == null ? change.before() : change.after();
        var type = settings == null ? "" : settings.path("type").asString("").toLowerCase(Locale.ROOT);
        var name = change.name().toLowerCase(Locale.ROOT);
        if (type.contains("sql") || name.endsWith(".sql")) {
            return "sql";
        }
        return type.contains("py") || name.endsWith(".py") ? "python" : "text";
    }

    private static Div titled(String title, Component content) {
        return Parts.box("detail-part", new H3(new Span(title)), content);
    }
}
