package io.blockyard.api.rest;

import io.blockyard.access.People;
import io.blockyard.api.WireFormat;
import io.blockyard.block.BlockVersion;
import java.util.List;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** The controllers, and how they speak: the wire's JSON, the types in their paths, and who asks. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
class ApiConfiguration implements WebMvcConfigurer {

    private final People people;

    ApiConfiguration(People people) {
        this.people = people;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new JacksonJsonHttpMessageConverter(WireFormat.strict()));
    }

    @Override
    public void addFormatters(FormatterRegistry formatters) {
        formatters.addConverter(String.class, BlockVersion.class, BlockVersion::parse);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ActorArgument(people));
        resolvers.add(new SearchFiltersArgument());
    }

    /** The page that shows the OpenAPI document: Swagger UI as it comes, but for which document it reads. */
    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController("/api/docs", "/api/docs/index.html");
        pages.addRedirectViewController("/api/docs/", "/api/docs/index.html");
    }

    /** The schemas; Swagger UI; and everything unknown below {@code /api} is told so in JSON instead of being shown the portal. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
        resources.addResourceHandler("/api/docs/**").addResourceLocations("classpath:/api-docs/", swaggerUi());
        resources.addResourceHandler("/api/**");
    }

    private static String swaggerUi() {
        return "classpath:/META-INF/resources/webjars/swagger-ui/" + new WebJarVersionLocator().version("swagger-ui")
                + "/";
    }
}
