package io.blockyard.api.rest;

import io.blockyard.access.Tokens;
import io.blockyard.problem.ProblemException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * The filter chain of the API, before the portal's: a bearer token for everything, or the portal's session for
 * reading. A session may not write here, which is why no CSRF token is needed.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain apiFilterChain(HttpSecurity http, Tokens tokens) throws Exception {
        var refusal = new ProblemResponse();
        return http.securityMatcher("/api/**", "/schemas/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/schemas/**", "/api/docs/**", "/api/openapi/**")
                        .permitAll()
                        .anyRequest()
                        .access(ApiSecurity::decide))
                .addFilterBefore(new TokenFilter(tokens, refusal), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new BodyLimit(refusal), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, cause) -> refusal.send(request, response, nobody()))
                        .accessDeniedHandler(
                                (request, response, cause) -> refusal.send(request, response, sessionOnly())))
                .build();
    }

    /** What the firewall refuses before any chain, such as a doubled slash in the path. */
    @Bean
    RequestRejectedHandler malformedPaths() {
        var refusal = new ProblemResponse();
        var plain = new HttpStatusRequestRejectedHandler();
        return (request, response, rejected) -> {
            if (request.getRequestURI().startsWith("/api")) {
                refusal.send(request, response, malformedPath());
            } else {
                plain.handle(request, response, rejected);
            }
        };
    }

    private static AuthorizationDecision decide(
            Supplier<? extends @Nullable Authentication> asking, RequestAuthorizationContext context) {
        var authentication = asking.get();
        boolean known = authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
        var method = context.getRequest().getMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return new AuthorizationDecision(known && (reads || authentication instanceof TokenAuthentication));
    }

    private static ProblemException nobody() {
        return ProblemException.of(
                ProblemException.Kind.UNAUTHENTICATED,
                "access.no-token",
                "This takes an API token.",
                "Make one in the portal or with “blockyard token create”, and send it as “Authorization: Bearer TOKEN”.");
    }

    private static ProblemException malformedPath() {
        return ProblemException.of(
                ProblemException.Kind.INVALID,
                "api.malformed-path",
                "The path is malformed.",
                "Leave doubled slashes, semicolons and dots as segments out of it.");
    }

    private static ProblemException sessionOnly() {
        return ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "access.session",
                "The portal's session may only read here.",
                "Send an API token as “Authorization: Bearer TOKEN”.");
    }
}
