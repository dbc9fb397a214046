package org.fengqiao.kernel.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Debian's Chromium without a window, and what every page is held to. */
public final class Chromium implements AutoCloseable {

    /** Milliseconds: a busy machine is no fault of the page. */
    private static final double PATIENCE = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Chromium start() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setTimeout(PATIENCE)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync"))));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** Opens a browser that knows nobody. */
    public Tab tab(int width) {
        var context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setLocale("zh-CN"));
        context.setDefaultTimeout(PATIENCE);
        return new Tab(context);
    }

    /** One browser with one page; notes what the page complains of. */
    public static final class Tab implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Tab(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        }

        /** Returns its page. */
        public Page page() {
            return page;
        }

        /** Puts a token where a sign-in puts it. */
        public void signedIn(String token) {
            // A page that is not ours has no store.
            context.addInitScript("try { sessionStorage.setItem('fengqiao.token', '" + token + "') } catch {}");
        }

        /** Waits until the page shows what it has loaded. */
        public void settled() {
            // Asked again from here: the policy of the pages lets no script of a test ask by itself.
            await("the page of its address")
                    .atMost(Duration.ofMillis((long) PATIENCE))
                    .pollInSameThread()
                    .ignoreExceptions()
                    .until(() -> (Boolean)
                            page.evaluate("document.querySelector('main')?.dataset.address === location.hash"));
            page.waitForSelector("main h1");
            page.waitForSelector(
                    "main .loading", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        }

        /** Checks that everybody can use it, that it fits, and that the policy forbids nothing that it does. */
        public void isSound() {
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("axe on %s", page.url())
                    .isEmpty();
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", page.url())
                    .isLessThanOrEqualTo(page.viewportSize().width);
            assertThat(complaints).as("complaints of %s", page.url()).isEmpty();
        }

        /** Forgets what the page complained of, where a test made it. */
        public void forgetComplaints() {
            complaints.clear();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
