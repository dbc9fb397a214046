package org.fengqiao.mediation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.mediation.model.MediationCommand.CancelRevisits;
import org.fengqiao.mediation.model.MediationCommand.CompleteRevisit;
import org.fengqiao.mediation.model.MediationCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;
import org.fengqiao.mediation.model.MediationEvent.RevisitScheduled;
import org.fengqiao.mediation.model.MediationEvent.RevisitsCancelled;

class RevisitDeciderTest extends MediationScenarios {

    static final RevisitScheduled FIRST = scheduled(1, 1, 7);
    static final RevisitScheduled SECOND = scheduled(1, 2, 30);
    static final RevisitScheduled THIRD = scheduled(1, 3, 90);
    /** The days for which the revisits are planned, at noon: the 8th and 31st of March. */
    static final Instant FIRST_DAY = NOON.plus(Duration.ofDays(7));

    static final Instant SECOND_DAY = NOON.plus(Duration.ofDays(30));
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
                .when(new CompleteRevisit(1, CONTENT, FIRST_DAY))
                .then(new RevisitCompleted(1, 1, true, 5, true, false, words("thank you"), 2, FIRST_DAY));
    }

    @Test
    void aRevisitIsNotMadeBeforeItsDay() {
        var lastMomentBefore = Instant.parse("2024-03-07T15:59:59Z");
        closed().when(new CompleteRevisit(1, CONTENT, NOON)).thenRefused(REVISIT_BEFORE_ITS_DAY);
        closed().when(new CompleteRevisit(1, CONTENT, lastMomentBefore)).thenRefused(REVISIT_BEFORE_ITS_DAY);
        assertThat(closed().when(new CompleteRevisit(1, CONTENT, lastMomentBefore.plusSeconds(1)))
                        .events())
                .hasSize(1);
        firstMade().when(new CompleteRevisit(2, CONTENT, FIRST_DAY)).thenRefused(REVISIT_BEFORE_ITS_DAY);
    }

    @Test
    void revisitsAreMadeOneAfterTheOther() {
        closed().when(new CompleteRevisit(2, CONTENT, SECOND_DAY)).thenRefused(REVISIT_OUT_OF_ORDER);
        assertThat(closed().when(new CompleteRevisit(1, CONTENT, SECOND_DAY)).events())
                .as("the first one, made late")
                .hasSize(1);
    }

    @Test
    void anEarlierClosingsRevisitsAreNotWaitedFor() {
        closed().given(new RevisitsCancelled(1, List.of(1, 2, 3), NOON), scheduled(2, 4, 7))
                .when(new CompleteRevisit(4, NOT_REACHED, FIRST_DAY))
                .then(new RevisitCompleted(2, 4, false, null, null, null, null, 0, FIRST_DAY));
    }

    @Test
    void notToReachThePartiesIsAnAnswerToo() {
        firstMade()
                .when(new CompleteRevisit(2, NOT_REACHED, SECOND_DAY))
                .then(new RevisitCompleted(1, 2, false, null, null, null, null, 0, SECOND_DAY));
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

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> firstMade() {
        return closed().given(new RevisitCompleted(1, 1, true, 5, true, false, null, 0, FIRST_DAY));
    }

    static DeciderScenario<MediationCommand, Mediation, MediationEvent> closed() {
        return mediation(FIRST, SECOND, THIRD);
    }
}
