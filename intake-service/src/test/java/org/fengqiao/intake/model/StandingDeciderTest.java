package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.Histories.CASE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.UNKNOWN;
import static org.fengqiao.intake.model.TradeDeciderTest.ACCEPTED;
import static org.fengqiao.intake.model.TradeDeciderTest.DECLINED;
import static org.fengqiao.intake.model.TradeDeciderTest.WAITING;
import static org.fengqiao.intake.model.TradeDeciderTest.WITHDRAWN;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.IntakeCommand.AskStanding;
import org.fengqiao.intake.model.IntakeCommand.TellStanding;
import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;
import org.fengqiao.intake.model.Standings.Standing;

/** Inquiries whether a matter stands with the court or the petition office. */
class StandingDeciderTest {

    static final String ID = CASE + "/standing/1";
    static final StandingAsked ASKED = new StandingAsked(Partner.COURT, ID, 1, NOON);

    static AskStanding ask(Partner partner) {
        return new AskStanding(CASE, partner, NOON);
    }

    static TellStanding tell(Partner partner, Standing standing) {
        return new TellStanding(partner, ID, standing, "(2024)内0203民初17号", NOON);
    }

    static StandingTold told(Standing standing) {
        return new StandingTold(Partner.COURT, ID, 1, standing, "(2024)内0203民初17号", NOON);
    }

    @Test
    void thoseWhoCanSayAreAskedAndAgainWhenTheyHaveAnswered() {
        WAITING.when(ask(Partner.COURT)).then(ASKED);
        ACCEPTED.when(ask(Partner.PETITION_OFFICE)).then(new StandingAsked(Partner.PETITION_OFFICE, ID, 1, NOON));
        WAITING.given(ASKED).when(ask(Partner.COURT)).thenRefused(IntakeRefusal.STANDING_ASKED_ALREADY);
        WAITING.given(ASKED, told(Standing.NONE))
                .when(ask(Partner.COURT))
                .then(new StandingAsked(Partner.COURT, CASE + "/standing/2", 2, NOON));
        WAITING.when(ask(Partner.POLICE)).thenRefused(IntakeRefusal.STANDING_NOT_KNOWN_THERE);
        UNKNOWN.when(ask(Partner.COURT)).thenRefused(IntakeRefusal.NO_SUCH_CASE);
        DECLINED.when(ask(Partner.COURT)).thenRefused(IntakeRefusal.ALREADY_DECLINED);
        WITHDRAWN.when(ask(Partner.COURT)).thenRefused(IntakeRefusal.ALREADY_WITHDRAWN);
    }

    @Test
    void aLaterWordTakesThePlaceOfTheFirst() {
        var asked = WAITING.given(ASKED);
        asked.when(tell(Partner.COURT, Standing.PENDING)).then(told(Standing.PENDING));
        var pending = asked.given(told(Standing.PENDING));
        pending.when(tell(Partner.COURT, Standing.PENDING)).thenNothing();
        pending.when(tell(Partner.COURT, Standing.FINAL)).then(told(Standing.FINAL));
        asked.when(tell(Partner.PETITION_OFFICE, Standing.FINAL)).thenRefused(IntakeRefusal.UNKNOWN_INQUIRY);
        WAITING.when(tell(Partner.COURT, Standing.FINAL)).thenRefused(IntakeRefusal.UNKNOWN_INQUIRY);
        UNKNOWN.when(tell(Partner.COURT, Standing.FINAL)).thenRefused(IntakeRefusal.UNKNOWN_INQUIRY);
    }
}
