package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECEIVED;
import static org.fengqiao.intake.model.Histories.REFERRAL_ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REGISTERED_OUTSIDE;
import static org.fengqiao.intake.model.Histories.REGISTERED_REFERRAL;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.Histories.words;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;

/** The answers that a partner is owed. */
class AnsweringDeciderTest {

    static final ReferralAnswered FIRST_RESULT =
            new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "AGREED", NOON, null);
    static final ClosingNoted CLOSED = new ClosingNoted(1, NOON, false);
    static final ClosingRevoked REVOKED = new ClosingRevoked(1);
    static final ReferralAnswered OPEN_AGAIN =
            new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "AGREED", NOON, NOON.plusSeconds(60));

    @Test
    void newsOfAnUnknownCaseFromOtherServicesIsNoTrouble() {
        UNKNOWN.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        UNKNOWN.when(new AnswerReopening(1, NOON)).thenNothing();
        UNKNOWN.given(REGISTERED_OUTSIDE)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .thenNothing();
        UNKNOWN.given(REGISTERED_OUTSIDE).when(new AnswerReopening(1, NOON)).thenNothing();
    }

    @Test
    void aPartnerGetsTheResultOncePerClosing() {
        var referred = UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE);
        referred.when(new AnswerClosing(1, "AGREED", NOON)).then(FIRST_RESULT, CLOSED);
        referred.given(FIRST_RESULT, CLOSED)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .thenNothing();
    }

    @Test
    void aPartnerIsToldOncePerReopeningAndOnlyOfTheClosingItKnows() {
        var answered = UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, FIRST_RESULT, CLOSED);
        answered.when(new AnswerReopening(1, NOON.plusSeconds(60))).then(OPEN_AGAIN, REVOKED);
        answered.given(OPEN_AGAIN, REVOKED)
                .when(new AnswerReopening(1, NOON.plusSeconds(60)))
                .thenNothing();
        answered.when(new AnswerReopening(2, NOON.plusSeconds(60))).thenNothing();
    }

    @Test
    void theSecondClosingIsAnsweredTooAndALateFirstOneIsNot() {
        var again = UNKNOWN.given(
                RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, FIRST_RESULT, CLOSED, OPEN_AGAIN, REVOKED);
        var second = new ReferralAnswered(Partner.POLICE, "110-20240301-7", 2, "PETITION_CONCLUDED", NOON, null);
        again.when(new AnswerClosing(2, "PETITION_CONCLUDED", NOON)).then(second, new ClosingNoted(2, NOON, false));
        var closedAgain = again.given(second, new ClosingNoted(2, NOON, false));
        closedAgain.when(new AnswerClosing(1, "AGREED", NOON)).thenNothing();
        closedAgain.when(new AnswerReopening(1, NOON)).thenNothing();
    }

    @Test
    void anAcceptedReferralThatIsTakenBackIsAnsweredWhenRoutingClosesIt() {
        UNKNOWN.given(RECEIVED, REGISTERED_REFERRAL, REFERRAL_ACCEPTED_BY_RULE, new CaseWithdrawn(words("和好")))
                .when(new AnswerClosing(1, "WITHDRAWN", NOON))
                .then(new ReferralAnswered(Partner.POLICE, "110-20240301-7", 1, "WITHDRAWN", NOON, null));
    }

    @Test
    void nobodyIsOwedAnAnswerForACaseThatCameByTheCentresOwnDoor() {
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerClosing(1, "AGREED", NOON))
                .then(CLOSED);
        UNKNOWN.given(REGISTERED, ACCEPTED_BY_RULE)
                .when(new AnswerReopening(1, NOON))
                .thenNothing();
    }
}
