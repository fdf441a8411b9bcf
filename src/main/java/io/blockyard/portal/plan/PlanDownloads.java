package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.blockyard.iac.Plan;
import io.blockyard.iac.PlanExports;
import io.blockyard.iac.PlanMarkdown;
import io.blockyard.iac.PlanText;
import io.blockyard.portal.part.Parts;
import io.blockyard.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The plan as a file: for a program, for a pull request, for a terminal. */
final class PlanDownloads extends Div {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param exported the project as a zip that DSS imports; empty for somebody who may not have it */
    PlanDownloads(Plan plan, Optional<Supplier<byte[]>> exported) {
        addClassName("downloads");
        var name = "plan-" + plan.target().projectKey() + "-" + Digest.shortened(plan.digest());
        add(
                Parts.icon("download"),
                link("JSON", name + ".json", "application/json", () -> PRETTY.writeValueAsString(plan)),
                link("Markdown", name + ".md", "text/markdown", () -> PlanMarkdown.of(plan)),
                link(t("plan.download.text"), name + ".txt", "text/plain", () -> PlanText.of(plan, false)));
        exported.filter(possible -> PlanExports.obstacle(plan).isEmpty()).ifPresent(content -> {
            var zip = bytes(t("plan.download.zip"), plan.target().projectKey() + ".zip", "application/zip", content);
            zip.getElement().setAttribute("title", t("plan.download.zip.help"));
            add(zip);
        });
    }

    private static Anchor link(String label, String fileName, String type, Supplier<String> content) {
        return bytes(
                label, fileName, type + ";charset=utf-8", () -> content.get().getBytes(StandardCharsets.UTF_8));
    }

    private static Anchor bytes(String label, String fileName, String type, Supplier<byte[]> content) {
        var handler = DownloadHandler.fromInputStream(event -> {
            try {
                var bytes = content.get();
                return new DownloadResponse(new ByteArrayInputStream(bytes), fileName, type, bytes.length);
            } catch (ProblemException refused) {
                return DownloadResponse.error(409, refused.problems().getFirst().sentence());
            }
        });
        var anchor = Parts.named(
                new Anchor(handler, label), "download-" + fileName.substring(fileName.lastIndexOf('.') + 1));
        anchor.getElement().setAttribute("aria-label", t("plan.download.as", label));
        return anchor;
    }
}
