package io.blockyard;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** {@code GET /health}, for load balancers and container engines: 200 when the database answers, else 503. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(HealthConfiguration.class);
    private static final int PATIENCE = (int) Duration.ofSeconds(2).toSeconds();

    @Bean
    RouterFunction<ServerResponse> health(DataSource dataSource) {
        return RouterFunctions.route()
                .GET(
                        "/health",
                        request -> answers(dataSource)
                                ? ServerResponse.ok().body(Map.of("status", "UP"))
                                : ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                                        .body(Map.of("status", "DOWN")))
                .build();
    }

    private static boolean answers(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return connection.isValid(PATIENCE);
        } catch (java.sql.SQLException failure) {
            LOG.warn("The database does not answer: {}", failure.getMessage());
            return false;
        }
    }
}
