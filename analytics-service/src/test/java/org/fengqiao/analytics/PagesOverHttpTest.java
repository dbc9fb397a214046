package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Answers that the pages are made of; what a browser makes of them is tested where there is one. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PagesOverHttpTest {

    private static final String CLAIMED = "{\"custody\":1,\"unit\":\"committee\",\"worker\":\"mediator-7\"}";

    @Inject
    Feed feed;

    private static RequestSpecification asLeader() {
        return given().auth().oauth2(Tokens.of("leader"));
    }

    private Story claimed() {
        var story = Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", "district-" + UUID.randomUUID(), "友谊大街街道", null, null)
                .registered()
                .after(Duration.ofHours(1))
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .event("routing", "case-claimed", CLAIMED);
        story.deadlineSet(
                "mediation", "mediation-1", "people-mediation", story.now().plus(Duration.ofDays(30)));
        story.deadlineSet("routing", "return-1", "return", story.now().plus(Duration.ofDays(5)));
        return story;
    }

    @Test
    void the_pages_may_run_their_own_scripts_only_and_nothing_of_anybody_is_kept() {
        var page = given().get("/pages/").then().statusCode(200).extract();
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "connect-src 'self' http://issuer.test;",
                        "require-trusted-types-for 'script'")
                .doesNotContain("unsafe-eval");

        var bundle = Pattern.compile("\"(bundle/[^\"]+\\.js)\"").matcher(page.asString());
        assertThat(bundle.find()).isTrue();
        given().get("/pages/" + bundle.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", is("public, max-age=31536000, immutable"));
        asLeader().get("/metrics").then().header("Cache-Control", is("no-store"));
    }

    @Test
    void an_address_without_its_last_slash_leads_to_the_pages() {
        given().redirects().follow(false).get("/pages").then().statusCode(303).header("Location", endsWith("/pages/"));
    }

    @Test
    void browsers_are_told_where_people_sign_in() {
        given().get("/pages/settings")
                .then()
                .statusCode(200)
                .body("issuer", is("http://issuer.test"))
                .body("clientId", is("fengqiao-pages"));
    }

    @Test
    void a_timeline_says_who_holds_the_case_and_which_duty_is_due_next() {
        var story = claimed();
        feed.batch(story.entries());

        asLeader()
                .get("/cases/" + story.caseId() + "/timeline")
                .then()
                .statusCode(200)
                .body("now.kind", is("HELD"))
                .body("now.unit", is("committee"))
                .body("nextDue.rule", is("people-mediation"))
                .body("nextDue.nature", is("DUTY"))
                .body("deadlines.rule", hasItems("people-mediation", "return"))
                .body("events", hasSize(story.entries().size()))
                .body("events.event", hasItem("case-claimed"))
                .body("idle[-1].goesOn", is(true))
                .body("missing", hasSize(0));
    }

    @Test
    void a_timeline_can_be_asked_as_it_was_known() {
        var story = claimed();
        feed.batch(story.entries());
        var first = story.entries().getFirst().recordedTime();

        asLeader()
                .queryParam("asOf", first.toString())
                .get("/cases/" + story.caseId() + "/timeline")
                .then()
                .statusCode(200)
                .body("now.kind", is("INTAKE"))
                .body("nextDue", nullValue())
                .body("events", hasSize(1));
    }

    @Test
    void one_event_is_shown_by_its_place_in_the_history() {
        var story = claimed();
        feed.batch(story.entries());
        var history = "/cases/" + story.caseId() + "/history/";

        asLeader()
                .get(history + "1")
                .then()
                .statusCode(200)
                .body("type", is("fengqiao.intake.case-registered.v1"))
                .body("data.channel", is("WINDOW"));
        asLeader().get(history + "99").then().statusCode(404).body("code", is("analytics.no-such-event"));
    }

    @Test
    void a_case_that_nobody_knows_has_no_timeline() {
        asLeader().get("/cases/" + UUID.randomUUID() + "/timeline").then().statusCode(404);
    }
}
