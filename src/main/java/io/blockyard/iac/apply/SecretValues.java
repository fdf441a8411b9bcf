package io.blockyard.iac.apply;

import io.blockyard.iac.Plan;
import io.blockyard.iac.plan.SecretMark;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The secrets that an apply writes, held in memory for its time only: put in place of marks, and kept out of messages. */
public final class SecretValues {

    private final Map<SecretMark, String> values;

    public SecretValues(Map<SecretMark, String> values) {
        this.values = new TreeMap<>(values);
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

    private String masked(String text) {
        var masked = SecretMark.shown(text);
        for (var entry : values.entrySet()) {
            masked =
                    masked.replace(entry.getValue(), "(secret " + entry.getKey().name() + ")");
        }
        return masked;
    }
}
