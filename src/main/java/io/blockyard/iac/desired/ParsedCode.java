package io.blockyard.iac.desired;

import io.blockyard.dataiku.code.PythonCode;
import io.blockyard.dataiku.code.Renamed;
import io.blockyard.dataiku.code.SqlCode;
import java.util.Map;

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

    private static Rewritten of(Renamed renamed) {
        return new Rewritten(
                renamed.code(),
                renamed.doubts().stream()
                        .map(doubt -> new Doubt(doubt.line(), doubt.sentence()))
                        .toList());
    }
}
