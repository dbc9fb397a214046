package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.value.Party.Side.APPLICANT;
import static org.fengqiao.kernel.value.Party.Side.RESPONDENT;
import static org.fengqiao.mediation.model.MediationRefusal.*;
import static org.fengqiao.mediation.model.ObligationAnswer.Said.NOT_PERFORMED;
import static org.fengqiao.mediation.model.ObligationAnswer.Said.NOT_YET_DUE;
import static org.fengqiao.mediation.model.ObligationAnswer.Said.PERFORMED;
import static org.fengqiao.mediation.model.RevisitChannel.LINK;
import static org.fengqiao.mediation.model.RevisitChannel.PHONE;
import static org.fengqiao.mediation.model.RevisitChannel.VISIT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.RevisitCommand.AnswerByLink;
import org.fengqiao.mediation.model.RevisitCommand.CancelRevisits;
import org.fengqiao.mediation.model.RevisitCommand.EndRound;
import org.fengqiao.mediation.model.RevisitCommand.MakeLink;
import org.fengqiao.mediation.model.RevisitCommand.MarkAnswer;
import org.fengqiao.mediation.model.RevisitCommand.NoteAccusation;
import org.fengqiao.mediation.model.RevisitCommand.RecordAnswer;
import org.fengqiao.mediation.model.RevisitCommand.RecordAttempt;
import org.fengqiao.mediation.model.RevisitCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.RevisitEvent.AccusationNoted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAnswered;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAttempted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitGivenUp;
import org.fengqiao.mediation.model.RevisitEvent.RevisitLinkMade;
import org.fengqiao.mediation.model.RevisitEvent.RevisitMarked;
import org.fengqiao.mediation.model.RevisitEvent.RevisitScheduled;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;

class RevisitDeciderTest extends MediationScenarios {

    static final List<RevisitedParty> ASKED =
            List.of(new RevisitedParty("applicant-1", APPLICANT), new RevisitedParty("respondent-1", RESPONDENT));
    static final List<Integer> NOTHING_OWED = List.of();
    static final RevisitScheduled FIRST = scheduled(1, 1, 1, 7, NOTHING_OWED);
    static final RevisitScheduled SECOND = scheduled(1, 2, 2, 30, NOTHING_OWED);
    static final RevisitScheduled THIRD = scheduled(1, 3, 3, 90, NOTHING_OWED);

    /** The days for which the rounds are planned, at noon: the 8th and 31st of March. */
    static final Instant FIRST_DAY = NOON.plus(Duration.ofDays(7));

    static final Instant SECOND_DAY = NOON.plus(Duration.ofDays(30));
    static final Instant THIRD_DAY = NOON.plus(Duration.ofDays(90));
    static final RevisitAnswer CONTENT = content(5);
    static final String HASH = "0f".repeat(32);

    // ---- scheduling

    @Test
    void aClosedCaseIsRevisitedThreeTimesWhateverItsPath() {
        mediation().when(close(1, "PETITION_CONCLUDED")).then(FIRST, SECOND, THIRD);
    }

    @Test
    void afterAnAgreementItsObligationsAreAskedAboutAndWhoMediatedAsksNobody() {
        var handledBy = List.of("claimer", "zhao");
        readyToSign()
                .given(SIGNED, AGREED)
                .when(close(1, "AGREED"))
                .then(owing(1, 1, 1, 7, handledBy), owing(1, 2, 2, 30, handledBy), owing(1, 3, 3, 90, handledBy));
    }

    @Test
    void theSameClosingSchedulesOnce() {
        closed().when(close(1, "AGREED")).thenNothing();
    }

    @Test
    void aSecondClosingGoesOnCounting() {
        closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON))
                .when(close(2, "PETITION_CONCLUDED"))
                .then(
                        scheduled(2, 4, 1, 7, NOTHING_OWED),
                        scheduled(2, 5, 2, 30, NOTHING_OWED),
                        scheduled(2, 6, 3, 90, NOTHING_OWED));
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

    // ---- asking

    @Test
    void eachPartyIsAskedOnItsOwnAndTheRoundEndsWithTheLastAnswer() {
        var one = answered("applicant-1", 5, List.of(), FIRST_DAY);
        closed().when(ask("applicant-1", CONTENT, FIRST_DAY)).then(one);
        closed().given(one)
                .when(ask("respondent-1", content(3), FIRST_DAY))
                .then(
                        answered("respondent-1", 3, List.of(), FIRST_DAY),
                        new RevisitCompleted(1, 1, 1, 2, 2, 3, 0, 0, false, FIRST_DAY));
    }

    @Test
    void whoHandledTheCaseAsksNobody() {
        for (var handler : List.of("claimer")) {
            closed().when(new RecordAnswer(1, "applicant-1", VISIT, null, CONTENT, handler, FIRST_DAY))
                    .thenRefused(ASKED_BY_A_HANDLER);
            closed().when(new RecordAttempt(1, "applicant-1", VISIT, null, handler, FIRST_DAY))
                    .thenRefused(ASKED_BY_A_HANDLER);
            closed().when(new MakeLink(1, "applicant-1", HASH, handler, FIRST_DAY))
                    .thenRefused(ASKED_BY_A_HANDLER);
        }
    }

    @Test
    void nobodyIsAskedBeforeTheDay() {
        var lastMomentBefore = Instant.parse("2024-03-07T15:59:59Z");
        closed().when(ask("applicant-1", CONTENT, lastMomentBefore)).thenRefused(REVISIT_BEFORE_ITS_DAY);
        closed().when(new MakeLink(1, "applicant-1", HASH, "sun", lastMomentBefore))
                .thenRefused(REVISIT_BEFORE_ITS_DAY);
        assertThat(closed().when(ask("applicant-1", CONTENT, lastMomentBefore.plusSeconds(1)))
                        .events())
                .hasSize(1);
    }

    @Test
    void aRoundComesAfterTheOneBefore() {
        closed().when(new RecordAnswer(2, "applicant-1", VISIT, null, CONTENT, "sun", SECOND_DAY))
                .thenRefused(REVISIT_OUT_OF_ORDER);
        assertThat(closed().given(closed().when(new EndRound(1, SECOND_DAY)).events())
                        .when(new RecordAnswer(2, "applicant-1", VISIT, null, CONTENT, "sun", SECOND_DAY))
                        .events())
                .hasSize(1);
    }

    @Test
    void aRoundOrAPartyThatIsNotThereIsNotAsked() {
        closed().when(new RecordAnswer(4, "applicant-1", VISIT, null, CONTENT, "sun", FIRST_DAY))
                .thenRefused(NO_SUCH_REVISIT);
        mediation().when(ask("applicant-1", CONTENT, FIRST_DAY)).thenRefused(NO_SUCH_REVISIT);
        closed().when(ask("respondent-2", CONTENT, FIRST_DAY)).thenRefused(NOT_ASKED_IN_THIS_ROUND);
    }

    @Test
    void aPartyAnswersOnceInARound() {
        var answered = closed().given(answered("applicant-1", 5, List.of(), FIRST_DAY));
        answered.when(ask("applicant-1", CONTENT, FIRST_DAY)).thenNothing();
        answered.when(ask("applicant-1", content(4), FIRST_DAY)).thenRefused(PARTY_ALREADY_ANSWERED);
        answered.when(new RecordAttempt(1, "applicant-1", VISIT, null, "sun", FIRST_DAY))
                .thenRefused(PARTY_ALREADY_ANSWERED);
        answered.when(new MakeLink(1, "applicant-1", HASH, "sun", FIRST_DAY)).thenRefused(PARTY_ALREADY_ANSWERED);
    }

    @Test
    void aRemarkOnRecordIsClosedSoThatTheSameOneCannotBeToldFromAnother() {
        var remark = Boxes.ofCase("fengqiao.mediation.revisit-answered.v1", "/remark");
        var said = answered("applicant-1", 5, List.of(), FIRST_DAY);
        closed().given(new RevisitAnswered(
                        1,
                        1,
                        1,
                        said.partyId(),
                        said.side(),
                        said.speaker(),
                        said.channel(),
                        said.askedBy(),
                        null,
                        5,
                        List.of(),
                        false,
                        remark,
                        FIRST_DAY))
                .when(ask("applicant-1", CONTENT, FIRST_DAY))
                .thenRefused(PARTY_ALREADY_ANSWERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, -1})
    void satisfactionIsFromOneToFive(int satisfaction) {
        closed().when(ask("applicant-1", content(satisfaction), FIRST_DAY)).thenRefused(SATISFACTION_OFF_THE_SCALE);
    }

    // ---- not reached

    @Test
    void aPartyIsTriedThreeTimesOnDifferentDaysAndHoursBeforeItCountsAsNotReached() {
        var day = Duration.ofDays(1);
        var tried = closed().given(attempted(1, FIRST_DAY), attempted(2, FIRST_DAY.plus(day)));
        tried.when(attempt(FIRST_DAY.plus(day).plusSeconds(7200)))
                .then(attempted(3, FIRST_DAY.plus(day).plusSeconds(7200)));
        tried.when(attempt(FIRST_DAY.plus(day.multipliedBy(2))))
                .then(attempted(3, FIRST_DAY.plus(day.multipliedBy(2))));
        var third = FIRST_DAY.plus(day.multipliedBy(2)).plusSeconds(7200);
        tried.when(attempt(third))
                .then(attempted(3, third), givenUp("applicant-1", GivenUpCause.UNREACHABLE, 3, third));
    }

    @Test
    void aRoundEndsWhenTheLastPartyIsGivenUp() {
        var third = FIRST_DAY.plus(Duration.ofDays(2)).plusSeconds(7200);
        closed().given(
                        answered("respondent-1", 4, List.of(), FIRST_DAY),
                        attempted(1, FIRST_DAY),
                        attempted(2, FIRST_DAY.plus(Duration.ofDays(1))))
                .when(attempt(third))
                .then(
                        attempted(3, third),
                        givenUp("applicant-1", GivenUpCause.UNREACHABLE, 3, third),
                        new RevisitCompleted(1, 1, 1, 2, 1, 4, 0, 0, false, third));
    }

    @Test
    void whoCountsAsNotReachedIsAskedAgainInTheNextRound() {
        var givenUp = closed().given(givenUp("applicant-1", GivenUpCause.UNREACHABLE, 3, FIRST_DAY));
        givenUp.when(ask("applicant-1", CONTENT, FIRST_DAY)).thenRefused(PARTY_GIVEN_UP);
        givenUp.when(attempt(FIRST_DAY)).thenRefused(PARTY_GIVEN_UP);
        assertThat(givenUp.given(givenUp.when(new EndRound(1, SECOND_DAY)).events())
                        .when(new RecordAnswer(2, "applicant-1", VISIT, null, CONTENT, "sun", SECOND_DAY))
                        .events())
                .hasSize(1);
    }

    @Test
    void aPartyThatAnswersTheThirdTimeIsReached() {
        var third = FIRST_DAY.plus(Duration.ofDays(2));
        closed().given(attempted(1, FIRST_DAY), attempted(2, FIRST_DAY.plus(Duration.ofDays(1))))
                .when(ask("applicant-1", CONTENT, third))
                .then(answered("applicant-1", 5, List.of(), third));
    }

    @Test
    void whenTheTimeOfARoundIsOverWhoHasNotAnsweredCountsAsNotReached() {
        var late = FIRST_DAY.plus(Duration.ofDays(8));
        var one = answered("applicant-1", 5, List.of(), FIRST_DAY);
        var ended = List.of(
                new RevisitGivenUp(1, 1, 1, "respondent-1", RESPONDENT, GivenUpCause.DEADLINE, 0, late),
                new RevisitCompleted(1, 1, 1, 2, 1, 5, 0, 0, true, late));
        assertThat(closed().given(one).when(new EndRound(1, late)).events()).isEqualTo(ended);
        var over = closed().given(one).given(List.copyOf(ended));
        over.when(new EndRound(1, late)).thenNothing();
        over.when(ask("respondent-1", CONTENT, late)).thenRefused(REVISIT_OVER);
    }

    // ---- the agreement

    @Test
    void everyObligationOfOrToThePartyIsAskedAbout() {
        owing().when(ask("applicant-1", CONTENT, FIRST_DAY)).thenRefused(OBLIGATION_NOT_ANSWERED);
        owing().when(ask("applicant-1", content(5, said(1, NOT_YET_DUE)), FIRST_DAY))
                .thenRefused(OBLIGATION_NOT_ANSWERED);
        owing().when(ask(
                        "applicant-1",
                        content(5, said(1, NOT_YET_DUE), said(1, PERFORMED), said(2, NOT_YET_DUE)),
                        FIRST_DAY))
                .thenRefused(OBLIGATION_NOT_ANSWERED);
        owing().when(ask(
                        "applicant-1",
                        content(5, said(1, NOT_YET_DUE), said(2, NOT_YET_DUE), said(3, PERFORMED)),
                        FIRST_DAY))
                .thenRefused(OBLIGATION_NOT_ASKED_ABOUT);
        closed().when(ask("applicant-1", content(5, said(1, PERFORMED)), FIRST_DAY))
                .thenRefused(OBLIGATION_NOT_ASKED_ABOUT);
        assertThat(owing().given(new ObligationPerformed(1, LocalDate.of(2024, 3, 5), 1, 0))
                        .when(ask("applicant-1", content(5, said(2, NOT_YET_DUE)), FIRST_DAY))
                        .events())
                .as("what is on record as performed need not be told")
                .hasSize(1);
    }

    @Test
    void whatIsNotDueIsNotBreachedAndWhatWasDueIsNotForTheFuture() {
        owing().when(ask("applicant-1", content(5, said(1, NOT_PERFORMED), said(2, NOT_YET_DUE)), FIRST_DAY))
                .thenRefused(PERFORMANCE_AGAINST_ITS_DAY);
        owing().given(owing().when(new EndRound(1, SECOND_DAY)).events())
                .when(new RecordAnswer(
                        2,
                        "applicant-1",
                        VISIT,
                        null,
                        content(5, said(1, NOT_YET_DUE), said(2, NOT_YET_DUE)),
                        "sun",
                        SECOND_DAY))
                .thenRefused(PERFORMANCE_AGAINST_ITS_DAY);
    }

    @Test
    void whatItsCreditorAcknowledgesIsPerformed() {
        var words = List.of(said(1, PERFORMED), said(2, NOT_YET_DUE));
        owing().when(ask("applicant-1", content(5, said(1, PERFORMED), said(2, NOT_YET_DUE)), FIRST_DAY))
                .then(
                        answered("applicant-1", 5, words, FIRST_DAY),
                        new ObligationPerformed(1, LocalDate.of(2024, 3, 8), 1, 0));
    }

    @Test
    void itsDebtorsWordAloneDoesNotPerformIt() {
        owing().when(ask("respondent-1", content(5, said(1, PERFORMED), said(2, NOT_YET_DUE)), FIRST_DAY))
                .then(answered("respondent-1", 5, List.of(said(1, PERFORMED), said(2, NOT_YET_DUE)), FIRST_DAY));
    }

    @Test
    void aRoundTellsWhatWasDueAndIsNotPerformed() {
        assertThat(owing().when(new EndRound(1, SECOND_DAY)).events())
                .contains(new RevisitCompleted(1, 1, 1, 2, 0, null, 1, 2, true, SECOND_DAY));
        assertThat(owing().when(new EndRound(1, THIRD_DAY)).events())
                .contains(new RevisitCompleted(1, 1, 1, 2, 0, null, 2, 2, true, THIRD_DAY));
    }

    // ---- the link

    @Test
    void aPartyAnswersByItselfWithAOneTimeCode() {
        var made = linkMade(HASH);
        closed().when(new MakeLink(1, "applicant-1", HASH, "sun", FIRST_DAY)).then(made);
        var answer = new AnswerByLink(1, "applicant-1", HASH, CONTENT, FIRST_DAY.plusSeconds(60));
        var byItself = new RevisitAnswered(
                1,
                1,
                1,
                "applicant-1",
                APPLICANT,
                RevisitSpeaker.PARTY,
                LINK,
                null,
                null,
                5,
                List.of(),
                false,
                null,
                FIRST_DAY.plusSeconds(60));
        closed().given(made).when(answer).then(byItself);
        closed().given(made, byItself).when(answer).thenNothing();
        closed().given(made, byItself)
                .when(new AnswerByLink(1, "applicant-1", HASH, content(1), FIRST_DAY))
                .thenRefused(PARTY_ALREADY_ANSWERED);
    }

    @Test
    void aCodeIsOfNoUseToAnotherNorAfterALaterOneNorTooLate() {
        var other = "ab".repeat(32);
        var made = closed().given(linkMade(HASH));
        made.when(new AnswerByLink(1, "respondent-1", HASH, CONTENT, FIRST_DAY)).thenRefused(UNKNOWN_LINK);
        made.when(new AnswerByLink(1, "applicant-1", other, CONTENT, FIRST_DAY)).thenRefused(UNKNOWN_LINK);
        made.given(linkMade(other))
                .when(new AnswerByLink(1, "applicant-1", HASH, CONTENT, FIRST_DAY))
                .thenRefused(UNKNOWN_LINK);
        made.when(new AnswerByLink(1, "applicant-1", HASH, CONTENT, FIRST_DAY.plus(Duration.ofDays(7))))
                .thenRefused(LINK_EXPIRED);
        made.given(made.when(new EndRound(1, SECOND_DAY)).events())
                .when(new AnswerByLink(1, "applicant-1", HASH, CONTENT, SECOND_DAY))
                .thenRefused(REVISIT_OVER);
    }

    // ---- marks

    @Test
    void anAnswerThatComesWithTheClosingIsMarked() {
        var late = FIRST_DAY.minusSeconds(59);
        var known = new RevisitScheduled(
                1, 1, 1, FIRST.dueAt(), "kunhe-committee", ASKED, NOTHING_OWED, List.of("claimer"), late);
        mediation(known)
                .when(ask("applicant-1", CONTENT, FIRST_DAY))
                .then(
                        answered("applicant-1", 5, List.of(), FIRST_DAY),
                        new RevisitMarked(1, 1, "applicant-1", List.of(MarkGround.SOON_AFTER_CLOSING), FIRST_DAY));
        assertThat(mediation(known)
                        .when(ask("applicant-1", CONTENT, FIRST_DAY.plusSeconds(1)))
                        .events())
                .hasSize(1);
    }

    @Test
    void anAnswerIsMarkedOnceForEachGround() {
        var answered = closed().given(answered("applicant-1", 5, List.of(), FIRST_DAY));
        var mark = new MarkAnswer(1, "applicant-1", MarkGround.ONE_PHONE_FOR_MANY, SECOND_DAY);
        var marked = new RevisitMarked(1, 1, "applicant-1", List.of(MarkGround.ONE_PHONE_FOR_MANY), SECOND_DAY);
        answered.when(mark).then(marked);
        answered.given(marked).when(mark).thenNothing();
        closed().when(mark).thenRefused(NO_ANSWER_TO_MARK);
    }

    // ---- reopening

    @Test
    void reopeningCancelsTheRoundsThatHaveNotEnded() {
        closed().given(answered("applicant-1", 1, List.of(), FIRST_DAY))
                .when(new CancelRevisits(1, NOON))
                .then(new RevisitsCancelled(1, List.of(1, 2, 3), NOON));
        closed().given(new RevisitCompleted(1, 1, 1, 2, 2, 1, 0, 0, false, FIRST_DAY))
                .when(new CancelRevisits(1, NOON))
                .then(new RevisitsCancelled(1, List.of(2, 3), NOON));
    }

    @Test
    void reopeningOnceMoreCancelsNothing() {
        var cancelled = closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON));
        cancelled.when(new CancelRevisits(1, NOON)).thenNothing();
        closed().when(new CancelRevisits(2, NOON)).thenNothing();
        cancelled.when(new EndRound(1, SECOND_DAY)).thenNothing();
    }

    @Test
    void nobodyIsAskedInACancelledRound() {
        var cancelled = closed().given(linkMade(HASH), new RevisitsCancelled(1, List.of(1, 2, 3), NOON));
        cancelled.when(ask("applicant-1", CONTENT, FIRST_DAY)).thenRefused(REVISIT_CANCELLED);
        cancelled
                .when(new AnswerByLink(1, "applicant-1", HASH, CONTENT, FIRST_DAY))
                .thenRefused(REVISIT_CANCELLED);
    }

    // ---- accusations (信访工作条例 art. 30)

    static final AccusationNoted ACCUSED = new AccusationNoted(true, NOON);

    @Test
    void whoIsAccusedIsNotAskedAfterTheAccusationWasClosed() {
        mediation().when(new NoteAccusation(true, NOON)).then(ACCUSED);
        mediation(ACCUSED).when(new NoteAccusation(true, NOON)).thenNothing();
        var scheduled = mediation(ACCUSED).when(close(1, "PETITION_CONCLUDED")).events();
        assertThat(scheduled)
                .hasSize(3)
                .allSatisfy(event -> assertThat(((RevisitScheduled) event).parties())
                        .containsExactly(new RevisitedParty("applicant-1", APPLICANT)));
        var asked = mediation(ACCUSED).given(scheduled.toArray(MediationEvent[]::new));
        asked.when(ask("respondent-1", CONTENT, FIRST_DAY)).thenRefused(NOT_ASKED_IN_THIS_ROUND);
        asked.when(ask("applicant-1", CONTENT, FIRST_DAY))
                .then(
                        answered("applicant-1", 5, List.of(), FIRST_DAY),
                        new RevisitCompleted(1, 1, 1, 1, 1, 5, 0, 0, false, FIRST_DAY));
    }

    @Test
    void whatIsJudgedOtherwiseLaterIsAskedOfBothSidesAgain() {
        mediation(ACCUSED).when(new NoteAccusation(false, NOON)).then(new AccusationNoted(false, NOON));
        mediation(ACCUSED, new AccusationNoted(false, NOON))
                .when(close(1, "PETITION_CONCLUDED"))
                .then(FIRST, SECOND, THIRD);
    }

    @Test
    void anAccusationThatIsHeardOfLateTakesTheAccusedOutOfTheRoundsUnderWay() {
        closed().when(new NoteAccusation(true, NOON)).then(ACCUSED);
        var known = closed().given(linkTo("respondent-1"), ACCUSED);
        known.when(ask("respondent-1", CONTENT, FIRST_DAY)).thenRefused(PARTY_GIVEN_UP);
        known.when(new MakeLink(1, "respondent-1", HASH, "sun", FIRST_DAY)).thenRefused(PARTY_GIVEN_UP);
        known.when(new RecordAttempt(1, "respondent-1", VISIT, null, "sun", FIRST_DAY))
                .thenRefused(PARTY_GIVEN_UP);
        known.when(new AnswerByLink(1, "respondent-1", HASH, CONTENT, FIRST_DAY))
                .thenRefused(REVISIT_OVER);
        known.when(ask("applicant-1", CONTENT, FIRST_DAY))
                .then(
                        answered("applicant-1", 5, List.of(), FIRST_DAY),
                        new RevisitCompleted(1, 1, 1, 1, 1, 5, 0, 0, false, FIRST_DAY));
    }

    @Test
    void aRoundInWhichOnlyTheAccusedWaitedEndsWithTheAccusation() {
        closed().given(answered("applicant-1", 5, List.of(), FIRST_DAY))
                .when(new NoteAccusation(true, FIRST_DAY))
                .then(
                        new AccusationNoted(true, FIRST_DAY),
                        new RevisitCompleted(1, 1, 1, 1, 1, 5, 0, 0, false, FIRST_DAY));
    }

    // ---- words

    static RevisitLinkMade linkTo(String partyId) {
        return new RevisitLinkMade(1, 1, partyId, HASH, SECOND_DAY, "sun", FIRST_DAY);
    }

    static ScheduleRevisits close(int closure, String outcome) {
        return new ScheduleRevisits(closure, outcome, "kunhe-committee", ASKED, List.of("claimer"), NOON, NOON);
    }

    static RevisitScheduled scheduled(int closure, int round, int ordinal, int days, List<Integer> obligations) {
        return new RevisitScheduled(
                closure,
                round,
                ordinal,
                END_OF_FIRST_OF_MARCH.plus(Duration.ofDays(days)),
                "kunhe-committee",
                ASKED,
                obligations,
                List.of("claimer"),
                NOON);
    }

    static RevisitScheduled owing(int closure, int round, int ordinal, int days, List<String> handledBy) {
        var plain = scheduled(closure, round, ordinal, days, List.of(1, 2));
        return new RevisitScheduled(
                closure, round, ordinal, plain.dueAt(), plain.unit(), ASKED, plain.obligations(), handledBy, NOON);
    }

    static RevisitAnswer content(int satisfaction, ObligationAnswer... obligations) {
        return new RevisitAnswer(RevisitSpeaker.PARTY, satisfaction, List.of(obligations), false, null);
    }

    static ObligationAnswer said(int obligation, ObligationAnswer.Said said) {
        return new ObligationAnswer(obligation, said);
    }

    static RecordAnswer ask(String partyId, RevisitAnswer answer, Instant at) {
        return new RecordAnswer(1, partyId, VISIT, null, answer, "sun", at);
    }

    static RecordAttempt attempt(Instant at) {
        return new RecordAttempt(1, "applicant-1", PHONE, number(), "sun", at);
    }

    static PersonalText number() {
        return words("13904721234");
    }

    static RevisitAttempted attempted(int attempt, Instant at) {
        return new RevisitAttempted(1, 1, "applicant-1", attempt, PHONE, number(), "sun", at);
    }

    static RevisitGivenUp givenUp(String partyId, GivenUpCause cause, int attempts, Instant at) {
        return new RevisitGivenUp(1, 1, 1, partyId, APPLICANT, cause, attempts, at);
    }

    static RevisitLinkMade linkMade(String hash) {
        return new RevisitLinkMade(1, 1, "applicant-1", hash, FIRST_DAY.plus(Duration.ofDays(7)), "sun", FIRST_DAY);
    }

    static RevisitAnswered answered(String partyId, int satisfaction, List<ObligationAnswer> said, Instant at) {
        return new RevisitAnswered(
                1,
                1,
                1,
                partyId,
                partyId.startsWith("applicant") ? APPLICANT : RESPONDENT,
                RevisitSpeaker.PARTY,
                VISIT,
                "sun",
                null,
                satisfaction,
                said,
                false,
                null,
                at);
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> closed() {
        return mediation(FIRST, SECOND, THIRD);
    }

    /** A case closed with an agreement whose obligations fall due on the 20th of March and the 1st of April. */
    static DeciderScenario<MediationCommand, Mediation, MediationEvent> owing() {
        var events = new ArrayList<MediationEvent>(List.of(SIGNED, AGREED));
        events.add(owing(1, 1, 1, 7, List.of("claimer", "zhao")));
        events.add(owing(1, 2, 2, 30, List.of("claimer", "zhao")));
        events.add(owing(1, 3, 3, 90, List.of("claimer", "zhao")));
        return readyToSign().given(List.copyOf(events));
    }
}
