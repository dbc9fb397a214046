package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.filing.CodeSender;
import org.fengqiao.intake.filing.Filings;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;

/** A party files at home, by its telephone. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class FilingsTest {

    /** The telephones of the town: what is sent is there at once. */
    @Alternative
    @jakarta.annotation.Priority(1)
    @Singleton
    public static class Telephones implements CodeSender {
        final List<String> messages = java.util.Collections.synchronizedList(new ArrayList<>());
        volatile boolean broken;

        @Override
        public Uni<Void> send(String phone, String text) {
            if (broken) {
                return Uni.createFrom().failure(new IllegalStateException("no network"));
            }
            messages.add(phone + " " + text);
            return Uni.createFrom().voidItem();
        }

        String codeFor(String phone) {
            return messages.reversed().stream()
                    .filter(message -> message.startsWith(phone))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("(?s).*?验证码是([0-9]+).*", "$1");
        }
    }

    @Inject
    Telephones telephones;

    @Inject
    Filings filings;

    private static String phone() {
        return "139%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private static RequestSpecification party() {
        return given().contentType("application/json");
    }

    private static String filing(String phone) {
        return """
            {"phone":"%s","registration":{"channel":"ONLINE","applicants":[{"name":"上官婉清"}],
             "respondents":[{"name":"司徒某"}],"summary":"鱼缸漏水泡了书","claim":"赔书",
             "place":{"district":"昆都仑区","street":"少先路街道"}}}\
            """.formatted(phone);
    }

    private static ValidatableResponse file(String phone) {
        return party().body(filing(phone)).post("/filings").then();
    }

    private static ValidatableResponse confirm(String filing, String code) {
        return party().body(Map.of("code", code))
                .post("/filings/{id}/confirmation", filing)
                .then();
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    @Test
    void aCaseIsRegisteredWhenTheCodeComesBack() throws SQLException {
        var phone = phone();
        String id = file("+86 " + phone).statusCode(202).extract().path("filingId");
        as(Roles.CLERK).get("/cases/{id}", id).then().statusCode(404);
        assertThat(Tables.everyRowOf("intake")).contains(id).doesNotContain("上官婉清", phone, "鱼缸漏水泡了书");

        var code = telephones.codeFor(phone);
        confirm(id, wrong(code)).statusCode(422).body("code", equalTo("intake.wrong-code"));
        var registered = confirm(id, code)
                .statusCode(201)
                .body("caseId", equalTo(id))
                .body("status", equalTo("ACCEPTED"))
                .body("receiptCode", matchesPattern("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"))
                .extract()
                .jsonPath();
        confirm(id, code)
                .statusCode(201)
                .body("receiptCode", equalTo(registered.getString("receiptCode")))
                .body("version", equalTo(registered.getInt("version")));
        as(Roles.CLERK)
                .get("/cases/{id}", id)
                .then()
                .body("channel", equalTo("ONLINE"))
                .body("applicants[0].phone", equalTo(phone))
                .body("summary", equalTo("鱼缸漏水泡了书"));
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", id)
                .then()
                .body("items.type", hasItems("fengqiao.intake.case-registered.v1"));
        given().get("/receipts/{code}", registered.getString("receiptCode"))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void nobodyGuessesACode() {
        var phone = phone();
        String id = file(phone).statusCode(202).extract().path("filingId");
        var code = telephones.codeFor(phone);
        for (var tries = 0; tries < 5; tries++) {
            confirm(id, wrong(code)).statusCode(422);
        }
        confirm(id, code).statusCode(409).body("code", equalTo("intake.code-used-up"));
        as(Roles.CLERK).get("/cases/{id}", id).then().statusCode(404);
    }

    @Test
    void aTelephoneGetsSoManyCodesAndNoMore() {
        var phone = phone();
        for (var codes = 0; codes < 5; codes++) {
            file(phone).statusCode(202);
        }
        file(phone).statusCode(409).body("code", equalTo("intake.too-many-codes"));
        file(phone()).statusCode(202);
    }

    @Test
    void theSameCallIsTheSameFiling() {
        var phone = phone();
        var key = UUID.randomUUID().toString();
        String first = party().header("Idempotency-Key", key)
                .body(filing(phone))
                .post("/filings")
                .path("filingId");
        party().header("Idempotency-Key", key)
                .body(filing(phone))
                .post("/filings")
                .then()
                .statusCode(202)
                .body("filingId", equalTo(first));
        assertThat(telephones.messages.stream().filter(message -> message.startsWith(phone)))
                .hasSize(1);
    }

    @Test
    void whatIsWrongIsSaidBeforeACodeIsSent() {
        var before = telephones.messages.size();
        party().body(filing("0472-5551234").replace("ONLINE", "WINDOW").replace("昆都仑区", "无名区"))
                .post("/filings")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("phone", "registration.channel", "registration.place.district"));
        party().body("{}").post("/filings").then().statusCode(400);
        assertThat(telephones.messages).hasSize(before);
    }

    @Test
    void whoseCodeCannotBeSentIsToldAndNothingStays() {
        var phone = phone();
        telephones.broken = true;
        try {
            party().body(filing(phone)).post("/filings").then().statusCode(500);
        } finally {
            telephones.broken = false;
        }
        for (var codes = 0; codes < 5; codes++) {
            file(phone).statusCode(202);
        }
    }

    @Test
    void aFilingThatDoesNotExistIsNone() {
        confirm(UUID.randomUUID().toString(), "123456").statusCode(404).body("code", equalTo("intake.no-such-filing"));
        // Where codes are sent, nobody else sees them.
        as(Roles.OPERATOR).get("/filings/{id}/code", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void whoComesTooLateFilesAgainAndNothingOfTheFirstFilingIsThere() throws SQLException {
        var phone = phone();
        String id = file(phone).statusCode(202).extract().path("filingId");
        try (var superuser = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var statement = superuser.createStatement()) {
            statement.execute(
                    "update filing set expires_at = now() - interval '1 minute' where filing_id = '%s'".formatted(id));
            confirm(id, telephones.codeFor(phone)).statusCode(410).body("code", equalTo("intake.filing-expired"));
            filings.forget().await().indefinitely();
            try (var told = statement.executeQuery("select told from filing where filing_id = '%s'".formatted(id))) {
                assertThat(told.next()).isTrue();
                assertThat(told.getString(1)).isNull();
            }
        }
    }
}
