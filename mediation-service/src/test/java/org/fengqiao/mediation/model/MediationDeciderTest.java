package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.model.ConfirmationDecision.GRANTED;
import static org.fengqiao.mediation.model.FastTrackOutcome.ADJUDICATED;
import static org.fengqiao.mediation.model.FastTrackOutcome.DISMISSED;
import static org.fengqiao.mediation.model.MediationRefusal.*;
import static org.fengqiao.mediation.model.Party.Side.APPLICANT;
import static org.fengqiao.mediation.model.Party.Side.RESPONDENT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.AppointMediator;
import org.fengqiao.mediation.model.MediationCommand.CancelRevisits;
import org.fengqiao.mediation.model.MediationCommand.CompleteRevisit;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.FileFastTrack;
import org.fengqiao.mediation.model.MediationCommand.LapseConfirmationWindow;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordConfirmationDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordFastTrackDecision;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RecordSession;
import org.fengqiao.mediation.model.MediationCommand.ReportFailure;
import org.fengqiao.mediation.model.MediationCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;
import org.fengqiao.mediation.model.MediationEvent.RevisitScheduled;
import org.fengqiao.mediation.model.MediationEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;
import org.fengqiao.mediation.policy.OfficialRules;

class MediationDeciderTest {

    static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Instant END_OF_FIRST_OF_MARCH = Instant.parse("2024-03-01T16:00:00Z");
    static final LocalDate FIRST_OF_MARCH = LocalDate.of(2024, 3, 1);
    static final Place KUNHE = new Place("昆都仑区", "昆河镇", null, null, false);
    static final Party LI = new Party("applicant-1", APPLICANT, PersonalText.of(Boxes.person(1), "李某"));
    static final Party WANG = new Party("respondent-1", RESPONDENT, PersonalText.of(Boxes.person(2), "王某"));
    static final List<Party> PARTIES = List.of(LI, WANG);
    static final List<String> BOTH = List.of("applicant-1", "respondent-1");

    static final MediationRules RULES = OfficialRules.load(LegalFiles.official().clock());

    static final OpenMediation OPEN =
            new OpenMediation(1, "kunhe-committee", "zhao", "NEIGHBOUR", KUNHE, PARTIES, NOON);
    static final MediationOpened OPENED =
            new MediationOpened(1, "kunhe-committee", "zhao", "NEIGHBOUR", KUNHE, PARTIES, NOON);
    static final ConsentRecorded LI_CONSENTED = new ConsentRecorded("applicant-1", true);
    static final ConsentRecorded WANG_CONSENTED = new ConsentRecorded("respondent-1", true);
    static final SessionScheduled SCHEDULED = new SessionScheduled(1, NOON, "room 2", "zhao");
    static final SessionHeld HELD = new SessionHeld(1, List.of(words("the wall stands since 2019")));
    static final Undertaking REPAIR =
            new Undertaking("respondent-1", "applicant-1", words("repair the wall"), null, LocalDate.of(2024, 3, 20));
    static final Undertaking PAYMENT = new Undertaking(
            "respondent-1",
            "applicant-1",
            words("pay for the ceiling"),
            Money.yuan("1200.00"),
            LocalDate.of(2024, 4, 1));
    static final SignAgreement SIGN = sign(false, BOTH, REPAIR, PAYMENT);
    static final AgreementSigned SIGNED = signed(1, false, 0, REPAIR, PAYMENT);
    static final AgreementSigned SIGNED_FOR_CONFIRMATION = signed(1, true, 0, REPAIR, PAYMENT);
    static final MediationConcluded AGREED = new MediationConcluded(1, MediationResult.AGREED, null, NOON);
    static final MediationConcluded FAILED = new MediationConcluded(1, MediationResult.FAILED, words("no trust"), NOON);
    static final String FILING = CASE + "/confirmation/1";
    static final ConfirmationFiled FILED = new ConfirmationFiled(FILING, PARTIES, NOON);
    static final RecordConfirmationDecision GRANT =
            new RecordConfirmationDecision(FILING, GRANTED, null, "(2024)内0203民特1号", NOON);
    static final ConfirmationGranted CONFIRMED = new ConfirmationGranted(FILING, "(2024)内0203民特1号", NOON);
    static final String FAST_TRACK_FILING = CASE + "/fast-track/1";
    static final FastTrackFiled ON_THE_FAST_TRACK =
            new FastTrackFiled(FAST_TRACK_FILING, 1, "tribunal", "CONTRACT_DEBT", PARTIES, NOON);
    static final RecordFastTrackDecision RULE =
            new RecordFastTrackDecision(FAST_TRACK_FILING, ADJUDICATED, "(2024)内0203民初7号", NOON);
    static final FastTrackDecided RULED =
            new FastTrackDecided(FAST_TRACK_FILING, 1, ADJUDICATED, "(2024)内0203民初7号", NOON);

    /** What somebody said about the case. */
    static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }

    static SignAgreement sign(boolean confirmationIntended, List<String> signedBy, Undertaking... undertakings) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(undertakings),
                signedBy,
                confirmationIntended,
                NOON);
    }

    static AgreementSigned signed(int custody, boolean confirmationIntended, int counted, Undertaking... undertakings) {
        var obligations = new ArrayList<Obligation>();
        for (var undertaking : undertakings) {
            obligations.add(undertaking.numbered(counted + obligations.size() + 1));
        }
        return new AgreementSigned(
                custody,
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                obligations,
                BOTH,
                confirmationIntended,
                NOON,
                FIRST_OF_MARCH);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> mediation(MediationEvent... past) {
        return DeciderScenario.of(new MediationDecider(RULES)).given(past);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> readyToSign() {
        return mediation(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> awaitingApplication() {
        return readyToSign().given(SIGNED_FOR_CONFIRMATION);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> filed() {
        return awaitingApplication().given(FILED);
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
                    .then(new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON));
        }

        @Test
        void aLaterCustodyEndsAMediationThatIsStillOpen() {
            mediation(OPENED, LI_CONSENTED)
                    .when(claimedAgain(3))
                    .then(
                            new MediationDiscontinued(1, DiscontinuationCause.SUPERSEDED, NOON),
                            new MediationOpened(3, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON));
        }

        @Test
        void aLateEarlierCustodyChangesNothing() {
            mediation(new MediationOpened(3, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
                    .when(OPEN)
                    .thenNothing();
        }

        @Test
        void consentIsAskedAnewInANewMediation() {
            mediation(OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, FAILED)
                    .given(new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
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
        void aMediatorCannotGoOnWithACaseThatLeft() {
            mediation(OPENED, new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON))
                    .when(new RecordConsent("applicant-1", true, NOON))
                    .thenRefused(DISCONTINUED);
        }

        static OpenMediation claimedAgain(int custody) {
            return new OpenMediation(custody, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON);
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
            mediation().when(new RecordConsent("applicant-1", true, NOON)).thenRefused(NOT_OPENED);
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
            mediation(OPENED).when(new AppointMediator("qian")).then(new MediatorAppointed("qian"));
        }

        @Test
        void appointingWhoeverIsMediatorAlreadyRecordsNothing() {
            mediation(OPENED).when(new AppointMediator("zhao")).thenNothing();
            mediation(OPENED, new MediatorAppointed("qian"))
                    .when(new AppointMediator("qian"))
                    .thenNothing();
        }

        @Test
        void aSessionIsHeldByTheMediatorOfTheDay() {
            mediation(OPENED, new MediatorAppointed("qian"))
                    .when(new ScheduleSession(NOON, null))
                    .then(new SessionScheduled(1, NOON, null, "qian"));
        }

        @Test
        void sessionsAreNumberedInOrder() {
            mediation(OPENED, SCHEDULED, HELD)
                    .when(new ScheduleSession(NOON, "room 2"))
                    .then(new SessionScheduled(2, NOON, "room 2", "zhao"));
        }

        @Test
        void theSamePartiesAreNotAskedTwiceToTheSameSession() {
            mediation(OPENED, SCHEDULED)
                    .when(new ScheduleSession(NOON, "room 2"))
                    .thenNothing();
        }

        @Test
        void aHeldSessionKeepsOnlyWhatIsUndisputed() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Held(List.of(words("the wall stands since 2019")))))
                    .then(HELD);
        }

        @Test
        void aMissedSessionNamesWhoWasAbsent() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of("respondent-1"))))
                    .then(new SessionMissed(1, List.of("respondent-1")));
        }

        @Test
        void aMissedSessionWithoutAnybodyAbsentIsNone() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of())))
                    .thenRefused(NOBODY_ABSENT);
        }

        @Test
        void onlyPartiesCanBeAbsent() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(1, new Missed(List.of("witness-1"))))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void aSessionThatWasNotScheduledHasNoOutcome() {
            mediation(OPENED, SCHEDULED)
                    .when(new RecordSession(2, new Held(List.of())))
                    .thenRefused(NO_SUCH_SESSION);
        }

        @Test
        void theSameOutcomeAgainRecordsNothing() {
            mediation(OPENED, SCHEDULED, new SessionHeld(1, List.of()))
                    .when(new RecordSession(1, new Held(List.of())))
                    .thenNothing();
            mediation(OPENED, SCHEDULED, new SessionMissed(1, List.of("respondent-1")))
                    .when(new RecordSession(1, new Missed(List.of("respondent-1"))))
                    .thenNothing();
        }

        @Test
        void factsOnRecordAreClosedSoThatTheSameOnesCannotBeToldFromOthers() {
            var closed = new SessionHeld(
                    1, List.of(Boxes.ofCase("fengqiao.mediation.session-held.v1", "/undisputedFacts/0")));
            mediation(OPENED, SCHEDULED, closed)
                    .when(new RecordSession(1, new Held(List.of(words("the wall stands since 2019")))))
                    .thenRefused(SESSION_ALREADY_RECORDED);
        }

        @Test
        void anotherOutcomeOfTheSameSessionIsRefused() {
            mediation(OPENED, SCHEDULED, HELD)
                    .when(new RecordSession(1, new Missed(List.of("respondent-1"))))
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
            var command =
                    new SignAgreement(AgreementForm.ORAL, true, words("terms"), List.of(), BOTH, true, lateInLondon);
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
                    FIRST_OF_MARCH);
            readyToSign().when(sign(false, BOTH, REPAIR, undertaking)).thenRefused(NOT_A_PARTY);
        }

        @Test
        void nobodyOwesThemselves() {
            readyToSign()
                    .when(sign(
                            false,
                            BOTH,
                            new Undertaking("applicant-1", "applicant-1", words("pay"), null, FIRST_OF_MARCH)))
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
                                    "respondent-1", "applicant-1", words("pay"), Money.yuan(amount), FIRST_OF_MARCH)))
                    .thenRefused(AMOUNT_NOT_POSITIVE);
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
                    .given(new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
                    .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD)
                    .when(sign(true, BOTH, PAYMENT))
                    .then(signed(2, true, 2, PAYMENT));
        }

        @Test
        void identityRelationsAreNotForTheCourtToConfirm() {
            mediation(new MediationOpened(1, "kunhe-committee", "zhao", "MARRIAGE_FAMILY", KUNHE, PARTIES, NOON))
                    .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD)
                    .when(sign(true, BOTH, REPAIR))
                    .thenRefused(NOT_CONFIRMABLE);
        }
    }

    @Nested
    class JudicialConfirmation {

        @Test
        void thePartiesApplyTogether() {
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, NOON))
                    .then(FILED);
        }

        @Test
        void onePartyAloneCannotApply() {
            var alone = new ApplyForConfirmation(CASE, List.of("applicant-1"), NOON);
            awaitingApplication().when(alone).thenRefused(JOINT_APPLICATION_NEEDED);
            filed().when(alone).thenRefused(JOINT_APPLICATION_NEEDED);
        }

        @Test
        void aStrangerCannotApply() {
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, List.of("applicant-1", "respondent-1", "uncle"), NOON))
                    .thenRefused(NOT_A_PARTY);
        }

        @Test
        void theThirtiethDayIsTheLastToApplyAndMovesFromASundayToMonday() {
            var lastMoment = Instant.parse("2024-04-01T15:59:59Z");
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, lastMoment))
                    .then(new ConfirmationFiled(FILING, PARTIES, lastMoment));
            awaitingApplication()
                    .when(new ApplyForConfirmation(CASE, BOTH, lastMoment.plusSeconds(1)))
                    .thenRefused(CONFIRMATION_WINDOW_OVER);
        }

        @Test
        void applyingTwiceFilesOnce() {
            filed().when(new ApplyForConfirmation(CASE, BOTH, NOON)).thenNothing();
        }

        @Test
        void withoutAnAgreementThereIsNothingToConfirm() {
            readyToSign().when(new ApplyForConfirmation(CASE, BOTH, NOON)).thenRefused(NO_AGREEMENT);
        }

        @Test
        void anAgreementThatWasNotMeantForConfirmationIsConcluded() {
            readyToSign()
                    .given(SIGNED, AGREED)
                    .when(new ApplyForConfirmation(CASE, BOTH, NOON))
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
        void theSameDecisionAgainRecordsNothing() {
            confirmed().when(GRANT).thenNothing();
        }

        @Test
        void aSecondDifferentDecisionIsRefused() {
            confirmed().when(refusal("unclear terms")).thenRefused(FILING_DECIDED_OTHERWISE);
            confirmed()
                    .when(new RecordConfirmationDecision(FILING, GRANTED, null, "another document", NOON))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        @Test
        void whatWasNeverFiledIsNotDecided() {
            awaitingApplication().when(GRANT).thenRefused(UNKNOWN_FILING);
            mediation().when(GRANT).thenRefused(UNKNOWN_FILING);
        }

        @Test
        void aFastTrackIsNotConfirmed() {
            mediation(ON_THE_FAST_TRACK)
                    .when(new RecordConfirmationDecision(FAST_TRACK_FILING, GRANTED, null, "x", NOON))
                    .thenRefused(FILING_OF_ANOTHER_KIND);
        }

        @Test
        void aDecisionOnAFilingOfAnEarlierCustodyComesTooLate() {
            filed().given(
                            new MediationDiscontinued(1, DiscontinuationCause.SUPERSEDED, NOON),
                            new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
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
                    FILING, ConfirmationDecision.REFUSED, words(reason), "(2024)内0203民特2号", NOON);
        }

        static DeciderScenario<MediationCommand, Mediation, MediationEvent> confirmed() {
            return filed().given(CONFIRMED, new MediationConcluded(1, MediationResult.CONFIRMED, null, NOON));
        }
    }

    @Nested
    class FastTrack {

        static final FileFastTrack CLAIMED = new FileFastTrack(CASE, 1, "tribunal", "CONTRACT_DEBT", PARTIES, NOON);

        @Test
        void aCaseClaimedForTheCourtIsFiled() {
            mediation().when(CLAIMED).then(ON_THE_FAST_TRACK);
        }

        @Test
        void theSameCustodyIsFiledOnce() {
            mediation(ON_THE_FAST_TRACK).when(CLAIMED).thenNothing();
            mediation(ON_THE_FAST_TRACK, RULED).when(CLAIMED).thenNothing();
        }

        @Test
        void aFailedMediationMayGoToTheCourt() {
            mediation(OPENED, FAILED)
                    .when(new FileFastTrack(CASE, 2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON))
                    .then(new FastTrackFiled(CASE + "/fast-track/2", 2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON));
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
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, outcome, "7号", NOON))
                    .then(new FastTrackDecided(FAST_TRACK_FILING, 1, outcome, "7号", NOON));
        }

        @Test
        void theSameRulingAgainRecordsNothingAndAnotherIsRefused() {
            mediation(ON_THE_FAST_TRACK, RULED).when(RULE).thenNothing();
            mediation(ON_THE_FAST_TRACK, RULED)
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, ADJUDICATED, "8号", NOON))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
            mediation(ON_THE_FAST_TRACK, RULED)
                    .when(new RecordFastTrackDecision(FAST_TRACK_FILING, DISMISSED, "8号", NOON))
                    .thenRefused(FILING_DECIDED_OTHERWISE);
        }

        @Test
        void aRulingOnWhatWasNeverFiledIsRefused() {
            mediation(OPENED).when(RULE).thenRefused(UNKNOWN_FILING);
        }

        @Test
        void aConfirmationIsNotRuledUpon() {
            filed().when(new RecordFastTrackDecision(FILING, ADJUDICATED, "7号", NOON))
                    .thenRefused(FILING_OF_ANOTHER_KIND);
        }

        @Test
        void aRulingAfterTheCaseMovedOnComesTooLate() {
            mediation(ON_THE_FAST_TRACK)
                    .given(new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
                    .when(RULE)
                    .thenRefused(FILING_SUPERSEDED);
        }
    }

    @Nested
    class WhatIsOwed {

        @Test
        void eachPerformanceLeavesLessOutstanding() {
            agreed().when(perform(1)).then(new ObligationPerformed(1, FIRST_OF_MARCH, 1));
            agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1))
                    .when(perform(2))
                    .then(new ObligationPerformed(2, FIRST_OF_MARCH, 0));
        }

        @Test
        void aBreachLeavesTheObligationOutstanding() {
            agreed().when(new RecordBreach(2, words("not paid"))).then(new ObligationBreached(2, words("not paid"), 2));
        }

        @Test
        void whatWasBreachedMayStillBePerformed() {
            agreed().given(new ObligationBreached(2, words("not paid"), 2))
                    .when(perform(2))
                    .then(new ObligationPerformed(2, FIRST_OF_MARCH, 1));
        }

        @Test
        void toSayItTwiceRecordsNothing() {
            agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1))
                    .when(perform(1))
                    .thenNothing();
            agreed().given(new ObligationBreached(1, words("not paid"), 2))
                    .when(new RecordBreach(1, words("still not paid")))
                    .thenNothing();
        }

        @Test
        void whatIsPerformedIsNotBreached() {
            agreed().given(new ObligationPerformed(1, FIRST_OF_MARCH, 1))
                    .when(new RecordBreach(1, words("not paid")))
                    .thenRefused(ALREADY_PERFORMED);
        }

        @Test
        void nobodyOwesWhatWasNotAgreed() {
            agreed().when(perform(3)).thenRefused(NO_SUCH_OBLIGATION);
            agreed().when(new RecordBreach(3, words("not paid"))).thenRefused(NO_SUCH_OBLIGATION);
            mediation(OPENED).when(perform(1)).thenRefused(NO_SUCH_OBLIGATION);
        }

        @Test
        void nothingIsPerformedTomorrow() {
            agreed().when(new RecordPerformance(1, FIRST_OF_MARCH.plusDays(1), NOON))
                    .thenRefused(PERFORMED_IN_THE_FUTURE);
        }

        @Test
        void obligationsAreOwedWhileTheCourtDecides() {
            filed().when(perform(1)).then(new ObligationPerformed(1, FIRST_OF_MARCH, 1));
        }

        @Test
        void aLaterAgreementTakesTheEarlierOnesPlace() {
            var replaced = agreed().given(
                            new MediationOpened(2, "district-centre", "sun", "NEIGHBOUR", KUNHE, PARTIES, NOON))
                    .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD, signed(2, true, 2, PAYMENT));
            replaced.when(perform(1)).thenRefused(NO_SUCH_OBLIGATION);
            replaced.when(perform(3)).then(new ObligationPerformed(3, FIRST_OF_MARCH, 0));
        }

        static DeciderScenario<MediationCommand, Mediation, MediationEvent> agreed() {
            return readyToSign().given(SIGNED, AGREED);
        }

        static RecordPerformance perform(int obligation) {
            return new RecordPerformance(obligation, FIRST_OF_MARCH, NOON);
        }
    }

    @Nested
    class Revisiting {

        static final RevisitScheduled FIRST = scheduled(1, 1, 7);
        static final RevisitScheduled SECOND = scheduled(1, 2, 30);
        static final RevisitScheduled THIRD = scheduled(1, 3, 90);
        static final RevisitAnswer CONTENT = new RevisitAnswer(true, 5, true, false, words("thank you"));
        static final RevisitAnswer NOT_REACHED = new RevisitAnswer(false, null, null, null, null);

        @Test
        void aClosedCaseIsRevisitedThreeTimesWhateverItsPath() {
            mediation().when(close(1, "PETITION_CONCLUDED")).then(FIRST, SECOND, THIRD);
            readyToSign().given(SIGNED, AGREED).when(close(1, "AGREED")).then(FIRST, SECOND, THIRD);
        }

        @Test
        void theSameClosingSchedulesOnce() {
            closed().when(close(1, "AGREED")).thenNothing();
        }

        @Test
        void aSecondClosingGoesOnCounting() {
            closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON))
                    .when(close(2, "AGREED"))
                    .then(scheduled(2, 4, 7), scheduled(2, 5, 30), scheduled(2, 6, 90));
        }

        @Test
        void whoWithdrewIsNotAskedHowContentTheyAre() {
            mediation().when(close(1, "WITHDRAWN")).thenNothing();
        }

        @Test
        void aClosingEndsAMediationThatIsStillOpen() {
            mediation(OPENED)
                    .when(close(1, "WITHDRAWN"))
                    .then(new MediationDiscontinued(1, DiscontinuationCause.CLOSED, NOON));
        }

        @Test
        void anAnswerIsRecordedWithWhatIsStillOwed() {
            readyToSign()
                    .given(SIGNED, AGREED, FIRST, SECOND, THIRD)
                    .when(new CompleteRevisit(1, CONTENT, NOON))
                    .then(new RevisitCompleted(1, 1, true, 5, true, false, words("thank you"), 2, NOON));
        }

        @Test
        void notToReachThePartiesIsAnAnswerToo() {
            closed().when(new CompleteRevisit(2, NOT_REACHED, NOON))
                    .then(new RevisitCompleted(1, 2, false, null, null, null, null, 0, NOON));
        }

        @Test
        void whoWasReachedSaysHowContentTheyAre() {
            closed().when(new CompleteRevisit(1, new RevisitAnswer(true, null, true, null, null), NOON))
                    .thenRefused(SATISFACTION_MISSING);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 6, -1})
        void satisfactionIsFromOneToFive(int satisfaction) {
            closed().when(new CompleteRevisit(1, new RevisitAnswer(true, satisfaction, null, null, null), NOON))
                    .thenRefused(SATISFACTION_MISSING);
        }

        @Test
        void whoWasNotReachedSaidNothing() {
            var answers = List.of(
                    new RevisitAnswer(false, 5, null, null, null),
                    new RevisitAnswer(false, null, true, null, null),
                    new RevisitAnswer(false, null, null, false, null));
            for (var answer : answers) {
                closed().when(new CompleteRevisit(1, answer, NOON)).thenRefused(ANSWER_WITHOUT_CONTACT);
            }
        }

        @Test
        void aRevisitIsMadeOnce() {
            var silent = new RevisitAnswer(true, 5, true, false, null);
            var answered = closed().given(new RevisitCompleted(1, 1, true, 5, true, false, null, 0, NOON));
            answered.when(new CompleteRevisit(1, silent, NOON)).thenNothing();
            answered.when(new CompleteRevisit(1, CONTENT, NOON)).thenRefused(REVISIT_ALREADY_COMPLETED);
            answered.when(new CompleteRevisit(1, NOT_REACHED, NOON)).thenRefused(REVISIT_ALREADY_COMPLETED);
        }

        @Test
        void aRemarkOnRecordIsClosedSoThatTheSameOneCannotBeToldFromAnother() {
            var remark = Boxes.ofCase("fengqiao.mediation.revisit-completed.v1", "/remark");
            closed().given(new RevisitCompleted(1, 1, true, 5, true, false, remark, 0, NOON))
                    .when(new CompleteRevisit(1, CONTENT, NOON))
                    .thenRefused(REVISIT_ALREADY_COMPLETED);
        }

        @Test
        void aRevisitNobodyScheduledIsNotMade() {
            closed().when(new CompleteRevisit(4, CONTENT, NOON)).thenRefused(NO_SUCH_REVISIT);
            mediation().when(new CompleteRevisit(1, CONTENT, NOON)).thenRefused(NO_SUCH_REVISIT);
        }

        @Test
        void reopeningCancelsWhatIsStillToCome() {
            closed().given(new RevisitCompleted(1, 1, true, 1, false, null, null, 0, NOON))
                    .when(new CancelRevisits(1, NOON))
                    .then(new RevisitsCancelled(1, List.of(2, 3), NOON));
        }

        @Test
        void reopeningOnceMoreCancelsNothing() {
            closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON))
                    .when(new CancelRevisits(1, NOON))
                    .thenNothing();
            closed().when(new CancelRevisits(2, NOON)).thenNothing();
        }

        @Test
        void aCancelledRevisitIsNotMade() {
            closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON))
                    .when(new CompleteRevisit(1, CONTENT, NOON))
                    .thenRefused(REVISIT_CANCELLED);
        }

        static ScheduleRevisits close(int closure, String outcome) {
            return new ScheduleRevisits(closure, outcome, "kunhe-committee", NOON);
        }

        static RevisitScheduled scheduled(int closure, int revisit, int days) {
            return new RevisitScheduled(
                    closure, revisit, END_OF_FIRST_OF_MARCH.plus(Duration.ofDays(days)), "kunhe-committee");
        }

        static DeciderScenario<MediationCommand, Mediation, MediationEvent> closed() {
            return mediation(FIRST, SECOND, THIRD);
        }
    }
}
