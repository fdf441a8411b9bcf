package io.blockyard.portal;

import com.vaadin.flow.spring.security.AuthenticationContext;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import io.blockyard.access.People;
import io.blockyard.portal.setup.FirstVisit;
import io.blockyard.portal.setup.SetupCode;
import io.blockyard.portal.setup.SetupNotice;
import io.blockyard.portal.shell.LoginView;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;

/** The portal's beans, and the filter chain of everything that no other door has claimed. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class PortalConfiguration {

    /**
     * Vaadin starts with inline scripts, so these stay allowed; nothing is loaded from or sent to elsewhere, whatever an
     * article says.
     */
    private static final String CONTENT_SECURITY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    @Bean
    PortalMessages portalMessages() {
        return new PortalMessages();
    }

    @Bean
    SignedIn signedIn(AuthenticationContext authentication, People people) {
        return new SignedIn(authentication, people);
    }

    @Bean
    FirstVisit firstVisit(People people, @Value("${server.forward-headers-strategy:none}") String forwardedHeaders) {
        return new FirstVisit(people, !forwardedHeaders.equalsIgnoreCase("none"));
    }

    @Bean
    SetupCode setupCode() {
        return new SetupCode();
    }

    @Bean
    SetupNotice setupNotice(FirstVisit firstVisit, SetupCode code) {
        return new SetupNotice(firstVisit, code);
    }

    @Bean
    SessionEntry sessionEntry(People people) {
        return new SessionEntry(new HttpSessionSecurityContextRepository(), people);
    }

    @Bean
    SignedInSessions signedInSessions(@Value("${blockyard.session}") Duration length) {
        return new SignedInSessions(length);
    }

    @Bean
    PortalSession portalSession() {
        return new PortalSession();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain portalFilterChain(HttpSecurity http, People people) throws Exception {
        return http.authenticationProvider(new PasswordSignIn(people))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/health", "/themes/**", "/aura/**")
                        .permitAll())
                .headers(headers -> headers.frameOptions(frames -> frames.sameOrigin())
                        .contentTypeOptions(type -> {})
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY))
                        .withObjectPostProcessor(new EagerHeaders())
                        .referrerPolicy(referrer -> {}))
                .with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class)
                                // An address that leads nowhere gets the page that says so, not a bare refusal.
                                .anyRequest(AuthorizedUrl::authenticated))
                .build();
    }

    /** Vaadin's pages are sent before headers that wait for the end of a request. */
    private static final class EagerHeaders implements ObjectPostProcessor<HeaderWriterFilter> {
        @Override
        public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }
}
