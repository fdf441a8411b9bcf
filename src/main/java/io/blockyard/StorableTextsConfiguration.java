package io.blockyard;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whatever is written to the database goes through {@link StorableTexts}. */
@Configuration(proxyBeanMethods = false)
class StorableTextsConfiguration {

    @Bean
    static BeanPostProcessor storableTexts() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource database ? new StorableTexts(database) : bean;
            }
        };
    }
}
