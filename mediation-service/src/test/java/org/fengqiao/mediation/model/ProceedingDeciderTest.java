package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.ChallengeMediator;
import org.fengqiao.mediation.model.MediationCommand.CorrectFile;
import org.fengqiao.mediation.model.MediationCommand.DecideChallenge;
import org.fengqiao.mediation.model.MediationCommand.DiscloseInterest;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.FollowParties;
import org.fengqiao.mediation.model.MediationCommand.KeepPartiesApart;
import org.fengqiao.mediation.model.MediationCommand.MoveSession;
import org.fengqiao.mediation.model.MediationCommand.NoteFile;
import org.fengqiao.mediation.model.MediationCommand.NoteMandate;
import org.fengqiao.mediation.model.MediationCommand.NoteNeeds;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationCommand.SupersedeMediation;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;
import org.fengqiao.mediation.model.MediationEvent.PartiesKeptApart;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionMoved;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.RevisitEvent.AccusationNoted;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;

class ProceedingDeciderTest extends MediationScenarios {

    @Nested
    class OfThePolice {

        static final MandateNoted MANDATE =
                new MandateNoted(new Mandate(Mandate.Kind.POLICE_PUBLIC_ORDER, "J17"), NOON);

        static ScheduleSession on(String day) {
            return new ScheduleSession(
                    Instant.parse(day + "T01:00:00Z"),
                    Instant.parse(day + "T01:00:00Z").plusSeconds(3600),
                    null,
                    null);
        }

        static SessionScheduled called(int session, String day) {
            return new SessionScheduled(
                    session,
                    Instant.parse(day + "T01:00:00Z"),
                    null,
                    "zhao",
                    null,
                    Instant.parse(day + "T01:00:00Z").plusSeconds(3600));
        }

        @Test
        void aMandateIsNotedOnceEvenBeforeAMediationOpens() {
            mediation().when(new NoteMandate(MANDATE.mandate(), NOON)).then(MANDATE);
            mediation(MANDATE).when(new NoteMandate(MANDATE.mandate(), NOON)).thenNothing();
        }

        @Test
        void aSecondSessionIsWithinSevenWorkingDaysOfTheFirstAndTheLast() {
            var first = mediation(MANDATE, OPENED, called(1, "2024-03-04"), new SessionHeld(1, List.of()));
            assertThat(first.when(on("2024-03-13")).events()).hasSize(1);
            first.when(on("2024-03-14")).thenRefused(POLICE_SESSIONS_OVER);
            first.given(called(2, "2024-03-12"), new SessionHeld(2, List.of()))
                    .when(on("2024-03-13"))
                    .thenRefused(POLICE_SESSIONS_OVER);
        }

        @Test
        void nobodyElseIsHeldToThat() {
            var first = mediation(OPENED, called(1, "2024-03-04"), new SessionHeld(1, List.of()));
            assertThat(first.when(on("2024-03-14")).events()).hasSize(1);
        }
    }

    @Nested
    class Custody {

        @Test
        void aCaseClaimedForMediationOpensOne() {
            mediation().when(OPEN).then(OPENED);
        }

        @Test
        void theSameCustodyAgainOpensNothing() {
            mediation(OPENED).when(OPEN).thenNothing();
        }

        @Test
        void aLaterCustodyOpensANewMediation() {
            mediation(OPENED, FAILED)
                    .when(claimedAgain(2))
                    .then(new MediationOpened(
                            2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON));
        }

        @Test
        void aLaterCustodyEndsAMediationThatIsStillOpen() {
            mediation(OPENED, LI_CONSENTED)
                    .when(claimedAgain(3))
                    .then(
                            new MediationDiscontinued(1, DiscontinuationCause.SUPERSEDED, NOON),
                            new MediationOpened(
                                    3, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON));
        }

        @Test
        void aLateEarlierCustodyChangesNothing() {
            mediation(new MediationOpened(3, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .when(OPEN)
                    .thenNothing();
        }

        @Test
        void consentIsAskedAnewInANewMediation() {
            mediation(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, FAILED)
                    .given(new MediationOpened(
                            2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .when(SIGN)
                    .thenRefused(CONSENT_MISSING);
        }

        @Test
        void aReturnedCaseLeavesTheMediation() {
            mediation(OPENED)
                    .when(new DiscontinueMediation(1, DiscontinuationCause.RETURNED, NOON))
                    .then(new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON));
        }

        @Test
        void anotherCustodysReturnDoesNotTouchTheMediation() {
            mediation(OPENED)
                    .when(new DiscontinueMediation(2, DiscontinuationCause.RETURNED, NOON))
                    .thenNothing();
        }

        @Test
        void whatIsNotOpenCannotBeDiscontinued() {
            var command = new DiscontinueMediation(1, DiscontinuationCause.RETURNED, NOON);
            mediation().when(command).thenNothing();
            mediation(OPENED, FAILED).when(command).thenNothing();
            mediation(ON_THE_FAST_TRACK).when(command).thenNothing();
            mediation(OPENED, new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON))
                    .when(command)
                    .thenNothing();
        }

        @Test
        void aLaterCustodyOnAnotherPathEndsAMediationThatIsStillOpen() {
            mediation(OPENED)
                    .when(new SupersedeMediation(2, NOON))
                    .then(new MediationDiscontinued(1, DiscontinuationCause.SUPERSEDED, NOON));
            mediation(OPENED).when(new SupersedeMediation(1, NOON)).thenNothing();
            mediation(OPENED, FAILED).when(new SupersedeMediation(2, NOON)).thenNothing();
            mediation(ON_THE_FAST_TRACK).when(new SupersedeMediation(2, NOON)).thenNothing();
            mediation().when(new SupersedeMediation(2, NOON)).thenNothing();
        }

        @Test
        void aMediatorCannotGoOnWithACaseThatLeft() {
            mediation(OPENED, new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON))
                    .when(new RecordConsent("applicant-1", true, NOON))
                    .thenRefused(DISCONTINUED);
        }

        static OpenMediation claimedAgain(int custody) {
            return new OpenMediation(custody, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON);
        }
    }

    @Nested
    class ChangingParties {

        static final Party SUN = new Party("applicant-2", Party.Side.APPLICANT, words("Sun"));
        static final PartiesChanged SUN_JOINED = new PartiesChanged(and(SUN), NOON);
        static final PartiesChanged SUN_LEFT = new PartiesChanged(PARTIES, NOON);

        static List<Party> and(Party another) {
            return Stream.concat(PARTIES.stream(), Stream.of(another)).toList();
        }

        @Test
        void whoJoinsIsAskedForConsentAndSignsWithTheOthers() {
            mediation(OPENED).when(new FollowParties(and(SUN), null, NOON)).then(SUN_JOINED);
            readyToSign().given(SUN_JOINED).when(SIGN).thenRefused(CONSENT_MISSING);
            readyToSign()
                    .given(SUN_JOINED, new ConsentRecorded("applicant-2", true))
                    .when(SIGN)
                    .thenRefused(SIGNATURE_MISSING);
        }

        @Test
        void whoLeftIsAskedNoMore() {
            readyToSign()
                    .given(SUN_JOINED)
                    .when(new FollowParties(PARTIES, null, NOON))
                    .then(SUN_LEFT);
            assertThat(readyToSign().given(SUN_JOINED, SUN_LEFT).when(SIGN).events())
                    .isNotEmpty();
            readyToSign()
                    .given(SUN_JOINED, SUN_LEFT)
                    .when(new RecordConsent("applicant-2", true, NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void whoJoinedBeforeTheCaseWasClaimedIsThereWhenTheMediationOpens() {
            mediation(SUN_JOINED)
                    .when(OPEN)
                    .then(new MediationOpened(
                            OPENED.custody(),
                            OPENED.unit(),
                            OPENED.mediator(),
                            OPENED.category(),
                            OPENED.place(),
                            and(SUN),
                            OPENED.acceptedAt(),
                            OPENED.openedAt()));
        }

        @Test
        void whatIsSetRightIsNotedOnlyOfACaseWhoseFileWasTold() {
            var sun = new PersonFile("applicant-2", words("150203199001011234"), null, null);
            var corrected = new CorrectFile(null, words("two thousand"), null, NOON);
            mediation(OPENED).when(new FollowParties(and(SUN), sun, NOON)).then(SUN_JOINED);
            mediation(OPENED).when(corrected).thenNothing();
            mediation(OPENED)
                    .when(new NoteFile(FILE_TOLD.facts(), null, null, List.of(), NOON))
                    .then(FILE_TOLD);
            mediation(OPENED, FILE_TOLD)
                    .when(new FollowParties(and(SUN), sun, NOON))
                    .then(SUN_JOINED, new CaseFileNoted(null, null, null, List.of(sun), NOON));
            mediation(OPENED, FILE_TOLD)
                    .when(corrected)
                    .then(new CaseFileNoted(null, words("two thousand"), null, List.of(), NOON));
        }

        @Test
        void aSignedAgreementStaysThatOfThoseWhoSignedIt() {
            var decider = new MediationDecider(RULES);
            var history = new ArrayList<MediationEvent>(List.of(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD));
            history.add(SIGNED);
            history.add(SUN_JOINED);
            assertThat(decider.replay(history).proceeding())
                    .isInstanceOfSatisfying(
                            Proceeding.Signed.class,
                            signed -> assertThat(signed.opening().parties()).isEqualTo(PARTIES));
        }
    }

    @Nested
    class Consent {

        @Test
        void aPartysConsentIsRecorded() {
            mediation(OPENED).when(new RecordConsent("applicant-1", true, NOON)).then(LI_CONSENTED);
        }

        @Test
        void consentGivenTwiceIsRecordedOnce() {
            mediation(OPENED, LI_CONSENTED)
                    .when(new RecordConsent("applicant-1", true, NOON))
                    .thenNothing();
        }

        @Test
        void oneRefusalEndsTheMediation() {
            mediation(OPENED, LI_CONSENTED)
                    .when(new RecordConsent("respondent-1", false, NOON))
                    .then(
                            new ConsentRecorded("respondent-1", false),
                            new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
        }

        @Test
        void consentCanBeTakenBackUntilSomethingIsSigned() {
            readyToSign()
                    .when(new RecordConsent("applicant-1", false, NOON))
                    .then(
                            new ConsentRecorded("applicant-1", false),
                            new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
        }

        @Test
        void theSameRefusalAgainRecordsNothing() {
            refused().when(new RecordConsent("respondent-1", false, NOON)).thenNothing();
        }

        @Test
        void nobodyIsMediatedAfterARefusal() {
            refused().when(new RecordConsent("respondent-1", true, NOON)).thenRefused(ALREADY_CONCLUDED);
            refused().when(SIGN).thenRefused(ALREADY_CONCLUDED);
        }

        @Test
        void aStrangersConsentCountsForNothing() {
            mediation(OPENED)
                    .when(new RecordConsent("respondent-9", true, NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void nobodyConsentsToAMediationThatIsNotThere() {
            mediation().when(new RecordConsent("applicant-1", true, NOON)).thenRefused(NO_SUCH_CASE);
        }

        static DeciderScenario<MediationCommand, Mediation, MediationEvent> refused() {
            return mediation(OPENED, new ConsentRecorded("respondent-1", false))
                    .given(new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
        }
    }

    @Nested
    class MediatorAndSessions {

        @Test
        void anotherMediatorIsAppointed() {
            mediation(OPENED)
                    .when(new AppointMediator("qian", Selection.APPOINTED))
                    .then(new MediatorAppointed("qian", Selection.APPOINTED));
        }

        @Test
        void appointingWhoeverIsMediatorAlreadyRecordsNothing() {
            mediation(OPENED)
                    .when(new AppointMediator("zhao", Selection.APPOINTED))
                    .thenNothing();
            mediation(OPENED, new MediatorAppointed("qian", Selection.APPOINTED))
                    .when(new AppointMediator("qian", Selection.APPOINTED))
                    .thenNothing();
        }

        @Test
        void aChallengeStopsTheMediatorUntilItIsDecided() {
            var challenged = new MediatorChallenged("respondent-1", "zhao", words("his cousin"), NOON);
            var call = new ScheduleSession(NOON, NOON.plusSeconds(3600), null, null);
            mediation(OPENED)
                    .when(new DiscloseInterest(words("I know him"), NOON))
                    .then(new InterestDisclosed("zhao", words("I know him"), NOON));
            mediation(OPENED)
                    .when(new ChallengeMediator("respondent-1", words("his cousin"), NOON))
                    .then(challenged);
            mediation(OPENED)
                    .when(new ChallengeMediator("uncle", words("his cousin"), NOON))
                    .thenRefused(NOT_A_PARTY);
            mediation(OPENED).when(new DecideChallenge(true, NOON)).thenRefused(NOT_CHALLENGED);
            var pending = mediation(OPENED, challenged);
            pending.when(call).thenRefused(CHALLENGE_PENDING);
            pending.when(new ChallengeMediator("applicant-1", words("rude"), NOON))
                    .thenRefused(CHALLENGE_PENDING);
            readyToSign().given(challenged).when(SIGN).thenRefused(CHALLENGE_PENDING);
            var upheld = new ChallengeDecided("zhao", true, NOON);
            pending.when(new DecideChallenge(true, NOON)).then(upheld);
            pending.given(new ChallengeDecided("zhao", false, NOON))
                    .when(call)
                    .then(new SessionScheduled(1, NOON, null, "zhao", null, NOON.plusSeconds(3600)));
            var without = pending.given(upheld);
            without.when(call).thenRefused(MEDIATOR_REMOVED);
            without.when(new AppointMediator("zhao", Selection.APPOINTED)).thenRefused(MEDIATOR_REMOVED);
            without.given(new MediatorAppointed("qian", Selection.CHOSEN_BY_PARTIES))
                    .when(call)
                    .then(new SessionScheduled(1, NOON, null, "qian", null, NOON.plusSeconds(3600)));
            without.given(new MediatorAppointed("qian", Selection.APPOINTED))
                    .when(new AppointMediator("zhao", Selection.APPOINTED))
                    .thenRefused(MEDIATOR_REMOVED);
            readyToSign().given(challenged, upheld).when(SIGN).thenRefused(MEDIATOR_REMOVED);
        }

        @Test
        void aSessionIsHeldByTheMediatorOfTheDay() {
            mediation(OPENED, new MediatorAppointed("qian", Selection.APPOINTED))
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, null))
                    .then(new SessionScheduled(1, NOON, null, "qian", null, NOON.plusSeconds(3600)));
        }

        @Test
        void sessionsAreNumberedInOrder() {
            mediation(OPENED, SCHEDULED, HELD)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), "B-204", null))
                    .then(new SessionScheduled(2, NOON, "B-204", "zhao", null, NOON.plusSeconds(3600)));
        }

        @Test
        void theSamePartiesAreNotAskedTwiceToTheSameSession() {
            mediation(OPENED, SCHEDULED)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), "B-204", null))
                    .thenNothing();
        }

        @Test
        void nothingHasComeOfASessionThatHasNotBegun() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Held(List.of()), NOON.minusSeconds(1)))
                    .thenRefused(SESSION_NOT_BEGUN);
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of("respondent-1")), NOON.minusSeconds(1)))
                    .thenRefused(SESSION_NOT_BEGUN);
        }

        @Test
        void nobodyWasAskedToComeBeforeTheCaseWasAccepted() {
            mediation(OPENED)
                    .when(new ScheduleSession(
                            ACCEPTED.minusSeconds(1), ACCEPTED.minusSeconds(1).plusSeconds(3600), null, null))
                    .thenRefused(SESSION_BEFORE_THE_CASE);
            mediation(OPENED)
                    .when(new ScheduleSession(ACCEPTED, ACCEPTED.plusSeconds(3600), null, null))
                    .then(new SessionScheduled(1, ACCEPTED, null, "zhao", null, ACCEPTED.plusSeconds(3600)));
        }

        @Test
        void partiesWhoAreKeptApartAreTalkedToOneSideAtATime() {
            var apart = new PartiesKeptApart(NOON);
            mediation().when(new KeepPartiesApart(NOON)).then(apart);
            mediation(OPENED).when(new KeepPartiesApart(NOON)).then(apart);
            mediation(apart, OPENED).when(new KeepPartiesApart(NOON)).thenNothing();

            mediation(apart, OPENED)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, null))
                    .thenRefused(PARTIES_KEPT_APART);
            mediation(apart, OPENED)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, BOTH))
                    .thenRefused(PARTIES_KEPT_APART);
            mediation(apart, OPENED)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, List.of("applicant-1")))
                    .then(new SessionScheduled(1, NOON, null, "zhao", List.of("applicant-1"), NOON.plusSeconds(3600)));
            mediation(OPENED)
                    .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, List.of("nobody")))
                    .thenRefused(NOT_A_PARTY);
        }

        /** 信访工作条例 art. 30. */
        @Test
        void whoIsAccusedIsNotAskedToComeAsLongAsTheCaseIsAnAccusation() {
            var accused = new AccusationNoted(true, NOON);
            var end = NOON.plusSeconds(3600);
            mediation(accused, OPENED)
                    .when(new ScheduleSession(NOON, end, null, null))
                    .thenRefused(ACCUSED_NOT_ASKED);
            mediation(OPENED, accused)
                    .when(new ScheduleSession(NOON, end, null, List.of("respondent-1")))
                    .thenRefused(ACCUSED_NOT_ASKED);
            mediation(OPENED, accused)
                    .when(new ScheduleSession(NOON, end, null, List.of("applicant-1")))
                    .then(new SessionScheduled(1, NOON, null, "zhao", List.of("applicant-1"), end));
            mediation(OPENED, accused, new AccusationNoted(false, NOON))
                    .when(new ScheduleSession(NOON, end, null, BOTH))
                    .then(new SessionScheduled(1, NOON, null, "zhao", BOTH, end));
        }

        @Test
        void aSessionIsMovedAsLongAsNothingCameOfIt() {
            var later = NOON.plusSeconds(86_400);
            var moved = new SessionMoved(1, later, later.plusSeconds(1800), "B-205", NOON);
            var move = new MoveSession(1, later, later.plusSeconds(1800), "B-205", NOON);
            mediation(OPENED, SCHEDULED).when(move).then(moved);
            mediation(OPENED, SCHEDULED, moved).when(move).thenNothing();
            mediation(OPENED, SCHEDULED, moved)
                    .when(new RecordSession(1, new Held(List.of()), NOON))
                    .thenRefused(SESSION_NOT_BEGUN);
            mediation(OPENED, SCHEDULED, HELD).when(move).thenRefused(SESSION_ALREADY_RECORDED);
            mediation(OPENED).when(move).thenRefused(NO_SUCH_SESSION);
            mediation(OPENED, SCHEDULED)
                    .when(new MoveSession(1, later, later, null, NOON))
                    .thenRefused(SESSION_WITHOUT_TIME);
            mediation(OPENED, SCHEDULED)
                    .when(new MoveSession(1, ACCEPTED.minusSeconds(60), ACCEPTED, null, NOON))
                    .thenRefused(SESSION_BEFORE_THE_CASE);
        }

        @Test
        void whoDoesNotMeetTheOtherSideIsHeardInPrivate() {
            var trait = PersonalText.of(Boxes.person(1), "INTERPRETER");
            var noted = new NeedsNoted("applicant-1", List.of(trait), true, NOON);
            var end = NOON.plusSeconds(3600);
            mediation(OPENED)
                    .when(new NoteNeeds("applicant-1", List.of(trait), true, NOON))
                    .then(noted);
            mediation(OPENED)
                    .when(new NoteNeeds("applicant-9", List.of(), true, NOON))
                    .thenRefused(NOT_A_PARTY);
            mediation(OPENED, noted)
                    .when(new ScheduleSession(NOON, end, null, null))
                    .thenRefused(NO_CONTACT);
            mediation(OPENED, noted)
                    .when(new ScheduleSession(NOON, end, null, List.of("applicant-1")))
                    .then(new SessionScheduled(1, NOON, null, "zhao", List.of("applicant-1"), end));
            mediation(OPENED, noted, new NeedsNoted("applicant-1", List.of(), false, NOON))
                    .when(new ScheduleSession(NOON, end, null, null))
                    .then(new SessionScheduled(1, NOON, null, "zhao", null, end));
        }

        @Test
        void nobodyIsAbsentWhoWasNotAsked() {
            mediation(
                            OPENED,
                            new SessionScheduled(1, NOON, null, "zhao", List.of("applicant-1"), NOON.plusSeconds(3600)))
                    .when(new RecordSession(1, new Missed(List.of("respondent-1")), NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void aHeldSessionKeepsOnlyWhatIsUndisputed() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Held(List.of(words("the wall stands since 2019"))), NOON))
                    .then(HELD);
        }

        @Test
        void aMissedSessionNamesWhoWasAbsent() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of("respondent-1")), NOON))
                    .then(new SessionMissed(1, List.of("respondent-1")));
        }

        @Test
        void aMissedSessionWithoutAnybodyAbsentIsNone() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of()), NOON))
                    .thenRefused(NOBODY_ABSENT);
        }

        @Test
        void onlyPartiesCanBeAbsent() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of("witness-1")), NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void aSessionThatWasNotScheduledHasNoOutcome() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(2, new Held(List.of()), NOON))
                    .thenRefused(NO_SUCH_SESSION);
        }

        @Test
        void theSameOutcomeAgainRecordsNothing() {
            mediation(OPENED, SCHEDULED, new SessionHeld(1, List.of()))
                    .when(new RecordSession(1, new Held(List.of()), NOON))
                    .thenNothing();
            mediation(OPENED, SCHEDULED, new SessionMissed(1, List.of("respondent-1")))
                    .when(new RecordSession(1, new Missed(List.of("respondent-1")), NOON))
                    .thenNothing();
        }

        @Test
        void factsOnRecordAreClosedSoThatTheSameOnesCannotBeToldFromOthers() {
            var closed = new SessionHeld(
                    1, List.of(Boxes.ofCase("fengqiao.mediation.session-held.v1", "/undisputedFacts/0")));
            mediation(OPENED, SCHEDULED, closed)
                    .when(new RecordSession(1, new Held(List.of(words("the wall stands since 2019"))), NOON))
                    .thenRefused(SESSION_ALREADY_RECORDED);
        }

        @Test
        void anotherOutcomeOfTheSameSessionIsRefused() {
            mediation(OPENED, SCHEDULED, HELD)
                    .when(new RecordSession(1, new Missed(List.of("respondent-1")), NOON))
                    .thenRefused(SESSION_ALREADY_RECORDED);
        }

        @Test
        void theMediatorMayGiveUp() {
            mediation(OPENED).when(new ReportFailure(words("no trust"), NOON)).then(FAILED);
            mediation(OPENED, FAILED)
                    .when(new ReportFailure(words("no trust"), NOON))
                    .thenNothing();
        }
    }

    @Nested
    class Signing {

        @Test
        void anAgreementWithoutConfirmationConcludesTheMediation() {
            readyToSign().when(SIGN).then(SIGNED, AGREED);
        }

        @Test
        void anAgreementToBeConfirmedKeepsItOpen() {
            readyToSign().when(sign(true, BOTH, REPAIR, PAYMENT)).then(SIGNED_FOR_CONFIRMATION);
        }

        @Test
        void theAgreementTakesEffectOnTheLocalDayOfTheSignatures() {
            var lateInLondon = Instant.parse("2024-03-01T20:00:00Z");
            var command = new SignAgreement(
                    AgreementForm.ORAL,
                    true,
                    words("terms"),
                    List.of(),
                    BOTH,
                    true,
                    null,
                    List.of(),
                    List.of(),
                    lateInLondon);
            assertThat(readyToSign().when(command).events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AgreementSigned.class,
                            signed -> assertThat(signed.takesEffectOn()).isEqualTo(LocalDate.of(2024, 3, 2)));
        }

        @Test
        void aConsentThatIsMissingBarsTheSignature() {
            mediation(OPENED, LI_CONSENTED, SCHEDULED, HELD).when(SIGN).thenRefused(CONSENT_MISSING);
        }

        @Test
        void nothingIsSignedWithoutASession() {
            mediation(OPENED, LI_CONSENTED, WANG_CONSENTED).when(SIGN).thenRefused(NO_SESSION_HELD);
            mediation(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED)
                    .given(new SessionMissed(1, List.of("respondent-1")))
                    .when(SIGN)
                    .thenRefused(NO_SESSION_HELD);
        }

        @Test
        void everyPartySigns() {
            readyToSign().when(sign(false, List.of("applicant-1"), REPAIR)).thenRefused(SIGNATURE_MISSING);
        }

        @Test
        void onlyPartiesSign() {
            readyToSign()
                    .when(sign(false, List.of("applicant-1", "respondent-1", "witness-1"), REPAIR))
                    .thenRefused(NOT_A_PARTY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"debtor", "creditor"})
        void onlyPartiesOweAndAreOwed(String role) {
            var undertaking = new Undertaking(
                    role.equals("debtor") ? "uncle" : "respondent-1",
                    role.equals("creditor") ? "uncle" : "applicant-1",
                    words("pay"),
                    Money.yuan("1"),
                    FIRST_OF_MARCH,
                    null,
                    null);
            readyToSign().when(sign(false, BOTH, REPAIR, undertaking)).thenRefused(NOT_A_PARTY);
        }

        @Test
        void nobodyOwesThemselves() {
            readyToSign()
                    .when(sign(
                            false,
                            BOTH,
                            new Undertaking(
                                    "applicant-1", "applicant-1", words("pay"), null, FIRST_OF_MARCH, null, null)))
                    .thenRefused(DEBTOR_IS_CREDITOR);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-3.00"})
        void whatIsOwedIsMoreThanNothing(String amount) {
            readyToSign()
                    .when(sign(
                            false,
                            BOTH,
                            new Undertaking(
                                    "respondent-1",
                                    "applicant-1",
                                    words("pay"),
                                    Money.yuan(amount),
                                    FIRST_OF_MARCH,
                                    null,
                                    null)))
                    .thenRefused(AMOUNT_NOT_POSITIVE);
        }

        @Test
        void nothingIsDueBeforeItIsAgreed() {
            var yesterday = new Undertaking(
                    "respondent-1",
                    "applicant-1",
                    words("pay"),
                    Money.yuan("1"),
                    FIRST_OF_MARCH.minusDays(1),
                    null,
                    null);
            readyToSign().when(sign(false, BOTH, REPAIR, yesterday)).thenRefused(DUE_BEFORE_THE_AGREEMENT);
        }

        @Test
        void ofSeveralFaultsTheFirstInOrderIsTold() {
            var opened = mediation(new MediationOpened(
                    1, "kunhe-committee", "zhao", "MARRIAGE_FAMILY", KUNHE, PARTIES, ACCEPTED, NOON));
            var toOneself = owed("applicant-1", "applicant-1", "0");
            var nothing = owed("respondent-1", "applicant-1", "0");
            var toAStranger = owed("respondent-1", "uncle", "1");
            var alone = List.of("applicant-1");
            opened.when(sign(true, List.of("witness-1"), toOneself)).thenRefused(NOT_A_PARTY);
            opened.when(sign(true, alone, toOneself)).thenRefused(DEBTOR_IS_CREDITOR);
            opened.when(sign(true, alone, nothing, toAStranger)).thenRefused(AMOUNT_NOT_POSITIVE);
            opened.when(sign(true, alone, REPAIR, toAStranger, nothing)).thenRefused(NOT_A_PARTY);
            opened.when(sign(true, alone, REPAIR)).thenRefused(CONSENT_MISSING);
            var consented = opened.given(LI_CONSENTED, WANG_CONSENTED);
            consented.when(sign(true, alone, REPAIR)).thenRefused(NO_SESSION_HELD);
            var held = consented.given(SCHEDULED, HELD);
            held.when(sign(true, alone, REPAIR)).thenRefused(SIGNATURE_MISSING);
            held.when(about(Matter.PERSONAL_STATUS)).thenRefused(NOT_CONFIRMABLE);
        }

        static Undertaking owed(String debtor, String creditor, String amount) {
            return new Undertaking(debtor, creditor, words("pay"), Money.yuan(amount), FIRST_OF_MARCH, null, null);
        }

        @Test
        void whatIsSignedIsNotSignedAgain() {
            readyToSign().given(SIGNED, AGREED).when(SIGN).thenRefused(ALREADY_CONCLUDED);
            awaitingApplication().when(sign(true, BOTH, REPAIR, PAYMENT)).thenRefused(AGREEMENT_ALREADY_SIGNED);
            filed().when(sign(true, BOTH, REPAIR, PAYMENT)).thenRefused(AGREEMENT_ALREADY_SIGNED);
        }

        @Test
        void aSignedAgreementIsNotReplacedByAnother() {
            awaitingApplication().when(sign(true, BOTH, REPAIR)).thenRefused(AGREEMENT_ALREADY_SIGNED);
            filed().when(sign(true, BOTH, REPAIR)).thenRefused(AGREEMENT_ALREADY_SIGNED);
            readyToSign().given(SIGNED, AGREED).when(sign(false, BOTH, REPAIR)).thenRefused(ALREADY_CONCLUDED);
        }

        @Test
        void whatIsSignedCannotFailAnyMore() {
            awaitingApplication()
                    .when(new ReportFailure(words("changed my mind"), NOON))
                    .thenRefused(AGREEMENT_ALREADY_SIGNED);
        }

        @Test
        void obligationsOfALaterAgreementGoOnCounting() {
            readyToSign()
                    .given(SIGNED, AGREED)
                    .given(new MediationOpened(
                            2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, ACCEPTED, NOON))
                    .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD)
                    .when(sign(true, BOTH, PAYMENT))
                    .then(signed(2, true, 2, PAYMENT));
        }

        @Test
        void identityRelationsAreNotForTheCourtToConfirm() {
            var family = mediation(new MediationOpened(
                            1, "kunhe-committee", "zhao", "MARRIAGE_FAMILY", KUNHE, PARTIES, ACCEPTED, NOON))
                    .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD);
            family.when(about(Matter.PERSONAL_STATUS)).thenRefused(NOT_CONFIRMABLE);
            family.when(about(Matter.PROPERTY_TITLE)).thenRefused(NOT_CONFIRMABLE);
            // Maintenance between relatives is for the court to confirm, though the dispute is one of a family.
            assertThat(family.when(sign(true, BOTH, REPAIR)).events()).isNotEmpty();
        }

        static SignAgreement about(Matter matter) {
            return new SignAgreement(
                    AgreementForm.WRITTEN,
                    true,
                    words("terms"),
                    List.of(REPAIR),
                    BOTH,
                    true,
                    null,
                    List.of(),
                    List.of(matter),
                    NOON);
        }
    }

    @Test
    void anEventThatCannotFollowItsStateStopsTheReplay() {
        assertThatThrownBy(() -> mediation(LI_CONSENTED).when(OPEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ConsentRecorded cannot follow NotOpened");
        assertThatThrownBy(() -> readyToSign().given(SIGNED, SIGNED).when(OPEN))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mediation(OPENED, FAILED, FAILED).when(OPEN))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mediation(new MediationDiscontinued(1, DiscontinuationCause.CLOSED, NOON))
                        .when(OPEN))
                .isInstanceOf(IllegalStateException.class);
    }
}
