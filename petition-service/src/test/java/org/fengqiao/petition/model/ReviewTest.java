package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.Finality.Ground.*;
import static org.fengqiao.petition.model.PetitionEvent.Reporter.PETITION_OFFICE;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.*;
import static org.fengqiao.petition.model.ReviewDecision.*;
import static org.fengqiao.petition.model.ReviewLevel.REVIEW;
import static org.fengqiao.petition.model.ReviewLevel.SECOND_REVIEW;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.PetitionCommand.EnterReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.LapseReviewTime;
import org.fengqiao.petition.model.PetitionCommand.NoteNewFacts;
import org.fengqiao.petition.model.PetitionEvent.NewFactsNoted;
import org.fengqiao.petition.model.PetitionEvent.Reporter;

/** The review 复查 (信访工作条例 art. 35), the second review 复核 (art. 36), and what is final. */
class ReviewTest extends PetitionScenarios {

    /** Thirty days from noon of 1 March 2024 end on Sunday, 31 March; the petitioner's last day is Monday. */
    static final Instant TOO_LATE = Instant.parse("2024-04-01T16:00:00Z");

    @Test
    void whoDisagreesWithAnOpinionAsksForAReviewWithinThirtyDays() {
        answered().when(ask(REVIEW, days(30))).then(asked(REVIEW, days(30)));
        answered().when(ask(REVIEW, TOO_LATE.minusSeconds(1))).then(asked(REVIEW, TOO_LATE.minusSeconds(1)));
        answered().when(ask(REVIEW, TOO_LATE)).thenRefused(REVIEW_TIME_OVER);
    }

    @Test
    void thereIsNoSecondReviewBeforeTheFirstAndOneAtATime() {
        answered().when(ask(SECOND_REVIEW, NOON)).thenRefused(OTHER_REVIEW_LEVEL);
        answered(asked(REVIEW, NOON)).when(ask(REVIEW, NOON)).thenNothing();
        answered(asked(REVIEW, NOON)).when(ask(SECOND_REVIEW, NOON)).thenRefused(REVIEW_PENDING);
        answered(asked(REVIEW, NOON), decided(REVIEW, UPHELD, Reporter.CLERK, days(9)))
                .when(ask(REVIEW, days(10)))
                .thenRefused(OTHER_REVIEW_LEVEL);
    }

    @Test
    void onlyAnOpinionIsReviewed() {
        petition().when(ask(REVIEW, NOON)).thenRefused(NO_SUCH_CASE);
        petition(OPENED, NOTIFIED).when(ask(REVIEW, NOON)).thenRefused(NO_OPINION_TO_REVIEW);
        petition(OPENED, NOTIFIED, judged(PetitionKind.LITIGATION), replied(LED_ON, NOON))
                .when(ask(REVIEW, NOON))
                .thenRefused(NO_OPINION_TO_REVIEW);
    }

    @Test
    void aReviewIsAskedForWhenTheAgencyIsLongConcluded() {
        answered(CONCLUDED).when(ask(REVIEW, days(20))).then(asked(REVIEW, days(20)));
    }

    @Test
    void aReviewThatUpholdsOrChangesOpensTheWayToTheSecond() {
        for (var decision : List.of(UPHELD, CHANGED)) {
            answered(asked(REVIEW, NOON))
                    .when(told(REVIEW, decision, days(9)))
                    .then(decided(REVIEW, decision, PETITION_OFFICE, days(9)));
            answered(asked(REVIEW, NOON), decided(REVIEW, decision, PETITION_OFFICE, days(9)))
                    .when(ask(SECOND_REVIEW, days(39)))
                    .then(asked(2, SECOND_REVIEW, days(39)));
        }
    }

    @Test
    void afterTheSecondReviewTheMatterIsFinal() {
        var second = answered(
                asked(REVIEW, NOON),
                decided(REVIEW, UPHELD, Reporter.CLERK, days(9)),
                asked(2, SECOND_REVIEW, days(10)));
        second.when(enter(SECOND_REVIEW, UPHELD, days(20)))
                .then(
                        decided(2, SECOND_REVIEW, UPHELD, Reporter.CLERK, days(20)),
                        madeFinal(SECOND_REVIEW_DECIDED, days(20)));
        var over = second.given(
                decided(2, SECOND_REVIEW, UPHELD, Reporter.CLERK, days(20)),
                madeFinal(SECOND_REVIEW_DECIDED, days(20)));
        over.when(ask(REVIEW, days(21))).thenRefused(FINAL_AFTER_SECOND_REVIEW);
        over.when(reply(NOT_SUPPORTED)).thenRefused(FINAL_AFTER_SECOND_REVIEW);
        assertThat(FINAL_AFTER_SECOND_REVIEW.detail()).contains("信访工作条例 art. 36");
    }

    @Test
    void aReviewThatOrdersItAnewSetsTheReplyAside() {
        var anew = answered(asked(REVIEW, NOON), decided(REVIEW, REVOKED, Reporter.CLERK, days(9)));
        anew.when(ask(SECOND_REVIEW, days(10))).thenRefused(NO_OPINION_TO_REVIEW);
        anew.when(CONCLUDE).thenRefused(NOT_REPLIED);
        anew.when(reply(NOT_SUPPORTED)).then(replied(NOT_SUPPORTED, NOON));
        anew.given(replied(NOT_SUPPORTED, days(12))).when(ask(REVIEW, days(13))).then(asked(2, REVIEW, days(13)));
    }

    @Test
    void aConcludedAgencyGivesTheNewReplyThatIsOrdered() {
        var anew = answered(CONCLUDED, asked(REVIEW, NOON), decided(REVIEW, REVOKED, Reporter.CLERK, days(9)));
        anew.when(reply(NOT_SUPPORTED)).then(replied(NOT_SUPPORTED, NOON));
        anew.given(replied(NOT_SUPPORTED, days(12))).when(reply(SUPPORTED)).thenRefused(ALREADY_CONCLUDED);
    }

    // What the petition office tells

    @Test
    void aDecisionToldTwiceIsRecordedOnceAndOneThatContradictsIsRefused() {
        var upheld = answered(asked(REVIEW, NOON), decided(REVIEW, UPHELD, PETITION_OFFICE, days(9)));
        upheld.when(told(REVIEW, UPHELD, days(9))).thenNothing();
        upheld.when(told(REVIEW, CHANGED, days(9))).thenRefused(REVIEW_DECIDED_OTHERWISE);
        upheld.when(enter(REVIEW, UPHELD, days(9))).thenNothing();
        upheld.when(enter(REVIEW, REVOKED, days(9))).thenRefused(REVIEW_DECIDED_OTHERWISE);
        upheld.when(new HearReviewDecision(PETITION, REVIEW, UPHELD, null, new ReportedTime(days(8), days(9))))
                .thenNothing();
        upheld.when(new HearReviewDecision(PETITION, REVIEW, UPHELD, "查2024-8", new ReportedTime(days(9), days(9))))
                .thenRefused(REVIEW_DECIDED_OTHERWISE);
    }

    @Test
    void aLateRepeatOfTheFirstDecisionDoesNotDecideTheReviewOfTheNewOpinion() {
        var again = answered(
                asked(REVIEW, NOON),
                decided(REVIEW, REVOKED, PETITION_OFFICE, days(9)),
                replied(NOT_SUPPORTED, days(12)),
                asked(2, REVIEW, days(13)));
        again.when(told(REVIEW, REVOKED, days(9))).thenNothing();
        again.when(new HearReviewDecision(PETITION, REVIEW, UPHELD, "查2024-12", new ReportedTime(days(9), days(14))))
                .thenRefused(DECIDED_BEFORE_THE_REQUEST);
    }

    @Test
    void aDecisionThatNobodyAskedForOrOfAnotherPetitionIsRefused() {
        petition().when(told(REVIEW, UPHELD, NOON)).thenRefused(NO_SUCH_CASE);
        answered().when(told(REVIEW, UPHELD, NOON)).thenRefused(REVIEW_NOT_ASKED_FOR);
        answered(asked(REVIEW, NOON)).when(told(SECOND_REVIEW, UPHELD, NOON)).thenRefused(REVIEW_NOT_ASKED_FOR);
        answered(asked(REVIEW, NOON))
                .when(new HearReviewDecision(CASE + "/petition/1", REVIEW, UPHELD, null, new ReportedTime(NOON, NOON)))
                .thenRefused(REVIEW_NOT_ASKED_FOR);
    }

    @Test
    void aDecisionLiesBetweenTheRequestAndNowAndTheAnswerBehindIt() {
        var pending = answered(asked(REVIEW, days(5)));
        pending.when(told(REVIEW, UPHELD, days(4))).thenRefused(DECIDED_BEFORE_THE_REQUEST);
        pending.when(new HearReviewDecision(PETITION, REVIEW, UPHELD, null, new ReportedTime(days(9), days(8))))
                .thenRefused(DECIDED_IN_THE_FUTURE);
        for (var answeredAt : List.of(days(6), days(9))) {
            pending.when(new EnterReviewDecision(
                            CLERK, REVIEW, UPHELD, null, new ReportedTime(days(7), days(8)), answeredAt))
                    .thenRefused(ANSWERED_BEFORE_THE_DECISION);
        }
    }

    // Time that passed unused

    @Test
    void aRightThatNobodyUsedIsGoneAndTheArticleIsOnTheEvent() {
        answered().when(new LapseReviewTime(REVIEW, TOO_LATE)).then(madeFinal(REVIEW_NOT_ASKED, TOO_LATE));
        answered(madeFinal(REVIEW_NOT_ASKED, TOO_LATE))
                .when(ask(REVIEW, TOO_LATE))
                .thenRefused(REVIEW_TIME_OVER);
        answered(
                        asked(REVIEW, NOON),
                        decided(REVIEW, UPHELD, Reporter.CLERK, days(9)),
                        madeFinal(SECOND_REVIEW_NOT_ASKED, days(40)))
                .when(ask(SECOND_REVIEW, days(41)))
                .thenRefused(SECOND_REVIEW_TIME_OVER);
        assertThat(madeFinal(REVIEW_NOT_ASKED, NOON).article()).isEqualTo("信访工作条例 art. 35");
        assertThat(madeFinal(SECOND_REVIEW_NOT_ASKED, NOON).article()).isEqualTo("信访工作条例 art. 36");
    }

    @Test
    void aTimeThatNoLongerRunsLapsesNothing() {
        answered().when(new LapseReviewTime(REVIEW, days(3))).thenNothing();
        answered().when(new LapseReviewTime(SECOND_REVIEW, TOO_LATE)).thenNothing();
        answered(asked(REVIEW, NOON))
                .when(new LapseReviewTime(REVIEW, TOO_LATE))
                .thenNothing();
        petition().when(new LapseReviewTime(REVIEW, TOO_LATE)).thenNothing();
    }

    // The same facts again

    @Test
    void theSameFactsAreNotRunAgainAfterTheSecondReview() {
        var again = answered(
                        CONCLUDED,
                        asked(REVIEW, NOON),
                        decided(REVIEW, UPHELD, Reporter.CLERK, days(9)),
                        asked(2, SECOND_REVIEW, days(10)),
                        decided(2, SECOND_REVIEW, UPHELD, Reporter.CLERK, days(20)),
                        madeFinal(SECOND_REVIEW_DECIDED, days(20)))
                .given(opened(3, days(50), days(50), days(50)));
        again.when(judge(PetitionKind.OPINION)).thenRefused(FINAL_AFTER_SECOND_REVIEW);
        again.when(StaffTest.plan(null)).thenRefused(FINAL_AFTER_SECOND_REVIEW);
        var notified = again.given(NOTIFIED);
        notified.when(REPLY).thenRefused(FINAL_AFTER_SECOND_REVIEW);
        notified.when(reply(NOT_ACCEPTED_AGAIN)).then(replied(NOT_ACCEPTED_AGAIN, NOON));

        var facts = new NoteNewFacts(CLERK, text("新发现的丈量记录"), days(51));
        var noted = new NewFactsNoted(text("新发现的丈量记录"), "zhao", days(51));
        notified.when(facts).then(noted);
        notified.given(noted, OPINION, HANDLED).when(REPLY).then(REPLIED);
        answered().when(facts).thenRefused(NOT_BARRED);
    }

    @Test
    void whoOnlyLetTheTimePassIsNotBarredWhenTheCaseIsReopened() {
        answered(CONCLUDED, madeFinal(REVIEW_NOT_ASKED, TOO_LATE))
                .given(opened(3, days(50), days(50), days(50)))
                .when(judge(PetitionKind.OPINION))
                .then(judged(PetitionKind.OPINION));
        petition(OPENED, NOTIFIED).when(reply(NOT_ACCEPTED_AGAIN)).thenRefused(RESULT_OF_ANOTHER_KIND);
    }
}
