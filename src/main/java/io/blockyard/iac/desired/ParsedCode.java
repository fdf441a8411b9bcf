package io.blockyard.iac.desired;

import io.blockyard.dataiku.code.Payloads;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.RCode;
import io.blockyard.dataiku.code.Renamed;
import io.blockyard.dataiku.code.SqlCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites code through its syntax tree. The same code with the same names comes again with every change of a
 * configuration and with every further instance of a block, so that the last results are remembered.
 */
final class ParsedCode implements CodeRewriter {

    private static final int MOST_REMEMBERED = 2_000;
    private static final int LONGEST_REMEMBERED = 20_000;

    private static final Map<Asked, Rewritten> REMEMBERED = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Rewritten> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** All that a result depends on; {@code language} also tells settings of recipes apart by their type. */
    private record Asked(String language, String code, Map<String, String> names, Map<String, String> modules) {}

    @Override
    public Rewritten python(String code, Map<String, String> objects, Map<String, String> modules) {
        return remembered(
                new Asked("python", code, Map.copyOf(objects), Map.copyOf(modules)),
                () -> PythonCode.rename(code, objects, modules));
    }

    @Override
    public Rewritten r(String code, Map<String, String> objects, Map<String, String> files) {
        return remembered(
                new Asked("r", code, Map.copyOf(objects), Map.copyOf(files)), () -> RCode.rename(code, objects, files));
    }

    @Override
    public Rewritten sql(String code, Map<String, String> tables) {
        return remembered(new Asked("sql", code, Map.copyOf(tables), Map.of()), () -> SqlCode.rename(code, tables));
    }

    @Override
    public Rewritten settings(String recipeType, String payload, Map<String, String> objects) {
        return payload.isBlank()
                ? new Rewritten(payload, List.of())
                : remembered(
                        new Asked("settings of " + recipeType, payload, Map.copyOf(objects), Map.of()),
                        () -> Payloads.rename(recipeType, payload, objects));
    }

    @Override
    public ObjectNode document(ObjectNode document, Map<String, String> objects) {
        return Payloads.rename(document, objects);
    }

    private static Rewritten remembered(Asked asked, Supplier<Renamed> rename) {
        synchronized (REMEMBERED) {
            var known = REMEMBERED.get(asked);
            if (known != null) {
                return known;
            }
        }
        var rewritten = of(rename.get());
        if (asked.code().length() <= LONGEST_REMEMBERED) {
            synchronized (REMEMBERED) {
                REMEMBERED.put(asked, rewritten);
            }
        }
        return rewritten;
    }

    private static Rewritten of(Renamed renamed) {
        return new Rewritten(
                renamed.code(),
                renamed.doubts().stream()
                        .map(doubt -> new Doubt(doubt.line(), doubt.sentence()))
                        .toList());
    }
}
