package io.blockyard.portal.plan;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import io.blockyard.portal.part.CodeView;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration that the plan was made from, with the places of its problems marked. */
final class ConfigurationTab extends Div {

    ConfigurationTab(Map<String, String> files, List<Problem> problems) {
        addClassName("stack");
        new TreeMap<>(files).forEach((path, text) -> {
            var code = Parts.named(new CodeView(path, language(path), text), "file-" + path);
            if (files.size() == 1) {
                code.setProblems(problems.stream()
                        .filter(problem -> problem.line() != null)
                        .toList());
            } else {
                add(new H2(Parts.code(path)));
            }
            add(code);
        });
    }

    private static String language(String path) {
        if (path.endsWith(".py")) {
            return "python";
        }
        if (path.endsWith(".sql")) {
            return "sql";
        }
        return path.endsWith(".json") ? "json" : "yaml";
    }
}
