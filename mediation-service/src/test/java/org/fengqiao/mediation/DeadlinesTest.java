package org.fengqiao.mediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Deadlines of a mediation, of its confirmation window and of the court. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class DeadlinesTest extends MediationServiceStory {

    @Test
    void whenNobodyAppliesWithinThirtyDaysTheAgreementStands() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var end = endOf(workedDayFrom(dayOf(now()).plusDays(30)));
        assertThat(deadline(caseId, "confirmation-window-1"))
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", end.toString());

        tellTheTime(end.minusSeconds(1));
        assertThat(sheet(caseId).getString("status")).isEqualTo("AWAITING_APPLICATION");
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "WARNED");
        tellTheTime(end.plusSeconds(86_400));

        var records = log.until("mediation", caseId, 19);
        assertThat(CaseLog.names(records))
                .endsWith("deadline-warned", "deadline-lapsed", "confirmation-window-lapsed", "mediation-concluded");
        assertThat(new JsonPath(new String(records.getLast().value(), UTF_8)).getString("concludedAt"))
                .as("over since it was due, however late that was noticed")
                .isEqualTo(end.toString());
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("AGREED");
        mediator(caseId, "/confirmation-application", Map.of("applicants", List.of("applicant-1", "respondent-1")))
                .statusCode(409)
                .body("code", equalTo("mediation.already-concluded"));
    }

    @Test
    void aWindowThatWouldEndInTheWeekOfNationalDayIsOpenUntilWorkHasBegunAgain() {
        tellTheTime(nextTime("09-05"));
        var caseId = readyToSign();
        fileTold(caseId);
        sign(caseId, true).statusCode(200);
        var backAtWork = Map.of(2024, "2024-10-08", 2025, "2025-10-09", 2026, "2026-10-08")
                .get(dayOf(now()).getYear());
        var end = endOf(LocalDate.parse(backAtWork));
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("dueAt", end.toString());
        as(Roles.MEDIATOR)
                .get("/cases/{id}/deadlines?days=true", caseId)
                .then()
                .body("deadlines[0].days.find { it.number == 30 }.holiday.zh", startsWith("国庆节"))
                .body("deadlines[0].days[-1].day", equalTo(backAtWork))
                .body("deadlines[0].days[-1].why", equalTo("LAST_DAY_MOVED"));

        tellTheTime(end.minusSeconds(1));
        apply(caseId);
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "MET");
    }

    /** Returns nine o'clock of that day of the year, the next time it comes. */
    static Instant nextTime(String monthAndDay) {
        var day = LocalDate.parse(dayOf(now()).getYear() + "-" + monthAndDay);
        return (day.isBefore(dayOf(now())) ? day.plusYears(1) : day)
                .atTime(9, 0)
                .atZone(OfficialCalendar.ZONE)
                .toInstant();
    }

    @Test
    void whatTheCourtHasDoesNotLapseHoweverLateTheCourtIs() {
        var caseId = readyToSign();
        fileTold(caseId);
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "MET");
        var end = endOf(workedDayFrom(dayOf(now()).plusDays(30)));
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("dueAt", end.toString());

        tellTheTime(end);
        assertThat(sheet(caseId).getString("status")).isEqualTo("CONFIRMATION_PENDING");
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("state", "BREACHED");

        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED"));
        awaitStatus(caseId, "CONCLUDED");
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("state", "MET_LATE");
    }

    @Test
    void aMediationThatTakesLongIsWarnedOfAndGoesOnLongerIfThePartiesConsent() {
        var caseId = opened();
        var end = endOf(dayOf(now()).plusDays(30));
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("rule", "people-mediation")
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", end.toString());
        tellTheTime(end.minus(Duration.ofDays(5)));
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "WARNED");

        var extension = Map.of("count", 20, "reason", "both parties want to go on");
        as(Roles.CLERK)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(403);
        as(Roles.MEDIATOR)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(200)
                .body("version", equalTo(4));
        var later = end.plus(Duration.ofDays(20));
        tellTheTime(end);
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", later.toString());
        tellTheTime(later);
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "BREACHED");
        assertThat(sheet(caseId).getString("status")).isEqualTo("UNDERWAY");
        as(Roles.MEDIATOR)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("deadline.passed"));

        mediator(caseId, "/failure", Map.of("reason", "no trust")).statusCode(200);
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "MET_LATE");
        assertThat(CaseLog.names(log.until("mediation", caseId, 8)))
                .containsExactly(
                        "mediation-opened",
                        "deadline-set",
                        "deadline-warned",
                        "deadline-extended",
                        "deadline-warned",
                        "deadline-breached",
                        "mediation-concluded",
                        "deadline-met");
    }

    @Test
    void aMatterThatChangesHandsHasWhatIsLeftOfItsTime() {
        var caseId = opened();
        var acceptedAt = now();
        var end = endOf(dayOf(acceptedAt).plusDays(50));
        as(Roles.MEDIATOR)
                .body(Map.of("count", 20, "reason", "both parties want to go on"))
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(200);
        tellTheTime(acceptedAt.plus(Duration.ofDays(10)));
        log.write("routing", "case-returned", caseId, "{\"custody\":1,\"unit\":\"u\",\"reason\":\"not ours\"}", now());
        log.write(
                "routing",
                "case-claimed",
                caseId,
                claim(caseId, 2, "MEDIATION", "another-committee", "NEIGHBOUR", acceptedAt),
                now());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(sheet(caseId).getInt("mediation.custody")).isEqualTo(2));

        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "CANCELLED");
        assertThat(deadline(caseId, "mediation-2"))
                .containsEntry("state", "RUNNING")
                .containsEntry("startedAt", acceptedAt.toString())
                .containsEntry("continues", "mediation-1")
                .containsEntry("dueAt", end.toString());
        assertThat(String.join(
                        "",
                        as(Roles.MEDIATOR)
                                .get("/cases/{id}/deadlines", caseId)
                                .jsonPath()
                                .<String>getList("deadlines.find { it.name == 'mediation-2' }.sentences.zh")))
                .contains("承接期限mediation-1连续计算", "延长20日");

        log.write("routing", "case-claimed", caseId, claim(caseId, 3, "PETITION", "desk", "NEIGHBOUR"), now());
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(deadline(caseId, "mediation-2"))
                .as("who is heard as a petitioner is not waited for in a mediation")
                .containsEntry("state", "CANCELLED");
    }

    @Test
    void aLabourDisputeIsMediatedInHalfTheTimeAndNobodyCanMakeItLonger() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "MEDIATION", "labour-team", "LABOUR"), now());
        awaitStatus(caseId, "UNDERWAY");
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("rule", "labour-mediation")
                .containsEntry("article", "劳动争议调解仲裁法 art. 14")
                .containsEntry("dueAt", endOf(dayOf(now()).plusDays(15)).toString());
        as(Roles.MEDIATOR)
                .body(Map.of("count", 1, "reason", "both parties want to go on"))
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.not-extendable"));
    }

    @Test
    void whyAMediationIsDueIsToldInChineseAndInEnglish() {
        var caseId = opened();
        as(Roles.MEDIATOR)
                .body(Map.of("count", 10, "reason", "both parties want to go on"))
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(200);
        var day = dayOf(now());
        var zh = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
        var en = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        var told = as(Roles.ANALYST)
                .get("/cases/{id}/deadlines?days=true", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(String.join("", told.<String>getList("deadlines[0].sentences.zh")))
                .contains(
                        "人民调解工作若干规定 art. 33（规则people-mediation第1版）",
                        "自" + zh.format(day),
                        "延长10日",
                        "因此至" + zh.format(day.plusDays(40)) + "24:00届满");
        assertThat(String.join(" ", told.<String>getList("deadlines[0].sentences.en")))
                .contains(
                        "人民调解工作若干规定 art. 33 (rule people-mediation, version 1)",
                        "from " + en.format(day),
                        "10 days more",
                        "So it is due at " + en.format(day.plusDays(40)) + " 24:00.");
        assertThat(told.getList("deadlines[0].days"))
                .as("the day of the start and forty more")
                .hasSize(41);
    }

    @Test
    void whatLeavesTheMediationIsNotWaitedFor() {
        var caseId = opened();
        log.write("routing", "case-returned", caseId, "{\"custody\":1,\"unit\":\"u\",\"reason\":\"not ours\"}", now());
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "CANCELLED");
        tellTheTime(now().plus(Duration.ofDays(32)));
        assertThat(CaseLog.names(log.until("mediation", caseId, 4)))
                .containsExactly("mediation-opened", "deadline-set", "mediation-discontinued", "deadline-cancelled");
    }
}
