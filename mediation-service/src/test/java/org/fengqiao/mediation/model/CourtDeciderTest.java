package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.mediation.model.ConfirmationDecision.GRANTED;
import static org.fengqiao.mediation.model.FastTrackOutcome.ADJUDICATED;
import static org.fengqiao.mediation.model.FastTrackOutcome.DISMISSED;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.ApplyForFastTrack;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.OpenFastTrack;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.SupersedeMediation;
import org.fengqiao.mediation.model.MediationCommand.WithdrawApplication;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWithdrawn;
import org.fengqiao.mediation.model.MediationEvent.FastTrackApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.FastTrackOpened;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;

class CourtDeciderTest extends MediationScenarios {

    @Nested
    class JudicialConfirmation {

        @Test
        void thePartiesApplyTogether() {
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, null, NOON))
                    .then(FILED);
        }

        @Test
        void nothingIsFiledBeforeItIsKnownWhatTheCourtHasToKnow() {
            var application = new ApplyForConfirmation(CASE, BOTH, null, NOON);
            var early = readyToSign().given(SIGNED_FOR_CONFIRMATION);
            early.when(application).thenRefused(FILE_NOT_TOLD);
            early.given(FILE_TOLD).when(application).then(FILED);
        }

        @Test
        void onePartyAloneCannotApply() {
            var alone = new ApplyForConfirmation(CASE, List.of("applicant-1"), null, NOON);
            awaitingApplication().when(alone).thenRefused(JOINT_APPLICATION_NEEDED);
            filed().when(alone).thenRefused(JOINT_APPLICATION_NEEDED);
        }

        @Test
        void aStrangerCannotApply() {
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, List.of("applicant-1", "respondent-1", "uncle"), null, NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void theThirtiethDayIsTheLastToApplyAndMovesFromASundayToMonday() {
            var lastMoment = Instant.parse("2024-04-01T15:59:59Z");
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, null, lastMoment))
                    .then(new ConfirmationFiled(FILING, PARTIES, lastMoment, null));
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, null, lastMoment.plusSeconds(1)))
                    .thenRefused(CONFIRMATION_WINDOW_OVER);
        }

        @Test
        void applyingTwiceFilesOnce() {
            filed().when(new ApplyForConfirmation(CASE, BOTH, null, NOON)).thenNothing();
        }

        @Test
        void withoutAnAgreementThereIsNothingToConfirm() {
            readyToSign().when(new ApplyForConfirmation(CASE, BOTH, null, NOON)).thenRefused(NO_AGREEMENT);
        }

        @Test
        void anAgreementThatWasNotMeantForConfirmationIsConcluded() {
            readyToSign()
                    .given(SIGNED, AGREED)
                    .when(new ApplyForConfirmation(CASE, BOTH, null, NOON))
                    .thenRefused(ALREADY_CONCLUDED);
        }

        @Test
        void theCourtConfirms() {
            filed().when(GRANT).then(CONFIRMED, new MediationConcluded(1, MediationResult.CONFIRMED, null, NOON));
        }

        @Test
        void theCourtRefuses() {
            filed().when(refusal("unclear terms"))
                    .then(
                            new ConfirmationRefused(FILING, words("unclear terms"), "(2024)内0203民特2号", NOON),
                            new MediationConcluded(
                                    1, MediationResult.CONFIRMATION_REFUSED, words("unclear terms"), NOON));
        }

        @Test
        void aPartyTakesTheApplicationBackBeforeTheCourtDecides() {
            var withdraw = new WithdrawApplication(CASE, "respondent-1", NOON);
            var withdrawn = new ConfirmationWithdrawn(FILING, "respondent-1", null, NOON);
            filed().when(withdraw).then(withdrawn, AGREED);
            filed().when(new WithdrawApplication(CASE, "uncle", NOON)).thenRefused(NOT_A_PARTY);
            awaitingApplication().when(withdraw).thenRefused(NOTHING_FILED);
            confirmed().when(withdraw).thenRefused(ALREADY_CONCLUDED);
            var back = filed().given(withdrawn, AGREED);
            back.when(withdraw).thenNothing();
            back.when(GRANT).thenRefused(FILING_WITHDRAWN);
            back.when(letGo()).thenNothing();
        }

        @Test
        void theCourtTakesAnApplicationAsWithdrawn() {
            var withdrawn = new ConfirmationWithdrawn(FILING, null, "(2024)内0203民特3号", NOON);
            filed().when(letGo()).then(withdrawn, AGREED);
            filed().given(withdrawn, AGREED).when(letGo()).thenNothing();
            filed().given(withdrawn, AGREED).when(GRANT).thenRefused(FILING_DECIDED_OTHERWISE);
        }

        static RecordConfirmationDecision letGo() {
            return new RecordConfirmationDecision(
                    FILING, ConfirmationDecision.WITHDRAWN, null, "(2024)内0203民特3号", REPORTED);
        }

        @Test
        void theSameDecisionAgainRecordsNothing() {
            confirmed().when(GRANT).thenNothing();
        }

        @Test
        void aSecondDifferentDecisionIsRefused() {
            confirmed().when(refusal("unclear terms")).thenRefused(FILING_DECIDED_OTHERWISE);
            confirmed()
                    .when(new RecordConfirmationDecision(FILING, GRANTED, null, "another document", REPORTED))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        @Test
        void theSameDecisionOfAnotherDayContradictsTheFirst() {
            confirmed()
                    .when(granted(new ReportedTime(NOON.plusSeconds(86_400), NOON.plusSeconds(90_000))))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        @Test
        void theCourtDecidesBetweenTheFilingAndNow() {
            var dayAfter = NOON.plusSeconds(86_400);
            filed().when(granted(new ReportedTime(NOON.minusSeconds(3600), dayAfter)))
                    .thenRefused(DECIDED_BEFORE_FILING);
            filed().when(granted(new ReportedTime(dayAfter.plusSeconds(3600), dayAfter)))
                    .thenRefused(DECIDED_IN_THE_FUTURE);
            var inBetween = NOON.plusSeconds(3600);
            filed().when(granted(new ReportedTime(inBetween, dayAfter)))
                    .then(
                            new ConfirmationGranted(FILING, "(2024)内0203民特1号", inBetween),
                            new MediationConcluded(1, MediationResult.CONFIRMED, null, inBetween));
        }

        @Test
        void aCourtWhoseClockIsAMinuteFastHasDecidedNow() {
            var fast = NOON.plusSeconds(60);
            filed().when(granted(new ReportedTime(fast, NOON)))
                    .then(
                            new ConfirmationGranted(FILING, "(2024)内0203民特1号", fast),
                            new MediationConcluded(1, MediationResult.CONFIRMED, null, NOON));
        }

        static RecordConfirmationDecision granted(ReportedTime decided) {
            return new RecordConfirmationDecision(FILING, GRANTED, null, "(2024)内0203民特1号", decided);
        }

        @Test
        void whatWasNeverFiledIsNotDecided() {
            awaitingApplication().when(GRANT).thenRefused(UNKNOWN_FILING);
            mediation().when(GRANT).thenRefused(UNKNOWN_FILING);
        }

        @Test
        void aFastTrackIsNotConfirmed() {
            mediation(ON_THE_FAST_TRACK)
                    .when(new RecordConfirmationDecision(FAST_TRACK_FILING, GRANTED, null, "x", REPORTED))
                    .thenRefused(FILING_OF_ANOTHER_KIND);
        }

        @Test
        void aDecisionOnAFilingOfAnEarlierCustodyComesTooLate() {
            filed().given(
                            new MediationDiscontinued(1, DiscontinuationCause.SUPERSEDED, NOON),
                            new MediationOpened(
                                    2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .when(GRANT)
                    .thenRefused(FILING_SUPERSEDED);
        }

        @Test
        void whenNobodyAppliesInTimeTheAgreementStands() {
            var end = Instant.parse("2024-04-01T16:00:00Z");
            awaitingApplication()
                    .when(new LapseConfirmationWindow(1, end))
                    .then(
                            new ConfirmationWindowLapsed(end),
                            new MediationConcluded(1, MediationResult.AGREED, null, end));
        }

        @Test
        void theWindowLapsesOnlyForWhoWaits() {
            var lapse = new LapseConfirmationWindow(1, NOON.plus(Duration.ofDays(60)));
            mediation().when(lapse).thenNothing();
            mediation(OPENED).when(lapse).thenNothing();
            filed().when(lapse).thenNothing();
            confirmed().when(lapse).thenNothing();
            mediation(ON_THE_FAST_TRACK).when(lapse).thenNothing();
            awaitingApplication()
                    .when(new LapseConfirmationWindow(7, NOON.plus(Duration.ofDays(60))))
                    .thenNothing();
        }

        static RecordConfirmationDecision refusal(String reason) {
            return new RecordConfirmationDecision(
                    FILING, ConfirmationDecision.REFUSED, words(reason), "(2024)内0203民特2号", REPORTED);
        }

        static DeciderScenario<MediationCommand, Mediation, MediationEvent> confirmed() {
            return filed().given(CONFIRMED, new MediationConcluded(1, MediationResult.CONFIRMED, null, NOON));
        }
    }

    @Nested
    class FastTrack {

        static final OpenFastTrack CLAIMED = new OpenFastTrack(1, "tribunal", "CONTRACT_DEBT", PARTIES, NOON);
        static final FastTrackOpened OFFERED = new FastTrackOpened(1, "tribunal", "CONTRACT_DEBT", PARTIES, NOON);
        static final FastTrackApplied APPLIED = new FastTrackApplied(1, "applicant-1", NOON);

        static ApplyForFastTrack apply(String plaintiff) {
            return new ApplyForFastTrack(CASE, plaintiff, NOON);
        }

        @Test
        void aCaseClaimedForTheCourtIsOfferedAndNotFiled() {
            mediation().when(CLAIMED).then(OFFERED);
            mediation(OFFERED).when(CLAIMED).thenNothing();
            mediation(ON_THE_FAST_TRACK).when(CLAIMED).thenNothing();
            mediation(ON_THE_FAST_TRACK, RULED).when(CLAIMED).thenNothing();
            mediation(OPENED, FAILED)
                    .when(new OpenFastTrack(2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON))
                    .then(new FastTrackOpened(2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON));
        }

        @Test
        void aClaimIsFiledWhenAPartyApplies() {
            mediation(OFFERED).when(apply("applicant-1")).thenRefused(FILE_NOT_TOLD);
            mediation(OFFERED, FILE_TOLD).when(apply("applicant-1")).then(APPLIED, ON_THE_FAST_TRACK);
            assertThat(mediation(OFFERED, FILE_TOLD)
                            .when(apply("respondent-1"))
                            .events()
                            .getLast())
                    .isInstanceOfSatisfying(
                            FastTrackFiled.class,
                            filed -> assertThat(filed.plaintiff()).isEqualTo("respondent-1"));
            mediation(OFFERED).when(apply("respondent-9")).thenRefused(NOT_A_PARTY);
            var filed = mediation(OFFERED, APPLIED, ON_THE_FAST_TRACK);
            filed.when(apply("applicant-1")).thenNothing();
            filed.when(apply("respondent-1")).thenRefused(FAST_TRACK_APPLIED_FOR);
            filed.given(RULED).when(apply("respondent-1")).thenRefused(FAST_TRACK_APPLIED_FOR);
            mediation().when(apply("applicant-1")).thenRefused(NO_SUCH_CASE);
            mediation(OPENED).when(apply("applicant-1")).thenRefused(NOT_WITH_THE_TRIBUNAL);
        }

        @Test
        void whoJoinedBeforeTheApplicationIsInTheClaim() {
            var events = mediation(OFFERED, FILE_TOLD, new PartiesChanged(List.of(LI), NOON))
                    .when(apply("applicant-1"))
                    .events();
            assertThat(events.getLast())
                    .isInstanceOfSatisfying(
                            FastTrackFiled.class,
                            filed -> assertThat(filed.parties()).containsExactly(LI));
            mediation(OFFERED, new PartiesChanged(List.of(LI), NOON))
                    .when(apply("respondent-1"))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void aCaseThatLeftTheTribunalIsNotFiledThere() {
            var left = new FastTrackLeft(1, DiscontinuationCause.RETURNED, NOON);
            mediation(OFFERED)
                    .when(new DiscontinueMediation(1, DiscontinuationCause.RETURNED, NOON))
                    .then(left);
            mediation(OFFERED)
                    .when(new SupersedeMediation(2, NOON))
                    .then(new FastTrackLeft(1, DiscontinuationCause.SUPERSEDED, NOON));
            mediation(OFFERED).when(new SupersedeMediation(1, NOON)).thenNothing();
            mediation(OFFERED, left).when(apply("applicant-1")).thenRefused(DISCONTINUED);
            mediation(OFFERED, left).when(CLAIMED).thenNothing();
            mediation(OFFERED)
                    .when(new OpenMediation(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .then(
                            new FastTrackLeft(1, DiscontinuationCause.SUPERSEDED, NOON),
                            new MediationOpened(
                                    2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON));
        }

        @Test
        void theCourtLeavesNothingToMediate() {
            mediation(ON_THE_FAST_TRACK).when(SIGN).thenRefused(WITH_THE_COURT);
            mediation(ON_THE_FAST_TRACK, RULED).when(SIGN).thenRefused(WITH_THE_COURT);
        }

        @ParameterizedTest
        @EnumSource(FastTrackOutcome.class)
        void theTribunalDecides(FastTrackOutcome outcome) {
            mediation(ON_THE_FAST_TRACK)
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, outcome, "7号", REPORTED))
                    .then(new FastTrackDecided(FAST_TRACK_FILING, 1, outcome, "7号", NOON));
        }

        @Test
        void theSameRulingAgainRecordsNothingAndAnotherIsRefused() {
            mediation(ON_THE_FAST_TRACK, RULED).when(RULE).thenNothing();
            mediation(ON_THE_FAST_TRACK, RULED)
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, ADJUDICATED, "8号", REPORTED))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
            mediation(ON_THE_FAST_TRACK, RULED)
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, DISMISSED, "8号", REPORTED))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        @Test
        void theTribunalRulesBetweenTheFilingAndNow() {
            var dayAfter = NOON.plusSeconds(86_400);
            mediation(ON_THE_FAST_TRACK)
                    .when(ruled(new ReportedTime(NOON.minusSeconds(3600), dayAfter)))
                    .thenRefused(DECIDED_BEFORE_FILING);
            mediation(ON_THE_FAST_TRACK)
                    .when(ruled(new ReportedTime(dayAfter.plusSeconds(3600), dayAfter)))
                    .thenRefused(DECIDED_IN_THE_FUTURE);
            mediation(ON_THE_FAST_TRACK, RULED)
                    .when(ruled(new ReportedTime(NOON.plusSeconds(3600), dayAfter)))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        static RecordFastTrackDecision ruled(ReportedTime decided) {
            return new RecordFastTrackDecision(FAST_TRACK_FILING, ADJUDICATED, "(2024)内0203民初7号", decided);
        }

        @Test
        void aRulingOnWhatWasNeverFiledIsRefused() {
            mediation(OPENED).when(RULE).thenRefused(UNKNOWN_FILING);
        }

        @Test
        void aConfirmationIsNotRuledUpon() {
            filed().when(new RecordFastTrackDecision(FILING, ADJUDICATED, "7号", REPORTED))
                    .thenRefused(FILING_OF_ANOTHER_KIND);
        }

        @Test
        void aRulingAfterTheCaseMovedOnComesTooLate() {
            mediation(ON_THE_FAST_TRACK)
                    .given(new MediationOpened(
                            2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .when(RULE)
                    .thenRefused(FILING_SUPERSEDED);
        }
    }

    @Test
    void anEventThatCannotFollowItsStateStopsTheReplay() {
        assertThatThrownBy(() -> mediation(OPENED, FILED).when(OPEN)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mediation(OPENED, RULED).when(OPEN)).isInstanceOf(IllegalStateException.class);
    }
}
