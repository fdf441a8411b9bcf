package io.blockyard.iac;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of environments. Every method joins the caller's transaction. */
final class EnvironmentTables {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** A variable as it is stored; {@code content} is sealed when it is a secret. */
    record Content(String name, boolean secret, String content) {}

    EnvironmentTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<String> names() {
        return jdbc.sql("select name from iac_environment order by name")
                .query(String.class)
                .list();
    }

    String description(String name) {
        return jdbc.sql("select description from iac_environment where name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .orElse("");
    }

    List<Environment.Variable> variables(String environment) {
        return jdbc.sql("select * from iac_environment_variable where environment = :environment order by name")
                .param("environment", environment)
                .query((row, number) -> new Environment.Variable(
                        row.getString("name"),
                        row.getBoolean("secret") ? "" : row.getString("content"),
                        row.getBoolean("secret"),
                        row.getString("changed_by"),
                        PlanTables.instant(row, "changed_at")))
                .list();
    }

    List<Content> contents(String environment) {
        return jdbc.sql("select * from iac_environment_variable where environment = :environment order by name")
                .param("environment", environment)
                .query((row, number) ->
                        new Content(row.getString("name"), row.getBoolean("secret"), row.getString("content")))
                .list();
    }

    boolean isSecret(String environment, String name) {
        return contents(environment).stream()
                .anyMatch(row -> row.secret() && row.name().equals(name));
    }

    void add(String name, String description, String person) {
        jdbc.sql("""
                        insert into iac_environment (name, description, created_by, created_at)
                        values (:name, :description, :person, :now)
                        """)
                .param("name", name)
                .param("description", description)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(String name) {
        jdbc.sql("delete from iac_environment_variable where environment = :name")
                .param("name", name)
                .update();
        jdbc.sql("delete from iac_environment where name = :name")
                .param("name", name)
                .update();
    }

    void set(String environment, String name, boolean secret, String content, String person) {
        unset(environment, name);
        jdbc.sql("""
                        insert into iac_environment_variable (environment, name, secret, content, changed_by, changed_at)
                        values (:environment, :name, :secret, :content, :person, :now)
                        """)
                .param("environment", environment)
                .param("name", name)
                .param("secret", secret)
                .param("content", content)
                .param("person", person)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether there was one. */
    boolean unset(String environment, String name) {
        return jdbc.sql("delete from iac_environment_variable where environment = :environment and name = :name")
                        .param("environment", environment)
                        .param("name", name)
                        .update()
                > 0;
    }
}
