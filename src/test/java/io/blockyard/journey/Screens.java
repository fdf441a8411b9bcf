package io.blockyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.blockyard.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium on the portal. Every screen that is looked at is checked by axe for WCAG 2 A and AA, and leaves a
 * picture under {@code target/screenshots}.
 */
final class Screens implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");
    /** Looking takes most of a journey, so one picture in one colour has to do where not all tests are run. */
    private static final boolean FULL = Boolean.getBoolean("tests.full");

    private static final int MOST_TABS = 60;
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    private final Playwright playwright;
    private final Browser browser;
    private final Page page;
    private final String base;
    private final List<String> violations = new ArrayList<>();
    private final List<String> consoleErrors = new ArrayList<>();
    private int number;

    Screens(String base) {
        this.base = base;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        page = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("en-GB")
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE))
                .newPage();
        page.setDefaultTimeout(Patience.LONG.toMillis());
        page.onConsoleMessage(message -> {
            // The pages that say "not found" are meant to answer 404; Chromium reports that as an error.
            if (message.type().equals("error") && !message.text().contains("status of 404")) {
                consoleErrors.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> consoleErrors.add(page.url() + ": " + error));
    }

    Page page() {
        return page;
    }

    /** Opens a page of the portal; gives what the server answered. */
    Response open(String path) {
        var response = Objects.requireNonNull(page.navigate(base + path));
        settle();
        return response;
    }

    /** Opens a page as this person; whoever was signed in before is forgotten. */
    void signIn(String path, String name, String password) {
        page.context().clearCookies();
        open(path);
        page.locator("input[name=username]").fill(name);
        page.locator("input[name=password]").fill(password);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL("**" + path + "*");
        settle();
    }

    /** Goes on with the Tab key until the element with this test id has the focus, as somebody without a mouse does. */
    void tabTo(String testId) {
        tabInto("[data-testid=\"" + testId + "\"]");
    }

    /** As {@link #tabTo}, until something in what is selected has the focus. */
    void tabInto(String selector) {
        page.locator(selector).first().waitFor();
        for (int pressed = 0; pressed < MOST_TABS; pressed++) {
            page.keyboard().press("Tab");
            boolean there =
                    (Boolean) page.evaluate("selector => Boolean(document.activeElement?.closest(selector))", selector);
            if (there) {
                return;
            }
        }
        throw new AssertionError("The Tab key does not lead to " + selector + " at " + page.url());
    }

    /** Presses what the Tab key leads to, and types into nothing. */
    void pressAt(String testId) {
        tabTo(testId);
        press("Enter");
    }

    /** Waits until the element with this test id has the focus, or what is in it. */
    void awaitFocus(String testId) {
        page.waitForFunction(
                "testId => Boolean(document.activeElement?.closest(`[data-testid=\"${testId}\"]`))", testId);
    }

    void press(String key) {
        page.keyboard().press(key);
        settle();
    }

    /** Leaves the portal, so that nothing of it is asked for any more. */
    void leave() {
        page.navigate("about:blank");
    }

    /** The element with this test id. */
    Locator at(String testId) {
        return page.getByTestId(testId).first();
    }

    void click(String testId) {
        at(testId).click();
        settle();
    }

    /** Fills the input of a Vaadin field and leaves it. */
    void fill(String testId, String text) {
        var input = at(testId).locator("input, textarea").first();
        input.fill(text);
        input.press("Tab");
        settle();
    }

    void awaitText(String text) {
        page.getByText(text).first().waitFor();
    }

    void awaitHeading(String text) {
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                .first()
                .waitFor();
        settle();
    }

    /** Lets axe look at the screen in light, and takes a picture; in dark as well where all tests are run. */
    void look(String name) {
        number++;
        settle();
        look(name, ColorScheme.LIGHT);
        if (FULL) {
            lookInDark(name);
        }
    }

    /** A picture of a screen that axe has looked at in another state; it looks again where all tests are run. */
    void lookAgain(String name) {
        if (FULL) {
            look(name);
        } else {
            number++;
            settle();
            picture(name + "-light");
        }
    }

    /** The same in both colours: for screens with colours of their own. */
    void lookInBothColours(String name) {
        look(name);
        if (!FULL) {
            lookInDark(name);
        }
    }

    private void lookInDark(String name) {
        colour(ColorScheme.DARK);
        look(name, ColorScheme.DARK);
        colour(ColorScheme.LIGHT);
    }

    private void look(String name, ColorScheme scheme) {
        var mode = scheme == ColorScheme.LIGHT ? "light" : "dark";
        if (FULL || scheme == ColorScheme.LIGHT) {
            picture(name + "-" + mode);
        }
        axe(scheme)
                .analyze()
                .getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> violations.add("%s (%s): %s at %s: %s"
                                .formatted(name, mode, rule.getId(), node.getTarget(), node.getFailureSummary()))));
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("%02d-%s.png".formatted(number, name)))
                .setFullPage(FULL));
    }

    /** All rules in light; in dark, of the same elements, the one that depends on colours. */
    private AxeBuilder axe(ColorScheme scheme) {
        var axe = new AxeBuilder(page).setLegacyMode(true).options(onlyViolations());
        return scheme == ColorScheme.LIGHT ? axe.withTags(RULES) : axe.withRules(List.of("color-contrast"));
    }

    /** What is right is counted and not told element by element, which would take longer than finding it out. */
    private static AxeRunOptions onlyViolations() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        options.setXPath(false);
        return options;
    }

    /** The same screen on a telephone, in light: nothing may scroll sideways. */
    void lookNarrow(String name) {
        page.setViewportSize(380, 800);
        settle();
        if (FULL) {
            picture(name + "-narrow");
        }
        var overflow = (Boolean)
                page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
        if (overflow) {
            violations.add(name + " (380 px): the page scrolls sideways");
        }
        page.setViewportSize(1280, 900);
        settle();
    }

    void assertAccessible() {
        assertThat(violations).as("violations of WCAG 2 A and AA").isEmpty();
    }

    void assertNoScriptErrors() {
        assertThat(consoleErrors).as("errors in the browser's console").isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** Waits until Vaadin has nothing under way and pictures had a moment to be drawn. */
    private void settle() {
        page.waitForFunction("""
                () => {
                  const clients = window.Vaadin?.Flow?.clients;
                  if (!clients) return true;
                  return Object.values(clients).every(c => !c.isActive || !c.isActive());
                }
                """);
        page.waitForTimeout(40);
    }

    /** As the system's setting changes under an open page; what depends on it is drawn with the next frame. */
    private void colour(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.evaluate("""
                async () => {
                  const frame = () => new Promise(requestAnimationFrame);
                  await frame();
                  await frame();
                }
                """);
    }

    private static Path chromium() {
        var named = Optional.ofNullable(System.getenv("BLOCKYARD_CHROMIUM")).filter(name -> !name.isBlank());
        return Stream.concat(
                        named.stream(),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "The browser test needs Chromium: install Debian's package chromium, or Google Chrome."));
    }
}
