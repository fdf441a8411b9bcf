package io.blockyard.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blockyard.RunningPortal;
import io.blockyard.access.Role;
import io.blockyard.api.WireFormat;
import io.blockyard.dataiku.Zips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole path by command line only: crawl, search, compose, plan, approve, apply, look. */
class CommandLineJourneyTest {

    @TempDir
    private static Path data;

    @TempDir
    private static Path desk;

    private static RunningPortal portal;
    private static CommandRun.Shell shell;

    @BeforeAll
    static void start() {
        portal = RunningPortal.on(data);
        shell = CommandRun.Shell.in(desk)
                .with(Map.of(
                        "BLOCKYARD_SERVER", portal.url(),
                        "BLOCKYARD_TOKEN", portal.token("ada", Role.ADMIN)));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void fromAProjectInDssToADeployedComposition() throws Exception {
        var crawl = done("crawl", "--source", "sandbox", "--project", "COMPRESSOR_MONITORING");
        assertThat(crawl.out())
                .containsPattern("VIBRATION_FEATURES +1\\.0\\.0 +new")
                .contains("ANOMALY_DETECTION");

        // The index follows the catalog within moments.
        await().until(() -> texts(done("search", "vibration", "--json").json().path("items"), "id")
                .contains("VIBRATION_FEATURES"));
        assertThat(done("block", "show", "vibration_features").out())
                .contains("ENGINEERED_FEATURES")
                .contains("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0");

        var compose = done(
                "compose",
                "--block",
                "VIBRATION_FEATURES",
                "--block",
                "ANOMALY_DETECTION@^1.0",
                "--project",
                "PLANT_WATCH",
                "--name",
                "Plant watch",
                "--out",
                "plant.yml",
                "--json");
        assertThat(compose.json().path("wires")).hasSize(1);
        var wire = compose.json().at("/wires/0/dataset").stringValue();
        assertThat(done("validate", "plant.yml").out()).startsWith("Valid.");
        assertThat(done("compose", "--need", "features from vibration", "--project", "FROM_WORDS")
                        .out())
                .contains("BLOCKS_REGISTRY/VIBRATION_FEATURES@1.0.0", "key: FROM_WORDS");
        assertThat(shell.run("compose", "--project", "NOTHING").err()).contains("--block", "--need");

        var plan =
                done("plan", "-c", "plant.yml", "--target", "sandbox", "--json").json();
        assertThat(plan.path("state").stringValue()).isIn("PLANNED", "AWAITING_APPROVAL");
        var id = plan.path("id").stringValue();
        var digest = plan.at("/plan/digest").stringValue();
        assertThat(shell.run("crawl", "cancel", plan.path("plan_task").stringValue())
                        .err())
                .as("the task of a plan is no crawl")
                .contains("There is no crawl");
        assertThat(done("plan", "show", id).out())
                .contains("+ project.PLANT_WATCH")
                .contains(digest);

        assertThat(done("export-project", id, "--out", "plant.zip").out()).contains("Import it in DSS");
        assertThat(done("inspect", "plant.zip").out()).contains("Vibration features  publishable");

        assertThat(shell.run("apply", id).exitCode()).isEqualTo(ExitCode.UNPLANNABLE);
        assertThat(shell.run("approve", id, "--digest", "0".repeat(64)).exitCode())
                .isEqualTo(ExitCode.UNPLANNABLE);
        assertThat(done("approve", id, "--digest", digest, "--comment", "read it")
                        .out())
                .contains("approved");

        var apply = done("apply", id, "--digest", digest, "--follow");
        assertThat(apply.out()).contains("Applied.").contains("PLANT_WATCH");
        assertThat(apply.err()).contains("recipe.PLANT_WATCH.");
        assertThat(done("projects").out()).contains("PLANT_WATCH").contains("sandbox");

        assertThat(done("export-registry", "registry", "--data", data.toString())
                        .out())
                .contains("Exported");
        var offline = shell.run("plan", "-c", "plant.yml", "--registry", "registry");
        assertThat(offline.exitCode()).as(offline.err()).isZero();
        done("export-project", "-c", "plant.yml", "--registry", "registry", "--out", "offline.zip");
        assertThat(done("inspect", "offline.zip", "--json").json())
                .isEqualTo(done("inspect", "plant.zip", "--json").json());
        assertThat(shell.run("export-project", "-c", "plant.yml", "--out", "opaque.zip")
                        .err())
                .contains("no registry was given");

        theProjectIsThereWhenAskedOverTheApiOfDss(wire);
    }

    @Test
    void solutionsArePublishedPlannedAndAppliedAndBlocksTellWhereTheyAreUsed() {
        done("crawl", "--source", "sandbox", "--project", "COMPRESSOR_MONITORING");
        var samples = Path.of("samples").toAbsolutePath();
        var health = samples.resolve("solutions/equipment-health.yml").toString();
        assertThat(done("solution", "check", health).out()).contains("It would be published as 1.0.0.");
        assertThat(done("solution", "publish", health).out()).contains("Published EQUIPMENT_HEALTH@1.0.0");
        assertThat(done("solution", "check", health).out()).contains("Nothing new");
        done(
                "solution",
                "publish",
                samples.resolve("solutions/compressor-station.yml").toString());
        assertThat(done("solution", "show", "compressor_station").out())
                .contains("    anomaly  ANOMALY_DETECTION@1.0.0", "RUL_SCORES  from health.RUL_SCORES");
        await().until(() -> texts(
                        done("search", "type:solution", "--json").json().path("items"), "id")
                .containsAll(List.of("EQUIPMENT_HEALTH", "COMPRESSOR_STATION")));

        var composition = done(
                        "compose", "--block", "EQUIPMENT_HEALTH", "--block", "ALERTING", "--project", "WHOLE", "--json")
                .json();
        assertThat(composition.path("yaml").stringValue()).contains("solutions:", "zone_prefix: Equipment health");
        assertThat(done("solution", "save", composition.path("id").stringValue(), "--id", "whole_plant")
                        .out())
                .contains("Published WHOLE_PLANT@1.0.0");

        var configuration =
                samples.resolve("compositions/compressor-station.yml").toString();
        var plan = done("plan", "-c", configuration, "--target", "sandbox", "--json")
                .json();
        var id = plan.path("id").stringValue();
        var digest = plan.at("/plan/digest").stringValue();
        assertThat(done("plan", "show", id).out())
                .contains("block.STATION_NORTH.north  BLOCKS_REGISTRY/COMPRESSOR_STATION@^1.0")
                .contains("zone.STATION_NORTH.North_health_anomaly");
        done("approve", id, "--digest", digest);
        var applied = shell.run("apply", id, "--digest", digest, "--follow", "--build");
        assertThat(applied.exitCode()).as(applied.err()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(applied.err()).contains("The plan is applied, but the build failed", "The sandbox runs no recipes");
        assertThat(done("block", "uses", "anomaly_detection").out())
                .contains("EQUIPMENT_HEALTH")
                .containsPattern("STATION_NORTH +sandbox +north_health_anomaly +1\\.0\\.0");
        assertThat(done("block", "uses", "equipment_health").out()).contains("COMPRESSOR_STATION", "north_health");
        assertThat(done("plan", "-c", configuration, "--target", "sandbox", "--json")
                        .json()
                        .path("state")
                        .stringValue())
                .isEqualTo("NO_CHANGES");

        done("export-registry", "with-solutions", "--data", data.toString());
        var offline = shell.run("plan", "-c", configuration, "--registry", "with-solutions", "--detailed-exitcode");
        assertThat(offline.exitCode()).as(offline.err()).isEqualTo(ExitCode.CHANGES);
        assertThat(offline.out()).contains("north_health_rul");
    }

    @Test
    void whatPeopleSayOfABlockIsKeptChangedAndHiddenAndMatchingTellsHowItReadANeed() throws Exception {
        done("crawl", "--source", "sandbox", "--project", "COMPRESSOR_MONITORING");
        var block = "VIBRATION_FEATURES";
        var ask = done("ask", "add", "vibration_features", "hear", "bad", "bearings", "--json")
                .json()
                .path("id")
                .stringValue();
        done("ask", "edit", block, ask, "hear worn bearings in machines");
        var listed = done("ask", "list", block, "--json").json().path("items");
        assertThat(texts(listed, "text")).contains("hear worn bearings in machines");
        var generated = listed.valueStream()
                .filter(each -> each.path("origin").stringValue().equals("generated"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .stringValue();
        done("ask", "hide", block, generated);
        assertThat(done("ask", "list", block).out()).containsPattern("generated, hidden .*" + generated);
        assertThat(shell.run("ask", "remove", block, generated).err()).contains("Hide it instead");
        done("ask", "show", block, generated);

        await().until(() -> texts(done("search", "asks:worn", "--json").json().path("items"), "id")
                .contains(block));
        assertThat(done("suggest", "vibration").out()).contains(block);
        assertThat(done("facet", "type", "zo", "--search", "vibration").out()).contains("zone");
        assertThat(done("facet", "tag", "--level", "nowhere").out()).contains("No block has such a value.");
        assertThat(done("columns", "asset").out()).contains("asset_id");
        assertThat(done("columns", "--gives", "asset_id").out()).contains(block);
        var match = done("match", "worn bearings every hour, not pumps", "--type", "zone", "--limit", "1");
        assertThat(match.out())
                .contains("left out     pumps")
                .contains("every hour → each hour")
                .contains(block);
        assertThat(done("match", "worn bearings", "--tag", "no_such_tag", "--json")
                        .json()
                        .path("matches"))
                .isEmpty();
        done("ask", "remove", block, ask);

        Files.writeString(
                desk.resolve("needs.jsonl"), "{\"intent\": \"worn bearings\", \"expect\": [\"" + block + "\"]}\n");
        done("quality", "--intents", "needs.jsonl");
        assertThat(done("quality", "history", "--json").json().at("/items/0/report/n_single"))
                .hasToString("1");
        assertThat(done("quality", "history").out()).contains("hit@1");
        assertThat(done("quality", "sureness").out()).isNotBlank();
    }

    @Test
    void aCrawlIsPreviewedAcceptedUndoneAndScheduled() {
        var preview = done("crawl", "--source", "sandbox", "--project", "RETAIL_DEMAND", "--preview", "--json")
                .json();
        assertThat(preview.path("kind").stringValue()).isEqualTo("preview");
        assertThat(preview.path("waiting").intValue()).isPositive();
        var block =
                preview.path("report").path("blocks").path(0).path("block_id").stringValue();
        assertThat(shell.run("block", "show", block).exitCode()).isEqualTo(ExitCode.INVALID);

        var id = preview.path("id").stringValue();
        assertThat(shell.run("crawl", "accept", id, "--only", "NO_SUCH").err()).contains(block);
        var acceptance = done("crawl", "accept", id, "--only", block, "--json");
        assertThat(acceptance.out() + acceptance.err()).contains("DEMAND_FEATURES 1.0.0, which is not published yet");
        var accepted = acceptance.json();
        assertThat(accepted.path("undoable").intValue()).isEqualTo(1);
        done("block", "show", block);
        assertThat(done("crawl", "undo", accepted.path("id").stringValue()).out())
                .containsPattern(block + " +1\\.0\\.0 +undone");
        assertThat(done("crawls").out()).contains("preview", "acceptance", "undo");
        assertThat(shell.run("crawl", "undo", id).err()).contains("nothing to undo");

        assertThat(done("crawl", "schedule", "sandbox", "--cron", "0 6 * * 1-5", "--preview")
                        .out())
                .contains("0 6 * * 1-5", "preview");
        assertThat(shell.run("crawl", "schedule", "sandbox", "--cron", "sometimes")
                        .err())
                .contains("does not say when");
        assertThat(done("crawl", "schedule", "sandbox", "--off").out()).contains("No source is crawled by itself");
        assertThat(shell.run("crawl", "--source", "sandbox").err()).contains("--project");
    }

    @Test
    void anEnvironmentIsEditedAndItsSecretsStayHidden() {
        done("environment", "add", "plants", "--description", "the real plants");
        done("environment", "set", "plants", "PLANT", "North");
        done("environment", "set", "plants", "PASSWORD", "hunter2", "--secret");
        var shown = done("environment", "show", "plants");
        assertThat(shown.out()).contains("North", "(secret)").doesNotContain("hunter2");
        assertThat(done("environment", "show", "plants", "--json").out()).doesNotContain("hunter2");
        assertThat(shell.run("environment", "unset", "plants", "PLAN").err()).contains("PLANT");
        done("environment", "remove", "plants");
        assertThat(done("environment", "list").out()).contains("dev").doesNotContain("plants");
    }

    @Test
    void reviewRulesPoliciesAndLocksAreKeptFromTheCommandLine() throws Exception {
        var sandbox = done("source", "list", "--json").json().at("/items/0/url").stringValue();
        done("source", "add", "elsewhere", sandbox, "--api-key", RunningPortal.SANDBOX_KEY);
        assertThat(shell.run("review-rule", "elswhere", "--approvals", "2").err())
                .contains("elsewhere");
        assertThat(done("review-rule", "elsewhere", "--approvals", "2", "--others-only", "true")
                        .out())
                .contains("others than the author");
        assertThat(done("review-rule").out()).contains("elsewhere");
        assertThat(done("deployment-rule", "elsewhere", "--snapshot", "false", "--drift-cron", "@daily")
                        .out())
                .contains("@daily");
        assertThat(done("policy", "list", "--starters").out()).contains("no-dataset-deletes");
        var wrong = shell.run("policy", "set", "p", "--expression", "plan.", "--message", "m");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INVALID);
        done("policy", "set", "two", "--expression", "plan.summary.create > 1", "--message", "m", "--severity", "soft");
        Files.writeString(desk.resolve("small.yml"), "version: \"1.0\"\nproject: {key: CLI_SMALL}\n");
        var plan =
                done("plan", "-c", "small.yml", "--target", "sandbox", "--json").json();
        var id = plan.path("id").stringValue();
        assertThat(shell.run("approve", id).err()).contains("two");
        done("plan", "override", id, "two", "--reason", "an empty project");
        done("plan", "comment", id, "fine by me");
        assertThat(done("plan", "check", id).out()).contains("holds");
        var again = done("plan", "replan", id, "--json").json().path("id").stringValue();
        done("plan", "override", again, "two", "--reason", "an empty project");
        assertThat(done("plan", "approvals", again).out()).contains("0 of 1 approval.");
        assertThat(done("plans", "--project", "CLI_SMALL", "--counts", "--json").json())
                .isEqualTo(WireFormat.json().readTree("{\"AWAITING_APPROVAL\":1,\"DISCARDED\":1}"));
        assertThat(done("plans", "--counts").out()).contains("awaiting approval");
        done("approve", again);
        done("lock", "hold", "sandbox", "CLI_SMALL", "--reason", "closing");
        assertThat(done("lock", "list").out()).contains("closing");
        done("lock", "release", "sandbox", "CLI_SMALL");
        assertThat(done("apply", again, "--follow", "--build").out()).contains("There is nothing to build");
        assertThat(shell.run("plan", "rollback", again, "--confirm", "CLI_SMALL")
                        .err())
                .contains("cannot be rolled back");
        assertThat(done("drift", "sandbox", "CLI_SMALL").out()).contains("Nothing was changed");
        assertThat(done("drift", "sandbox", "CLI_SMALL", "--repair").out()).contains("No changes");
        assertThat(shell.run("drift", "sandbox", "CLI_SMALL", "--repair", "--adopt", "any")
                        .exitCode())
                .isEqualTo(ExitCode.INVALID);
        assertThat(shell.run("drift", "sandbox", "CLI_SMALL", "--adopt", "another")
                        .err())
                .contains("no longer what you saw");
        var seen = done("drift", "sandbox", "CLI_SMALL", "--json").json();
        assertThat(done(
                                "drift",
                                "sandbox",
                                "CLI_SMALL",
                                "--adopt",
                                seen.path("digest").stringValue())
                        .out())
                .contains("Nothing was changed");
        assertThat(done("plans", "--project", "CLI_SMALL", "--state", "applied").out())
                .contains(again)
                .doesNotContain(id);
        var first = done("plans", "--project", "CLI_SMALL", "--limit", "1", "--json")
                .json();
        assertThat(done(
                                "plans",
                                "--project",
                                "CLI_SMALL",
                                "--cursor",
                                first.path("next").stringValue(),
                                "--json")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(shell.run("plans", "--state", "somewhere").err()).contains("awaiting-approval");
        assertThat(shell.run("lock", "hold", "nowhere", "CLI_SMALL", "--reason", "r")
                        .err())
                .contains("nowhere");
        done("policy", "remove", "two");
    }

    @Test
    void sourcesOfEveryKindAreNamedTriedAndLookedInto() throws Exception {
        var samples = Path.of("samples/projects").toAbsolutePath();
        var fromTheFolder = shell.run(
                        "inspect", "--json", samples.resolve("PAYMENT_FRAUD").toString())
                .json();
        var sandbox = done("source", "list", "--json").json().at("/items/0/url").stringValue();

        done("source", "add", "production", sandbox, "--api-key", RunningPortal.SANDBOX_KEY);
        done("source", "add", "disk", "--folder", samples.toString());
        done("source", "bundle", "create", "production", "PAYMENT_FRAUD", "v1", "--notes", "first");
        assertThat(shell.run("source", "bundle", "create", "production", "PAYMENT_FRAUD", "v1")
                        .err())
                .contains("already");
        assertThat(done("source", "bundle", "list", "production", "PAYMENT_FRAUD")
                        .out())
                .contains("v1", "first");
        done("source", "bundle", "get", "production", "PAYMENT_FRAUD", "v1", "--out", "v1.zip");
        assertThat(shell.run("source", "bundle", "get", "production", "PAYMENT_FRAUD", "v2", "--out", "v2.zip")
                        .err())
                .contains("There is v1");
        assertThat(done("inspect", "--json", "v1.zip").json()).isEqualTo(fromTheFolder);
        var zip = Zips.export(desk.resolve("PAYMENT_FRAUD.zip"), samples.resolve("PAYMENT_FRAUD"), "PAYMENT_FRAUD");
        done("source", "add", "upload", "--zip", zip.toString());
        for (var name : List.of("production", "disk", "upload")) {
            assertThat(done("source", "test", name, "--json").json().path("ok").booleanValue())
                    .as(name)
                    .isTrue();
            assertThat(done("source", "projects", name).out()).contains("PAYMENT_FRAUD");
            assertThat(done("inspect", "--json", "--source", name, "--project", "PAYMENT_FRAUD")
                            .json())
                    .as(name)
                    .isEqualTo(fromTheFolder);
        }
        assertThat(shell.run("inspect", "--json", zip.toString()).json()).isEqualTo(fromTheFolder);
        assertThat(shell.with(Map.of("BLOCKYARD_DSS_KEY", RunningPortal.SANDBOX_KEY))
                        .run("inspect", "--json", "--instance", sandbox, "--project", "PAYMENT_FRAUD")
                        .json())
                .isEqualTo(fromTheFolder);
        assertThat(done("crawl", "--source", "upload", "--project", "PAYMENT_FRAUD")
                        .out())
                .contains("BLOCK");

        assertThat(shell.run("source", "edit", "production", "http://127.0.0.1:1")
                        .err())
                .contains("is not sent elsewhere");
        done("source", "edit", "production", "http://127.0.0.1:1", "--api-key", "other");
        var failing = shell.run("source", "test", "production", "--json");
        assertThat(failing.exitCode()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(failing.json().at("/problems/0/message").stringValue()).contains("nothing listens there");
        assertThat(shell.run("inspect", zip.resolveSibling("gone.zip").toString())
                        .exitCode())
                .isEqualTo(ExitCode.INVALID);
        for (var name : List.of("production", "disk", "upload")) {
            done("source", "remove", name);
        }
        assertThat(done("source", "list").out()).contains("sandbox").doesNotContain("production");
    }

    private static void theProjectIsThereWhenAskedOverTheApiOfDss(String wire) throws Exception {
        var sources = done("source", "list", "--json").json().path("items");
        var dss = new DssQuestions(sources.get(0).path("url").stringValue(), RunningPortal.SANDBOX_KEY);
        var zones = dss.get("/projects/PLANT_WATCH/flow/zones");
        assertThat(texts(zones, "name")).contains("Vibration features", "Anomaly detection");
        var recipes = dss.get("/projects/PLANT_WATCH/recipes/");
        assertThat(recipes).hasSize(9);
        for (var side : List.of("outputs", "inputs")) {
            assertThat(recipes.valueStream()
                            .filter(recipe -> refs(recipe.path(side)).contains(wire)))
                    .as(wire + " among the " + side)
                    .isNotEmpty();
        }
        assertThat(texts(dss.get("/projects/PLANT_WATCH/datasets/"), "name")).contains(wire);
    }

    private static CommandRun done(String... arguments) {
        var run = shell.run(arguments);
        assertThat(run.exitCode())
                .as(String.join(" ", arguments) + "\n" + run.out() + run.err())
                .isZero();
        return run;
    }

    private static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(item -> item.path(field).stringValue()).toList();
    }

    private static List<String> refs(JsonNode roles) {
        return roles.valueStream()
                .flatMap(role -> role.path("items").valueStream())
                .map(item -> item.path("ref").stringValue())
                .toList();
    }
}
