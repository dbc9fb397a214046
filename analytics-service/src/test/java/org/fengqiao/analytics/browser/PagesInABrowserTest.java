package org.fengqiao.analytics.browser;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import jakarta.inject.Inject;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.GeneratedLog;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.browser.Chromium;

/** A leader's morning, clicked through in a real browser. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PagesInABrowserTest {

    private static final int DESK = 1280;
    private static final int PHONE = 390;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String NUMBERS = "section[aria-labelledby=main-numbers] .card";

    private static final String DISTRICT = "示例区";
    private static Chromium chromium;
    private static UUID known;

    @TestHTTPResource("/pages/")
    URI pages;

    @Inject
    Feed feed;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    /** Feeds the same sixty cases for all tests, once. */
    @BeforeEach
    void feedOnce() {
        if (known != null) {
            return;
        }
        var cases = new GeneratedLog(new Random(7), DISTRICT).cases(60);
        cases.forEach(feed::batch);
        var story = Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", DISTRICT, "友谊大街街道", null, null)
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .event("routing", "case-claimed", "{\"custody\":1,\"unit\":\"committee\",\"worker\":\"mediator-7\"}");
        story.deadlineSet(
                "mediation", "mediation-1", "people-mediation", story.now().plus(Duration.ofDays(30)));
        story.after(Duration.ofDays(20)).mediationOpened(1);
        feed.batch(story.entries());
        known = story.caseId();
    }

    private Chromium.Tab tab(int width) {
        var tab = chromium.tab(width);
        tab.signedIn(Tokens.of("leader-" + DISTRICT, Map.of("district", DISTRICT), "leader"));
        return tab;
    }

    private void open(Chromium.Tab tab, String address) {
        tab.page().navigate(pages + "#" + address);
        tab.settled();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static final List<String> ADDRESSES = List.of(
            "/",
            "/?asOf=2024-02-01T23:59:59%2B08:00",
            "/numbers",
            "/numbers/closure-rate",
            "/numbers/closure-rate?groupBy=street",
            "/numbers/source-pyramid",
            "/numbers/lead-time",
            "/process",
            "/process/cases?fromStep=REGISTERED&toStep=ACCEPTED",
            "/numbers/closure-rate/cases?part=denominator",
            "/numbers/closure-rate/changes?asOf=2024-02-01T23:59:59%2B08:00",
            "/cases",
            "/hazards",
            "/hazards?asOf=2024-06-01T00:00:00%2B08:00",
            "/staff?from=2023-12-01&to=2024-06-30&by=WORKER",
            "/staff/cases?from=2023-12-01&to=2024-06-30&by=WORKER&holder=mediator-7",
            "/figures?month=2024-03",
            "/bulletins");

    @ParameterizedTest
    @ValueSource(ints = {DESK, PHONE})
    void everybody_can_use_every_page_at_a_desk_and_on_a_phone(int width) {
        try (var tab = tab(width)) {
            for (var address : ADDRESSES) {
                open(tab, address);
                tab.isSound();
                picture(tab.page(), width + "-" + address.replaceAll("[^a-zA-Z]+", "-"));
            }
            open(tab, "/cases/" + known);
            assertThat(tab.page().textContent(".standing")).contains("committee", "人民调解");
            tab.isSound();
            picture(tab.page(), width + "-timeline");
            open(tab, "/cases/" + known + "?density=all");
            tab.isSound();
            open(tab, "/cases/" + known + "/events/1");
            tab.isSound();
        }
    }

    @Test
    void three_clicks_lead_from_a_number_to_an_event_and_the_back_button_leads_back() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            open(tab, "/?from=2023-12-01&to=2024-06-30");
            var number = page.url();

            page.locator(NUMBERS + " .of a").nth(1).click();
            page.waitForURL(Pattern.compile("/cases\\?.*part=denominator"));
            tab.settled();
            var cases = page.url();
            assertThat(cases).contains("from=2023-12-01", "to=2024-06-30");
            page.locator("tbody th a").first().click();
            page.waitForURL(Pattern.compile("#/cases/[0-9a-f-]{36}"));
            tab.settled();
            var timeline = page.url();
            page.locator("ol.events a").first().click();
            page.waitForURL(Pattern.compile("/events/\\d+"));
            tab.settled();
            assertThat(page.textContent("dl.facts")).contains("fengqiao.");

            for (var before : List.of(timeline, cases, number)) {
                page.goBack();
                tab.settled();
                assertThat(page.url()).isEqualTo(before);
            }
            tab.isSound();
        }
    }

    @Test
    void a_filter_stands_in_the_address_and_narrows_the_number_as_the_call_does() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            open(tab, "/");
            page.selectOption("select[name=street]", "street-1");
            page.waitForURL(Pattern.compile("street=street-1"));
            tab.settled();
            page.reload();
            tab.settled();

            var answered = given().auth()
                    .oauth2(Tokens.of("leader-" + DISTRICT, Map.of("district", DISTRICT), "leader"))
                    .queryParam("street", "street-1")
                    .get("/metrics/closure-rate")
                    .path("rows[0].percent")
                    .toString();
            assertThat(page.locator(NUMBERS + " .value").first().textContent()).isEqualTo(answered);
        }
    }

    @Test
    void the_slider_asks_what_was_known_then_and_marks_what_is_another_number_today() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            open(tab, "/");
            page.locator("input[name=asOf]").focus();
            page.keyboard().press("Home");
            page.waitForURL(Pattern.compile("asOf="));
            tab.settled();

            page.waitForSelector(".change");
            page.waitForSelector("tr.differs");
            tab.isSound();
        }
    }

    @Test
    void one_switch_shows_every_word_in_english() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            open(tab, "/cases/" + known);
            page.locator("header button").last().click();

            assertThat(page.textContent(".standing")).contains("Held by", "Next due");
            assertThat(page.getAttribute("html", "lang")).isEqualTo("en");
            tab.isSound();
        }
    }

    @Test
    void five_thousand_events_are_shown_slice_by_slice() {
        var story = Story.at("2024-01-01T04:00:00Z")
                .from("WINDOW", DISTRICT, "street-0", null, null)
                .registered()
                .accepted();
        for (var i = 0; i < 4998; i++) {
            story.event("routing", "opinion-recorded", "{\"consultation\":" + i + "}");
        }
        feed.batch(story.entries());
        try (var tab = tab(DESK)) {
            open(tab, "/cases/" + story.caseId() + "?density=all");
            assertThat(tab.page().locator("ol.events > li").count()).isBetween(100, 1000);
            assertThat(tab.page().textContent("main")).contains("全部事件（5000）");
        }
    }

    @Test
    void a_table_is_kept_as_a_file_and_facts_as_files_of_analysts() throws IOException {
        try (var tab = tab(DESK)) {
            open(tab, "/numbers/closure-rate?groupBy=street");
            var number = tab.page()
                    .waitForDownload(
                            () -> tab.page().locator(".downloads button").click());
            assertThat(number.suggestedFilename()).isEqualTo("closure-rate.csv");
            assertThat(Files.readString(number.path())).startsWith("\uFEFF# closure-rate formula=1");
            tab.isSound();
        }
        try (var tab = chromium.tab(PHONE)) {
            tab.signedIn(Tokens.of("analyst-" + DISTRICT, Map.of("district", DISTRICT), "analyst"));
            open(tab, "/facts?from=2023-12-01&to=2024-12-31");
            tab.isSound();
            picture(tab.page(), PHONE + "-facts");
            var facts = tab.page()
                    .waitForDownload(() -> tab.page()
                            .locator("section[aria-labelledby=cases] button")
                            .nth(1)
                            .click());
            assertThat(facts.suggestedFilename()).isEqualTo("cases.parquet");
            assertThat(Files.readAllBytes(facts.path())).startsWith("PAR1".getBytes(UTF_8));
        }
    }

    @Test
    void a_bulletin_is_issued_and_printed_as_it_is() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            open(tab, "/bulletins");
            page.fill("input[name=district]", DISTRICT);
            page.fill("input[name=period]", "2024-01");
            page.locator("form button.main").click();
            page.waitForURL(Pattern.compile("#/bulletins/[0-9a-f-]{36}"));
            tab.settled();
            tab.isSound();
            assertThat(page.textContent("h1")).contains(DISTRICT, "月研判", "2024-01");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("header").isVisible()).isFalse();
            picture(page, "bulletin-printed");
        }
    }

    @Test
    void what_does_not_answer_is_told_and_can_be_tried_again() {
        try (var tab = tab(DESK)) {
            var page = tab.page();
            page.route("**/metrics", Route::abort);
            open(tab, "/numbers");
            assertThat(page.textContent("[role=alert]")).contains("服务没有应答");
            page.unroute("**/metrics");
            page.locator("[role=alert] button").click();
            page.waitForSelector("tbody tr");
            tab.forgetComplaints();
            tab.isSound();
        }
    }

    @Test
    void where_nothing_matches_the_page_says_so() {
        try (var tab = tab(DESK)) {
            open(tab, "/?from=2019-01-01&to=2019-01-31");
            assertThat(tab.page().textContent("main")).contains("没有符合条件的内容");
            tab.isSound();
        }
    }

    @Test
    void somebody_signs_in_at_the_issuer_and_comes_back_to_what_was_asked_for() {
        try (var tab = chromium.tab(DESK)) {
            var page = tab.page();
            var token = Tokens.of("leader-" + DISTRICT, Map.of("district", DISTRICT), "leader");
            page.route("http://issuer.test/**", route -> answerAsIssuer(route, token));
            open(tab, "/numbers");
            tab.isSound();
            page.locator("button.main").click();
            page.waitForSelector("tbody tr");

            assertThat(page.url()).isEqualTo(pages + "#/numbers");
            assertThat(page.textContent("header")).contains("领导");
            page.locator("header .self button").first().click();
            assertThat(page.textContent("main")).contains("请登录");
        }
    }

    private void answerAsIssuer(Route route, String token) {
        var url = route.request().url();
        var answer = new Route.FulfillOptions().setHeaders(Map.of("Access-Control-Allow-Origin", "*"));
        if (url.endsWith("/.well-known/openid-configuration")) {
            route.fulfill(answer.setContentType("application/json")
                    .setBody("{\"authorization_endpoint\":\"http://issuer.test/authorize\","
                            + "\"token_endpoint\":\"http://issuer.test/token\"}"));
        } else if (url.endsWith("/token")) {
            assertThat(route.request().postData()).contains("code=the-code", "code_verifier=");
            route.fulfill(answer.setContentType("application/json").setBody("{\"access_token\":\"" + token + "\"}"));
        } else {
            assertThat(url).contains("code_challenge_method=S256", "client_id=fengqiao-pages");
            var state = Pattern.compile("state=([\\w-]+)").matcher(url);
            assertThat(state.find()).isTrue();
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(302)
                    .setHeaders(Map.of("Location", pages + "?code=the-code&state=" + state.group(1))));
        }
    }
}
