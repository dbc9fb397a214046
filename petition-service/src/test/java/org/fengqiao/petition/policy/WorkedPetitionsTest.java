package org.fengqiao.petition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.ReviewDecision.*;
import static org.fengqiao.petition.model.ReviewLevel.REVIEW;
import static org.fengqiao.petition.model.ReviewLevel.SECOND_REVIEW;
import static org.fengqiao.petition.policy.WorkedMatter.at;
import static org.fengqiao.petition.policy.WorkedMatter.endOf;

import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.Delivery;
import org.fengqiao.petition.model.Finality;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndTrack;
import org.fengqiao.petition.model.PetitionCommand.EnterReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.HearReviewDecision;
import org.fengqiao.petition.model.PetitionCommand.NameHandler;
import org.fengqiao.petition.model.PetitionCommand.NoteTrack;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.PetitionScenarios;
import org.fengqiao.petition.model.Review;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Track;

/**
 * Worked examples of the Regulation, article by article, with the real calendar: from decider and policy to the day on
 * which something is too late. Nothing is computed here; each day was counted by hand.
 */
class WorkedPetitionsTest extends PetitionScenarios {

    static final String HANDLING = "petition-handling-1";
    static final String NOTICE = "petition-notice-1";
    static final String TRANSFER = "petition-transfer-1";
    static final String ASK = "petition-review-request-1-1";
    static final String DECIDE = "petition-review-1-1";
    static final String ASK_AGAIN = "petition-second-review-request-1-1";
    static final String DECIDE_AGAIN = "petition-second-review-1-1";

    static OpenPetition opens(int custody, String receivedAt, String acceptedAt) {
        return new OpenPetition(
                CASE,
                custody,
                "kunhe-desk",
                "sun",
                "HOUSING_LAND",
                KUNHE,
                PARTIES,
                at(receivedAt),
                at(acceptedAt),
                at(acceptedAt));
    }

    static WorkedMatter received(String receivedAt, String acceptedAt) {
        return new WorkedMatter(CASE).does(opens(1, receivedAt, acceptedAt), acceptedAt);
    }

    static DeliverReply replies(PetitionResult result, String deliveredAt, String enteredAt) {
        return new DeliverReply(
                CLERK,
                result,
                "复2024-7",
                PAPER,
                new Delivery(Delivery.Manner.POST, "applicant-1", at(deliveredAt), "证2024-7"),
                at(enteredAt));
    }

    /** A petition opinion that the petitioner has got at that time. */
    static WorkedMatter answered(String acceptedAt, String deliveredAt) {
        return received(acceptedAt, acceptedAt)
                .does(new NotifyPetitioner(CLERK, "告2024-7", at(acceptedAt)), acceptedAt)
                .does(judge(PetitionKind.OPINION), acceptedAt)
                .does(new NameHandler(CLERK, "housing-bureau", "ma", at(acceptedAt)), acceptedAt)
                .does(replies(PetitionResult.NOT_SUPPORTED, deliveredAt, deliveredAt), deliveredAt);
    }

    static HearReviewDecision hears(ReviewLevel level, ReviewDecision decision, String decidedAt) {
        return new HearReviewDecision(
                CASE + "/petition/1", level, decision, null, new ReportedTime(at(decidedAt), at(decidedAt)));
    }

    static EnterReviewDecision enters(ReviewLevel level, ReviewDecision decision, String decided, String answered) {
        return new EnterReviewDecision(
                CLERK, level, decision, null, new ReportedTime(at(decided), at(answered)), at(answered));
    }

    // Art. 22: registered, and with who may decide it, within 15 days of receipt

    @ParameterizedTest
    @CsvSource({
        "2024-02-14T09:00, 2024-02-29",
        "2023-02-14T09:00, 2023-03-01",
        // What the office owes stays on its last day, also on National Day.
        "2024-09-16T18:00, 2024-10-01",
    })
    void article22ThePetitionIsTransferredByTheFifteenthDay(String receivedAt, String lastDay) {
        received(receivedAt, receivedAt).lastDay(TRANSFER, lastDay);
    }

    @Test
    void article22TheFifteenDaysRunFromReceiptWhoeverHasTheMatter() {
        received("2024-03-01T09:00", "2024-03-11T09:00")
                .lastDay(TRANSFER, "2024-03-16")
                .does(
                        new DiscontinuePetition(1, DiscontinuationCause.RETURNED, at("2024-03-12T09:00")),
                        "2024-03-12T09:00")
                .stands(TRANSFER, "CANCELLED")
                .does(opens(2, "2024-03-01T09:00", "2024-03-11T09:00"), "2024-03-13T09:00")
                .lastDay("petition-transfer-2", "2024-03-16");
    }

    @Test
    void article22AnOrganThatHandlesTheMatterHasIt() {
        received("2024-03-01T09:00", "2024-03-01T09:00")
                .does(judge(PetitionKind.OPINION), "2024-03-04T09:00")
                .stands(TRANSFER, "RUNNING")
                .does(new NameHandler(CLERK, "housing-bureau", "ma", at("2024-03-05T09:00")), "2024-03-05T09:00")
                .stands(TRANSFER, "MET");
    }

    @Test
    void article22WhatBelongsToACourtIsSentThere() {
        received("2024-03-01T09:00", "2024-03-01T09:00")
                .does(judge(PetitionKind.LITIGATION), "2024-03-04T09:00")
                .stands(TRANSFER, "MET");
        received("2024-03-01T09:00", "2024-03-01T09:00")
                .does(new NoteTrack(CLERK, Track.LITIGATION, null, at("2024-03-04T09:00")), "2024-03-04T09:00")
                .stands(TRANSFER, "MET");
    }

    @Test
    void article22ALateTransferIsStillOwed() {
        received("2024-03-01T09:00", "2024-03-01T09:00")
                .passes(endOf("2024-03-16"))
                .stands(TRANSFER, "BREACHED")
                .does(new NameHandler(CLERK, "housing-bureau", "ma", at("2024-03-18T10:00")), "2024-03-18T10:00")
                .stands(TRANSFER, "MET_LATE");
    }

    // Art. 23: written notice within 15 days of receipt

    @ParameterizedTest
    @CsvSource({
        "2024-03-01T09:00, 2024-03-16",
        // The day of receipt is not counted, however late in the evening it was.
        "2024-03-01T23:59, 2024-03-16",
        // A leap year: over the end of February.
        "2024-02-20T09:00, 2024-03-06",
        "2023-02-20T09:00, 2023-03-07",
        // What the office owes stays on its last day, also in the Spring Festival.
        "2025-01-15T09:00, 2025-01-30",
        "2024-12-20T09:00, 2025-01-04"
    })
    void article23NoticeIsOwedOnTheFifteenthDay(String receivedAt, String lastDay) {
        received(receivedAt, receivedAt).lastDay(NOTICE, lastDay);
    }

    @Test
    void article23TheFifteenDaysRunFromReceiptAndNotFromAcceptance() {
        received("2024-03-01T09:00", "2024-03-11T09:00").lastDay(NOTICE, "2024-03-16");
    }

    @Test
    void article23ALateNoticeIsStillOwed() {
        received("2024-03-01T09:00", "2024-03-01T09:00")
                .passes(endOf("2024-03-16"))
                .stands(NOTICE, "BREACHED")
                .does(new NotifyPetitioner(CLERK, null, at("2024-03-18T10:00")), "2024-03-18T10:00")
                .stands(NOTICE, "MET_LATE");
    }

    // Art. 34: sixty days of acceptance, at most thirty more

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T09:00, 2024-03-01",
        "2023-01-01T09:00, 2023-03-02",
        "2024-07-31T09:00, 2024-09-29",
        // The sixtieth day lies in the week of the National Day, and stays there.
        "2024-08-05T09:00, 2024-10-04",
        "2024-12-31T09:00, 2025-03-01"
    })
    void article34AnOpinionIsOwedOnTheSixtiethDay(String acceptedAt, String lastDay) {
        received(acceptedAt, acceptedAt).lastDay(HANDLING, lastDay);
    }

    static DeadlineOrder.RequestExtension asksForMore(int days, String toldAt, String at) {
        return new DeadlineOrder.RequestExtension(
                DeadlineName.parse(HANDLING), days, text("测绘未完"), toldAt == null ? null : at(toldAt), "zhao", at(at));
    }

    @Test
    void article34ThirtyMoreDaysWithTheApprovalOfTheHeadAndNoticeOfTheReason() {
        var matter = received("2024-01-01T09:00", "2024-01-01T09:00");
        assertThat(matter.isRefused(asksForMore(31, "2024-02-20T09:00", "2024-02-20T10:00")))
                .as("thirty are the most")
                .isTrue();
        assertThat(matter.isRefused(asksForMore(30, null, "2024-02-20T10:00")))
                .as("the petitioner is told why")
                .isTrue();
        matter.ask(asksForMore(30, "2024-02-20T09:00", "2024-02-20T10:00"));
        matter.lastDay(HANDLING, "2024-03-01");
        assertThat(matter.isRefused(
                        new DeadlineOrder.GrantExtension(DeadlineName.parse(HANDLING), "zhao", at("2024-02-21T09:00"))))
                .as("nobody approves their own request")
                .isTrue();
        matter.ask(new DeadlineOrder.GrantExtension(DeadlineName.parse(HANDLING), "head", at("2024-02-21T09:00")));
        matter.lastDay(HANDLING, "2024-03-31");
        assertThat(matter.isRefused(asksForMore(1, "2024-03-20T09:00", "2024-03-20T10:00")))
                .as("once")
                .isTrue();
    }

    @Test
    void article34NothingStopsTheSixtyDays() {
        var matter = received("2024-01-01T09:00", "2024-01-01T09:00");
        for (var ground : List.of("hearing", "appraisal")) {
            assertThat(matter.isRefused(
                            new DeadlineOrder.Pause(DeadlineName.parse(HANDLING), ground, at("2024-01-10T09:00"))))
                    .as(ground)
                    .isTrue();
        }
    }

    @Test
    void article34ReturnAndAnotherUnitRestartNothing() {
        received("2024-01-01T09:00", "2024-01-03T09:00")
                .does(
                        new DiscontinuePetition(1, DiscontinuationCause.RETURNED, at("2024-01-08T09:00")),
                        "2024-01-08T09:00")
                .stands(HANDLING, "CANCELLED")
                .does(opens(2, "2024-01-01T09:00", "2024-01-03T09:00"), "2024-01-10T09:00")
                .lastDay("petition-handling-2", "2024-03-03")
                .lastDay("petition-notice-2", "2024-01-16");
    }

    @Test
    void article34WhatWasGrantedGoesWithTheMatterToTheLevelAbove() {
        var matter = received("2024-01-01T09:00", "2024-01-01T09:00");
        matter.ask(asksForMore(30, "2024-01-05T09:00", "2024-01-05T10:00"));
        matter.ask(new DeadlineOrder.GrantExtension(DeadlineName.parse(HANDLING), "head", at("2024-01-06T09:00")));
        matter.does(
                        new DiscontinuePetition(1, DiscontinuationCause.ESCALATED, at("2024-02-01T09:00")),
                        "2024-02-01T09:00")
                .does(opens(2, "2024-01-01T09:00", "2024-01-01T09:00"), "2024-02-02T09:00")
                .lastDay("petition-handling-2", "2024-03-31");
    }

    // Arts. 29 to 31: the sixty days are for a petition opinion alone

    @ParameterizedTest
    @CsvSource({
        "SUGGESTION",
        "ACCUSATION",
        "LITIGATION",
        "ARBITRATION",
        "PARTY_PROCEDURE",
        "ADMINISTRATIVE_PROCEDURE",
        "DUTY_TO_ACT"
    })
    void article34IsSaidOfArticle31Number6Only(PetitionKind kind) {
        received("2024-01-01T09:00", "2024-01-01T09:00")
                .does(judge(kind), "2024-01-04T09:00")
                .stands(HANDLING, "CANCELLED")
                .stands(NOTICE, "RUNNING");
    }

    @Test
    void article31AnotherJudgementTakesTheTimeUpWhereItStood() {
        received("2024-01-01T09:00", "2024-01-01T09:00")
                .does(judge(PetitionKind.ADMINISTRATIVE_PROCEDURE), "2024-01-04T09:00")
                .does(judge(PetitionKind.OPINION), "2024-01-20T09:00")
                .lastDay("petition-handling-1-1", "2024-03-01");
    }

    @Test
    void article28WhatACourtHasHasNoSixtyDaysAndWhatItLetsGoHasThemFromAcceptance() {
        received("2024-01-01T09:00", "2024-01-01T09:00")
                .does(new NoteTrack(CLERK, Track.LITIGATION, null, at("2024-01-10T09:00")), "2024-01-10T09:00")
                .stands(HANDLING, "CANCELLED")
                .does(new EndTrack(CLERK, Track.LITIGATION, at("2024-02-10T09:00")), "2024-02-10T09:00")
                .lastDay("petition-handling-1-1", "2024-03-01");
    }

    // Art. 35: thirty days of the written reply to ask, thirty to decide

    @ParameterizedTest
    @CsvSource({
        "2024-05-06T09:00, 2024-06-05",
        "2024-01-31T09:00, 2024-03-01",
        // The thirtieth day is Sunday, 31 March: what the petitioner may do moves to Monday.
        "2024-03-01T09:00, 2024-04-01",
        // 3 October lies in the holidays, which end on the 7th.
        "2024-09-03T09:00, 2024-10-08",
        // 28 April 2024 is a Sunday that is worked for the May holiday.
        "2024-03-29T09:00, 2024-04-28",
        // 1 May to 5 May 2024.
        "2024-04-02T09:00, 2024-05-06",
        // The Spring Festival of 2025 ends on 4 February.
        "2024-12-30T09:00, 2025-02-05"
    })
    void article35AReviewIsAskedForWithinThirtyDaysOfTheWrittenReply(String deliveredAt, String lastDay) {
        var accepted = at(deliveredAt).minusSeconds(86_400 * 20L);
        var matter = answered(
                LocalDateTime.ofInstant(accepted, OfficialCalendar.ZONE).toString(), deliveredAt);
        matter.lastDay(ASK, lastDay).isRefused(ask(REVIEW, endOf(lastDay)), REVIEW_TIME_OVER);
        assertThat(matter.tries(ask(REVIEW, endOf(lastDay).minusSeconds(1)), endOf(lastDay)))
                .isTrue();
    }

    @Test
    void article35TheThirtyDaysRunFromTheDeliveryAndNotFromItsEntry() {
        var matter = received("2024-04-01T09:00", "2024-04-01T09:00")
                .does(new NotifyPetitioner(CLERK, null, at("2024-04-01T09:00")), "2024-04-01T09:00")
                .does(judge(PetitionKind.OPINION), "2024-04-01T09:00")
                .does(new NameHandler(CLERK, "housing-bureau", "ma", at("2024-04-01T09:00")), "2024-04-01T09:00")
                .does(replies(PetitionResult.EXPLAINED, "2024-05-06T09:00", "2024-05-09T16:00"), "2024-05-09T16:00");
        matter.lastDay(ASK, "2024-06-05");
    }

    @Test
    void article35TheReviewIsDecidedWithinThirtyDaysOfTheRequestAlsoOnAHoliday() {
        answered("2024-08-01T09:00", "2024-08-30T09:00")
                .does(ask(REVIEW, at("2024-09-03T10:00")), "2024-09-03T10:00")
                .stands(ASK, "MET")
                .lastDay(DECIDE, "2024-10-03")
                .passes(endOf("2024-10-03"))
                .stands(DECIDE, "BREACHED")
                .does(hears(REVIEW, UPHELD, "2024-10-09T09:00"), "2024-10-09T09:00")
                .stands(DECIDE, "MET_LATE");
    }

    @Test
    void article35NothingStopsTheTimeOfTheFirstReview() {
        var matter = answered("2024-08-01T09:00", "2024-08-30T09:00")
                .does(ask(REVIEW, at("2024-09-03T10:00")), "2024-09-03T10:00");
        for (var ground : List.of("hearing", "appraisal")) {
            assertThat(matter.isRefused(
                            new DeadlineOrder.Pause(DeadlineName.parse(DECIDE), ground, at("2024-09-10T09:00"))))
                    .isTrue();
        }
    }

    @Test
    void article35WhoLetsTheTimePassIsToldSoAndTheMatterIsFinalAsOfItsLastDay() {
        var matter = answered("2024-02-01T09:00", "2024-03-01T09:00")
                .passes(endOf("2024-03-31"))
                .stands(ASK, "WARNED")
                .passes(endOf("2024-04-01").plusSeconds(86_400))
                .stands(ASK, "LAPSED");
        assertThat(matter.state().matter().review())
                .isEqualTo(new Review.Final(
                        new Finality(Finality.Ground.REVIEW_NOT_ASKED, "信访工作条例 art. 35", endOf("2024-04-01"))));
    }

    // Art. 36: thirty days to ask for the second review, thirty to decide, a hearing not counted

    static WorkedMatter reviewed(String answeredAt) {
        return answered("2024-01-02T09:00", "2024-02-01T09:00")
                .does(ask(REVIEW, at("2024-02-19T09:00")), "2024-02-19T09:00")
                .does(enters(REVIEW, UPHELD, "2024-03-05T09:00", answeredAt), answeredAt);
    }

    @Test
    void article36TheSecondReviewIsAskedForWithinThirtyDaysOfTheWrittenAnswer() {
        reviewed("2024-03-08T09:00")
                .lastDay(ASK_AGAIN, "2024-04-07")
                .isRefused(ask(SECOND_REVIEW, endOf("2024-04-07")), SECOND_REVIEW_TIME_OVER);
        // 7 April 2024 is a Sunday that is worked; 6 April is in the holiday of Tomb-Sweeping Day.
        reviewed("2024-03-07T09:00").lastDay(ASK_AGAIN, "2024-04-07");
    }

    @Test
    void article36TheTimeOfAHearingIsNotCountedAndNoOtherGroundIsKnown() {
        var matter = reviewed("2024-03-08T09:00").does(ask(SECOND_REVIEW, at("2024-04-01T09:00")), "2024-04-01T09:00");
        matter.lastDay(DECIDE_AGAIN, "2024-05-01");
        var name = DeadlineName.parse(DECIDE_AGAIN);
        assertThat(matter.isRefused(new DeadlineOrder.Pause(name, "appraisal", at("2024-04-08T09:00"))))
                .isTrue();
        matter.ask(new DeadlineOrder.Pause(name, "hearing", at("2024-04-08T09:00")));
        matter.ask(new DeadlineOrder.Resume(name, at("2024-04-12T17:00")));
        // Five days, the 8th to the 12th.
        matter.lastDay(DECIDE_AGAIN, "2024-05-06");
    }

    @Test
    void article36AfterTheSecondReviewNothingIsAcceptedAgainAndNothingRuns() {
        var matter = reviewed("2024-03-08T09:00")
                .does(ask(SECOND_REVIEW, at("2024-04-01T09:00")), "2024-04-01T09:00")
                .does(hears(SECOND_REVIEW, CHANGED, "2024-04-20T09:00"), "2024-04-20T09:00")
                .stands(DECIDE_AGAIN, "MET")
                .isRefused(ask(SECOND_REVIEW, at("2024-04-21T09:00")), FINAL_AFTER_SECOND_REVIEW);
        // The case is reopened and comes back on the same facts: there are no sixty days for it.
        matter.does(opens(2, "2024-06-03T09:00", "2024-06-03T09:00"), "2024-06-03T09:00");
        assertThat(matter.names()).contains("petition-notice-2").doesNotContain("petition-handling-2");
    }

    @Test
    void article36WhoLetsTheSecondTimePassHasAFinalMatterByItsArticle() {
        var matter = reviewed("2024-03-08T09:00").passes(endOf("2024-04-07"));
        matter.stands(ASK_AGAIN, "LAPSED").isRefused(ask(SECOND_REVIEW, endOf("2024-04-07")), SECOND_REVIEW_TIME_OVER);
    }

    @Test
    void article36AnOpinionThatIsOrderedAnewCanBeReviewedOnceMore() {
        reviewed("2024-03-08T09:00")
                .does(ask(SECOND_REVIEW, at("2024-04-01T09:00")), "2024-04-01T09:00")
                .does(hears(SECOND_REVIEW, REVOKED, "2024-04-20T09:00"), "2024-04-20T09:00")
                .does(replies(PetitionResult.SUPPORTED, "2024-05-06T09:00", "2024-05-06T09:00"), "2024-05-06T09:00")
                .lastDay("petition-review-request-1-2", "2024-06-05");
    }

    @Test
    void aReopenedCaseIsAnotherMatterAndTheRightsOfTheOldOneEnd() {
        answered("2024-02-01T09:00", "2024-03-01T09:00")
                .does(opens(2, "2024-03-20T09:00", "2024-03-20T09:00"), "2024-03-20T09:00")
                .stands(ASK, "CANCELLED")
                .lastDay("petition-handling-2", "2024-05-19")
                .passes(endOf("2024-04-01"))
                .stands("petition-handling-2", "RUNNING");
    }

    @Test
    void thePetitionOfficeIsToldOfEachReviewAndOfNothingElse() {
        var matter = reviewed("2024-03-08T09:00").does(ask(SECOND_REVIEW, at("2024-04-01T09:00")), "2024-04-01T09:00");
        assertThat(matter.sent()).hasSize(2).allSatisfy(message -> {
            assertThat(message.topic()).isEqualTo("petition-office.outbound");
            assertThat(message.key()).isEqualTo(CASE + "/petition/1");
            assertThat(message.type()).isEqualTo("fengqiao.partner.review-requested.v1");
            assertThat(message.body().toString()).doesNotContain("补偿");
        });
    }
}
