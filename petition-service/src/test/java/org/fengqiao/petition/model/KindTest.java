package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.*;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.JudgeKind;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;

/** Of what kind a petition is, and what follows from that (信访工作条例 arts. 29 to 32). */
class KindTest extends PetitionScenarios {

    @ParameterizedTest
    @EnumSource
    void eachKindIsJudgedWithItsArticleAndWhereItGoes(PetitionKind kind) {
        petition(OPENED).when(judge(kind)).then(judged(kind));
        petition(OPENED, judged(kind)).when(judge(kind)).thenNothing();
        petition(OPENED, NOTIFIED, judged(kind)).when(judge(kind)).thenNothing();
    }

    @Test
    void aKindIsJudgedAnewWithAReasonAsLongAsThereIsNoAnswer() {
        petition(OPENED, NOTIFIED, OPINION)
                .when(judge(PetitionKind.ARBITRATION))
                .then(judged(PetitionKind.ARBITRATION));
        answered().when(judge(PetitionKind.ARBITRATION)).thenRefused(KIND_SETTLED);
        answered(CONCLUDED).when(judge(PetitionKind.ARBITRATION)).thenRefused(ALREADY_CONCLUDED);
    }

    @Test
    void whatGoesElsewhereNamesWhereAndGoesNowhereElse() {
        var nowhere = new JudgeKind(CLERK, PetitionKind.LITIGATION, null, null, List.of(), text("涉诉"), NOON);
        var wrong = new JudgeKind(
                CLERK, PetitionKind.ARBITRATION, Destination.COURT, text("区法院"), List.of(), text("劳动争议"), NOON);
        var staying =
                new JudgeKind(CLERK, PetitionKind.OPINION, Destination.COURT, text("区法院"), List.of(), text("其他"), NOON);
        petition(OPENED).when(nowhere).thenRefused(DESTINATION_NEEDED);
        petition(OPENED).when(wrong).thenRefused(WRONG_DESTINATION);
        petition(OPENED).when(staying).thenRefused(WRONG_DESTINATION);
    }

    /** Art. 31 no. 6 is the only kind of arts. 34 to 36. */
    @Test
    void onlyAPetitionOpinionHasTheSixtyDaysAndTheReviews() {
        assertThat(Arrays.stream(PetitionKind.values()).filter(PetitionKind::isReviewable))
                .containsExactly(PetitionKind.OPINION);
        for (var kind : PetitionKind.values()) {
            assertThat(petition(OPENED, judged(kind))
                            .when(judge(kind))
                            .state()
                            .matter()
                            .isTimed())
                    .isEqualTo(kind == PetitionKind.OPINION);
        }
        assertThat(petition(OPENED).when(NOTIFY).state().matter().isTimed())
                .as("until it is judged it counts as one")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsAnsweredOnlyAsItMay(PetitionKind kind) {
        for (var result : PetitionResult.values()) {
            var outcome = petition(OPENED, NOTIFIED, judged(kind), HANDLED).when(reply(result));
            if (kind.results().contains(result)) {
                outcome.then(replied(result, NOON));
                assertThat(outcome.state().matter().review() instanceof Review.MayBeAsked)
                        .isEqualTo(kind == PetitionKind.OPINION);
            } else if (result == SETTLED && kind.isForRedress()) {
                outcome.thenRefused(NOT_SETTLED);
            } else {
                outcome.thenRefused(RESULT_OF_ANOTHER_KIND);
            }
        }
    }

    @Test
    void nothingIsAnsweredOfWhichNobodyJudgedWhatItIs() {
        petition(OPENED, NOTIFIED, HANDLED).when(REPLY).thenRefused(KIND_NOT_JUDGED);
    }

    /** Art. 32: claim, facts and reasons, opinion and legal basis. */
    @Test
    void anOpinionStatesAllThatItHasTo() {
        var opinion = petition(OPENED, NOTIFIED, OPINION, HANDLED);
        var only = new ReplyPaper(null, null, text("应予补偿"), null);
        var withoutBasis = new ReplyPaper(text("补偿"), text("属实"), text("政策未涵盖"), null);
        opinion.when(with(only, SUPPORTED)).thenRefused(REPLY_INCOMPLETE);
        opinion.when(with(withoutBasis, SUPPORTED)).thenRefused(REPLY_INCOMPLETE);
        opinion.when(with(withoutBasis, NOT_SUPPORTED)).thenRefused(REPLY_INCOMPLETE);
        opinion.when(with(withoutBasis, EXPLAINED))
                .then(new ReplyDelivered(EXPLAINED, "复2024-7", withoutBasis, DELIVERY, NOON));
        petition(OPENED, NOTIFIED, judged(PetitionKind.SUGGESTION), HANDLED)
                .when(with(only, ADOPTED))
                .then(new ReplyDelivered(ADOPTED, "复2024-7", only, DELIVERY, NOON));
    }

    private static DeliverReply with(ReplyPaper paper, PetitionResult result) {
        return new DeliverReply(CLERK, result, "复2024-7", paper, DELIVERY, NOON);
    }

    private static DeliverReply deliver(Delivery delivery) {
        return new DeliverReply(CLERK, SUPPORTED, "复2024-7", PAPER, delivery, NOON);
    }

    @Test
    void aReplyIsDeliveredToAPetitionerAfterTheNoticeAndBeforeItIsReported() {
        var opinion = petition(OPENED, NOTIFIED, OPINION, HANDLED);
        opinion.when(deliver(new Delivery(Delivery.Manner.POST, "respondent-1", NOON, null)))
                .thenRefused(NOT_THE_PETITIONER);
        opinion.when(deliver(delivered(days(1)))).thenRefused(DELIVERED_IN_THE_FUTURE);
        opinion.when(deliver(delivered(days(-1)))).thenRefused(DELIVERED_BEFORE_THE_NOTICE);
    }

    // Informants (art. 30)

    @Test
    void anAccusationIsNeitherRunNorHandledByTheAccused() {
        petition(OPENED).when(judge(PetitionKind.ACCUSATION, "kunhe-desk")).thenRefused(ACCUSED_RUNS_IT);
        petition(OPENED, HANDLED)
                .when(judge(PetitionKind.ACCUSATION, "housing-bureau"))
                .thenRefused(ACCUSED_HANDLES_IT);
        petition(OPENED, judged(PetitionKind.ACCUSATION, "housing-bureau"))
                .when(new PetitionCommand.NameHandler(CLERK, "housing-bureau", "ma", NOON))
                .thenRefused(ACCUSED_HANDLES_IT);
        petition(OPENED).when(judge(PetitionKind.OPINION, "housing-bureau")).thenRefused(NOBODY_TO_ACCUSE);
    }

    @Test
    void forTheAccusedUnitThereIsNoSuchCase() {
        var accused = new By("ma", "housing-bureau");
        var petition = petition(OPENED, judged(PetitionKind.ACCUSATION, "housing-bureau"));
        petition.when(new PetitionCommand.NotifyPetitioner(accused, null, NOON)).thenRefused(NO_SUCH_CASE);
        petition.when(new PetitionCommand.NameAgent(accused, "ma", NOON)).thenRefused(NO_SUCH_CASE);
        petition.when(new PetitionCommand.NoteTrack(accused, Track.LITIGATION, null, NOON))
                .thenRefused(NO_SUCH_CASE);
        petition.when(NOTIFY).then(NOTIFIED);
    }

    @Test
    void aJudgementThatAccusesSomebodyElseIsAnotherOne() {
        petition(OPENED, judged(PetitionKind.ACCUSATION, "housing-bureau"))
                .when(judge(PetitionKind.ACCUSATION, "land-bureau"))
                .then(judged(PetitionKind.ACCUSATION, "land-bureau"));
    }
}
