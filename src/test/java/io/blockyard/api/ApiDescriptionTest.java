package io.blockyard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the API says of itself. */
class ApiDescriptionTest extends PortalCalls {

    @Test
    void theDescriptionIsWholeAndItsPageOpen() throws Exception {
        var openapi = api.nobody("/api/openapi");
        var api = WireFormat.json().readTree(openapi.body());

        assertThat(api.path("paths").propertyNames())
                .contains("/api/v1/blocks", "/api/v1/crawls", "/api/v1/compositions", "/api/v1/plans/{id}/approval");
        assertThat(api.at("/components/schemas/TaskView/properties").propertyNames())
                .contains("requested_by");
        assertThat(api.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(openapi.body()).doesNotContain("\"Actor\"");
        var browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var page = browser.send(
                HttpRequest.newBuilder(URI.create(portal.url() + "/api/docs")).build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Swagger UI");
        var reads = browser.send(
                HttpRequest.newBuilder(page.uri().resolve("swagger-initializer.js"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(reads.body()).contains("../openapi").doesNotContain("petstore");
    }
}
