package io.blockyard.dataiku.code;

import io.blockyard.dataiku.code.Renamed.Doubt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One rewriting of a SQL text. */
final class SqlRenaming {

    private static final String PROJECT = "${projectKey}_";
    private static final Pattern BARE = Pattern.compile("(\\$\\{\\w+}|[A-Za-z_])(\\$\\{\\w+}|\\w)*");

    private final String sql;
    private final SqlTree tree;
    private final Map<String, String> tables;
    private final Edits edits = new Edits();
    private final List<Doubt> doubts = new ArrayList<>();

    SqlRenaming(String sql, SqlTree tree, Map<String, String> tables) {
        this.sql = sql;
        this.tree = tree;
        this.tables = tables;
    }

    Renamed rename() {
        var renamed = new HashMap<String, String>();
        for (var table : tree.tables()) {
            newName(table).ifPresent(newName -> {
                replace(table, newName);
                renamed.put(table.folded(), newName);
            });
        }
        for (var qualifier : tree.qualifiers()) {
            var newName = renamed.get(qualifier.folded());
            if (newName == null) {
                continue;
            }
            if (tree.isOwn(qualifier)) {
                doubts.add(new Doubt(
                        qualifier.line(),
                        "\u201c" + qualifier.name()
                                + "\u201d is the name of a table and also of something in this text;"
                                + " it was left as it is."));
            } else {
                replace(qualifier, newName);
            }
        }
        return new Renamed(edits.apply(sql.length(), sql::substring), doubts);
    }

    private Optional<String> newName(SqlTree.Name table) {
        var whole = lookUp(table.name(), table.quoted());
        if (whole.isPresent() || !table.name().startsWith(PROJECT)) {
            return whole;
        }
        return lookUp(table.name().substring(PROJECT.length()), table.quoted()).map(newName -> PROJECT + newName);
    }

    /** Names without quotes are the same in any case. */
    private Optional<String> lookUp(String name, boolean quoted) {
        var exact = tables.get(name);
        if (exact != null || quoted) {
            return Optional.ofNullable(exact);
        }
        return tables.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void replace(SqlTree.Name place, String newName) {
        var open = sql.substring(place.start(), place.start() + 1);
        String text;
        if (place.quoted()) {
            text = open + newName + sql.substring(place.end() - 1, place.end());
        } else {
            text = BARE.matcher(newName).matches() ? newName : "\"" + newName + "\"";
        }
        edits.replace(place.start(), place.end(), text);
    }
}
