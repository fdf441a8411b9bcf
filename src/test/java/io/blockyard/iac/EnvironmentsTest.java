package io.blockyard.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.access.Audit;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Named environments: who may edit them, what a plan takes from them, and that a secret is nowhere but on the target. */
class EnvironmentsTest extends PlansOnSandbox {

    private static final String SECRET = "hunter2-\u00e9\"quoted";

    private static final String READS_ENVIRONMENT = """
            version: "1.0"
            project: {key: ENVS, name: "Plant {{ env.PLANT }}"}
            datasets:
              - {name: out, type: managed}
            recipes:
              - name: fetch
                type: python
                outputs: [out]
                code: |
                  import dataiku
                  password = "{{ env.PASSWORD }}"
                  url = "{{ env.URL | default('http://localhost') }}"
            """;

    @Test
    void administratorsEditThemAndEverybodyMayLook() {
        environments.add(ADMIN, "production", "the real plants");
        environments.set(ADMIN, "production", "PLANT", "North", false);
        var shown = environments.set(ADMIN, "production", "PASSWORD", SECRET, true);

        assertThat(environments.get(VIEWER, "production")).isEqualTo(shown);
        assertThat(shown.variables())
                .extracting(Environment.Variable::name, Environment.Variable::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("PASSWORD", ""),
                        org.assertj.core.groups.Tuple.tuple("PLANT", "North"));
        assertThat(environments.all(VIEWER)).extracting(Environment::name).containsExactly("dev", "production");
        assertThatThrownBy(() -> environments.set(COMPOSER, "production", "PLANT", "South", false))
                .hasMessageContaining("ADMIN");
        assertThatThrownBy(() -> environments.add(ADMIN, "production", "")).hasMessageContaining("already");
        assertThatThrownBy(() -> environments.remove(ADMIN, "dev")).hasMessageContaining("default");
        assertThatThrownBy(() -> environments.get(VIEWER, "prodution")).hasMessageContaining("production");
        assertThatThrownBy(() -> environments.unset(ADMIN, "production", "PLAN"))
                .hasMessageContaining("PLANT");
        environments.remove(ADMIN, "production");
        assertThat(environments.all(VIEWER)).extracting(Environment::name).containsExactly("dev");
        assertThat(new Audit(database).recent(ADMIN, 10))
                .extracting(Audit.Entry::action)
                .contains("environment.add", "environment.set", "environment.remove");
    }

    @Test
    void onlyTheNamedEnvironmentIsRead() {
        var home = READS_ENVIRONMENT.replace("PLANT", "HOME");
        assertThat(System.getenv("HOME")).isNotNull();
        assertThatThrownBy(() -> plans.submit(COMPOSER, request(home)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("has no \u201cHOME\u201d");
    }

    @Test
    void aSecretReachesTheTargetAndNothingElse() {
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        var planned = plan(READS_ENVIRONMENT);
        var plan = body(planned);

        assertThat(plan.changes())
                .filteredOn(change -> change.type().equals("recipe"))
                .singleElement()
                .satisfies(change -> assertThat(change.sensitive()).containsExactly("code"));
        assertThat(PlanText.of(plan, false)).contains("Plant North").doesNotContain("hunter2");
        assertThat(PlanMarkdown.of(plan)).doesNotContain("hunter2");
        approveAndApply(planned);

        var recipe = client().read("ENVS").recipe("fetch").orElseThrow();
        assertThat(recipe.payload()).contains("password = \"" + SECRET + "\"", "http://localhost");
        assertThat(everythingStored()).contains("__secret_PASSWORD_").doesNotContain("hunter2");
        assertThat(plan(READS_ENVIRONMENT).state()).isEqualTo(PlanState.NO_CHANGES);
    }

    @Test
    void anotherValueOfASecretIsAChangeAndMakesAnOpenPlanStale() {
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        approveAndApply(plan(READS_ENVIRONMENT));
        var open = plan(READS_ENVIRONMENT.replace("name: out,", "name: out, description: changed,"));
        var digest = body(open).digest();
        decisions.approve(APPROVER, open.id(), digest, "");
        decisions.apply(COMPOSER, open.id(), digest);
        environments.set(ADMIN, "dev", "PASSWORD", "swordfish", true);

        assertThatThrownBy(() -> apply(open.id())).hasMessageContaining("PASSWORD");
        assertThat(plans.get(VIEWER, open.id()).state()).isEqualTo(PlanState.STALE);
        var next = body(plan(READS_ENVIRONMENT));
        assertThat(next.summary().update()).isEqualTo(1);
        assertThat(JsonMapper.shared().writeValueAsString(next)).doesNotContain("swordfish");
    }

    @Test
    void aVariableThatGoesMakesAnOpenPlanStaleEvenWhereThereIsADefault() {
        var yaml = "version: '1.0'\nproject: {key: ENVS, name: \"{{ env.PLANT | default('South') }}\"}\n";
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        var open = plan(yaml);
        assertThat(plans.check(VIEWER, open.id())).isEmpty();
        environments.unset(ADMIN, "dev", "PLANT");
        assertThat(plans.check(VIEWER, open.id()))
                .singleElement()
                .satisfies(moved -> assertThat(moved.message()).contains("PLANT"));
    }

    @Test
    void aSecretThatTheTargetAnswersWithIsMasked() {
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        var queued = approvedAndQueued(READS_ENVIRONMENT);
        assertThatThrownBy(() -> apply(queued.id(), moment -> {
                    if (moment.equals("read back next")) {
                        client().project("ENVS").putRecipe("fetch", document(), "something else");
                    }
                }))
                .hasMessageContaining("recipe.ENVS.fetch");
        assertThat(plans.get(VIEWER, queued.id()).problems())
                .extracting(Problem::code)
                .containsExactly("apply.read-back");
        assertThat(everythingStored()).doesNotContain("hunter2");
    }

    @Test
    void anApplyWhoseSecretsCannotBeOpenedAnyMoreStopsAndGoesOnWhenTheyCan() {
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        var queued = approvedAndQueued(READS_ENVIRONMENT);
        assertThatThrownBy(() -> apply(queued.id(), moment -> {
                    if (moment.equals("queued")) {
                        JdbcClient.create(database)
                                .sql("update iac_environment_variable set content = 'of another key' where secret")
                                .update();
                    }
                }))
                .hasMessageContaining("cannot be opened");
        assertThat(plans.get(VIEWER, queued.id()).state()).isEqualTo(PlanState.APPLY_FAILED);
        assertThat(plans.get(VIEWER, queued.id()).problems())
                .extracting(Problem::code)
                .containsExactly("secrets.wrong-key");

        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        decisions.resume(COMPOSER, queued.id());
        apply(queued.id());
        assertThat(state(queued.id())).isEqualTo(PlanState.APPLIED);
    }

    @Test
    void settingsOfAVisualRecipeWithSecretsAreComparedAsWell() {
        var visual = READS_ENVIRONMENT
                        .substring(0, READS_ENVIRONMENT.indexOf("recipes:"))
                        .replace("datasets:\n", """
                datasets:
                  - {name: in, type: managed}
                """) + """
                recipes:
                  - {name: fetch, type: prepare, inputs: [in], outputs: [out],
                     params: {mode: NORMAL, key: "{{ env.PASSWORD }}", steps: []}}
                """;
        environments.set(ADMIN, "dev", "PLANT", "North", false);
        environments.set(ADMIN, "dev", "PASSWORD", SECRET, true);
        approveAndApply(plan(visual));
        var payload = client().read("ENVS").recipe("fetch").orElseThrow().payload();
        assertThat(payload).contains("hunter2");
        assertThat(deployments.drift(VIEWER, "sandbox", "ENVS")).isEmpty();

        for (var other : new String[] {
            payload.replace("NORMAL", "OTHER"), payload.replace("{", "{\"theirs\": 1, "), "", "no object"
        }) {
            client().project("ENVS").putRecipe("fetch", document(), other);
            var drift = deployments.drift(VIEWER, "sandbox", "ENVS");
            assertThat(drift).as(other).hasSize(1);
            assertThat(drift.toString()).doesNotContain("hunter2");
        }
    }

    private tools.jackson.databind.node.ObjectNode document() {
        var there = client().project("ENVS").recipe("fetch").orElseThrow();
        return there.document().deepCopy();
    }

    /** Every text of every table, but the sealed contents themselves. */
    private String everythingStored() {
        var jdbc = JdbcClient.create(database);
        var all = new HashMap<String, Object>();
        for (var table : jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list()) {
            all.put(
                    table,
                    jdbc.sql("select * from " + table).query().listOfRows().stream()
                            .map(Map::toString)
                            .toList());
        }
        return all.toString();
    }
}
