package io.blockyard.iac.apply;

import io.blockyard.iac.Plan;
import io.blockyard.iac.plan.SecretMark;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The secrets that an apply writes, held in memory for its time only: put in place of marks, and kept out of messages. */
public final class SecretValues {

    private final Map<SecretMark, String> values;
    private final BiFunction<String, String, SecretMark> marks;

    /** @param marks the mark of any value of a secret, by the secret's name and the value */
    public SecretValues(Map<SecretMark, String> values, BiFunction<String, String, SecretMark> marks) {
        this.values = new TreeMap<>(values);
        this.marks = marks;
    }

    /** Whether each secret of the plan still has the value that it had when the plan was made. */
    public boolean allOf(Plan plan) {
        return plan.changes().stream().allMatch(change -> values.keySet().containsAll(SecretMark.in(change.after())));
    }

    /** A text with its marks replaced; a mark whose value is not known stays. */
    String opened(String text) {
        return SecretMark.replace(text, mark -> values.getOrDefault(mark, mark.text()));
    }

    /** A text of the target with each secret replaced by its mark. */
    String marked(String text) {
        var marked = text;
        for (var entry : values.entrySet()) {
            marked = marked.replace(entry.getValue(), entry.getKey().text());
        }
        return marked;
    }

    /**
     * What the target has in place of a value that holds secrets, without telling any: where a secret was replaced by
     * another value, that text is a secret, too, and only its mark is given.
     *
     * @param planned with its marks
     */
    JsonNode marked(JsonNode planned, JsonNode there) {
        var held = SecretMark.in(planned);
        if (held.isEmpty() || there.isNull() || there.isMissingNode()) {
            return SecretMark.mapTexts(there, this::marked);
        }
        if (planned.isArray() && there.isArray()) {
            var known = new HashSet<String>();
            SecretMark.mapTexts(planned, text -> {
                known.add(text);
                return text;
            });
            return SecretMark.mapTexts(there, text -> known.contains(marked(text)) ? marked(text) : hidden(held, text));
        }
        if (planned.isString() && there.isString()) {
            var text = marked(there.stringValue());
            boolean sameSecrets = SecretMark.listed(text).equals(SecretMark.listed(planned.stringValue()));
            return text(sameSecrets ? text : hidden(held, there.stringValue()));
        }
        return text(hidden(held, there.toString()));
    }

    private String hidden(SortedSet<SecretMark> held, String there) {
        return marks.apply(held.first().name(), there).text();
    }

    private static JsonNode text(String text) {
        return JsonMapper.shared().getNodeFactory().stringNode(text);
    }

    /** The change as it is written to the target. */
    public Plan.ResourceChange opened(Plan.ResourceChange change) {
        var after = change.after();
        if (after == null || SecretMark.in(after).isEmpty()) {
            return change;
        }
        return change.withAfter(SecretMark.mapTexts(after, this::opened));
    }

    /** The same failure without any secret that the target may have answered with. */
    public ProblemException masked(ProblemException failure) {
        return values.isEmpty() ? failure : new ProblemException(failure.kind(), masked(failure.problems()));
    }

    /** The same problems without any secret. */
    public List<Problem> masked(List<Problem> problems) {
        return values.isEmpty()
                ? problems
                : problems.stream()
                        .map(problem -> new Problem(
                                problem.severity(),
                                problem.code(),
                                problem.path(),
                                problem.line(),
                                problem.column(),
                                masked(problem.message()),
                                masked(problem.remedy()),
                                problem.related().stream().map(this::masked).toList()))
                        .toList();
    }

    /** A text of the target without any secret. */
    public String masked(String text) {
        var masked = SecretMark.shown(text);
        for (var entry : values.entrySet()) {
            masked =
                    masked.replace(entry.getValue(), "(secret " + entry.getKey().name() + ")");
        }
        return masked;
    }
}
