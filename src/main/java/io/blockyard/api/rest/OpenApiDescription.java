package io.blockyard.api.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.blockyard.access.Actor;
import io.blockyard.api.ProblemDocument;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document: complete enough to generate a client from. Nothing of it is loaded before somebody asks. */
@Lazy
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "ProblemDocument";

    static {
        // Who asks comes from the token; it is no parameter of a request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Actor.class);
        // Any JSON, which the generator would describe by the methods of its class.
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new Schema<>());
    }

    /** The generator's own beans would take a tenth of a start. */
    @Bean
    static BeanFactoryPostProcessor generatorWaitsUntilAsked() {
        return beans -> {
            for (var name : beans.getBeanDefinitionNames()) {
                if (beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
                    var factory = definition.getFactoryMethodMetadata();
                    if (factory != null && factory.getDeclaringClassName().startsWith("org.springdoc.")) {
                        definition.setLazyInit(true);
                    }
                }
            }
        };
    }

    @Bean
    @DependsOn("modelConverterRegistrar")
    OpenAPI blockyardApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Blockyard")
                        .version("v1")
                        .description(
                                "Reusable blocks for Dataiku DSS: discover, find, compose, review, apply. "
                                        + "Every refusal is a problem document (RFC 9457) with all that is wrong in “problems”.")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API token")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** The wire is in snake case; the generator reads the records with the same rule. */
    @Bean
    ModelResolver snakeCaseModels() {
        return new ModelResolver(Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    /** Every operation may be refused, always in the same form. */
    @Bean
    OpenApiCustomizer refusals() {
        var refusal = new ApiResponse()
                .description("Refused: what is wrong, as problem details")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
        return api -> {
            ModelConverters.getInstance()
                    .readAll(ProblemDocument.class)
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation.getResponses().addApiResponse("default", refusal)));
        };
    }
}
