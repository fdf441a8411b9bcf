package io.blockyard.access;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The beans of the room. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    Audit audit(DataSource dataSource) {
        return new Audit(dataSource);
    }

    @Bean
    People people(DataSource dataSource, Audit audit) {
        return new People(dataSource, audit);
    }

    @Bean
    Tokens tokens(DataSource dataSource, People people, Audit audit) {
        return new Tokens(dataSource, people, audit);
    }

    /** Runs when the tables are there and before anybody is served. */
    @Bean
    SmartInitializingSingleton firstAdministrator(People people, Environment environment) {
        return () -> new FirstAdministrator(people)
                .setUp(given(environment, "BLOCKYARD_ADMIN_USER"), given(environment, "BLOCKYARD_ADMIN_PASSWORD"));
    }

    private static Optional<String> given(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }
}
