package io.blockyard.portal.part;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.AttributeChange;
import io.blockyard.iac.PlanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is different about one resource: short attributes in a list, code and payloads with their diff. A secret is shown
 * by its name.
 */
public final class AttributeChanges extends Div {

    private static final int SHORT = 80;
    private static final int SENTENCES = 400;
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String resource;
    private final String type;
    private final Action action;

    /**
     * @param resource its name
     * @param type what its attribute {@code type} says, which tells the language of its code; may be empty
     * @param unknown paths that only the target will tell
     */
    public AttributeChanges(
            String resource, String type, Action action, List<AttributeChange> differences, List<String> unknown) {
        this.resource = resource;
        this.type = type.toLowerCase(Locale.ROOT);
        this.action = action;
        addClassName("attribute-changes");
        var small = new ArrayList<AttributeChange>();
        var large = new ArrayList<AttributeChange>();
        differences.forEach(difference -> (isLarge(difference) ? large : small).add(difference));
        if (!small.isEmpty() || !unknown.isEmpty()) {
            add(attributes(small, unknown));
        }
        large.forEach(difference -> add(titled(difference.path(), code(difference))));
    }

    /** A part of the details with its title. */
    public static Div titled(String title, Component content) {
        return Parts.box("detail-part", new H3(new Span(title)), content);
    }

    private Div attributes(List<AttributeChange> differences, List<String> unknown) {
        var list = Parts.box("attributes");
        for (var difference : differences) {
            var values = Parts.box("attribute-values");
            if (action != Action.CREATE) {
                values.add(value(difference.before(), "before"));
            }
            if (action == Action.UPDATE) {
                values.add(Parts.icon("arrow"));
            }
            if (action != Action.DELETE) {
                values.add(value(difference.after(), "after"));
            }
            list.add(Parts.box("attribute", Parts.text("attribute-name", difference.path()), values));
        }
        for (var path : unknown) {
            list.add(Parts.box(
                    "attribute",
                    Parts.text("attribute-name", path),
                    Parts.text("unknown", t("plan.known-after-apply"))));
        }
        return list;
    }

    private static Component value(@Nullable JsonNode node, String side) {
        if (node == null || node.isNull()) {
            return Parts.text("unknown", t("plan.value.none"));
        }
        var code = new Code(words(node));
        code.addClassName(side);
        return code;
    }

    private static String words(JsonNode node) {
        if (node.isString()) {
            return PlanText.shown(node.stringValue());
        }
        boolean names = node.isArray() && node.valueStream().allMatch(JsonNode::isString);
        return PlanText.shown(
                names
                        ? node.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(", "))
                        : node.toString());
    }

    private static boolean isLarge(AttributeChange difference) {
        return isLarge(difference.before()) || isLarge(difference.after());
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
        var view = new CodeView(resource + ", " + difference.path(), language(difference), shown);
        return difference.before() != null && difference.after() != null ? view.comparedWith(before) : view;
    }

    private static String readable(@Nullable JsonNode node) {
        if (node == null) {
            return "";
        }
        if (!node.isString()) {
            return PlanText.shown(PRETTY.writeValueAsString(node));
        }
        var text = PlanText.shown(node.stringValue());
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
        var name = resource.toLowerCase(Locale.ROOT);
        if (type.contains("sql") || name.endsWith(".sql")) {
            return "sql";
        }
        return type.contains("py") || name.endsWith(".py") ? "python" : "text";
    }
}
