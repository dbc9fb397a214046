package org.fengqiao.acceptance.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import org.fengqiao.acceptance.BrowserDay;
import org.fengqiao.kernel.testing.browser.Chromium;

/** Day of a clerk, a mediator, a petition clerk, an operator and a leader, signed in as {@code deploy/up} offers it. */
public final class EverybodysDay implements BrowserDay {

    private static final int DESK = 1280;
    private static final int PHONE = 390;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String DONE = ".done";

    @Override
    public void pass(Stack stack) throws Exception {
        try (var chromium = Chromium.start()) {
            isLedToWhatIsTheirs(chromium, stack);
            var caseId = registers(chromium, stack);
            claims(chromium, stack, caseId);
            mediates(chromium, stack, caseId);
            looksAtPetitions(chromium, stack);
            pausesATopic(chromium, stack);
            opensTheNumbers(chromium, stack);
        }
    }

    /** A grid worker sees no list of the window: the first page leads on to the form. */
    private static void isLedToWhatIsTheirs(Chromium chromium, Stack stack) {
        try (var tab = chromium.tab(PHONE)) {
            var page = signedIn(tab, stack, "intake", "网格员");
            page.waitForURL(Pattern.compile("#/register"));
            tab.settled();
            tab.isSound();
        }
    }

    private static String registers(Chromium chromium, Stack stack) {
        try (var tab = chromium.tab(DESK)) {
            var page = signedIn(tab, stack, "intake", "窗口人员");
            tab.isSound();
            picture(page, "intake-waiting");
            page.locator("header nav a[href='#/register']").click();
            tab.settled();

            page.locator(".act button.main").click();
            assertThat(page.locator(".failed").textContent()).contains("需要更正");
            assertThat(page.evaluate("document.activeElement.getAttribute('aria-invalid')"))
                    .as("what is wrong has the focus")
                    .isEqualTo("true");
            tab.isSound();

            page.fill("input[name='applicants[0].name']", "那仁高娃");
            page.fill("input[name='respondents[0].name']", "赵大海");
            page.fill("textarea[name='summary']", "邻居夜里施工，噪音吵人");
            page.selectOption("select[name='categoryHint']", "NEIGHBOUR");
            page.fill("input[name='place.district']", "昆都仑区");
            page.fill("input[name='place.street']", "少先路街道");
            page.locator(".act button.main").click();
            page.waitForSelector("section[role=status] code");
            tab.isSound();
            picture(page, "intake-registered");

            var caseId = page.locator("section[role=status] a code").first().textContent();
            page.locator("section[role=status] a").first().click();
            page.waitForURL(Pattern.compile("#/cases/" + caseId));
            tab.settled();
            // Nobody left a telephone number, so that no rule accepts it.
            assertThat(page.textContent(".standing")).contains("待受理");
            tab.isSound();
            picture(page, "intake-case");
            page.locator(".acts a[href*='do=%2Facceptance']").click();
            page.locator(".act button.main").click();
            page.waitForSelector(DONE);
            tab.settled();
            assertThat(page.textContent(".standing")).contains("已受理");
            tab.isSound();
            return caseId;
        }
    }

    /** The mediator takes the case up on a phone, while somebody else changes it. */
    private static void claims(Chromium chromium, Stack stack, String caseId) throws Exception {
        try (var tab = chromium.tab(PHONE)) {
            var page = signedIn(tab, stack, "routing", "调解员");
            var work = awaited(tab, page, "a[href*='" + caseId + "?do=']");
            tab.isSound();
            picture(page, "routing-inbox-phone");
            work.first().click();
            page.waitForSelector(".act");
            tab.settled();

            given().auth()
                    .oauth2(stack.token("leader"))
                    .contentType("application/json")
                    .body("{\"fault\":\"NOT_HANDLED\",\"asks\":\"请尽快认领\"}")
                    .post(stack.address("routing") + "/cases/" + caseId + "/notices")
                    .then()
                    .statusCode(200);
            page.locator(".act button.main").click();
            page.waitForSelector(".act .failed");
            assertThat(page.textContent(".act .failed")).contains("别人已经改动");
            // The browser itself notes that the call was refused.
            tab.forgetComplaints();
            picture(page, "routing-conflict-phone");

            page.locator(".act .failed button").click();
            tab.settled();
            page.locator(".act button.main").click();
            page.waitForSelector(DONE);
            tab.settled();
            assertThat(page.textContent(".standing")).contains("已认领");
            tab.isSound();
            picture(page, "routing-claimed-phone");
        }
    }

    private static void mediates(Chromium chromium, Stack stack, String caseId) {
        try (var tab = chromium.tab(PHONE)) {
            var page = signedIn(tab, stack, "mediation", "调解员");
            awaited(tab, page, "a[href*='" + caseId + "']").first().click();
            page.waitForURL(Pattern.compile("#/cases/" + caseId));
            tab.settled();
            tab.isSound();
            picture(page, "mediation-case-phone");

            page.locator(".acts a", new Page.LocatorOptions().setHasText("记录是否同意调解"))
                    .click();
            page.waitForSelector(".act");
            page.locator("select[name=partyId]").selectOption("applicant-1");
            page.locator("select[name=consents]").selectOption("true");
            tab.isSound();
            page.locator(".act button.main").click();
            page.waitForSelector(DONE);
            tab.settled();
        }
    }

    private static void looksAtPetitions(Chromium chromium, Stack stack) {
        try (var tab = chromium.tab(PHONE)) {
            var page = signedIn(tab, stack, "petition", "信访代办员");
            tab.isSound();
            picture(page, "petition-list-phone");
        }
    }

    private static void pausesATopic(Chromium chromium, Stack stack) {
        try (var tab = chromium.tab(DESK)) {
            var page = signedIn(tab, stack, "routing", "运维人员");
            page.locator("header nav a[href='#/operator']").click();
            page.waitForSelector(".cards");
            tab.settled();
            tab.isSound();
            picture(page, "operator");
            for (var act : List.of("pause", "resume")) {
                page.locator(toTopic(act)).click();
                page.waitForSelector(".act");
                page.fill("textarea[name=reason]", "计划内的检修");
                page.locator(".act button.main").click();
                // Once it is paused it can be resumed, and the other way round.
                page.waitForSelector(toTopic(act.equals("pause") ? "resume" : "pause"));
                tab.settled();
            }
            tab.isSound();
        }
    }

    private static String toTopic(String act) {
        return "a[href*='positions%2Fcase-events%2F" + act + "']";
    }

    private static void opensTheNumbers(Chromium chromium, Stack stack) {
        try (var tab = chromium.tab(DESK)) {
            var page = signedIn(tab, stack, "analytics", "领导");
            page.waitForSelector(".cards");
            tab.isSound();
            picture(page, "analytics-overview");
        }
    }

    /** Signs in by one click on a role, at the address that the page sends the browser to. */
    private static Page signedIn(Chromium.Tab tab, Stack stack, String service, String role) {
        var page = tab.page();
        page.navigate(stack.address(service) + "/pages/");
        page.locator("button.main").click();
        page.locator("a", new Page.LocatorOptions().setHasText(role)).click();
        page.waitForSelector("header .self");
        tab.settled();
        return page;
    }

    /** Reads the page again until it shows this. */
    private static Locator awaited(Chromium.Tab tab, Page page, String selector) {
        await(selector).atMost(PATIENCE).pollInSameThread().until(() -> {
            page.reload();
            tab.settled();
            return page.locator(selector).count() > 0;
        });
        return page.locator(selector);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
