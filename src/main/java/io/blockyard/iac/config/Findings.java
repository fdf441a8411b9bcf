package io.blockyard.iac.config;

import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a configuration, so that a person hears of everything at once. */
public final class Findings {

    private final List<Problem> problems = new ArrayList<>();
    private boolean severalFiles;

    /** From now on findings name their file, since a line alone would not say where. */
    void nameFiles() {
        severalFiles = true;
    }

    public void error(String code, Place place, String message, String remedy) {
        add(Severity.ERROR, code, place, message, remedy, List.of());
    }

    public void error(String code, Place place, String message, String remedy, List<String> related) {
        add(Severity.ERROR, code, place, message, remedy, related);
    }

    public void warning(String code, Place place, String message, String remedy) {
        add(Severity.WARNING, code, place, message, remedy, List.of());
    }

    /** A problem that another room found in a value that stands here. */
    public void relocate(Place place, ProblemException exception) {
        relocate(place, exception.problems());
    }

    /** Problems that another room found in what stands here. */
    public void relocate(Place place, List<Problem> found) {
        found.forEach(p -> add(p.severity(), p.code(), place, p.message(), p.remedy(), p.related()));
    }

    public void add(Problem problem) {
        problems.add(problem);
    }

    private void add(Severity severity, String code, Place place, String message, String remedy, List<String> related) {
        var where = severalFiles && !place.file().isEmpty() ? message + " (" + place.file() + ")" : message;
        problems.add(new Problem(severity, code, place.path(), place.line(), place.column(), where, remedy, related));
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Errors first, then in the order of the text. */
    public List<Problem> all() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::severity)
                        .thenComparingInt(p -> p.line() == null ? 0 : p.line())
                        .thenComparingInt(p -> p.column() == null ? 0 : p.column()))
                .toList();
    }
}
