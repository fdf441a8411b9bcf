package io.blockyard.task;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the room. */
@Configuration(proxyBeanMethods = false)
public class TaskConfiguration {

    @Bean
    Tasks tasks(DataSource dataSource) {
        return new Tasks(dataSource);
    }

    @Bean
    Secrets secrets(@Value("${blockyard.data}") Path data) {
        return Secrets.of(data);
    }

    /** Starts when everything else stands, and is the first to stop. */
    @Bean
    SmartLifecycle taskWorker(
            Tasks tasks,
            DataSource dataSource,
            ObjectProvider<TaskHandler> handlers,
            @Value("${spring.datasource.url}") String databaseUrl) {
        var cluster = databaseUrl.startsWith("jdbc:h2:") ? TaskWorker.Cluster.ALONE : TaskWorker.Cluster.SHARED;
        var worker = new TaskWorker(tasks, dataSource, handlers.stream().toList(), cluster);
        return new SmartLifecycle() {
            @Override
            public void start() {
                worker.start();
            }

            @Override
            public void stop() {
                worker.close();
            }

            @Override
            public boolean isRunning() {
                return worker.isRunning();
            }
        };
    }
}
