package io.blockyard.iac.desired;

import io.blockyard.dataiku.code.Payloads;
import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.Renamed;
import io.blockyard.dataiku.code.SqlCode;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites code through its syntax tree. */
final class ParsedCode implements CodeRewriter {

    @Override
    public Rewritten python(String code, Map<String, String> objects, Map<String, String> modules) {
        return of(PythonCode.rename(code, objects, modules));
    }

    @Override
    public Rewritten sql(String code, Map<String, String> tables) {
        return of(SqlCode.rename(code, tables));
    }

    @Override
    public Rewritten settings(String recipeType, String payload, Map<String, String> objects) {
        return payload.isBlank()
                ? new Rewritten(payload, List.of())
                : of(Payloads.rename(recipeType, payload, objects));
    }

    @Override
    public ObjectNode document(ObjectNode document, Map<String, String> objects) {
        return Payloads.rename(document, objects);
    }

    private static Rewritten of(Renamed renamed) {
        return new Rewritten(
                renamed.code(),
                renamed.doubts().stream()
                        .map(doubt -> new Doubt(doubt.line(), doubt.sentence()))
                        .toList());
    }
}
