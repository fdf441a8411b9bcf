package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;

/** The part of a journey in which somebody looks for blocks: by words, by facets, by what they need. */
final class SearchSteps {

    private static final String ASK = "hush the screaming gearbox";
    private static final int MOST_OPTIONS = 10;

    private SearchSteps() {}

    /** A value of a facet narrows the list to as many blocks as it says, and keeps the focus. */
    static void narrowByAFacet(Screens screens) {
        screens.open("/");
        screens.page().locator("article.result").first().waitFor();
        var facet =
                screens.page().locator("[data-testid^=facet-domain-]").first().getAttribute("data-testid");
        int count = Integer.parseInt(screens.at(facet).locator(".count").innerText());
        screens.at(facet).locator("input").check();
        screens.page().waitForURL("**/*domain=*");
        screens.at("facet-clear").waitFor();
        assertThat(screens.page().locator("article.result").count()).isEqualTo(count);
        assertThat(screens.at("result-status").innerText()).startsWith(count + " block");
        screens.awaitFocus(facet);
        screens.click("facet-clear");
        screens.at("facet-clear").waitFor(gone());
    }

    /** From a few letters to a block, without a mouse. */
    static void takeASuggestion(Screens screens) {
        screens.open("/");
        var input = screens.page().getByTestId("search-input").last();
        input.fill("vibration f");
        var option = screens.page()
                .locator("[role=option]:has(code:text-is('VIBRATION_FEATURES'))")
                .first();
        option.waitFor();
        screens.look("suggestions");
        for (int pressed = 0; pressed < MOST_OPTIONS && !isSelected(option); pressed++) {
            input.press("ArrowDown");
        }
        assertThat(isSelected(option)).isTrue();
        assertThat(input.getAttribute("aria-activedescendant")).isEqualTo(option.getAttribute("id"));
        input.press("Enter");
        screens.page().waitForURL("**/blocks/VIBRATION_FEATURES");
    }

    static void mistype(Screens screens) {
        screens.open("/?q=vibratoin");
        var meant = screens.at("did-you-mean").locator("a");
        assertThat(meant.innerText()).isEqualTo("vibration");
        meant.click();
        screens.page().waitForURL(url -> url.endsWith("?q=vibration"));
        var why = screens.at("result-VIBRATION_FEATURES").locator(".why");
        why.waitFor();
        assertThat(why.innerText()).contains("name");

        screens.open("/?q=VIBRATION_FAETURES");
        screens.look("mistyped-id");
        screens.at("similar-id").locator("a").first().click();
        screens.page().waitForURL("**/blocks/VIBRATION_FEATURES");
    }

    /** What an author adds finds the block at once; in other words it is found by those. */
    static void teachAnAsk(Screens screens) {
        screens.open("/blocks/VIBRATION_FEATURES/asks");
        screens.fill("ask-text", "silence the howling gearbox");
        screens.click("ask-add");
        screens.awaitText("silence the howling gearbox");
        var row = screens.page().locator("tr:has-text('silence the howling gearbox')");
        row.locator("[data-testid^=ask-edit-]").click();
        screens.fill("ask-edited", ASK);
        screens.click("ask-edit-save");
        screens.awaitText(ASK);
        var generated = screens.page().locator("[data-testid^=ask-hide-]");
        int shown = generated.count();
        generated.first().click();
        screens.page().locator("[data-testid^=ask-show-]").first().waitFor();
        assertThat(generated.count()).isEqualTo(shown - 1);
        screens.look("block-asks-hidden");

        screens.open("/?q=%22screaming+gearbox%22");
        var found = screens.at("result-VIBRATION_FEATURES");
        found.waitFor();
        assertThat(found.locator(".why").innerText()).contains("example needs");
        screens.open("/?q=%22howling+gearbox%22");
        screens.at("show-all").waitFor();
        screens.look("search-nothing");
    }

    /** Two rows of the list, side by side. */
    static void compareTwo(Screens screens) {
        screens.open("/?q=vibration");
        screens.click("compare-VIBRATION_FEATURES");
        screens.at("compare-with").waitFor();
        screens.open("/?q=anomaly&compare=VIBRATION_FEATURES");
        screens.click("compare-ANOMALY_DETECTION");
        screens.page().waitForURL("**/compare/VIBRATION_FEATURES/ANOMALY_DETECTION");
        screens.at("compare-columns").waitFor();
        screens.lookInBothColours("compare");
        screens.lookNarrow("compare");
    }

    /** From a need to proposed blocks with reasons, in other words, and to the word that nothing serves it. */
    static void sayWhatIsNeeded(Screens screens) {
        screens.open("/compose");
        screens.fill("need", ASK + ", not for pumps");
        screens.click("propose");
        screens.page().waitForURL("**/compose/*");
        screens.at("why-VIBRATION_FEATURES").waitFor();
        screens.look("compose-proposed");

        screens.click("step-pick");
        var why = screens.at("proposed-VIBRATION_FEATURES").locator(".reasons .for");
        why.first().waitFor();
        assertThat(why.allInnerTexts()).anyMatch(reason -> reason.contains("example needs"));
        assertThat(screens.at("understood").innerText()).contains("Left out", "pumps");
        screens.lookInBothColours("compose-need");
        screens.lookNarrow("compose-need");

        screens.at("propose-VIBRATION_FEATURES-added").waitFor();
        screens.page()
                .locator("[data-testid=pick-filters] vaadin-details-summary")
                .click();
        var tag = screens.at("pick-tag").locator("input").first();
        tag.fill("histor");
        var found = screens.page().locator("vaadin-multi-select-combo-box-item:has-text('historian')");
        found.waitFor();
        assertThat(found.locator(".count").innerText()).isEqualTo("1");
        tag.press("Escape");

        screens.fill("pick-need", "teach penguins to juggle pineapples");
        screens.click("pick-propose");
        screens.page().locator("[data-testid=proposal][data-band=nothing]").waitFor();
        assertThat(screens.at("understood").innerText()).contains("penguins");
        screens.look("compose-nothing");
        screens.page().reload();
        screens.page().locator("[data-testid=proposal][data-band=nothing]").waitFor();
    }

    private static boolean isSelected(Locator option) {
        return "true".equals(option.getAttribute("aria-selected"));
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
