package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.blockyard.dataiku.DssClient;
import io.blockyard.dataiku.ProjectSnapshot;
import io.blockyard.dataiku.ProjectSnapshot.Dataset;
import io.blockyard.dataiku.ProjectSnapshot.Recipe;
import io.blockyard.dataiku.ProjectSnapshot.RecipeItem;
import io.blockyard.dataiku.ProjectSnapshot.Zone;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path as a person walks it, in a real browser, on the packaged application: first visit, crawl of the
 * samples, search, block, wizard, plan, approval, apply; and then the new project is asked for over DSS's API.
 */
class BrowserJourneyIT {

    private static final String PASSWORD = "a long enough password";

    /** One point in one colour. */
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMQaJgAAAHEASGJpnQnAAAAAElFTkSuQmCC";

    /** Pages that are a heading and an empty table here, as others are. */
    private static final Set<String> EMPTY_TABLES = Set.of(
            "/admin/crawls",
            "/admin/drafts",
            "/admin/conflicts",
            "/admin/credentials",
            "/admin/environments",
            "/admin/tokens",
            "/admin/sources",
            "/nowhere");

    @TempDir
    Path folder;

    @Test
    void fromAnEmptyPortalToADeployedProject() {
        try (var portal = PortalProcess.start(folder.resolve("data"), Map.of());
                var screens = new Screens(portal.address().toString())) {
            setUpTheAdministrator(screens);
            crawlTheSamples(screens);
            searchVibration(screens);
            SearchSteps.narrowByAFacet(screens);
            SearchSteps.takeASuggestion(screens);
            SearchSteps.mistype(screens);
            SearchSteps.teachAnAsk(screens);
            SearchSteps.compareTwo(screens);
            SearchSteps.sayWhatIsNeeded(screens);
            screens.open("/?q=vibration");
            readTheBlock(screens);
            editTheArticle(screens);
            deprecateAndReinstate(screens);
            compose(screens);
            review(screens);
            apply(screens);
            theRest(screens);
            signOutAndIn(screens);

            assertDeployed(new DssClient(portal.sandboxAddress(), PortalProcess.SANDBOX_KEY).read("PLANT_7"));
            screens.assertAccessible();
            screens.assertNoScriptErrors();
        }
    }

    private static void setUpTheAdministrator(Screens screens) {
        assertThat(screens.open("/").headers())
                .containsEntry("x-content-type-options", "nosniff")
                .hasEntrySatisfying(
                        "content-security-policy", policy -> assertThat(policy).contains("object-src 'none'"));
        screens.at("setup-create").waitFor();
        assertThat(screens.page().evaluate("getComputedStyle(document.querySelector('h1')).transitionDuration"))
                .as("another colour fades from parent to child where less motion is wanted")
                .isEqualTo("0s");
        screens.lookInBothColours("setup");
        screens.lookNarrow("setup");
        screens.fill("setup-name", "admin");
        screens.fill("setup-password", PASSWORD);
        screens.fill("setup-password-again", PASSWORD);
        screens.click("setup-create");
        screens.at("try-sandbox").waitFor();
        screens.look("welcome");
    }

    private static void crawlTheSamples(Screens screens) {
        screens.click("try-sandbox");
        var done = screens.page().locator("[data-status=SUCCEEDED]");
        done.nth(4).waitFor();
        screens.look("crawled");
        screens.click("to-catalog");
        screens.page().locator("article.result").first().waitFor();
        screens.lookInBothColours("catalog");
        screens.lookNarrow("catalog");
    }

    private static void searchVibration(Screens screens) {
        screens.open("/catalog?q=pump");
        screens.page().waitForURL(url -> url.endsWith("/?q=pump"));
        var input = screens.page().getByTestId("search-input").last();
        input.fill("vibration");
        input.press("Enter");
        screens.page().waitForURL("**/*q=vibration*");
        screens.page()
                .locator("[data-testid=result-VIBRATION_FEATURES] mark")
                .first()
                .waitFor();
        assertThat(screens.page().locator("article.result").first().getAttribute("data-testid"))
                .isEqualTo("result-VIBRATION_FEATURES");
        screens.look("search");
    }

    private static void readTheBlock(Screens screens) {
        screens.page()
                .locator("[data-testid=result-VIBRATION_FEATURES] a")
                .first()
                .click();
        screens.at("use-block").waitFor();
        screens.awaitHeading("Vibration features");
        screens.lookInBothColours("block-article");
        screens.lookNarrow("block-article");
        for (var tab : new String[] {"contract", "flow", "versions", "usage", "asks", "related"}) {
            screens.click("tab-" + tab);
            screens.page().waitForURL("**/blocks/VIBRATION_FEATURES/" + tab + "*");
            if (tab.equals("flow")) {
                screens.lookInBothColours("block-flow");
            } else {
                screens.look("block-" + tab);
            }
        }
    }

    private static void attachAPicture(Screens screens) {
        screens.at("attachment-upload")
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "a logger.png", "image/png", Base64.getDecoder().decode(PICTURE)));
        screens.click("attachment-insert-a logger.png");
        screens.page().getByTestId("preview").locator("img[alt='a logger']").waitFor();
        screens.page()
                .waitForFunction(
                        "document.querySelector('[data-testid=preview] img[alt=\"a logger\"]').naturalWidth > 0");
    }

    private static void deprecateAndReinstate(Screens screens) {
        screens.open("/blocks/VIBRATION_FEATURES");
        screens.page()
                .waitForFunction(
                        "document.querySelector('[data-testid=article] img[alt=\"a logger\"]')?.naturalWidth > 0");
        screens.click("block-lifecycle");
        screens.click("lifecycle-deprecate");
        screens.at("deprecation-message").waitFor();
        screens.click("deprecate-save");
        screens.page().locator(".form-dialog .problem").first().waitFor();
        screens.fill("deprecation-message", "Loggers of 2019 only");
        screens.fill("deprecation-by", "ANOMALY_DETECTION");
        screens.look("block-deprecate");
        screens.click("deprecate-save");
        screens.at("banner-deprecated").waitFor();
        screens.look("block-deprecated");
        screens.click("block-lifecycle");
        screens.click("lifecycle-reinstate");
        screens.at("banner-deprecated").waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void editTheArticle(Screens screens) {
        screens.open("/blocks/VIBRATION_FEATURES");
        screens.click("edit-article");
        var editor = screens.at("article-editor").locator(".cm-content");
        editor.click();
        editor.press("ControlOrMeta+End");
        screens.page().keyboard().type("\n## Pitfalls\n\nMind the clocks of old loggers.\n");
        screens.page()
                .getByTestId("preview")
                .getByText("Mind the clocks of old loggers.")
                .waitFor();
        attachAPicture(screens);
        screens.fill("edit-reason", "What we learnt");
        screens.lookInBothColours("article-edit");
        screens.lookNarrow("article-edit");
        screens.click("save-article");
        screens.page()
                .getByTestId("article")
                .getByText("Mind the clocks of old loggers.")
                .waitFor();
        screens.click("tab-history");
        screens.awaitText("What we learnt");
        screens.click("revision-2");
        screens.at("revision-1").waitFor();
        screens.look("block-history");
        screens.open("/blocks/VIBRATION_FEATURES/conflicts");
        screens.lookAgain("block-conflicts-none");
        screens.open("/blocks/VIBRATION_FEATURES/usage");
        screens.at("use-block").waitFor();
    }

    private static void compose(Screens screens) {
        screens.click("use-block");
        screens.page().waitForURL("**/compose/*");
        screens.at("step-pick").waitFor();
        screens.click("step-pick");
        screens.click("add-ANOMALY_DETECTION");
        screens.at("add-ANOMALY_DETECTION-added").waitFor();
        screens.look("compose-pick");
        screens.click("step-next");
        screens.look("compose-blocks");
        screens.click("step-next");
        screens.page().waitForURL("**/*step=wiring*");
        screens.at("wire-anomaly_detection-ENGINEERED_FEATURES").waitFor();
        assertThat(screens.at("wire-anomaly_detection-ENGINEERED_FEATURES").innerText())
                .contains("ENGINEERED_FEATURES");
        screens.lookInBothColours("compose-wiring");
        screens.click("step-next");
        screens.fill("project-name", "Plant 7");
        screens.fill("project-key", "PLANT_7");
        screens.lookAgain("compose-names");
        screens.lookNarrow("compose-names");
        screens.click("step-next");
        screens.awaitText("BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0");
        screens.lookInBothColours("compose-yaml");
        screens.page().reload();
        screens.awaitText("BLOCKS_REGISTRY/ANOMALY_DETECTION@1.0.0");
        screens.click("step-next");
        screens.at("make-plan").waitFor();
        screens.lookAgain("compose-plan");
        screens.click("make-plan");
    }

    private static void review(Screens screens) {
        screens.page().waitForURL("**/plans/*");
        screens.at("approve").waitFor();
        screens.lookInBothColours("plan-review");
        screens.lookNarrow("plan-review");
        screens.click("tab-graph");
        screens.lookInBothColours("plan-graph");
        screens.click("tab-configuration");
        screens.look("plan-configuration");
        screens.click("tab-changes");
        // The page is made anew; a click on what it was is lost.
        screens.page().locator(".change").first().waitFor();
        screens.click("approve");
        screens.at("decision-confirm").waitFor();
        screens.look("plan-approve");
        screens.click("decision-confirm");
        screens.at("apply").waitFor();
        screens.lookAgain("plan-approved");
    }

    private static void apply(Screens screens) {
        screens.click("apply");
        screens.at("apply-confirm").waitFor();
        screens.click("apply-confirm");
        screens.page().locator("[data-state=APPLIED]").first().waitFor();
        screens.lookInBothColours("plan-applied");
    }

    private static void theRest(Screens screens) {
        for (var path : new String[] {
            "/plans",
            "/projects",
            "/compose",
            "/admin/sources",
            "/admin/people",
            "/admin/crawls",
            "/admin/drafts",
            "/admin/conflicts",
            "/admin/credentials",
            "/admin/mirrors",
            "/admin/classification",
            "/admin/environments",
            "/admin/reviews",
            "/admin/policies",
            "/admin/quality",
            "/admin/glossary",
            "/admin/tokens",
            "/admin/audit",
            "/blocks/NO_SUCH_BLOCK",
            "/nowhere"
        }) {
            go(screens, path);
            if (EMPTY_TABLES.contains(path)) {
                screens.lookAgain(named(path));
            } else {
                screens.look(named(path));
            }
            if (!path.startsWith("/admin/")) {
                screens.lookNarrow(named(path));
            }
        }
        go(screens, "/projects/sandbox/PLANT_7");
        screens.lookInBothColours("project");
        go(screens, "/admin/people");
        screens.lookNarrow("admin-people");
        screens.open("/projects");
        screens.awaitText("PLANT_7");
    }

    private static void go(Screens screens, String path) {
        screens.open(path);
        screens.page().getByRole(AriaRole.HEADING).first().waitFor();
    }

    private static String named(String path) {
        return path.substring(1).replace('/', '-');
    }

    private static void signOutAndIn(Screens screens) {
        screens.click("user-menu");
        screens.click("sign-out");
        screens.page().waitForURL("**/login*");
        screens.at("login-form").waitFor();
        screens.look("login");
        screens.page().locator("input[name=username]").fill("admin");
        screens.page().locator("input[name=password]").fill("not the password");
        screens.page().locator("input[name=password]").press("Enter");
        screens.page().waitForURL("**/login?error*");
        screens.lookInBothColours("login-wrong");
        screens.page().locator("input[name=username]").fill("admin");
        screens.page().locator("input[name=password]").fill(PASSWORD);
        screens.page().locator("input[name=password]").press("Enter");
        screens.page().locator("article.result").first().waitFor();
    }

    /** Both zones, all recipes, the datasets, and the wire between the blocks. */
    private static void assertDeployed(ProjectSnapshot project) {
        assertThat(project.name()).isEqualTo("Plant 7");
        assertThat(project.zones().stream().filter(zone -> !zone.isDefault()).map(Zone::name))
                .containsExactlyInAnyOrder("Vibration features", "Anomaly detection");
        assertThat(project.recipes().stream().map(Recipe::name))
                .contains(
                        "vibration_features_signal_smoothing",
                        "vibration_features_fft_analysis",
                        "vibration_features_rolling_stats",
                        "vibration_features_feature_combine",
                        "anomaly_detection_score_anomalies",
                        "anomaly_detection_compute_anomalies");
        assertThat(project.datasets().stream().map(Dataset::name))
                .contains("vibration_features_SMOOTHED_SIGNAL", "anomaly_detection_ANOMALY_SCORES");
        var written = project.recipes().stream()
                .filter(recipe -> recipe.name().startsWith("vibration_features_"))
                .flatMap(recipe -> recipe.outputs().stream())
                .map(RecipeItem::ref)
                .toList();
        var read = project.recipes().stream()
                .filter(recipe -> recipe.name().startsWith("anomaly_detection_"))
                .flatMap(recipe -> recipe.inputs().stream())
                .map(RecipeItem::ref)
                .toList();
        assertThat(written)
                .as("a dataset that one block writes and the other reads")
                .containsAnyElementsOf(read);
    }
}
