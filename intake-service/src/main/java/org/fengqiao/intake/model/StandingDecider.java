package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.PEOPLE_FORGOTTEN;
import static org.fengqiao.intake.model.IntakeRefusal.STANDING_ASKED_ALREADY;
import static org.fengqiao.intake.model.IntakeRefusal.STANDING_NOT_KNOWN_THERE;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_INQUIRY;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.util.Objects;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.AskStanding;
import org.fengqiao.intake.model.IntakeCommand.StandingCommand;
import org.fengqiao.intake.model.IntakeCommand.TellStanding;
import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingEvent;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;
import org.fengqiao.kernel.decision.Decision;

/** Inquiries whether a matter stands with the court or the petition office, as a table of state against command. */
final class StandingDecider {

    private StandingDecider() {}

    private record Moment(IntakeCase state, StandingCommand command) {}

    /** Decides about an inquiry, or what a partner says. */
    static Decision<IntakeEvent> decide(StandingCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, AskStanding _) -> refuse(NO_SUCH_CASE);
            case Moment(Unregistered _, TellStanding _) -> refuse(UNKNOWN_INQUIRY);
            case Moment(Declined _, AskStanding _) -> refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, AskStanding _) -> refuse(ALREADY_WITHDRAWN);
            case Moment(Waiting s, AskStanding c) -> ask(s, c);
            case Moment(Accepted s, AskStanding c) -> ask(s, c);
            // What a partner says is kept whatever became of the case meanwhile.
            case Moment(Registered s, TellStanding c) -> tell(s.trade().standings(), c);
        };
    }

    /** Applies an event of an inquiry. */
    static Standings evolve(Standings standings, StandingEvent event) {
        return switch (event) {
            case StandingAsked e -> standings.asked(e);
            case StandingTold e -> standings.told(e);
        };
    }

    private static Decision<IntakeEvent> ask(Registered state, AskStanding c) {
        if (c.partner() != Partner.COURT && c.partner() != Partner.PETITION_OFFICE) {
            return refuse(STANDING_NOT_KNOWN_THERE);
        }
        if (state.hasForgottenSomebody()) {
            return refuse(PEOPLE_FORGOTTEN);
        }
        var standings = state.trade().standings();
        if (standings.awaitsWordOf(c.partner())) {
            return refuse(STANDING_ASKED_ALREADY);
        }
        var number = standings.inquiries().size() + 1;
        return accept(new StandingAsked(c.partner(), c.caseId() + "/standing/" + number, number, c.at()));
    }

    /** Decides on a partner's word: a later one takes the place of the first, since a standing changes. */
    private static Decision<IntakeEvent> tell(Standings standings, TellStanding c) {
        return standings
                .find(c.partner(), c.inquiryId())
                .<Decision<IntakeEvent>>map(inquiry -> {
                    var told = inquiry.told();
                    return told != null
                                    && told.standing() == c.standing()
                                    && Objects.equals(told.documentNumber(), c.documentNumber())
                            ? alreadyTrue()
                            : accept(new StandingTold(
                                    c.partner(),
                                    c.inquiryId(),
                                    inquiry.asked().number(),
                                    c.standing(),
                                    c.documentNumber(),
                                    c.at()));
                })
                .orElseGet(() -> refuse(UNKNOWN_INQUIRY));
    }
}
