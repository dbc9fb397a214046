package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;
import org.fengqiao.local.CommandLines;
import org.fengqiao.verification.VerifySample;

/** The evaluation of handled cases from the draw to the end of what was to be put right. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class ReviewsTest extends RoutingApplication {

    @TempDir
    Path folder;

    static final String LABOUR = "kundulun-labour-team";
    static final String TRAFFIC = "kundulun-traffic-team";

    /** A case that its applicants took back, which closes it. */
    UUID closed() {
        var caseId = claimed();
        log.append(caseId, "intake.case-withdrawn", "{}", clock.instant());
        awaitEvents(caseId, 4);
        return caseId;
    }

    static RequestSpecification of(String unit) {
        return as(Roles.MEDIATOR, unit);
    }

    Map<String, Object> sampleOf(Map<String, Object> otherwise) {
        var body = new HashMap<String, Object>(Map.of(
                "from",
                "2024-01-01",
                "to",
                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")).toString(),
                "district",
                "昆都仑区",
                "unit",
                STREET,
                "percent",
                100,
                "seed",
                "2024",
                "reviewers",
                List.of(LABOUR, STREET)));
        body.putAll(otherwise);
        return body;
    }

    JsonPath draw() {
        return dispatcher()
                .body(sampleOf(Map.of()))
                .post("/reviews/samples")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** Full points but for the file. */
    static Map<String, Object> sheet(int file) {
        var items = dispatcher()
                .get("/reviews/sheet")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<String> ids = items.getList("items.id");
        List<Integer> points = items.getList("items.points");
        return Map.of(
                "remarks",
                "卷宗缺调解笔录",
                "answers",
                IntStream.range(0, ids.size())
                        .mapToObj(at -> Map.of(
                                "item", ids.get(at), "points", ids.get(at).equals("file") ? file : points.get(at)))
                        .toList());
    }

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void aFlawIsFoundPutRightAndChecked() {
        var caseId = closed();
        var drawn = draw();
        assertThat(drawn.getInt("drawn")).isPositive().isEqualTo(drawn.getInt("closings"));
        var sample = drawn.getString("id");
        dispatcher()
                .get("/reviews/samples/{sample}", sample)
                .then()
                .statusCode(200)
                .body("seed", equalTo("2024"), "drawn.caseId", hasItem(caseId.toString()));

        // The unit that is to review it reaches the case now, and finds it in its list.
        of(LABOUR)
                .queryParam("waitsFor", LABOUR)
                .queryParam("sample", sample)
                .get("/reviews")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId.toString()));
        of(LABOUR).body(sheet(0)).post("/cases/{id}/review", caseId).then().statusCode(200);
        of(LABOUR)
                .get("/cases/{id}/review", caseId)
                .then()
                .body("review.stage", equalTo("CONCLUDED"), "review.grade", equalTo("QUALIFIED"));

        var flawed = closed();
        draw();
        of(LABOUR)
                .body(withoutAgreement())
                .post("/cases/{id}/review", flawed)
                .then()
                .statusCode(200);
        of(STREET)
                .queryParam("unit", STREET)
                .queryParam("state", "ORDERED")
                .get("/reviews/rectifications")
                .then()
                .body("items.caseId", hasItem(flawed.toString()));
        of(STREET)
                .body(Map.of("done", "已补签协议"))
                .post("/cases/{id}/review/rectifications/1/report", flawed)
                .then()
                .statusCode(200);
        of(LABOUR)
                .body(Map.of("reason", "仍未签字"))
                .post("/cases/{id}/review/rectifications/1/check", flawed)
                .then()
                .statusCode(200);
        of(STREET)
                .body(Map.of("done", "已签字"))
                .post("/cases/{id}/review/rectifications/2/report", flawed)
                .then()
                .statusCode(200);
        of(LABOUR)
                .body(Map.of())
                .post("/cases/{id}/review/rectifications/2/check", flawed)
                .then()
                .statusCode(200);
        of(STREET)
                .get("/cases/{id}/review", flawed)
                .then()
                .body(
                        "rectifications.state", contains("REFUSED", "COMPLETED"),
                        "rectifications.done", contains("已补签协议", "已签字"),
                        "rectifications[0].missing", equalTo("仍未签字"),
                        "review.opinions[0].remarks", equalTo("卷宗缺调解笔录"));
        dispatcher()
                .get("/cases/{id}/deadlines", flawed)
                .then()
                .body("deadlines.findAll { it.name.startsWith('rectification') }.state", contains("MET", "MET"));
    }

    /** Below the limit of what is qualified. */
    private static Map<String, Object> withoutAgreement() {
        var body = new HashMap<>(sheet(0));
        @SuppressWarnings("unchecked")
        var answers = (List<Map<String, Object>>) body.get("answers");
        body.put(
                "answers",
                answers.stream()
                        .map(answer -> answer.get("item").equals("agreement")
                                ? Map.<String, Object>of("item", "agreement", "points", 0)
                                : answer)
                        .toList());
        return body;
    }

    @Test
    void whatAUnitFindsItselfIsHeldAgainstTheReviewAndAnExcellentCaseBecomesATypicalOne() {
        var caseId = closed();
        draw();
        of(STREET)
                .body(sheet(4))
                .post("/cases/{id}/review/self-check", caseId)
                .then()
                .statusCode(200);
        of(LABOUR)
                .get("/cases/{id}/review", caseId)
                .then()
                .body("review.selfCheck.score", equalTo(94.0f), "review.selfCheck.remarks", equalTo("卷宗缺调解笔录"));
        of(LABOUR).body(sheet(10)).post("/cases/{id}/review", caseId).then().statusCode(200);
        of(STREET)
                .body(sheet(10))
                .post("/cases/{id}/review/self-check", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.already-self-checked"));
        of(LABOUR)
                .get("/cases/{id}/review", caseId)
                .then()
                .body(
                        "review.opinions[0].fromSelfCheck.score", equalTo(6.0f),
                        "review.opinions[0].fromSelfCheck.items.item", contains("file"),
                        "review.opinions[0].fromSelfCheck.items.own", contains(4),
                        "review.opinions[0].fromSelfCheck.items.points", contains(10));

        of(STREET)
                .body(Map.of("reason", "我们自己"))
                .post("/cases/{id}/review/nomination", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-a-reviewing-unit"));
        of(LABOUR)
                .body(Map.of("reason", "释法说理到位"))
                .post("/cases/{id}/review/nomination", caseId)
                .then()
                .statusCode(200);
        as(Roles.DISPATCHER, STREET)
                .post("/cases/{id}/review/nomination/approval", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.own-nomination"));
        as(Roles.DISPATCHER, CENTRE)
                .post("/cases/{id}/review/nomination/approval", caseId)
                .then()
                .statusCode(200);
        of(LABOUR)
                .get("/cases/{id}/review", caseId)
                .then()
                .body(
                        "review.nomination.state", equalTo("CONFIRMED"),
                        "review.nomination.reason", equalTo("释法说理到位"));
        dispatcher()
                .queryParam("unit", STREET)
                .queryParam("state", "CONFIRMED")
                .get("/reviews/typical-cases")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.caseId == '%s' }.nominatedBy".formatted(caseId), equalTo(LABOUR),
                        "items.find { it.caseId == '%s' }.closingStands".formatted(caseId), equalTo(true));

        var summary = Map.of("title", "漏水如何分担", "text", "楼上卫生间漏水，泡了楼下的书，双方各担一半，先修后赔。");
        as(Roles.MEDIATOR, STREET)
                .body(Map.of("title", "漏水", "text", "请拨打13847200000"))
                .post("/cases/{id}/review/summary", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("routing.summary-not-anonymous"));
        as(Roles.DISPATCHER, CENTRE)
                .body(summary)
                .post("/cases/{id}/review/summary", caseId)
                .then()
                .statusCode(200);
        as(Roles.DISPATCHER, CENTRE)
                .body(Map.of("summary", 1))
                .post("/cases/{id}/review/summary/approval", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.own-summary"));
        dispatcher()
                .get("/typical-cases?limit=200")
                .then()
                .body("items.findAll { it.caseId == '%s' }".formatted(caseId), hasSize(0));
        as(Roles.LEADER, CENTRE)
                .body(Map.of("summary", 1))
                .post("/cases/{id}/review/summary/approval", caseId)
                .then()
                .statusCode(200);
        dispatcher()
                .get("/typical-cases?limit=200")
                .then()
                .statusCode(200)
                .body("items.find { it.caseId == '%s' }.title".formatted(caseId), equalTo("漏水如何分担"));

        var like = accepted("NEIGHBOUR", "楼上卫生间漏水，我家的书都泡了", "慕容秋水", 2);
        dispatcher()
                .get("/cases/{id}/similar-cases", like)
                .then()
                .statusCode(200)
                .body(
                        "items.typicalCase.caseId", hasItem(caseId.toString()),
                        "items[0].because", hasItem("漏水"),
                        "items.size()", lessThanOrEqualTo(5));
        as(Roles.LEADER, CENTRE)
                .body(Map.of("reason", "街坊认得出来"))
                .post("/cases/{id}/review/summary/withdrawal", caseId)
                .then()
                .statusCode(200);
        dispatcher()
                .get("/typical-cases?limit=200")
                .then()
                .body("items.findAll { it.caseId == '%s' }".formatted(caseId), hasSize(0));
    }

    @Test
    void aShareIsReviewedByTwoUnitsAndTheirAgreementIsMeasured() {
        var alike = closed();
        var disputed = closed();
        var sample = dispatcher()
                .body(sampleOf(Map.of("secondPercent", 100, "reviewers", List.of(LABOUR, TRAFFIC))))
                .post("/reviews/samples")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        for (var caseId : List.of(alike, disputed)) {
            of(LABOUR).body(sheet(0)).post("/cases/{id}/review", caseId).then().statusCode(200);
            of(LABOUR)
                    .get("/cases/{id}/review", caseId)
                    .then()
                    .body(
                            "review.stage", equalTo("UNDER_REVIEW"),
                            "review.reviewers", hasItem(TRAFFIC),
                            "review.opinions", hasSize(1));
            // The second one judges without knowing what the first one found.
            of(TRAFFIC).get("/cases/{id}/review", caseId).then().body("review.opinions", hasSize(0));
        }
        of(TRAFFIC).body(sheet(0)).post("/cases/{id}/review", alike).then().statusCode(200);
        of(TRAFFIC)
                .body(withoutAgreement())
                .post("/cases/{id}/review", disputed)
                .then()
                .statusCode(200);
        for (var caseId : List.of(alike, disputed)) {
            of(TRAFFIC)
                    .get("/cases/{id}/review", caseId)
                    .then()
                    .body("review.stage", equalTo("CONCLUDED"), "review.opinions", hasSize(2));
        }
        dispatcher()
                .get("/reviews/samples/{sample}/results", sample)
                .then()
                .statusCode(200)
                .body(
                        "items[0].unit",
                        equalTo(STREET),
                        "items[0].reviewedTwice",
                        equalTo(2),
                        "items[0].agreed",
                        equalTo(1));
    }

    @Test
    void anAppealIsGrantedByAUnitThatTookNoPart() {
        var caseId = closed();
        var sample = draw().getString("id");
        of(LABOUR)
                .body(withoutAgreement())
                .post("/cases/{id}/review", caseId)
                .then()
                .statusCode(200);
        of(STREET)
                .body(Map.of("reason", "协议已签"))
                .post("/cases/{id}/review/appeal", caseId)
                .then()
                .statusCode(200);
        as(Roles.DISPATCHER, LABOUR)
                .body(Map.of("grade", "FLAWED", "reason", "维持"))
                .post("/cases/{id}/review/appeal/decision", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.decided-by-a-party"));
        as(Roles.DISPATCHER, CENTRE)
                .body(Map.of("grade", "QUALIFIED", "reason", "协议确已签"))
                .post("/cases/{id}/review/appeal/decision", caseId)
                .then()
                .statusCode(200);
        of(STREET)
                .get("/cases/{id}/review", caseId)
                .then()
                .body("review.stage", equalTo("FINAL"), "rectifications.state", contains("WAIVED"));
        dispatcher()
                .get("/reviews/samples/{sample}/results", sample)
                .then()
                .statusCode(200)
                .body("items.unit", contains(STREET), "items[0].qualified", equalTo(1));
    }

    @Test
    void aSampleIsAnEventOfTheRegisterAndItsCasesAreDrawnOnce() {
        var caseId = closed();
        try (var topic = new TopicReader(Infrastructure.bootstrap(), "reference-events")) {
            var drawn = draw();
            var entry = "review-samples/" + drawn.getString("id");
            var published =
                    topic
                            .until(records -> records.stream().anyMatch(record -> entry.equals(key(record))), PATIENCE)
                            .stream()
                            .filter(record -> entry.equals(key(record)))
                            .toList();
            assertThat(published).singleElement().satisfies(record -> {
                assertThat(TopicReader.header(record, "ce_type")).contains("fengqiao.routing.sample-drawn.v1");
                assertThat(TopicReader.header(record, "ce_subject")).contains(entry);
            });
        }
        assertThat(typesOf(caseId)).containsOnlyOnce("review-sampled");
        var again = draw();
        dispatcher()
                .get("/reviews/samples/{sample}", again.getString("id"))
                .then()
                .body("drawn.caseId", not(hasItem(caseId.toString())));
        assertThat(typesOf(caseId)).containsOnlyOnce("review-sampled");
    }

    @Test
    void aStrangerDrawsTheSampleAgainFromTheLogAloneAndFindsASmuggledCase() throws Exception {
        var cases = Stream.generate(this::closed).limit(4).map(UUID::toString).toList();
        var sample = dispatcher()
                .body(sampleOf(Map.of("percent", 25)))
                .post("/reviews/samples")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        var drawn = dispatcher()
                .get("/reviews/samples/{sample}", sample)
                .then()
                .extract()
                .jsonPath()
                .<String>getList("drawn.caseId");
        assertThat(drawn).isNotEmpty();
        var other = cases.stream()
                .filter(caseId -> !drawn.contains(caseId))
                .findFirst()
                .orElseThrow();
        var log = folder.resolve("log.jsonl");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                verified("--kafka", Infrastructure.bootstrap(), "--save", log.toString(), sample))
                        .contains(sample + ": the same")
                        .endsWith("exit code 0"));
        assertThat(verified("--log", log.toString(), sample)).endsWith("exit code 0");

        // Somebody would rather have another case reviewed, and writes the sample anew.
        var forged = folder.resolve("forged.jsonl");
        Files.writeString(forged, Files.readString(log).replace(drawn.getFirst(), other));
        assertThat(verified("--log", forged.toString(), sample))
                .contains("NOT THE SAME")
                .endsWith("exit code 1");

        // Somebody hands a case to the reviewers that the sample does not name.
        var smuggled = folder.resolve("smuggled.jsonl");
        Files.writeString(
                smuggled,
                Files.readString(log)
                        + """
                        {"id": "%s", "type": "fengqiao.routing.review-sampled.v1", "subject": "%s", "sequence": "99", \
                        "time": "%s", "recordedtime": "%s", \
                        "data": {"sample": "%s", "closure": 1, "reviewers": ["%s"]}}
                        """.formatted(UUID.randomUUID(), other, clock.instant(), clock.instant(), sample, LABOUR));
        assertThat(verified("--log", smuggled.toString(), sample))
                .contains("NOT THE SAME", "cases carry " + other + "/1, which the seed does not draw")
                .endsWith("exit code 1");
    }

    /** What the command prints, and its exit code behind that. */
    private static String verified(String... arguments) {
        var printed = new StringWriter();
        var code = CommandLines.of(new VerifySample())
                .setOut(new PrintWriter(printed, true))
                .execute(arguments);
        return printed + "exit code " + code;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    @Test
    void badInputIsNamedAndNobodyDrawsBeyondTheirPlace() {
        dispatcher()
                .body(sampleOf(Map.of(
                        "from",
                        "2023-02-01",
                        "to",
                        "2023-01-01",
                        "size",
                        3,
                        "unit",
                        "nobody",
                        "reviewers",
                        List.of("x"))))
                .post("/reviews/samples")
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("to", "size", "unit", "reviewers[0]", "reviewers"));
        given().auth()
                .oauth2(Tokens.of("dispatcher-1", Map.of("district", "昆都仑区"), Roles.DISPATCHER))
                .contentType("application/json")
                .body(sampleOf(Map.of("district", "青山区")))
                .post("/reviews/samples")
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.outside-jurisdiction"));
        dispatcher()
                .get("/reviews/samples/{sample}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.no-such-sample"));
        of(LABOUR)
                .body(sheet(5))
                .post("/cases/{id}/review", UUID.randomUUID())
                .then()
                .statusCode(404);
        dispatcher()
                .queryParam("sample", UUID.randomUUID())
                .get("/reviews")
                .then()
                .statusCode(200)
                .body("items", empty());
        mediator().get("/reviews/sheet").then().body("items", hasSize(7));
    }
}
