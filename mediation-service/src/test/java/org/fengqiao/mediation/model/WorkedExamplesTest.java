package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.DocumentEvent.DocumentIssued;
import org.fengqiao.mediation.model.MediationCommand.ApplyForConfirmation;
import org.fengqiao.mediation.model.MediationCommand.RecordConsent;
import org.fengqiao.mediation.model.MediationCommand.RecordEnforcement;
import org.fengqiao.mediation.model.MediationCommand.RemindOfObligation;
import org.fengqiao.mediation.model.MediationCommand.ScheduleSession;
import org.fengqiao.mediation.model.MediationCommand.SignAgreement;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.EnforcementApplied;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
import org.fengqiao.mediation.model.MediationEvent.ObligationReminded;
import org.fengqiao.mediation.model.MediationEvent.PartiesKeptApart;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.Readiness.Competence;
import org.fengqiao.mediation.model.Readiness.Gap;
import org.fengqiao.mediation.model.Readiness.Lack;
import org.fengqiao.mediation.model.Readiness.Standing;
import org.fengqiao.mediation.model.Remedy.Kind;

/** The law of mediation in worked examples, article by article. */
class WorkedExamplesTest extends MediationScenarios {

    private static final MediationEvent[] READY = {OPENED, LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD};

    // 人民调解法 art. 17: nobody is mediated who refuses

    @Test
    void 人民调解法17_aRefusalEndsAMediationOfTwo() {
        mediation(OPENED, LI_CONSENTED)
                .when(new RecordConsent("respondent-1", false, NOON))
                .then(
                        new ConsentRecorded("respondent-1", false),
                        new MediationConcluded(1, MediationResult.REFUSED, null, NOON));
    }

    @Test
    void 人民调解法17_aRefusalAmongManyEndsItForWhoeverRefused() {
        var sister = new Party("respondent-2", Party.Side.RESPONDENT, PersonalText.of(Boxes.person(3), "王某"));
        mediation(new MediationOpened(
                        1,
                        "kunhe-committee",
                        "zhao",
                        "MARRIAGE_FAMILY",
                        KUNHE,
                        List.of(LI, WANG, sister),
                        ACCEPTED,
                        NOON))
                .when(new RecordConsent("respondent-2", false, NOON))
                .then(new ConsentRecorded("respondent-2", false));
    }

    @Test
    void 人民调解法17_nobodySignsWhoDidNotConsent() {
        mediation(OPENED, LI_CONSENTED, SCHEDULED, HELD).when(SIGN).thenRefused(CONSENT_MISSING);
    }

    // 人民调解法 art. 28 to 30: the agreement and its day

    @Test
    void 人民调解法28_anOralAgreementIsRegisteredAndNotWritten() {
        var state = after(signedOn("2024-03-04", AgreementForm.ORAL, REPAIR));
        assertThat(Paper.of(new DocumentRequest(DocumentKind.ORAL_AGREEMENT, null, null), state))
                .isInstanceOf(Paper.Written.class);
        assertThat(Paper.of(new DocumentRequest(DocumentKind.AGREEMENT, null, null), state))
                .isEqualTo(new Paper.NotWritten(AGREEMENT_IN_OTHER_FORM));
    }

    @Test
    void 人民调解法29_anAgreementTakesEffectOnTheLocalDayOfItsLastSignature() {
        var shortlyBeforeMidnight = Instant.parse("2024-03-04T15:59:00Z");
        var shortlyAfterMidnight = Instant.parse("2024-03-04T16:01:00Z");
        assertThat(takesEffect(AgreementForm.WRITTEN, shortlyBeforeMidnight)).isEqualTo("2024-03-04");
        assertThat(takesEffect(AgreementForm.WRITTEN, shortlyAfterMidnight)).isEqualTo("2024-03-05");
    }

    @Test
    void 人民调解法30_anOralAgreementTakesEffectOnTheDayItIsMade() {
        assertThat(takesEffect(AgreementForm.ORAL, Instant.parse("2024-03-04T04:00:00Z")))
                .isEqualTo("2024-03-04");
    }

    // 人民调解法 art. 33, 民事诉讼法 art. 205: thirty days, together

    @Test
    void 民事诉讼法205_theThirtiethDayIsTheLast() {
        assertThat(until("2024-03-04")).isEqualTo("2024-04-03");
        apply("2024-03-04", "2024-04-03T15:59:59Z", BOTH).isAccepted();
        apply("2024-03-04", "2024-04-03T16:00:00Z", BOTH).isRefused(CONFIRMATION_WINDOW_OVER);
    }

    @Test
    void 民事诉讼法205_aWindowThatWouldEndOnASundayEndsWithMonday() {
        assertThat(until("2024-03-01")).isEqualTo("2024-04-01");
    }

    @Test
    void 民事诉讼法205_aWindowThatWouldEndInAHolidayEndsWithTheFirstDayOfWork() {
        // 2024-10-01 to 2024-10-07 are days off; the thirtieth day would be the third of them.
        assertThat(until("2024-09-03")).isEqualTo("2024-10-08");
    }

    @Test
    void 民事诉讼法205_februaryOfALeapYearCountsTwentyNineDays() {
        assertThat(until("2024-01-31")).isEqualTo("2024-03-01");
    }

    @Test
    void 民事诉讼法205_onePartyAloneDoesNotApply() {
        apply("2024-03-04", "2024-03-05T04:00:00Z", List.of("applicant-1")).isRefused(JOINT_APPLICATION_NEEDED);
    }

    @Test
    void 民事诉讼法205_theCourtThatAskedConfirms() {
        var asked = new MandateNoted(new Mandate(Mandate.Kind.COURT_BEFORE_FILING, "(2024)内0203诉前调1号"), NOON);
        assertThat(readiness(after(with(signedForConfirmation("2024-03-04"), asked)), "2024-03-05")
                        .courts())
                .containsExactly(Competence.COURT_THAT_ASKED);
        assertThat(readiness(after(signedForConfirmation("2024-03-04")), "2024-03-05")
                        .courts())
                .containsExactly(
                        Competence.DOMICILE_OF_A_PARTY,
                        Competence.PLACE_OF_THE_SUBJECT,
                        Competence.PLACE_OF_THE_ORGANISATION);
    }

    // 民诉解释 art. 354, 355: what the court wants to see, and what it does not confirm

    @Test
    void 民诉解释354_whatIsMissingIsNamedOfEachParty() {
        assertThat(readiness(after(signedForConfirmation("2024-03-04")), "2024-03-05")
                        .gaps())
                .contains(
                        new Gap(Lack.PAPER, "民诉解释 art. 354", null),
                        new Gap(Lack.IDENTITY, "民诉解释 art. 354", "applicant-1"),
                        new Gap(Lack.ADDRESS, "民诉解释 art. 354", "respondent-1"),
                        new Gap(Lack.CONTACT, "民诉解释 art. 354", "respondent-1"))
                .hasSize(7);
    }

    @Test
    void 民诉解释354_anApplicationWithEverythingIsReady() {
        var ready = readiness(
                after(with(
                        signedForConfirmation("2024-03-04"),
                        known("applicant-1", 1),
                        known("respondent-1", 2),
                        paper())),
                "2024-03-05");
        assertThat(ready.isReady()).isTrue();
        assertThat(ready.applicants()).containsExactlyElementsOf(BOTH);
    }

    @Test
    void 民诉解释354_afterThirtyDaysTheTimeIsMissing() {
        assertThat(readiness(after(signedForConfirmation("2024-03-04")), "2024-04-04")
                        .gaps())
                .contains(new Gap(Lack.TIME, "人民调解法 art. 33; 民事诉讼法 art. 205", null));
    }

    @Test
    void 民诉解释355_personalStatusIsNotConfirmedMaintenanceIs() {
        var family = mediation(new MediationOpened(
                        1, "kunhe-committee", "zhao", "MARRIAGE_FAMILY", KUNHE, PARTIES, ACCEPTED, NOON))
                .given(LI_CONSENTED, WANG_CONSENTED, SCHEDULED, HELD);
        family.when(sign(List.of(Matter.PERSONAL_STATUS))).thenRefused(NOT_CONFIRMABLE);
        assertThat(family.when(sign(List.of())).events()).hasSize(1);
    }

    @Test
    void 民诉解释355_titleToPropertyIsNotConfirmed() {
        readyToSign().when(sign(List.of(Matter.PROPERTY_TITLE))).thenRefused(NOT_CONFIRMABLE);
        readyToSign().when(sign(List.of(Matter.INTELLECTUAL_PROPERTY_TITLE))).thenRefused(NOT_CONFIRMABLE);
    }

    @Test
    void 民事诉讼法205_beforeAnythingIsSignedTheAgreementIsMissing() {
        var none = readiness(after(OPENED), "2024-03-05");
        assertThat(none.standing()).isEqualTo(Standing.NO_AGREEMENT);
        assertThat(none.gaps()).containsExactly(new Gap(Lack.AGREEMENT, "民事诉讼法 art. 205", null));
    }

    // 人民调解法 art. 31 to 33, 民事诉讼法 art. 206, 250: what a creditor can do

    @Test
    void 民事诉讼法250_enforcementIsAskedForWithinTwoYearsOfTheLastDay() {
        var confirmed = after(confirmed(PAYMENT));
        assertThat(remedies(confirmed, "2024-04-01")).isEmpty();
        assertThat(remedies(confirmed, "2024-04-02"))
                .containsExactly(new Remedy(
                        Kind.ENFORCEMENT, 1, "applicant-1", "民事诉讼法 art. 206, 250", LocalDate.of(2026, 4, 1)));
        assertThat(remedies(confirmed, "2026-04-01")).hasSize(1);
        assertThat(remedies(confirmed, "2026-04-02")).isEmpty();
    }

    @Test
    void 民事诉讼法250_twoYearsFromTheLeapDayEndWithFebruary() {
        assertThat(remedies(after(confirmed(owing("100.00", "2024-02-29"))), "2024-03-01"))
                .extracting(Remedy::until)
                .containsExactly(LocalDate.of(2026, 2, 28));
    }

    @Test
    void 民事诉讼法250_ofInstalmentsTheTimeRunsFromTheLastOne() {
        var confirmed = after(confirmed(inThirds()));
        assertThat(remedies(confirmed, "2024-04-01"))
                .extracting(Remedy::until)
                // 31 May 2026 is a Sunday (art. 85).
                .containsExactly(LocalDate.of(2026, 6, 1));
    }

    @Test
    void 民事诉讼法250_aLastDayThatIsADayOffMovesToTheNextThatIsWorked() {
        // 1 October 2026 is National Day; the 8th is the first day that is worked.
        assertThat(remedies(after(confirmed(owing("100.00", "2024-10-01"))), "2024-10-02"))
                .extracting(Remedy::until)
                .containsExactly(LocalDate.of(2026, 10, 8));
    }

    @Test
    void 民事诉讼法206_whoAppliedForEnforcementHasNoOtherRemedyAndSaysSoOnce() {
        var confirmed = mediation(confirmed(PAYMENT));
        var onTheNinth = Instant.parse("2024-04-09T04:00:00Z");
        var applies = new RecordEnforcement(1, LocalDate.of(2024, 4, 8), onTheNinth);
        var applied = new EnforcementApplied(1, LocalDate.of(2024, 4, 8), onTheNinth);
        confirmed.when(applies).then(applied);
        confirmed.given(applied).when(applies).thenNothing();
        confirmed
                .given(applied)
                .when(new RecordEnforcement(1, LocalDate.of(2024, 4, 9), onTheNinth))
                .thenRefused(ENFORCEMENT_ALREADY_APPLIED);
        assertThat(remedies(after(with(confirmed(PAYMENT), applied)), "2024-04-10"))
                .isEmpty();
    }

    @Test
    void 民事诉讼法206_onlyWhatIsConfirmedAndOverdueIsEnforced() {
        var onTheNinth = Instant.parse("2024-04-09T04:00:00Z");
        mediation(with(signedOn("2024-03-04", AgreementForm.WRITTEN, PAYMENT), AGREED))
                .when(new RecordEnforcement(1, LocalDate.of(2024, 4, 8), onTheNinth))
                .thenRefused(NOT_ENFORCEABLE);
        mediation(confirmed(PAYMENT))
                .when(new RecordEnforcement(1, LocalDate.of(2024, 4, 1), onTheNinth))
                .thenRefused(NOT_OVERDUE);
        mediation(confirmed(PAYMENT))
                .when(new RecordEnforcement(1, LocalDate.of(2024, 4, 10), onTheNinth))
                .thenRefused(ENFORCEMENT_IN_THE_FUTURE);
        mediation(confirmed(PAYMENT))
                .when(new RecordEnforcement(7, LocalDate.of(2024, 4, 8), onTheNinth))
                .thenRefused(NO_SUCH_OBLIGATION);
    }

    @Test
    void 民诉解释481_anApplicationAfterTheTwoYearsIsStillAnApplication() {
        var late = Instant.parse("2026-04-09T04:00:00Z");
        mediation(confirmed(PAYMENT))
                .when(new RecordEnforcement(1, LocalDate.of(2026, 4, 8), late))
                .then(new EnforcementApplied(1, LocalDate.of(2026, 4, 8), late));
    }

    @Test
    void 民事诉讼法250_anInstalmentThatWasPaidGivesNoRemedy() {
        var paid = new ObligationPaid(1, Money.yuan("333.33"), LocalDate.of(2024, 3, 31), Money.yuan("666.67"));
        var confirmed = after(with(confirmed(inThirds()), paid));
        assertThat(remedies(confirmed, "2024-04-01")).isEmpty();
        assertThat(remedies(confirmed, "2024-05-01")).hasSize(1);
    }

    @Test
    void 民事诉讼法206_whatTheCourtRefusedIsMediatedAgainOrSuedFor() {
        var refused = new MediationConcluded(1, MediationResult.CONFIRMATION_REFUSED, null, NOON);
        var state = after(with(with(signedForConfirmation("2024-03-04"), FILED), refused));
        assertThat(remedies(state, "2024-04-02"))
                .filteredOn(remedy -> remedy.obligation() == 1)
                .extracting(Remedy::kind)
                .containsExactly(Kind.NEW_MEDIATION, Kind.SUIT);
    }

    @Test
    void 人民调解法32_whatIsNotConfirmedIsSuedFor() {
        var state = after(with(signedOn("2024-03-04", AgreementForm.WRITTEN, PAYMENT), AGREED));
        assertThat(remedies(state, "2024-04-02"))
                .extracting(Remedy::kind, Remedy::article)
                .containsExactly(tuple(Kind.SUIT, "人民调解法 art. 32"), tuple(Kind.NEW_MEDIATION, "人民调解法 art. 17, 31"));
    }

    @Test
    void 人民调解法33_asLongAsTheWindowIsOpenTheyCanStillHaveItConfirmed() {
        var state =
                after(with(signedForConfirmation("2024-03-04"), new ObligationBreached(1, words("will not pay"), 1)));
        assertThat(remedies(state, "2024-03-10"))
                .contains(new Remedy(
                        Kind.CONFIRMATION,
                        1,
                        "applicant-1",
                        "人民调解法 art. 33; 民事诉讼法 art. 205",
                        LocalDate.of(2024, 4, 3)));
    }

    @Test
    void 人民调解法31_whatTheCreditorLetGoNeedsNoRemedy() {
        var state = after(with(confirmed(PAYMENT), new ObligationExcused(1, words("let go"), 0, 0)));
        assertThat(remedies(state, "2024-04-02")).isEmpty();
    }

    // Instalments, month by month

    @Test
    void threeInstalmentsOfAThousandAtTheEndOfTheMonthAddUp() {
        assertThat(readyToSign().when(sign(false, BOTH, inThirds())).events()).hasSize(2);
    }

    @Test
    void whatIsDueNextIsTheFirstInstalmentThatIsNotPaid() {
        var debt = inThirds().numbered(1);
        var paid = new ObligationPaid(1, Money.yuan("333.33"), LocalDate.of(2024, 3, 31), Money.yuan("666.67"));
        assertThat(after(confirmed(inThirds())).nextDueOn(debt)).contains(LocalDate.of(2024, 3, 31));
        assertThat(after(with(confirmed(inThirds()), paid)).nextDueOn(debt)).contains(LocalDate.of(2024, 4, 30));
        assertThat(after(with(confirmed(inThirds()), new ObligationExcused(1, words("let go"), 0, 0)))
                        .nextDueOn(debt))
                .isEmpty();
    }

    @Test
    void 人民调解法31_whoeverOwesIsUrgedToPerformWhatIsNotPaid() {
        var the23rdOfApril = Instant.parse("2024-04-22T16:00:00Z");
        var first = new ObligationPaid(1, Money.yuan("333.33"), LocalDate.of(2024, 3, 31), Money.yuan("666.67"));
        var half = new ObligationPaid(1, Money.yuan("100.00"), LocalDate.of(2024, 4, 1), Money.yuan("566.67"));
        var remind = new RemindOfObligation(1, 2, the23rdOfApril);
        mediation(with(with(confirmed(inThirds()), first), half))
                .when(remind)
                .then(new ObligationReminded(
                        1, 2, "respondent-1", Money.yuan("233.33"), LocalDate.of(2024, 4, 30), the23rdOfApril));
        mediation(with(confirmed(inThirds()), first))
                .when(new RemindOfObligation(1, 1, the23rdOfApril))
                .thenNothing();
        mediation(with(confirmed(inThirds()), new ObligationExcused(1, words("let go"), 0, 0)))
                .when(remind)
                .thenNothing();
        mediation(confirmed(inThirds()))
                .when(new RemindOfObligation(7, 1, the23rdOfApril))
                .thenNothing();
    }

    // 反家庭暴力法, 公安机关办理行政案件程序规定 art. 183: who sits with whom, and how often

    @Test
    void 反家庭暴力法_partiesWhoAreKeptApartAreHeardInPrivate() {
        var end = NOON.plusSeconds(3600);
        mediation(OPENED, new PartiesKeptApart(NOON))
                .when(new ScheduleSession(NOON, end, null, null))
                .thenRefused(PARTIES_KEPT_APART);
        mediation(OPENED, new PartiesKeptApart(NOON))
                .when(new ScheduleSession(NOON, end, null, List.of("applicant-1")))
                .then(new SessionScheduled(1, NOON, null, "zhao", List.of("applicant-1"), end));
    }

    @Test
    void 反家庭暴力法_whoDoesNotMeetTheOtherSideIsNotBroughtTogetherWithIt() {
        mediation(OPENED, new NeedsNoted("respondent-1", List.of(), true, NOON))
                .when(new ScheduleSession(NOON, NOON.plusSeconds(3600), null, BOTH))
                .thenRefused(NO_CONTACT);
    }

    @Test
    void 程序规定183_anotherCustodyGivesThePoliceNoMoreSessions() {
        var police = new MandateNoted(new Mandate(Mandate.Kind.POLICE_PUBLIC_ORDER, "J17"), NOON);
        var left = new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON.plusSeconds(7200));
        var tooLate = Instant.parse("2024-03-12T16:00:00Z");
        var again = mediation(police, OPENED, SCHEDULED, HELD, left, OPENED);
        again.when(new ScheduleSession(tooLate, tooLate.plusSeconds(3600), null, null))
                .thenRefused(POLICE_SESSIONS_OVER);
        var inTime = tooLate.minusSeconds(7200);
        var second = new SessionScheduled(1, inTime, null, "zhao", null, inTime.plusSeconds(3600));
        again.when(new ScheduleSession(inTime, inTime.plusSeconds(3600), null, null))
                .then(second);
        again.given(second, new SessionHeld(1, List.of()))
                .when(new ScheduleSession(inTime.plusSeconds(7200), inTime.plusSeconds(9000), null, null))
                .thenRefused(POLICE_SESSIONS_OVER);
    }

    @Test
    void 程序规定183_thePoliceHaveOneMoreSessionWithinSevenWorkingDays() {
        var police = new MandateNoted(new Mandate(Mandate.Kind.POLICE_PUBLIC_ORDER, "J17"), NOON);
        var tooLate = Instant.parse("2024-03-12T16:00:00Z");
        mediation(police, OPENED, SCHEDULED, HELD)
                .when(new ScheduleSession(tooLate, tooLate.plusSeconds(3600), null, null))
                .thenRefused(POLICE_SESSIONS_OVER);
        var inTime = tooLate.minusSeconds(7200);
        mediation(police, OPENED, SCHEDULED, HELD)
                .when(new ScheduleSession(inTime, inTime.plusSeconds(3600), null, null))
                .then(new SessionScheduled(2, inTime, null, "zhao", null, inTime.plusSeconds(3600)));
    }

    // What the examples are told with

    private static Mediation after(MediationEvent... past) {
        var decider = new MediationDecider(RULES);
        return Arrays.stream(past).reduce(decider.initial(), decider::evolve, (_, later) -> later);
    }

    private static MediationEvent[] with(MediationEvent[] past, MediationEvent... more) {
        return Stream.concat(Arrays.stream(past), Arrays.stream(more)).toArray(MediationEvent[]::new);
    }

    private static MediationEvent[] signedForConfirmation(String day) {
        return with(READY, agreement(day, AgreementForm.WRITTEN, true, PAYMENT));
    }

    private static MediationEvent[] signedOn(String day, AgreementForm form, Undertaking undertaking) {
        return with(READY, agreement(day, form, false, undertaking));
    }

    private static MediationEvent[] confirmed(Undertaking undertaking) {
        return with(
                READY,
                agreement("2024-02-20", AgreementForm.WRITTEN, true, undertaking),
                new ConfirmationFiled(FILING, PARTIES, NOON, null),
                CONFIRMED,
                new MediationConcluded(1, MediationResult.CONFIRMED, null, NOON));
    }

    private static AgreementSigned agreement(
            String day, AgreementForm form, boolean confirmation, Undertaking undertaking) {
        var date = LocalDate.parse(day);
        return new AgreementSigned(
                1,
                form,
                true,
                words("terms"),
                List.of(undertaking.numbered(1)),
                BOTH,
                confirmation,
                date.atTime(12, 0).atZone(OfficialCalendar.ZONE).toInstant(),
                date,
                null,
                null,
                null);
    }

    private static Undertaking owing(String amount, String dueOn) {
        return new Undertaking(
                "respondent-1", "applicant-1", words("pay"), Money.yuan(amount), LocalDate.parse(dueOn), null, null);
    }

    private static Undertaking inThirds() {
        var parts = new ArrayList<Instalment>();
        parts.add(new Instalment(Money.yuan("333.33"), LocalDate.of(2024, 3, 31)));
        parts.add(new Instalment(Money.yuan("333.33"), LocalDate.of(2024, 4, 30)));
        parts.add(new Instalment(Money.yuan("333.34"), LocalDate.of(2024, 5, 31)));
        return new Undertaking(
                "respondent-1",
                "applicant-1",
                words("pay"),
                Money.yuan("1000.00"),
                LocalDate.of(2024, 5, 31),
                parts,
                null);
    }

    private static CaseFileNoted known(String partyId, int person) {
        return new CaseFileNoted(
                null,
                null,
                null,
                List.of(new PersonFile(
                        partyId,
                        PersonalText.of(Boxes.person(person), "150203199001011234"),
                        PersonalText.of(Boxes.person(person), "13904720001"),
                        PersonalText.of(Boxes.person(person), "卜尔汉图路1号"))),
                NOON);
    }

    private static DocumentIssued paper() {
        return new DocumentIssued(
                1,
                DocumentKind.AGREEMENT,
                "agreement.v1",
                null,
                null,
                words("昆河镇人民调解委员会"),
                null,
                words("7f3a"),
                "5f".repeat(32),
                "a0".repeat(32),
                NOON);
    }

    private static Readiness readiness(Mediation state, String day) {
        return Readiness.of(
                state,
                LocalDate.parse(day).atTime(9, 0).atZone(OfficialCalendar.ZONE).toInstant(),
                RULES);
    }

    private static LocalDate until(String signedOn) {
        return readiness(after(signedForConfirmation(signedOn)), signedOn).until();
    }

    private static List<Remedy> remedies(Mediation state, String today) {
        return state.remedies(LocalDate.parse(today), RULES);
    }

    private static SignAgreement sign(List<Matter> matters) {
        return new SignAgreement(
                AgreementForm.WRITTEN,
                true,
                words("terms"),
                List.of(REPAIR),
                BOTH,
                true,
                null,
                List.of(),
                matters,
                NOON);
    }

    private static LocalDate takesEffect(AgreementForm form, Instant signedAt) {
        var command = new SignAgreement(
                form, true, words("terms"), List.of(), BOTH, true, null, List.of(), List.of(), signedAt);
        return ((AgreementSigned) readyToSign().when(command).events().getFirst()).takesEffectOn();
    }

    private record Applied(Decision<MediationEvent> decision) {

        void isAccepted() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
        }

        void isRefused(MediationRefusal because) {
            assertThat(decision).isEqualTo(new Decision.Refused<>(because));
        }
    }

    private static Applied apply(String signedOn, String at, List<String> applicants) {
        var command = new ApplyForConfirmation(CASE, applicants, null, Instant.parse(at));
        return new Applied(
                new MediationDecider(RULES).decide(command, after(with(signedForConfirmation(signedOn), FILE_TOLD))));
    }
}
