package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.blockyard.dataiku.Zips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator names sources of every kind in the browser, tries, changes and removes them. */
class SourcesJourneyIT {

    private static final String PASSWORD = "a long enough password";
    private static final Path SAMPLE = Path.of("samples/projects/PAYMENT_FRAUD");

    @TempDir
    Path folder;

    @Test
    void sourcesOfEveryKind() throws IOException {
        var administrator = Map.of("BLOCKYARD_ADMIN_USER", "admin", "BLOCKYARD_ADMIN_PASSWORD", PASSWORD);
        try (var portal = PortalProcess.start(folder.resolve("data"), administrator);
                var screens = new Screens(portal.address().toString())) {
            screens.signIn("/admin/sources", "admin", PASSWORD);
            screens.at("crawl-PAYMENT_FRAUD").waitFor();
            acceptSomeOfAPreviewAndUndoIt(screens);
            crawlOnWorkdays(screens);
            screens.open("/admin/sources");
            addAnInstanceWithAWrongKey(screens, portal.sandboxAddress().toString());
            giveTheRightKey(screens);
            addAFolder(screens);
            uploadAnExport(screens);
            addARepositoryThatIsNotThere(screens);
            makeABundle(screens);
            screens.lookNarrow("admin-sources-all");
            removeIt(screens);

            screens.assertAccessible();
            screens.assertNoScriptErrors();
        }
    }

    private static void acceptSomeOfAPreviewAndUndoIt(Screens screens) {
        screens.page().locator("[data-testid=choose-PAYMENT_FRAUD] input").check();
        screens.click("preview-chosen-sandbox");
        screens.page()
                .locator("[data-testid=source-sandbox] [data-status=SUCCEEDED]")
                .waitFor();
        screens.open("/admin/crawls");
        screens.page()
                .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("PAYMENT_FRAUD"))
                .first()
                .click();
        screens.at("preview-accept").waitFor();
        screens.look("crawl-preview");
        screens.lookNarrow("crawl-preview");
        var preview = screens.page().url();
        screens.page().locator("[data-testid=preview-all] input").uncheck();
        screens.page().locator("[data-testid=preview-accept][disabled]").waitFor();
        screens.page()
                .locator("[data-testid=preview-WATCHLIST_SCREENING] input")
                .check();
        screens.click("preview-accept");
        screens.at("crawl-undo").waitFor();
        assertThat(screens.at("crawl-new").innerText()).startsWith("1");
        screens.click("crawl-undo");
        screens.click("crawl-undo-confirm");
        screens.awaitText("Undone");
        screens.page().navigate(preview);
        screens.at("preview-accept").waitFor();
        assertThat(screens.page().getByTestId("preview-WATCHLIST_SCREENING").count())
                .isZero();
    }

    private static void crawlOnWorkdays(Screens screens) {
        screens.open("/admin/crawls");
        screens.click("schedule-edit-sandbox");
        screens.fill("schedule-cron", "every monday");
        screens.awaitText("2 words are not five");
        screens.click("schedule-save");
        screens.page().locator(".form-dialog .problem").first().waitFor();
        screens.fill("schedule-cron", "0 6 * * 1-5");
        screens.page()
                .locator("[data-testid=schedule-upcoming]", new LocatorOptions().setHasText("Next:"))
                .waitFor();
        screens.look("crawl-schedule");
        screens.click("schedule-save");
        screens.page()
                .locator("code", new LocatorOptions().setHasText("0 6 * * 1-5"))
                .waitFor();
    }

    private static void addAnInstanceWithAWrongKey(Screens screens, String url) {
        screens.click("source-add");
        screens.at("source-name").waitFor();
        screens.look("source-add-dss");
        screens.click("source-save");
        screens.page().locator(".form-dialog .problem").first().waitFor();
        screens.fill("source-name", "production");
        screens.fill("source-url", url);
        screens.fill("source-key", "no such key");
        screens.click("source-save");
        screens.page()
                .locator("[data-testid=diagnosis-production] .diagnosis-step.failed")
                .waitFor();
        assertThat(screens.at("diagnosis-production").innerText()).contains("refuses the API key");
        screens.look("source-wrong-key");
    }

    private static void giveTheRightKey(Screens screens) {
        screens.click("source-edit-production");
        screens.at("source-key").waitFor();
        screens.lookAgain("source-edit");
        screens.fill("source-key", PortalProcess.SANDBOX_KEY);
        screens.click("source-save");
        screens.page().locator("[data-testid=diagnosis-production].ok").waitFor();
        screens.lookAgain("source-right-key");
    }

    private static void makeABundle(Screens screens) {
        screens.click("source-bundles-sandbox");
        screens.at("bundles-project").waitFor();
        screens.fill("bundles-id", "v1");
        screens.fill("bundles-notes", "first");
        screens.click("bundles-make");
        screens.at("bundle-v1").waitFor();
        screens.lookAgain("source-bundles");
        screens.click("bundles-close");
    }

    private static void addAFolder(Screens screens) {
        begin(screens, "Folder", "samples");
        screens.fill("source-url", SAMPLE.getParent().toAbsolutePath().toString());
        screens.lookAgain("source-add-folder");
        screens.click("source-save");
        screens.page().locator("[data-testid=diagnosis-samples].ok").waitFor();
    }

    private void uploadAnExport(Screens screens) throws IOException {
        begin(screens, "Export or bundle", "export");
        screens.page()
                .locator("[data-testid=source-upload] input[type=file]")
                .setInputFiles(Zips.export(folder.resolve("FRAUD.zip"), SAMPLE, "FRAUD"));
        screens.page().locator("vaadin-upload-file[complete]").waitFor();
        screens.lookAgain("source-add-zip");
        screens.click("source-save");
        screens.page().locator("[data-testid=diagnosis-export].ok").waitFor();
        assertThat(screens.at("diagnosis-export").innerText()).contains("FRAUD");
    }

    private static void addARepositoryThatIsNotThere(Screens screens) {
        begin(screens, "Git repository", "repository");
        screens.fill("source-url", "http://127.0.0.1:1/team/projects.git");
        screens.fill("source-branch", "main");
        screens.page().getByText("More").last().click();
        screens.at("source-private-key").waitFor();
        screens.lookAgain("source-add-git");
        screens.lookNarrow("source-add-git");
        screens.click("source-save");
        screens.page().locator("[data-testid=diagnosis-repository].not-ok").waitFor();
        assertThat(screens.at("diagnosis-repository").innerText()).contains("nothing listens there");
        screens.lookAgain("admin-sources-all");
    }

    private static void removeIt(Screens screens) {
        screens.click("source-remove-repository");
        screens.at("source-remove-confirm").waitFor();
        screens.look("source-remove");
        screens.click("source-remove-confirm");
        screens.at("source-repository").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void begin(Screens screens, String kind, String name) {
        screens.click("source-add");
        screens.at("source-name").waitFor();
        screens.page()
                .getByRole(AriaRole.RADIO, new GetByRoleOptions().setName(kind).setExact(true))
                .check();
        screens.fill("source-name", name);
    }
}
