package org.fengqiao.analytics.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/** Timelines of cases: who has it, what is due next, what came late, and where nothing happened. */
class TimelineTest {

    private static final OfficialCalendar CALENDAR = LegalFiles.official().calendar();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant END = at("2024-03-29T02:00:00Z");

    private final List<Told> history = new ArrayList<>();

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private TimelineTest told(String service, String event, String time, String body) {
        return told(service, event, time, time, body);
    }

    private TimelineTest told(String service, String event, String occurred, String recorded, String body) {
        try {
            history.add(new Told(
                    history.size() + 1L,
                    new UUID(0, history.size()),
                    service,
                    event,
                    at(occurred),
                    at(recorded),
                    null,
                    null,
                    null,
                    JSON.readTree(body)));
            return this;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private TimelineTest claimed() {
        return told("intake", "case-registered", "2024-03-01T01:00:00Z", "{}")
                .told("intake", "case-accepted", "2024-03-01T02:00:00Z", "{}")
                .told("routing", "case-assigned", "2024-03-01T03:00:00Z", "{\"custody\":1,\"unit\":\"committee\"}")
                .told("routing", "case-claimed", "2024-03-04T03:00:00Z", "{\"custody\":1,\"unit\":\"committee\"}");
    }

    private TimelineTest set(String service, String name, String rule, String due) {
        var body = """
                {"name":"%s","rule":"%s","version":1,"startedAt":"2024-03-04T03:00:00Z","dueAt":"%s"}""";
        return told(service, "deadline-set", "2024-03-04T03:00:00Z", body.formatted(name, rule, due));
    }

    private Timeline timeline() {
        return Timeline.of(history, END, CALENDAR);
    }

    @Test
    void whoever_claimed_it_holds_the_case_since_then() {
        claimed();

        assertThat(timeline().now())
                .isEqualTo(new Band(Band.Kind.HELD, "committee", 1, at("2024-03-04T03:00:00Z"), null));
        assertThat(timeline().custody())
                .extracting(Band::kind, Band::to)
                .containsExactly(
                        tuple(Band.Kind.INTAKE, at("2024-03-01T02:00:00Z")),
                        tuple(Band.Kind.UNHELD, at("2024-03-01T03:00:00Z")),
                        tuple(Band.Kind.ASSIGNED, at("2024-03-04T03:00:00Z")),
                        tuple(Band.Kind.HELD, null));
    }

    @Test
    void a_case_given_back_is_held_by_nobody_until_it_is_assigned_again() {
        claimed()
                .told("routing", "case-returned", "2024-03-05T03:00:00Z", "{}")
                .told("routing", "case-assigned", "2024-03-06T03:00:00Z", "{\"custody\":2,\"unit\":\"desk\"}");

        assertThat(timeline().custody())
                .extracting(Band::kind, Band::unit)
                .endsWith(tuple(Band.Kind.UNHELD, null), tuple(Band.Kind.ASSIGNED, "desk"));
    }

    @Test
    void a_withdrawal_before_the_acceptance_ends_the_case_and_a_later_one_waits_for_the_closing() {
        told("intake", "case-registered", "2024-03-01T01:00:00Z", "{}")
                .told("intake", "case-withdrawn", "2024-03-01T02:00:00Z", "{}");
        assertThat(timeline().now()).extracting(Band::kind).isEqualTo(Band.Kind.CLOSED);

        history.clear();
        claimed().told("intake", "case-withdrawn", "2024-03-05T02:00:00Z", "{}");
        assertThat(timeline().now()).extracting(Band::kind).isEqualTo(Band.Kind.HELD);
    }

    @Test
    void the_duty_due_next_is_the_earliest_and_a_right_is_none() {
        claimed()
                .set("mediation", "mediation-1", "people-mediation", "2024-04-04T16:00:00Z")
                .set("routing", "return-1", "return", "2024-03-11T16:00:00Z")
                .set("petition", "petition-notice-1", "petition-notice", "2024-03-20T16:00:00Z");

        assertThat(timeline().nextDue(bar -> !bar.rule().equals("return")))
                .extracting(Bar::rule)
                .isEqualTo("petition-notice");
    }

    @Test
    void what_is_overdue_and_still_owed_comes_before_what_runs() {
        claimed()
                .set("mediation", "mediation-1", "people-mediation", "2024-03-20T16:00:00Z")
                .set("petition", "petition-notice-1", "petition-notice", "2024-03-18T16:00:00Z")
                .told("mediation", "deadline-breached", "2024-03-20T16:00:00Z", "{\"name\":\"mediation-1\"}");

        assertThat(timeline().nextDue(_ -> true)).extracting(Bar::name).isEqualTo("mediation-1");
    }

    @Test
    void what_is_done_cancelled_or_paused_is_not_due() {
        claimed()
                .set("routing", "claim-1", "claim", "2024-03-05T16:00:00Z")
                .set("mediation", "mediation-1", "people-mediation", "2024-03-20T16:00:00Z")
                .set("petition", "petition-handling-1", "petition-handling", "2024-03-20T16:00:00Z")
                .told(
                        "routing",
                        "deadline-met",
                        "2024-03-05T03:00:00Z",
                        "{\"name\":\"claim-1\",\"metAt\":\"2024-03-05T03:00:00Z\",\"onTime\":true}")
                .told("mediation", "deadline-cancelled", "2024-03-05T03:00:00Z", "{\"name\":\"mediation-1\"}")
                .told(
                        "petition",
                        "clock-paused",
                        "2024-03-05T03:00:00Z",
                        "{\"name\":\"petition-handling-1\",\"ground\":\"hearing\","
                                + "\"pausedAt\":\"2024-03-05T03:00:00Z\"}");

        assertThat(timeline().nextDue(_ -> true)).isNull();
        assertThat(timeline().deadlines())
                .extracting(Bar::state)
                .containsExactlyInAnyOrder(Bar.State.MET, Bar.State.CANCELLED, Bar.State.PAUSED);
    }

    @Test
    void a_pause_has_its_ground_and_its_ends_and_moves_the_due() {
        claimed()
                .set("petition", "petition-handling-1", "petition-handling", "2024-05-20T16:00:00Z")
                .told(
                        "petition",
                        "clock-paused",
                        "2024-03-05T03:00:00Z",
                        "{\"name\":\"petition-handling-1\",\"ground\":\"hearing\","
                                + "\"pausedAt\":\"2024-03-05T03:00:00Z\"}")
                .told(
                        "petition",
                        "clock-resumed",
                        "2024-03-07T03:00:00Z",
                        "{\"name\":\"petition-handling-1\",\"resumedAt\":\"2024-03-07T03:00:00Z\","
                                + "\"dueAt\":\"2024-05-23T16:00:00Z\"}");

        var bar = timeline().deadlines().getFirst();
        assertThat(bar.pauses())
                .containsExactly(new Bar.Pause("hearing", at("2024-03-05T03:00:00Z"), at("2024-03-07T03:00:00Z")));
        assertThat(bar.dueAt()).isEqualTo(at("2024-05-23T16:00:00Z"));
        assertThat(bar.state()).isEqualTo(Bar.State.RUNNING);
    }

    @Test
    void what_is_met_after_its_breach_is_met_late() {
        claimed()
                .set("routing", "claim-1", "claim", "2024-03-05T16:00:00Z")
                .told("routing", "deadline-breached", "2024-03-05T16:00:00Z", "{\"name\":\"claim-1\"}")
                .told(
                        "routing",
                        "deadline-met",
                        "2024-03-08T03:00:00Z",
                        "{\"name\":\"claim-1\",\"metAt\":\"2024-03-08T03:00:00Z\",\"onTime\":false}");

        assertThat(timeline().deadlines()).extracting(Bar::state).containsExactly(Bar.State.MET_LATE);
    }

    @Test
    void a_deadline_that_starts_anew_is_another_bar() {
        claimed()
                .set("routing", "claim-1", "claim", "2024-03-05T16:00:00Z")
                .told("routing", "deadline-cancelled", "2024-03-05T03:00:00Z", "{\"name\":\"claim-1\"}")
                .set("routing", "claim-1", "claim", "2024-03-06T16:00:00Z");

        assertThat(timeline().deadlines())
                .extracting(Bar::state)
                .containsExactlyInAnyOrder(Bar.State.CANCELLED, Bar.State.RUNNING);
    }

    @Test
    void the_same_name_in_two_services_is_two_deadlines() {
        claimed()
                .set("intake", "question-1", "question-answer", "2024-03-12T16:00:00Z")
                .set("routing", "question-1", "question-answer", "2024-03-12T16:00:00Z");

        assertThat(timeline().deadlines()).hasSize(2);
    }

    @Test
    void an_event_about_a_deadline_that_was_never_told_of_is_passed_over() {
        claimed().told("routing", "deadline-met", "2024-03-05T03:00:00Z", "{\"name\":\"claim-9\"}");

        assertThat(timeline().deadlines()).isEmpty();
    }

    @Test
    void an_idle_stretch_counts_the_whole_working_days_in_between() {
        claimed();

        // From Monday 4 to Friday 29 March: the working days from the 5th to the 28th.
        assertThat(timeline().gaps()).containsExactly(new Gap(4, at("2024-03-04T03:00:00Z"), END, 18, true));
    }

    @Test
    void days_off_are_no_idleness() {
        told("intake", "case-registered", "2024-09-30T02:00:00Z", "{}")
                .told("intake", "case-accepted", "2024-10-08T02:00:00Z", "{}");

        assertThat(Timeline.of(history, at("2024-10-08T03:00:00Z"), CALENDAR).gaps())
                .isEmpty();
    }

    @Test
    void what_is_recorded_a_day_after_it_took_effect_is_late() {
        told("mediation", "session-held", "2024-03-05T03:00:00Z", "2024-03-06T02:59:59Z", "{}")
                .told("mediation", "session-held", "2024-03-05T03:00:00Z", "2024-03-06T03:00:00Z", "{}");

        assertThat(history).extracting(Timeline::isLate).containsExactly(false, true);
    }
}
