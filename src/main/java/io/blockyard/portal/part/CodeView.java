package io.blockyard.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Code to read, to compare with what it was, or to edit with the places of problems marked. */
@Tag("by-code")
@JsModule("./code-view.ts")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/lang-json", version = "6.0.2")
@NpmPackage(value = "@codemirror/lang-python", version = "6.2.1")
@NpmPackage(value = "@codemirror/lang-sql", version = "6.10.0")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@codemirror/merge", version = "6.12.3")
@NpmPackage(value = "@codemirror/search", version = "6.7.2")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
public class CodeView extends Component implements HasStyle, HasSize {

    /** @param language {@code python}, {@code sql}, {@code yaml}, {@code json}, or anything else for plain text */
    public CodeView(String name, String language, String text) {
        getElement().setAttribute("aria-label", name);
        getElement().setProperty("language", language);
        setText(text);
    }

    public void setText(String text) {
        getElement().setProperty("value", text);
    }

    /** Shows what changed against an earlier text. */
    public CodeView comparedWith(String original) {
        getElement().setProperty("unchanged", Words.t("code.unchanged"));
        getElement().setProperty("original", original);
        return this;
    }

    /** Lets a person write; what they wrote comes after a short rest. */
    public CodeView editable(Consumer<String> changed) {
        getElement().setProperty("editable", true);
        getElement()
                .addEventListener(
                        "code-changed",
                        event -> changed.accept(
                                event.getEventData().get("event.detail.value").asString()))
                .addEventData("event.detail.value");
        return this;
    }

    public void setProblems(List<Problem> problems) {
        var told = problems.stream().map(CodeView::inOurLanguage).toList();
        getElement().setPropertyJson("problems", JsonMapper.shared().valueToTree(told));
    }

    private static Problem inOurLanguage(Problem problem) {
        return new Problem(
                problem.severity(),
                problem.code(),
                problem.path(),
                problem.line(),
                problem.column(),
                Words.said(problem.message()),
                Words.said(problem.remedy()),
                problem.related());
    }

    /** Puts a text where the cursor stands. */
    public void insert(String text) {
        getElement().callJsFunction("insert", text);
    }

    public void reveal(int line) {
        getElement().callJsFunction("reveal", line);
    }
}
