package org.fengqiao.analytics.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.model.BatchFold.Followed;
import org.fengqiao.analytics.model.MeasuredEvent.AppealDecided;
import org.fengqiao.analytics.model.MeasuredEvent.CaseAccepted;
import org.fengqiao.analytics.model.MeasuredEvent.CaseAssigned;
import org.fengqiao.analytics.model.MeasuredEvent.CaseClaimed;
import org.fengqiao.analytics.model.MeasuredEvent.CaseClosed;
import org.fengqiao.analytics.model.MeasuredEvent.CaseEscalated;
import org.fengqiao.analytics.model.MeasuredEvent.CaseRegistered;
import org.fengqiao.analytics.model.MeasuredEvent.CaseRelapsed;
import org.fengqiao.analytics.model.MeasuredEvent.CaseReopened;
import org.fengqiao.analytics.model.MeasuredEvent.CaseReturned;
import org.fengqiao.analytics.model.MeasuredEvent.CaseTriaged;
import org.fengqiao.analytics.model.MeasuredEvent.CaseVerified;
import org.fengqiao.analytics.model.MeasuredEvent.DeadlineBreached;
import org.fengqiao.analytics.model.MeasuredEvent.DeadlineMet;
import org.fengqiao.analytics.model.MeasuredEvent.NoticeIssued;
import org.fengqiao.analytics.model.MeasuredEvent.NoticeLifted;
import org.fengqiao.analytics.model.MeasuredEvent.RectificationOrdered;
import org.fengqiao.analytics.model.MeasuredEvent.RectificationWaived;
import org.fengqiao.analytics.model.MeasuredEvent.RepeatLinked;
import org.fengqiao.analytics.model.MeasuredEvent.RepeatUnlinked;
import org.fengqiao.analytics.model.MeasuredEvent.ReviewConcluded;
import org.fengqiao.analytics.model.MeasuredEvent.RevisitAnswered;
import org.fengqiao.analytics.model.MeasuredEvent.RevisitGivenUp;
import org.fengqiao.analytics.model.MeasuredEvent.Unmeasured;

class BatchFoldTest {

    private static final UUID CASE = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Place PLACE = new Place("昆都仑区", "友谊大街街道", null, null);

    private final BatchFold fold = new BatchFold(Map.of(), List.of());
    private final List<Followed> answers = new ArrayList<>();

    private BatchFoldTest when(String service, long sequence, Duration recordedAfter, MeasuredEvent measured) {
        answers.add(fold.follow(event(service, sequence, recordedAfter, measured)));
        return this;
    }

    private static LoggedEvent event(String service, long sequence, Duration recordedAfter, MeasuredEvent measured) {
        return new LoggedEvent(
                CASE,
                service,
                sequence,
                new UUID(service.hashCode(), sequence),
                "fengqiao." + service + ".something.v1",
                NOON,
                NOON.plus(recordedAfter),
                null,
                null,
                null,
                null,
                null,
                null,
                "{}",
                measured);
    }

    /** The next event of routing, which took effect so many minutes after noon and was recorded a minute later. */
    private BatchFoldTest at(int minutes, MeasuredEvent measured) {
        var next = fold.expected(CASE, "routing");
        var event = event("routing", next, Duration.ofMinutes(minutes + 1), measured);
        answers.add(fold.follow(new LoggedEvent(
                event.caseId(),
                event.service(),
                event.sequence(),
                event.eventId(),
                event.type(),
                NOON.plus(minutes(minutes)),
                event.recordedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                event.data(),
                measured)));
        return this;
    }

    private static long minutesAfterNoon(Instant time) {
        return Duration.between(NOON, time).toMinutes();
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void an_event_that_was_followed_before_changes_nothing() {
        when("intake", 1, minutes(0), new CaseRegistered("WINDOW", PLACE))
                .when("intake", 1, minutes(0), new CaseRegistered("WINDOW", PLACE));

        assertThat(answers).containsExactly(new Followed.Taken(), new Followed.Repeated());
        assertThat(fold.recorded()).hasSize(1);
        assertThat(fold.milestones())
                .extracting(Milestone::kind)
                .containsExactly(MilestoneKind.REGISTERED, MilestoneKind.SERVICE_USED);
    }

    @Test
    void a_gap_in_a_services_stream_is_not_a_repeat() {
        when("intake", 1, minutes(0), new CaseRegistered("WINDOW", PLACE))
                .when("intake", 3, minutes(0), new Unmeasured());

        assertThat(answers).containsExactly(new Followed.Taken(), new Followed.Gap(2));
        assertThat(fold.recorded()).hasSize(1);
    }

    @Test
    void the_history_of_a_case_counts_across_the_services() {
        when("intake", 1, minutes(0), new CaseRegistered("WINDOW", PLACE))
                .when("routing", 1, minutes(1), new Unmeasured())
                .when("intake", 2, minutes(2), new CaseAccepted("WINDOW", PLACE));

        assertThat(fold.recorded()).extracting(RecordedEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(fold.followed().getFirst().sequences()).isEqualTo(Map.of("intake", 2L, "routing", 1L));
    }

    @Test
    void an_event_is_never_known_before_what_precedes_it_whatever_the_clocks_say() {
        when("intake", 1, minutes(10), new CaseRegistered("WINDOW", PLACE))
                .when("routing", 1, minutes(3), new Unmeasured());

        assertThat(fold.recorded())
                .extracting(RecordedEvent::knownAt)
                .containsExactly(NOON.plus(minutes(10)), NOON.plus(minutes(10)));
    }

    @Test
    void a_reopened_case_was_closed_until_then() {
        when("routing", 1, minutes(1), new CaseClosed(1, "AGREED", "u"))
                .when("routing", 2, minutes(5), new CaseReopened(1))
                .when("routing", 3, minutes(9), new CaseClosed(2, "PETITION_CONCLUDED", "u"));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.CLOSED)
                .extracting(Milestone::subject, Milestone::known)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "1", new Known(NOON.plus(minutes(1)), NOON.plus(minutes(5)))),
                        org.assertj.core.groups.Tuple.tuple("2", new Known(NOON.plus(minutes(9)), null)));
    }

    @Test
    void what_an_earlier_batch_closed_and_verified_is_ended_in_the_database() {
        when("routing", 1, minutes(5), new CaseReopened(1));

        assertThat(fold.endings())
                .containsExactlyInAnyOrder(
                        new BatchFold.Ending(CASE, MilestoneKind.CLOSED, "1", NOON.plus(minutes(5))),
                        new BatchFold.Ending(CASE, MilestoneKind.VERIFIED, "1", NOON.plus(minutes(5))));
    }

    @Test
    void a_revisit_belongs_to_the_unit_that_closed_the_case() {
        when("routing", 1, minutes(1), new CaseAssigned(1, "committee"))
                .when("routing", 2, minutes(2), new CaseClosed(1, "AGREED", "committee"))
                .when("routing", 3, minutes(3), new CaseAssigned(2, "desk"))
                .when(
                        "mediation",
                        1,
                        minutes(4),
                        new RevisitAnswered(1, 1, "applicant-1", MeasuredEvent.Side.APPLICANT, 2, null));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.REVISIT_ANSWERED)
                .extracting(Milestone::unit, Milestone::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("committee", "2"));
    }

    @Test
    void each_stage_that_a_party_rates_is_counted_on_its_own() {
        when("intake", 1, minutes(4), new MeasuredEvent.StageRated("INTAKE", 5))
                .when("intake", 2, minutes(5), new MeasuredEvent.StageRated("MEDIATION", 2));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.STAGE_RATED)
                .extracting(Milestone::subject, Milestone::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("INTAKE", "5"),
                        org.assertj.core.groups.Tuple.tuple("MEDIATION", "2"));
    }

    @Test
    void what_a_party_does_by_itself_online_is_a_service_beside_what_others_do_for_it() {
        when("intake", 1, minutes(0), new CaseRegistered("ONLINE", PLACE))
                .when("intake", 2, minutes(1), new MeasuredEvent.AttachmentAdded("PARTY"))
                .when("intake", 3, minutes(2), new MeasuredEvent.AttachmentAdded("STAFF"))
                .when("intake", 4, minutes(3), new MeasuredEvent.StageRated("INTAKE", 5))
                .when(
                        "mediation",
                        1,
                        minutes(4),
                        new RevisitAnswered(1, 1, "applicant-1", MeasuredEvent.Side.APPLICANT, 5, "LINK"))
                .when(
                        "mediation",
                        2,
                        minutes(5),
                        new RevisitAnswered(1, 1, "respondent-1", MeasuredEvent.Side.RESPONDENT, 5, "PHONE"));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.SERVICE_USED)
                .extracting(Milestone::value)
                .containsExactly("ONLINE", "ONLINE", "OTHERWISE", "ONLINE", "ONLINE", "OTHERWISE");
    }

    @Test
    void each_party_is_counted_on_its_own_by_its_side() {
        when(
                        "mediation",
                        1,
                        minutes(4),
                        new RevisitAnswered(1, 1, "applicant-1", MeasuredEvent.Side.APPLICANT, 5, null))
                .when(
                        "mediation",
                        2,
                        minutes(5),
                        new RevisitAnswered(1, 1, "respondent-1", MeasuredEvent.Side.RESPONDENT, 2, null));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() != MilestoneKind.SERVICE_USED)
                .extracting(Milestone::kind, Milestone::subject, Milestone::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.REVISIT_ANSWERED, "1/applicant-1", "5"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.APPLICANT_ANSWERED, "1/applicant-1", "5"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.PARTY_REVISITED, "1/applicant-1", "REACHED"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.REVISIT_ANSWERED, "1/respondent-1", "2"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.RESPONDENT_ANSWERED, "1/respondent-1", "2"),
                        org.assertj.core.groups.Tuple.tuple(
                                MilestoneKind.PARTY_REVISITED, "1/respondent-1", "REACHED"));
    }

    @Test
    void a_party_that_was_not_reached_has_not_answered() {
        when("mediation", 1, minutes(4), new RevisitGivenUp(1, 1, "applicant-1"));

        assertThat(fold.milestones())
                .extracting(Milestone::kind, Milestone::value)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MilestoneKind.PARTY_REVISITED, "NOT_REACHED"));
    }

    @Test
    void an_obligation_between_the_centre_and_a_partner_counts_beside_its_deadline() {
        var byCourt = new MeasuredEvent.Owed(MeasuredEvent.Debtor.PARTNER, "court");
        var byCentre = new MeasuredEvent.Owed(MeasuredEvent.Debtor.CENTRE, "police");
        when("mediation", 1, minutes(1), new DeadlineBreached("decision-1", "confirmation-decision", NOON, byCourt))
                .when("intake", 1, minutes(2), new DeadlineMet("result-1", "referral-result", NOON, true, byCentre));

        assertThat(fold.milestones())
                .filteredOn(reached ->
                        reached.kind() == MilestoneKind.DEBT_KEPT || reached.kind() == MilestoneKind.DEBT_MISSED)
                .extracting(Milestone::kind, Milestone::subject, Milestone::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                MilestoneKind.DEBT_MISSED, "mediation/decision-1", "court/centre"),
                        org.assertj.core.groups.Tuple.tuple(
                                MilestoneKind.DEBT_KEPT, "intake/result-1", "centre/police"));
    }

    @Test
    void a_deadline_belongs_to_the_unit_that_had_the_case_when_it_ended() {
        when("routing", 1, minutes(1), new CaseAssigned(1, "committee"))
                .when("routing", 2, minutes(2), new DeadlineBreached("claim-1", "claim", NOON.plus(minutes(1)), null))
                .when("routing", 3, minutes(3), new CaseAssigned(2, "street"))
                .when("routing", 4, minutes(4), new DeadlineMet("claim-2", "claim", NOON.plus(minutes(4)), true, null));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.value() != null)
                .extracting(
                        Milestone::kind, Milestone::subject, Milestone::value, Milestone::unit, Milestone::occurredAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                MilestoneKind.DEADLINE_BREACHED,
                                "routing/claim-1",
                                "claim",
                                "committee",
                                NOON.plus(minutes(1))),
                        org.assertj.core.groups.Tuple.tuple(
                                MilestoneKind.DEADLINE_MET,
                                "routing/claim-2",
                                "claim",
                                "street",
                                NOON.plus(minutes(4))));
    }

    @Test
    void a_deadline_met_too_late_has_ended_before_and_what_moves_no_number_is_a_row_of_the_history_and_nothing_else() {
        when("routing", 1, minutes(1), new Unmeasured())
                .when("routing", 2, minutes(2), new DeadlineMet("claim-1", "claim", NOON, false, null));

        assertThat(fold.recorded()).hasSize(2);
        assertThat(fold.milestones()).isEmpty();
        assertThat(fold.profiles()).isEmpty();
        assertThat(fold.endings()).isEmpty();
    }

    @Test
    void nobody_had_taken_a_case_up_from_its_assignment_to_its_claim_and_again_after_its_return() {
        at(0, new CaseTriaged("NEIGHBOUR", "MEDIATION", "LOW"))
                .at(0, new CaseAssigned(1, "committee"))
                .at(10, new CaseClaimed(1))
                .at(30, new CaseReturned(1))
                .at(90, new CaseAssigned(2, "street"))
                .at(95, new CaseEscalated(2))
                .at(95, new CaseAssigned(3, "district"));

        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.UNHELD
                        && !reached.known().never())
                .extracting(Milestone::subject, Milestone::unit, reached -> minutesAfterNoon(reached.occurredAt()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2", "committee", 0L),
                        org.assertj.core.groups.Tuple.tuple("3", null, 30L),
                        org.assertj.core.groups.Tuple.tuple("4", "street", 90L),
                        org.assertj.core.groups.Tuple.tuple("6", "district", 95L));
        assertThat(fold.milestones())
                .filteredOn(reached -> reached.kind() == MilestoneKind.UNHELD_ENDED)
                .extracting(Milestone::subject, reached -> minutesAfterNoon(reached.occurredAt()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2", 10L),
                        org.assertj.core.groups.Tuple.tuple("3", 90L),
                        org.assertj.core.groups.Tuple.tuple("4", 95L));
    }

    @Test
    void a_granted_appeal_takes_the_place_of_the_grade_and_a_refused_one_does_not() {
        at(1, new ReviewConcluded("s", "committee", "FLAWED"))
                .at(2, new RectificationOrdered(1, "committee"))
                .at(3, new AppealDecided("s", "committee", false, "FLAWED"))
                .at(4, new AppealDecided("s", "committee", true, "QUALIFIED"))
                .at(5, new RectificationWaived(1));

        assertThat(fold.milestones())
                .extracting(
                        Milestone::kind,
                        Milestone::value,
                        reached -> reached.known().to() == null)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.REVIEW_GRADED, "FLAWED", false),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.RECTIFICATION_ORDERED, null, false),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.REVIEW_GRADED, "QUALIFIED", true));
    }

    @Test
    void a_notice_whose_deadline_has_passed_is_not_lifted() {
        at(1, new NoticeIssued(1, MeasuredEvent.NoticeLevel.YELLOW, "NOT_HANDLED", "committee"))
                .at(2, new NoticeLifted(1, "DEADLINE_PASSED"))
                .at(2, new NoticeIssued(2, MeasuredEvent.NoticeLevel.RED, "NOT_HANDLED", "committee"))
                .at(3, new NoticeLifted(2, "ISSUER"));

        assertThat(fold.milestones())
                .extracting(Milestone::kind, Milestone::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.YELLOW_NOTICE_ISSUED, "1"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.RED_NOTICE_ISSUED, "2"),
                        org.assertj.core.groups.Tuple.tuple(MilestoneKind.NOTICE_LIFTED, "2"));
    }

    @Test
    void a_case_is_a_repeat_for_as_long_as_it_is_linked() {
        at(0, new RepeatLinked());
        assertThat(fold.milestones()).extracting(Milestone::kind).containsExactly(MilestoneKind.REPEATED);
        at(1, new RepeatUnlinked());
        assertThat(fold.endings()).extracting(BatchFold.Ending::kind).containsExactly(MilestoneKind.REPEATED);
    }

    @Test
    void a_withdrawn_case_settled_nothing() {
        at(0, new CaseTriaged("NEIGHBOUR", "MEDIATION", "HIGH"))
                .at(1, new CaseClosed(1, "WITHDRAWN", null))
                .at(2, new CaseReopened(1))
                .at(3, new CaseClosed(2, "AGREED", "committee"))
                .at(4, new CaseRelapsed(2, "DISSATISFIED"));

        assertThat(fold.milestones())
                .extracting(Milestone::kind)
                .containsOnlyOnce(MilestoneKind.SETTLED, MilestoneKind.RELAPSED);
    }

    @Test
    void what_a_case_can_be_grouped_by_is_kept_with_the_time_it_was_known() {
        when("intake", 1, minutes(0), new CaseRegistered("POLICE", PLACE))
                .when("intake", 2, minutes(0), new CaseAccepted("POLICE", PLACE))
                .when("routing", 1, minutes(2), new CaseTriaged("NEIGHBOUR", "MEDIATION", "LOW"))
                .when("routing", 2, minutes(2), new CaseAssigned(1, "committee"));

        assertThat(fold.profiles().stream()
                        .map(v -> v.profile().category() + " " + v.profile().unit() + " " + v.known())
                        .collect(Collectors.toList()))
                .containsExactly(
                        "null null " + new Known(NOON, NOON.plus(minutes(2))),
                        "NEIGHBOUR committee " + new Known(NOON.plus(minutes(2)), null));
        assertThat(fold.profiles().getFirst().profile().layer()).isEqualTo(Layer.POLICE);
    }

    @Test
    void a_batch_goes_on_where_the_last_one_stood() {
        when("routing", 1, minutes(1), new CaseAssigned(1, "committee"));
        var next = new BatchFold(Map.of(CASE, fold.followed().getFirst()), List.of());

        assertThat(next.follow(event("routing", 1, minutes(1), new CaseAssigned(1, "committee"))))
                .isEqualTo(new Followed.Repeated());
        assertThat(next.follow(event("routing", 2, minutes(2), new CaseClosed(1, "AGREED", "committee"))))
                .isEqualTo(new Followed.Taken());
        next.follow(event("routing", 3, minutes(3), new CaseVerified(1)));
        assertThat(next.recorded()).extracting(RecordedEvent::position).containsExactly(2L, 3L);
        assertThat(next.milestones())
                .filteredOn(reached -> reached.kind() != MilestoneKind.UNHELD_ENDED)
                .extracting(Milestone::unit)
                .containsOnly("committee");
    }

    @Test
    void behind_events_that_were_given_up_the_history_goes_on() {
        var gaps = new BatchFold(
                Map.of(),
                List.of(
                        new GivenUp(CASE, "intake", 4, 4),
                        new GivenUp(CASE, "intake", 2, 3),
                        new GivenUp(CASE, "routing", 1, 1)));

        assertThat(gaps.follow(event("intake", 1, minutes(0), new CaseRegistered("WINDOW", PLACE))))
                .isEqualTo(new Followed.Taken());
        assertThat(gaps.expected(CASE, "intake")).isEqualTo(5);
        assertThat(gaps.expected(CASE, "routing")).isEqualTo(2);
        assertThat(gaps.expected(CASE, "mediation")).isEqualTo(1);
        assertThat(gaps.follow(event("intake", 6, minutes(1), new Unmeasured())))
                .isEqualTo(new Followed.Gap(5));
        assertThat(gaps.follow(event("intake", 5, minutes(1), new Unmeasured())))
                .isEqualTo(new Followed.Taken());
        assertThat(gaps.follow(event("intake", 3, minutes(1), new Unmeasured())))
                .isEqualTo(new Followed.Repeated());
        assertThat(gaps.recorded()).extracting(recorded -> recorded.position()).containsExactly(1L, 2L);
    }
}
