package org.fengqiao.caseload.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/**
 * The work of a centre beside single cases: units answer the notices they get (督办), some late and some not at all, and
 * the centre lifts them; each month a sample of the closings of the month before is drawn, reviewed by other units and
 * put right (评查). What somebody does is drawn from the case, so that a year is played the same again.
 */
final class CentreWork {

    private static final String PAGE = "limit=200";

    /** Of ten units that get a notice so many answer at once; one more answers only when it has gone up. */
    private static final int PROMPT = 7;

    /** Of ten reviewed cases so many have nothing missing in the file. */
    private static final int FAULTLESS = 7;

    private static final int TEN = 10;

    private final Profile profile;
    private final Services services;
    private final SimulatedYear year;

    CentreWork(Profile profile, Services services, SimulatedYear year) {
        this.profile = profile;
        this.services = services;
        this.year = year;
    }

    /** Works each afternoon until the year is over. */
    void work() throws StepFailed, InterruptedException {
        for (var day = profile.from(); ; day = day.plusDays(1)) {
            year.sleepUntil(day.atTime(LifePlanner.AFTERNOON));
            answerNotices();
            liftNotices();
            if (day.getDayOfMonth() == 1 && day.isAfter(profile.from())) {
                draw(day);
            }
            review();
            putRight();
            check();
        }
    }

    private void answerNotices() throws StepFailed, InterruptedException {
        for (var notice : items("/notices?level=RED&state=ISSUED&state=ACKNOWLEDGED&" + PAGE)) {
            var path = noticeOf(notice);
            var luck = luck(path);
            var up = notice.path("round").asInt() > 0;
            if (luck < PROMPT || up && luck == PROMPT) {
                post(path + "/answer", dispatcher(), Map.of("answer", "已办理,并已告知当事人"));
            } else if (notice.path("state").asText().equals("ISSUED")) {
                post(path + "/acknowledgement", dispatcher(), Map.of());
            }
        }
    }

    /** The centre lifts most of what is answered; to the rest nobody objects. */
    private void liftNotices() throws StepFailed, InterruptedException {
        for (var notice : items("/notices?level=RED&state=ANSWERED&" + PAGE)) {
            var path = noticeOf(notice);
            if (luck(path + "/lifting") < FAULTLESS) {
                post(path + "/lifting", dispatcher(), Map.of("reason", "情况属实,予以解除"));
            }
        }
    }

    private void draw(LocalDate day) throws StepFailed, InterruptedException {
        var from = day.minusMonths(1);
        post(
                "/reviews/samples",
                dispatcher(),
                Map.of(
                        "from",
                        from.isBefore(profile.from()) ? profile.from() : from,
                        "to",
                        day.minusDays(1),
                        "district",
                        profile.district(),
                        "percent",
                        5,
                        "secondPercent",
                        20,
                        "seed",
                        profile.name() + "-" + from,
                        "reviewers",
                        teams()));
    }

    /** Returns the professional teams, which review each other's cases and those of the streets. */
    private List<String> teams() throws StepFailed, InterruptedException {
        return items("/units").stream()
                .filter(unit -> unit.path("kind").asText().equals("PROFESSIONAL_TEAM")
                        && unit.path("district").asText().equals(profile.district()))
                .map(unit -> unit.path("id").asText())
                .toList();
    }

    private void review() throws StepFailed, InterruptedException {
        for (var drawn : items("/reviews?" + PAGE)) {
            for (var reviewer : drawn.path("waitsFor")) {
                var caseId = drawn.path("caseId").asText();
                post("/cases/" + caseId + "/review", of(reviewer.asText()), Map.of("answers", sheet(caseId)));
            }
        }
    }

    /** Full points; or the file is not complete and the agreement not clear, which is to be put right. */
    private List<Map<String, Object>> sheet(String caseId) throws StepFailed, InterruptedException {
        var flawed = luck(caseId + "/review") >= FAULTLESS;
        var answers = new ArrayList<Map<String, Object>>();
        for (var item : services.get(Service.ROUTING, "/reviews/sheet", dispatcher(), _ -> true)
                .path("items")) {
            var missing = flawed && !item.path("essential").asBoolean() && answers.size() < FAULTLESS - 1;
            answers.add(Map.of(
                    "item",
                    item.path("id").asText(),
                    "points",
                    missing ? 0 : item.path("points").asInt()));
        }
        return answers;
    }

    private void putRight() throws StepFailed, InterruptedException {
        for (var owed : items("/reviews/rectifications?state=ORDERED&" + PAGE)) {
            var path = rectificationOf(owed);
            if (luck(path) < PROMPT || year.now().toLocalDate().isAfter(dayOf(owed))) {
                post(path + "/report", of(owed.path("unit").asText()), Map.of("done", "已补齐卷宗"));
            }
        }
    }

    private static LocalDate dayOf(JsonNode owed) {
        return LocalDate.parse(owed.path("dueAt").asText().substring(0, "2024-01-01".length()));
    }

    private void check() throws StepFailed, InterruptedException {
        for (var owed : items("/reviews/rectifications?state=REPORTED&" + PAGE)) {
            var caseId = owed.path("caseId").asText();
            var reviewer = services.get(Service.ROUTING, "/cases/" + caseId + "/review", dispatcher(), _ -> true)
                    .path("review")
                    .path("reviewers")
                    .path(0)
                    .asText();
            post(rectificationOf(owed) + "/check", of(reviewer), Map.of());
        }
    }

    private List<JsonNode> items(String path) throws StepFailed, InterruptedException {
        var answer = services.get(Service.ROUTING, path, dispatcher(), _ -> true);
        return StreamSupport.stream(answer.path("items").spliterator(), false).toList();
    }

    private void post(String path, Person person, Object body) throws StepFailed, InterruptedException {
        services.post(Service.ROUTING, path, person, body, key(path));
    }

    private static String noticeOf(JsonNode notice) {
        return "/cases/%s/notices/%d"
                .formatted(notice.path("caseId").asText(), notice.path("notice").asInt());
    }

    private static String rectificationOf(JsonNode owed) {
        return "/cases/%s/review/rectifications/%d"
                .formatted(
                        owed.path("caseId").asText(), owed.path("rectification").asInt());
    }

    /** Returns a number from 0 to 9, the same one for the same matter. */
    private static int luck(String matter) {
        return Math.floorMod(UUID.nameUUIDFromBytes(matter.getBytes(UTF_8)).hashCode(), TEN);
    }

    private UUID key(String path) {
        return UUID.nameUUIDFromBytes((profile.name() + path + moment()).getBytes(UTF_8));
    }

    private LocalDateTime moment() {
        return year.now();
    }

    private Person dispatcher() {
        return Person.of("dispatcher-of-the-centre", "dispatcher", null, profile.district());
    }

    private Person of(String unit) {
        return Person.of(unit + "-reviewer", "mediator", unit, profile.district());
    }
}
