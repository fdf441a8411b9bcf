package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.CardTable;
import io.blockyard.portal.part.Parts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The columns of a dataset before and after, by name. */
final class ColumnChanges {

    private static final String PATH = "schema.columns";

    private ColumnChanges() {}

    /** Whether an attribute is told by the table of columns already. */
    static boolean covers(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "[") || path.equals("schema");
    }

    /** Empty when the columns are the same, or there are none. */
    static Optional<CardTable> of(ResourceChange change) {
        var before = columns(change.before());
        var after = columns(change.after());
        if ((before.isEmpty() && after.isEmpty()) || (change.action() == Action.UPDATE && before.equals(after))) {
            return Optional.empty();
        }
        var names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        var table = new CardTable(
                t("plan.columns"), List.of(t("plan.column.name"), t("plan.column.type"), t("plan.column.meaning")));
        for (var name : names) {
            var old = before.get(name);
            var now = after.get(name);
            var row = table.row(
                    Parts.code(name), Parts.code(type(old, now)), CardTable.text(meaning(now == null ? old : now)));
            if (change.action() == Action.UPDATE && (old == null || !old.equals(now))) {
                row.addClassName(old == null ? "added" : now == null ? "removed" : "changed");
            }
        }
        return Optional.of(table);
    }

    private static Map<String, JsonNode> columns(@Nullable JsonNode attributes) {
        var columns = new LinkedHashMap<String, JsonNode>();
        if (attributes != null) {
            attributes
                    .path("schema")
                    .path("columns")
                    .forEach(column -> columns.put(column.path("name").asString(""), column));
        }
        return columns;
    }

    private static String type(@Nullable JsonNode before, @Nullable JsonNode after) {
        var old = before == null ? "" : before.path("type").asString("");
        var now = after == null ? old : after.path("type").asString("");
        return old.isEmpty() || old.equals(now) ? now : old + " → " + now;
    }

    private static String meaning(@Nullable JsonNode column) {
        return column == null ? "" : column.path("comment").asString("");
    }
}
