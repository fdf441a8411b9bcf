package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanMarkdown;
import io.blockyard.iac.PlanText;
import io.blockyard.portal.part.Parts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The plan as a file: for a program, for a pull request, for a terminal. */
final class PlanDownloads extends Div {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    PlanDownloads(Plan plan) {
        addClassName("downloads");
        var name = "plan-" + plan.target().projectKey() + "-" + Digest.shortened(plan.digest());
        add(
                Parts.icon("download"),
                link("JSON", name + ".json", "application/json", () -> PRETTY.writeValueAsString(plan)),
                link("Markdown", name + ".md", "text/markdown", () -> PlanMarkdown.of(plan)),
                link(t("plan.download.text"), name + ".txt", "text/plain", () -> PlanText.of(plan, false)));
    }

    private static Anchor link(String label, String fileName, String type, Supplier<String> content) {
        var handler = DownloadHandler.fromInputStream(event -> {
            var bytes = content.get().getBytes(StandardCharsets.UTF_8);
            return new DownloadResponse(
                    new ByteArrayInputStream(bytes), fileName, type + ";charset=utf-8", bytes.length);
        });
        var anchor = Parts.named(
                new Anchor(handler, label), "download-" + fileName.substring(fileName.lastIndexOf('.') + 1));
        anchor.getElement().setAttribute("aria-label", t("plan.download.as", label));
        return anchor;
    }
}
