package io.blockyard.portal.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.blockyard.problem.Problem;
import java.util.List;

/** Problems as sentences with their remedies, errors first. */
public final class ProblemList extends Div {

    private ProblemList() {
        addClassName("problems");
    }

    public static ProblemList of(List<Problem> problems) {
        var list = new ProblemList();
        list.setVisible(!problems.isEmpty());
        problems.stream().filter(Problem::isError).forEach(problem -> list.add(entry(problem)));
        problems.stream().filter(problem -> !problem.isError()).forEach(problem -> list.add(entry(problem)));
        return list;
    }

    private static Div entry(Problem problem) {
        var words = Parts.box("problem-words", new Paragraph(Words.said(problem.message())));
        if (!problem.remedy().isEmpty()) {
            words.add(Parts.hint(Words.said(problem.remedy())));
        }
        var place = place(problem);
        if (!place.isEmpty()) {
            words.add(Parts.text("place", place));
        }
        var entry = Parts.box("problem", Parts.icon(problem.isError() ? "alert" : "info"), words);
        entry.addClassName(problem.severity().wire());
        return entry;
    }

    private static String place(Problem problem) {
        if (problem.line() == null) {
            return problem.path();
        }
        var line = Words.t("problem.line", Integer.toString(problem.line()));
        return problem.path().isEmpty() ? line : line + " · " + problem.path();
    }
}
