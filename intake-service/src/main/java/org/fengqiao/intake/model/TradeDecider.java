package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.APPOINTMENT_ANSWERED;
import static org.fengqiao.intake.model.IntakeRefusal.INCIDENT_NOTED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_APPOINTED;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_OBJECTED;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_TRANSFERRED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.OBJECTION_DECIDED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.TRANSFERRED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.TRANSFER_STANDS;
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
import org.fengqiao.intake.model.IntakeCommand.AppointMediation;
import org.fengqiao.intake.model.IntakeCommand.BeginAppointedMediation;
import org.fengqiao.intake.model.IntakeCommand.DecideObjection;
import org.fengqiao.intake.model.IntakeCommand.DeclineAppointment;
import org.fengqiao.intake.model.IntakeCommand.LetTransferStand;
import org.fengqiao.intake.model.IntakeCommand.NoteIncident;
import org.fengqiao.intake.model.IntakeCommand.ObjectToTransfer;
import org.fengqiao.intake.model.IntakeCommand.ProsecutionCommand;
import org.fengqiao.intake.model.IntakeCommand.StandingCommand;
import org.fengqiao.intake.model.IntakeCommand.TradeCommand;
import org.fengqiao.intake.model.IntakeCommand.TransferPetition;
import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.ProsecutionEvent;
import org.fengqiao.intake.model.IntakeEvent.StandingEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;
import org.fengqiao.intake.model.IntakeEvent.TransferStands;
import org.fengqiao.kernel.decision.Decision;

/**
 * Trades of the partners as a table of state against command: the court's appointment and its answer, the police's
 * incident, the petition office's transfer with objection and decision. The procuratorate's has a decider of its own.
 */
final class TradeDecider {

    private final ProsecutionDecider prosecution;

    TradeDecider(ReconciliationRules rules) {
        this.prosecution = new ProsecutionDecider(rules);
    }

    private record Moment(IntakeCase state, TradeCommand command) {}

    /** Decides about what belongs to one partner's trade. */
    Decision<IntakeEvent> decide(TradeCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(IntakeCase s, ProsecutionCommand c) -> prosecution.decide(c, s);
            case Moment(IntakeCase s, StandingCommand c) -> StandingDecider.decide(c, s);
            case Moment(Unregistered _, BeginAppointedMediation _), Moment(Unregistered _, LetTransferStand _) ->
                alreadyTrue();
            case Moment(Unregistered _, AppointMediation _),
                    Moment(Unregistered _, DeclineAppointment _),
                    Moment(Unregistered _, NoteIncident _),
                    Moment(Unregistered _, TransferPetition _),
                    Moment(Unregistered _, ObjectToTransfer _),
                    Moment(Unregistered _, DecideObjection _) -> refuse(NO_SUCH_CASE);

            case Moment(Waiting s, AppointMediation c) -> appoint(s, c);
            case Moment(Accepted s, AppointMediation c) -> appoint(s, c);
            case Moment(Waiting s, NoteIncident c) -> note(s, c);
            case Moment(Accepted s, NoteIncident c) -> note(s, c);
            case Moment(Waiting s, TransferPetition c) -> transfer(s, c);
            case Moment(Accepted s, TransferPetition c) -> transfer(s, c);
            case Moment(Declined _, AppointMediation _),
                    Moment(Declined _, NoteIncident _),
                    Moment(Declined _, TransferPetition _),
                    Moment(Declined _, ObjectToTransfer _) -> refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, AppointMediation _),
                    Moment(Withdrawn _, NoteIncident _),
                    Moment(Withdrawn _, TransferPetition _),
                    Moment(Withdrawn _, ObjectToTransfer _) -> refuse(ALREADY_WITHDRAWN);

            case Moment(Registered s, BeginAppointedMediation c) -> {
                var trade = s.trade();
                yield trade.appointment() == null || trade.answer() != null
                        ? alreadyTrue()
                        : accept(new AppointmentAnswered(
                                trade.appointment().reference(), ReferralDecision.ACCEPTED, null, c.at()));
            }
            case Moment(Registered s, DeclineAppointment c) -> decline(s.trade(), c);

            case Moment(Waiting s, ObjectToTransfer c) -> object(s.trade(), c);
            // Whoever has taken the matter on has not handed it back.
            case Moment(Accepted _, ObjectToTransfer _) -> refuse(TRANSFER_STANDS);
            case Moment(Registered s, LetTransferStand c) -> {
                var trade = s.trade();
                yield trade.transfer() == null || trade.objection() != null || trade.stands()
                        ? alreadyTrue()
                        : accept(new TransferStands(trade.transfer().reference(), c.at()));
            }
            case Moment(Registered s, DecideObjection c) -> decideObjection(s.trade(), c);
        };
    }

    /** Applies what belongs to one partner's trade. */
    IntakeCase evolve(IntakeCase state, TradeEvent event) {
        var registered = state.asRegistered();
        return switch (event) {
            case MediationAppointed e -> registered.trading(trade -> trade.appointed(e));
            case AppointmentAnswered e -> registered.trading(trade -> trade.answered(e));
            case IncidentNoted e -> registered.trading(trade -> trade.noted(e));
            case PetitionTransferred e -> registered.trading(trade -> trade.transferred(e));
            case TransferObjected e -> registered.trading(trade -> trade.objected(e));
            case TransferStands _ -> registered.trading(Trade::standing);
            case ObjectionDecided e -> registered.trading(trade -> trade.decided(e));
            case StandingEvent e ->
                registered.trading(trade -> trade.with(StandingDecider.evolve(trade.standings(), e)));
            case ProsecutionEvent e ->
                registered.trading(trade -> trade.with(ProsecutionDecider.evolve(trade.prosecution(), e)));
        };
    }

    /** Decides on an appointment: a later one, such as after a change of procedure, takes the place of the first. */
    private static Decision<IntakeEvent> appoint(Registered state, AppointMediation c) {
        var known = state.trade().appointment();
        return known != null
                        && known.procedure() == c.procedure()
                        && Objects.equals(known.registrationNumber(), c.registrationNumber())
                ? alreadyTrue()
                : accept(new MediationAppointed(c.reference(), c.registrationNumber(), c.procedure(), c.at()));
    }

    private static Decision<IntakeEvent> decline(Trade trade, DeclineAppointment c) {
        if (trade.appointment() == null) {
            return refuse(NOT_APPOINTED);
        }
        return trade.answer() != null
                ? refuse(APPOINTMENT_ANSWERED)
                : accept(new AppointmentAnswered(
                        trade.appointment().reference(), ReferralDecision.DECLINED, c.reason(), c.at()));
    }

    private static Decision<IntakeEvent> note(Registered state, NoteIncident c) {
        var known = state.trade().incident();
        if (known == null) {
            return accept(new IncidentNoted(c.reference(), c.number(), c.kind(), c.injuries(), c.at()));
        }
        return known.number().equals(c.number()) && known.kind() == c.kind()
                ? alreadyTrue()
                : refuse(INCIDENT_NOTED_OTHERWISE);
    }

    private static Decision<IntakeEvent> transfer(Registered state, TransferPetition c) {
        var known = state.trade().transfer();
        if (known == null) {
            return accept(new PetitionTransferred(c.reference(), c.petitionNumber(), c.transferredAt(), c.at()));
        }
        return known.petitionNumber().equals(c.petitionNumber()) ? alreadyTrue() : refuse(TRANSFERRED_OTHERWISE);
    }

    private static Decision<IntakeEvent> object(Trade trade, ObjectToTransfer c) {
        if (trade.transfer() == null) {
            return refuse(NOT_TRANSFERRED);
        }
        if (trade.objection() != null) {
            return alreadyTrue();
        }
        return trade.stands()
                ? refuse(TRANSFER_STANDS)
                : accept(new TransferObjected(trade.transfer().reference(), c.reason(), c.at()));
    }

    private static Decision<IntakeEvent> decideObjection(Trade trade, DecideObjection c) {
        if (trade.objection() == null) {
            return refuse(NOT_OBJECTED);
        }
        if (trade.decision() == null) {
            return accept(new ObjectionDecided(trade.objection().reference(), c.decision(), c.reason(), c.at()));
        }
        return trade.decision().decision() == c.decision() ? alreadyTrue() : refuse(OBJECTION_DECIDED_OTHERWISE);
    }
}
