package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of plans on the packaged application, in a real browser: a plan is rejected, one is approved by a second
 * person, one becomes stale, one is killed in the middle of its apply and resumed, one is taken back.
 */
class ReviewJourneyIT {

    private static final String PASSWORD = "a long enough password";
    private static final String AUTHOR = "planner";
    private static final String REVIEWER = "reviewer";
    /**
     * So many changes into an apply some operations are done, and some have not begun: of the eight at once each takes two or
     * three, and of the seventeen no more than eight can have ended.
     */
    private static final int HALF_WAY = 17;

    @TempDir
    Path folder;

    @Test
    void fromARejectionToARollBack() throws IOException {
        var administrator = Map.of("BLOCKYARD_ADMIN_USER", "admin", "BLOCKYARD_ADMIN_PASSWORD", PASSWORD);
        try (var plant = new PlantInstance(folder.resolve("plant"));
                var portal = PortalProcess.start(folder.resolve("data"), administrator);
                var screens = new Screens(portal.address().toString())) {
            var script = prepare(portal, plant);
            askForFourEyes(screens);
            takeNoSnapshots(screens);
            planAsAuthor(screens);
            rejectByKeyboard(screens);
            planAgainAndBeRefused(screens);
            hearOfOthers(screens, script);
            approveByKeyboard(screens);
            apply(screens);
            PlantLine.assertDeployed(plant, 4);

            var larger = planOf(screens, 12);
            approve(screens, larger);
            becomeStale(screens, larger, plant);
            var again = planAgain(screens);
            approve(screens, again);
            stopHalfWay(screens, again, portal, plant);
            try (var restarted = portal.again()) {
                assertThat(restarted.address()).isEqualTo(portal.address());
                resume(screens, again, plant);
                PlantLine.assertDeployed(plant, 12);
                seeTheDrift(screens, plant);
                stopMakingAPlan(screens, plant);
                takeBack(screens, plant);
            }

            screens.assertAccessible();
            screens.assertNoScriptErrors();
        }
    }

    /** Two people and an instance, as an administrator's script would make them. */
    private static PortalScript prepare(PortalProcess portal, PlantInstance plant) {
        var script = PortalScript.of(portal);
        script.person(AUTHOR, PASSWORD, "\"COMPOSER\", \"APPROVER\"");
        script.person(REVIEWER, PASSWORD, "\"APPROVER\"");
        script.post("sources", """
                {"name": "plant", "kind": "dss", "url": "%s", "api_key": "%s"}
                """.formatted(plant.address(), PlantInstance.KEY));
        script.put("policies/line-10-later", """
                {"severity": "soft", "target": "plant", "expression": "plan.project != 'LINE_10'",
                 "message": "Line 10 is rebuilt in spring."}
                """);
        return script;
    }

    private static void askForFourEyes(Screens screens) {
        screens.signIn("/admin/reviews", "admin", PASSWORD);
        screens.click("review-edit-plant");
        screens.at("review-others").waitFor();
        screens.look("review-rule");
        screens.at("review-others").locator("input").check();
        screens.click("review-save");
        screens.at("review-plant").getByText("others than the author").waitFor();
    }

    private static void takeNoSnapshots(Screens screens) {
        screens.pressAt("deployment-rule-edit-plant");
        screens.awaitFocus("deployment-rule-snapshot");
        screens.press("Space");
        screens.fill("deployment-rule-cron", "now and then");
        screens.click("deployment-rule-save");
        screens.page()
                .locator("[data-testid=deployment-rule-dialog] .problem")
                .first()
                .waitFor();
        screens.look("deployment-rule");
        screens.fill("deployment-rule-cron", "0 6 * * 1-5");
        screens.click("deployment-rule-save");
        screens.at("deployment-rule-plant").getByText("0 6 * * 1-5").waitFor();
        assertThat(screens.at("deployment-rule-plant").innerText()).doesNotContain("after each apply");
    }

    private void planAsAuthor(Screens screens) throws IOException {
        screens.signIn("/plans", AUTHOR, PASSWORD);
        screens.at("to-compose").waitFor();
        screens.lookAgain("plans-empty");
        upload(screens, 4);
    }

    /** Plans a line of this many steps for the project LINE_9, as the screen of the plan shows it at the end. */
    private void upload(Screens screens, int steps) throws IOException {
        upload(screens, "LINE_9", steps);
    }

    private void upload(Screens screens, String key, int steps) throws IOException {
        choose(screens, key, steps);
        awaitState(screens, "AWAITING_APPROVAL");
    }

    private void choose(Screens screens, String key, int steps) throws IOException {
        screens.click("new-plan");
        screens.at("new-plan-make").waitFor();
        screens.page()
                .locator("[data-testid=new-plan-file] input[type=file]")
                .setInputFiles(PlantLine.configuration(folder, key, steps));
        screens.page().locator("vaadin-upload-file[complete]").waitFor();
        screens.at("plan-target").click();
        screens.page().locator("vaadin-select-item:has-text('plant')").first().click();
        screens.click("new-plan-make");
    }

    /** The instance does not answer, and nobody wants to wait for it. */
    private void stopMakingAPlan(Screens screens, PlantInstance plant) throws IOException {
        plant.fallSilent();
        screens.open("/plans");
        choose(screens, "LINE_11", 2);
        screens.awaitText("Reading the target");
        screens.look("plan-making");
        screens.pressAt("task-cancel");
        plant.comeBack();
        awaitState(screens, "PLAN_FAILED");
        screens.awaitText("The plan was cancelled before it was made.");
    }

    private static void rejectByKeyboard(Screens screens) {
        screens.signIn("/plans", REVIEWER, PASSWORD);
        screens.tabInto(".plan-row");
        screens.press("Enter");
        awaitState(screens, "AWAITING_APPROVAL");
        screens.look("review-to-decide");

        screens.tabTo("reject");
        screens.press("Enter");
        screens.at("decision-comment").waitFor();
        screens.press("Escape");
        screens.at("decision-dialog").waitFor(gone());
        screens.awaitFocus("reject");

        screens.press("Enter");
        screens.at("decision-comment").waitFor();
        screens.awaitFocus("decision-comment");
        screens.tabTo("decision-confirm");
        screens.press("Enter");
        screens.awaitText("Say why");
        screens.look("review-reject");
        screens.at("decision-comment").locator("textarea").focus();
        screens.page().keyboard().type("The readings of line 9 go to another connection.");
        screens.tabTo("decision-confirm");
        screens.press("Enter");
        awaitState(screens, "REJECTED");
        screens.awaitText("The readings of line 9 go to another connection.");
        assertThat(screens.at("approve").count()).isZero();
    }

    private static void planAgainAndBeRefused(Screens screens) {
        screens.signIn("/plans", AUTHOR, PASSWORD);
        screens.page().locator(".plan-row a").first().click();
        awaitState(screens, "REJECTED");
        screens.lookAgain("review-rejected");
        screens.click("replan");
        awaitState(screens, "AWAITING_APPROVAL");
        screens.awaitText("plans for plant are approved by somebody else");
        assertThat(screens.at("approve").count()).isZero();
        screens.at("reject").waitFor();
    }

    /** Nobody touches the page that is open. */
    private static void hearOfOthers(Screens screens, PortalScript script) {
        script.post(path(screens).substring(1) + "/comments", """
                {"comment": "Line 9 runs until noon"}
                """);
        screens.awaitText("Line 9 runs until noon");
        screens.at("reject").waitFor();
    }

    private static void approveByKeyboard(Screens screens) {
        screens.signIn("/plans?phase=waiting", REVIEWER, PASSWORD);
        screens.page().locator(".plan-row a").first().click();
        awaitState(screens, "AWAITING_APPROVAL");
        screens.tabTo("tab-configuration");
        screens.press("Enter");
        screens.page().waitForURL("**/plans/*tab=configuration*");
        screens.tabTo("tab-changes");
        screens.press("Enter");
        screens.page().locator(".change").first().waitFor();
        screens.tabTo("approve");
        screens.press("Enter");
        screens.at("decision-comment").waitFor();
        screens.tabTo("decision-confirm");
        screens.press("Enter");
        awaitState(screens, "APPROVED");
        assertThat(screens.at("apply").count()).as("a reviewer applies nothing").isZero();
        screens.lookAgain("review-approved");
    }

    private static void apply(Screens screens) {
        screens.signIn("/plans?phase=approved", AUTHOR, PASSWORD);
        screens.tabInto(".plan-row");
        screens.press("Enter");
        screens.pressAt("apply");
        screens.awaitFocus("apply-confirm");
        screens.look("review-apply");
        screens.press("Enter");
        awaitState(screens, "APPLIED");
        screens.lookAgain("review-applied");
    }

    /** @return the path of the plan */
    private String planOf(Screens screens, int steps) throws IOException {
        screens.open("/plans");
        upload(screens, steps);
        return path(screens);
    }

    private static void approve(Screens screens, String plan) {
        screens.signIn(plan, REVIEWER, PASSWORD);
        screens.click("approve");
        screens.click("decision-confirm");
        awaitState(screens, "APPROVED");
        screens.signIn(plan, AUTHOR, PASSWORD);
        screens.at("apply").waitFor();
    }

    /** Somebody edits what the plan was made of, after it was approved. */
    private static void becomeStale(Screens screens, String plan, PlantInstance plant) {
        var project = plant.client().project("LINE_9");
        var recipe = project.recipe("compute_0").orElseThrow();
        project.putRecipe("compute_0", recipe.document(), "print('by hand')");
        screens.open(plan);
        screens.click("apply");
        screens.click("apply-confirm");
        awaitState(screens, "STALE");
        screens.awaitText("LINE_9 on “plant” is not as it was");
        screens.look("review-stale");
    }

    private static String planAgain(Screens screens) {
        screens.click("replan");
        awaitState(screens, "AWAITING_APPROVAL");
        assertThat(screens.at("plan-moved").innerText()).contains("recipe compute_0");
        screens.lookAgain("review-moved");
        screens.lookNarrow("review-moved");
        return path(screens);
    }

    /** The portal dies in the middle, and when it is back the instance is away. */
    private static void stopHalfWay(Screens screens, String plan, PortalProcess portal, PlantInstance plant) {
        plant.fallSilentAfter(HALF_WAY);
        screens.open(plan);
        screens.click("apply");
        screens.click("apply-confirm");
        screens.page().locator(".operations [data-status=done]").first().waitFor();
        screens.look("review-applying");
        assertThat(screens.page().locator(".operations [data-status=pending]").count())
                .as("operations that are still to come")
                .isPositive();
        screens.leave();
        portal.kill();
        plant.goAway();
    }

    private static void resume(Screens screens, String plan, PlantInstance plant) {
        screens.signIn(plan, AUTHOR, PASSWORD);
        awaitState(screens, "PARTIALLY_APPLIED");
        screens.lookAgain("review-half-way");
        plant.comeBack();
        screens.pressAt("resume");
        awaitState(screens, "APPLIED");
        screens.lookAgain("review-resumed");
    }

    private static void seeTheDrift(Screens screens, PlantInstance plant) {
        plant.client().project("LINE_9").deleteRecipe("compute_11");
        screens.open("/projects");
        screens.tabInto("[data-testid=project-LINE_9] h2 a");
        screens.press("Enter");
        screens.page().waitForURL("**/projects/plant/LINE_9");
        screens.pressAt("drift-check-LINE_9");
        screens.at("drift-repair-LINE_9").waitFor();
        assertThat(screens.at("drift-LINE_9").innerText()).contains("recipe compute_11");
        screens.look("review-drift");
        screens.lookNarrow("review-drift");

        screens.pressAt("drift-repair-LINE_9");
        awaitState(screens, "AWAITING_APPROVAL");
        assertThat(screens.page().locator(".change").allInnerTexts())
                .singleElement()
                .asString()
                .contains("compute_11");
        screens.open("/projects/plant/LINE_9");
        screens.pressAt("drift-adopt-LINE_9");
        screens.awaitText("Nothing was changed outside.");
    }

    private void takeBack(Screens screens, PlantInstance plant) throws IOException {
        screens.open("/plans");
        upload(screens, "LINE_10", 12);
        var plan = path(screens);
        holdWhatIsNotThereYet(screens);
        overrideThePolicy(screens, plan);
        approve(screens, plan);
        plant.fallSilentAfter(HALF_WAY);
        screens.click("apply");
        screens.click("apply-confirm");
        screens.page().locator(".operations [data-status=done]").first().waitFor();
        screens.pressAt("apply-cancel");
        screens.awaitText("stopping when what is under way has ended");
        plant.comeBack();
        awaitState(screens, "PARTIALLY_APPLIED");
        assertThat(plant.client().hasProject("LINE_10")).isTrue();

        screens.pressAt("roll-back");
        screens.awaitFocus("roll-back-key");
        screens.page().keyboard().type("LINE_9");
        screens.pressAt("roll-back-confirm");
        screens.page()
                .locator("[data-testid=roll-back-dialog] .problem")
                .first()
                .waitFor();
        screens.look("review-roll-back");
        screens.fill("roll-back-key", "LINE_10");
        screens.click("roll-back-confirm");
        awaitState(screens, "ROLLED_BACK");
        screens.lookAgain("review-rolled-back");
        screens.pressAt("lock-release");
        screens.at("lock-banner").waitFor(gone());
        assertThat(plant.client().hasProject("LINE_10")).isFalse();
        assertThat(plant.client().hasProject("LINE_9")).isTrue();
    }

    /** The author reserves the project that the plan would make; another composer finds no way to apply. */
    private static void holdWhatIsNotThereYet(Screens screens) {
        screens.pressAt("lock-hold");
        screens.awaitFocus("lock-reason");
        screens.press("Enter");
        screens.page().locator("[data-testid=lock-dialog] .problem").first().waitFor();
        screens.look("lock");
        screens.fill("lock-reason", "We swap the sensors of line 10");
        screens.click("lock-save");
        screens.at("lock-banner").getByText("We swap the sensors of line 10").waitFor();
        screens.at("lock-release").waitFor();
    }

    private static void overrideThePolicy(Screens screens, String plan) {
        screens.signIn(plan, REVIEWER, PASSWORD);
        screens.awaitText("The plan breaks a policy.");
        assertThat(screens.at("approve").count())
                .as("a way to approve what breaks a policy")
                .isZero();
        assertThat(screens.at("lock-release").count())
                .as("a way to let go what somebody else holds")
                .isZero();
        screens.pressAt("override-line-10-later");
        screens.awaitFocus("override-reason");
        screens.pressAt("override-confirm");
        screens.page().locator("[data-testid=override-dialog] .problem").first().waitFor();
        screens.look("override");
        screens.fill("override-reason", "The old one leaks");
        screens.click("override-confirm");
        screens.at("policy-line-10-later").getByText("overridden").waitFor();
    }

    private static void awaitState(Screens screens, String state) {
        screens.page().locator("[data-state=" + state + "]").first().waitFor();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }

    private static String path(Screens screens) {
        return URI.create(screens.page().url()).getPath();
    }
}
