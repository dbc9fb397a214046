package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.ReliefRefusal.*;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.petition.model.Relief.Application;
import org.fengqiao.petition.model.Relief.Applied;
import org.fengqiao.petition.model.Relief.Delivered;
import org.fengqiao.petition.model.Relief.FollowedUp;
import org.fengqiao.petition.model.Relief.Granted;
import org.fengqiao.petition.model.Relief.Objection;
import org.fengqiao.petition.model.Relief.Received;
import org.fengqiao.petition.model.Relief.Referred;
import org.fengqiao.petition.model.Relief.Refused;
import org.fengqiao.petition.model.Relief.Terminated;
import org.fengqiao.petition.model.Relief.Withdrawn;
import org.fengqiao.petition.model.ReliefCommand.AdvanceRelief;
import org.fengqiao.petition.model.ReliefCommand.ApplyForRelief;
import org.fengqiao.petition.model.ReliefCommand.AppointHelper;
import org.fengqiao.petition.model.ReliefCommand.CountBeneficiary;
import org.fengqiao.petition.model.ReliefCommand.DecideObjection;
import org.fengqiao.petition.model.ReliefCommand.DecideRelief;
import org.fengqiao.petition.model.ReliefCommand.DeliverRelief;
import org.fengqiao.petition.model.ReliefCommand.FollowUpRelief;
import org.fengqiao.petition.model.ReliefCommand.ObjectToRefusal;
import org.fengqiao.petition.model.ReliefCommand.OfOne;
import org.fengqiao.petition.model.ReliefCommand.ReferRelief;
import org.fengqiao.petition.model.ReliefCommand.TerminateRelief;
import org.fengqiao.petition.model.ReliefCommand.WithdrawRelief;
import org.fengqiao.petition.model.ReliefEvent.BeneficiaryCounted;
import org.fengqiao.petition.model.ReliefEvent.HelperAppointed;
import org.fengqiao.petition.model.ReliefEvent.ObjectionDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefAdvanced;
import org.fengqiao.petition.model.ReliefEvent.ReliefApplied;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.ReliefFollowedUp;
import org.fengqiao.petition.model.ReliefEvent.ReliefObjected;
import org.fengqiao.petition.model.ReliefEvent.ReliefReferred;
import org.fengqiao.petition.model.ReliefEvent.ReliefTerminated;
import org.fengqiao.petition.model.ReliefEvent.ReliefWithdrawn;

/**
 * Decider about relief (救助): applied for, referred to a body, decided by it, delivered, followed up. It goes beside
 * whatever else becomes of the case, on any path. What was said before and is said again records nothing; another
 * answer is refused.
 */
final class ReliefDecider {

    private final ReliefRules rules;

    ReliefDecider(ReliefRules rules) {
        this.rules = rules;
    }

    Decision<PetitionEvent> decide(ReliefCommand command, Reliefs state) {
        return switch (command) {
            case ApplyForRelief c -> apply(c, state);
            case OfOne c ->
                state.find(c.relief()).map(relief -> about(c, relief)).orElseGet(() -> refuse(NO_SUCH_RELIEF));
        };
    }

    private Decision<PetitionEvent> apply(ApplyForRelief c, Reliefs state) {
        var rule = rules.of(c.kind(), c.at()).orElse(null);
        if (rule == null) {
            return refuse(NO_RELIEF_RULE);
        }
        var ground = rule.ground(c.ground()).orElse(null);
        if (ground == null) {
            return refuse(NOT_A_GROUND);
        }
        if (state.all().stream().anyMatch(relief -> waits(relief, c))) {
            return refuse(APPLIED_ALREADY);
        }
        return accept(new ReliefApplied(
                state.next(), c.kind(), c.beneficiary(), c.ground(), ground.hardship(), c.facts(), c.need(), c.at()));
    }

    private static boolean waits(Relief relief, ApplyForRelief c) {
        var open = switch (relief) {
            case Applied _, Referred _ -> true;
            case Granted _, Terminated _, Refused _, Delivered _, FollowedUp _, Withdrawn _ -> false;
        };
        var application = relief.application();
        return open
                && application.kind() == c.kind()
                && application.beneficiary().partyId().equals(c.beneficiary().partyId());
    }

    private record Moment(Relief relief, OfOne command) {}

    private Decision<PetitionEvent> about(OfOne command, Relief relief) {
        return switch (new Moment(relief, command)) {
            case Moment(Applied r, ReferRelief c) -> refer(r, c);
            case Moment(Applied _, DecideRelief _) -> refuse(NOT_REFERRED);
            case Moment(Applied r, WithdrawRelief c) -> accept(withdrawn(r, c));
            case Moment(Applied _, AppointHelper _), Moment(Applied _, DeliverRelief _) -> refuse(NOT_DECIDED);

            case Moment(Referred r, ReferRelief c) -> repeated(r.referral().is(c.body(), c.name()), REFERRED_OTHERWISE);
            case Moment(Referred r, DecideRelief c) -> decide(r, c);
            case Moment(Referred r, AdvanceRelief c) -> advance(r, c);
            case Moment(Applied _, AdvanceRelief _) -> refuse(NOT_REFERRED);
            case Moment(Granted r, AdvanceRelief c) ->
                repeated(r.decision().advance() == c.ground(), DECIDED_OTHERWISE);
            case Moment(Terminated _, AdvanceRelief _) -> refuse(ENDED);
            case Moment(Refused _, AdvanceRelief _), Moment(Received _, AdvanceRelief _) -> refuse(DECIDED_OTHERWISE);
            case Moment(Withdrawn _, AdvanceRelief _) -> refuse(NOT_GRANTED);
            case Moment(Referred r, WithdrawRelief c) -> accept(withdrawn(r, c));
            case Moment(Referred _, AppointHelper _), Moment(Referred _, DeliverRelief _) -> refuse(NOT_DECIDED);

            case Moment(Granted r, ReferRelief c) -> repeated(r.referral().is(c.body(), c.name()), REFERRED_OTHERWISE);
            case Moment(Granted r, DecideRelief c) ->
                repeated(r.decision().is(c.accepted(), c.documentNumber()), DECIDED_OTHERWISE);
            case Moment(Granted r, AppointHelper c) -> appoint(r, c);
            case Moment(Granted r, DeliverRelief c) -> deliver(r, c);
            case Moment(Granted r, TerminateRelief c) -> terminate(r, c);
            case Moment(Granted _, WithdrawRelief _) -> refuse(ALREADY_DECIDED);

            case Moment(Terminated r, ReferRelief c) ->
                repeated(r.referral().is(c.body(), c.name()), REFERRED_OTHERWISE);
            case Moment(Terminated r, DecideRelief c) ->
                repeated(r.decision().is(c.accepted(), c.documentNumber()), DECIDED_OTHERWISE);
            case Moment(Terminated r, TerminateRelief c) ->
                repeated(r.termination().is(c.ground(), c.documentNumber()), DECIDED_OTHERWISE);
            case Moment(Terminated _, AppointHelper _),
                    Moment(Terminated _, DeliverRelief _),
                    Moment(Terminated _, FollowUpRelief _),
                    Moment(Terminated _, WithdrawRelief _) -> refuse(ENDED);
            case Moment(Terminated r, ObjectToRefusal c) -> object(r.application(), r.objection(), c);
            case Moment(Terminated r, DecideObjection c) -> decide(r.application(), r.objection(), c);
            case Moment(Terminated _, CountBeneficiary _) -> alreadyTrue();

            case Moment(Applied _, TerminateRelief _), Moment(Referred _, TerminateRelief _) -> refuse(NOT_DECIDED);
            case Moment(Refused _, TerminateRelief _), Moment(Withdrawn _, TerminateRelief _) -> refuse(NOT_GRANTED);
            case Moment(Received _, TerminateRelief _) -> refuse(DELIVERED_OTHERWISE);

            case Moment(Refused r, ReferRelief c) -> repeated(r.referral().is(c.body(), c.name()), REFERRED_OTHERWISE);
            case Moment(Refused r, DecideRelief c) ->
                repeated(r.decision().is(c.accepted(), c.documentNumber()), DECIDED_OTHERWISE);
            case Moment(Refused _, AppointHelper _), Moment(Refused _, DeliverRelief _) -> refuse(NOT_GRANTED);
            case Moment(Refused _, WithdrawRelief _) -> refuse(ALREADY_DECIDED);
            case Moment(Refused r, ObjectToRefusal c) -> object(r.application(), r.objection(), c);
            case Moment(Refused r, DecideObjection c) -> decide(r.application(), r.objection(), c);

            case Moment(Applied _, ObjectToRefusal _), Moment(Referred _, ObjectToRefusal _) -> refuse(NOT_DECIDED);
            case Moment(Granted _, ObjectToRefusal _),
                    Moment(Received _, ObjectToRefusal _),
                    Moment(Withdrawn _, ObjectToRefusal _) -> refuse(NOT_REFUSED);
            case Moment(Applied _, DecideObjection _),
                    Moment(Referred _, DecideObjection _),
                    Moment(Granted _, DecideObjection _),
                    Moment(Received _, DecideObjection _),
                    Moment(Withdrawn _, DecideObjection _) -> refuse(NOT_OBJECTED);

            case Moment(Received r, ReferRelief c) -> repeated(r.referral().is(c.body(), c.name()), REFERRED_OTHERWISE);
            case Moment(Received r, DecideRelief c) ->
                repeated(r.decision().is(c.accepted(), c.documentNumber()), DECIDED_OTHERWISE);
            case Moment(Received _, AppointHelper _) -> refuse(DELIVERED_OTHERWISE);
            case Moment(Received r, DeliverRelief c) ->
                repeated(r.delivery().is(c.form(), c.amount()), DELIVERED_OTHERWISE);
            case Moment(Received _, WithdrawRelief _) -> refuse(ALREADY_DECIDED);
            case Moment(Delivered _, FollowUpRelief c) -> accept(followedUp(c));
            // Who was not reached is asked again.
            case Moment(FollowedUp r, FollowUpRelief c)
            when r.followUp().satisfaction() == null && c.satisfaction() != null -> accept(followedUp(c));
            case Moment(FollowedUp r, FollowUpRelief c) ->
                repeated(Objects.equals(r.followUp().satisfaction(), c.satisfaction()), FOLLOWED_UP_OTHERWISE);
            case Moment(Received r, CountBeneficiary c) ->
                r.first() == null
                        ? accept(new BeneficiaryCounted(
                                c.relief(),
                                r.application().kind(),
                                r.application().hardship(),
                                c.first(),
                                c.at()))
                        : alreadyTrue();

            case Moment(Withdrawn r, WithdrawRelief c) -> repeated(r.cause() == c.cause(), NOT_GRANTED);
            case Moment(Withdrawn _, ReferRelief _),
                    Moment(Withdrawn _, DecideRelief _),
                    Moment(Withdrawn _, AppointHelper _),
                    Moment(Withdrawn _, DeliverRelief _) -> refuse(NOT_GRANTED);

            case Moment(Applied _, FollowUpRelief _),
                    Moment(Referred _, FollowUpRelief _),
                    Moment(Granted _, FollowUpRelief _),
                    Moment(Refused _, FollowUpRelief _),
                    Moment(Withdrawn _, FollowUpRelief _) -> refuse(NOT_DELIVERED);
            // It comes from the list of those who were relieved, and nobody else is on it.
            case Moment(Applied _, CountBeneficiary _),
                    Moment(Referred _, CountBeneficiary _),
                    Moment(Granted _, CountBeneficiary _),
                    Moment(Refused _, CountBeneficiary _),
                    Moment(Withdrawn _, CountBeneficiary _) -> alreadyTrue();
        };
    }

    private Decision<PetitionEvent> refer(Applied relief, ReferRelief c) {
        var kind = relief.application().kind();
        return rules.of(kind, c.at())
                .filter(rule -> rule.bodies().contains(c.body()))
                .<Decision<PetitionEvent>>map(
                        _ -> accept(new ReliefReferred(c.relief(), kind, c.body(), c.name(), c.at())))
                .orElseGet(() -> refuse(NOT_A_BODY));
    }

    private static Decision<PetitionEvent> decide(Referred relief, DecideRelief c) {
        return !c.accepted() && c.reason() == null
                ? refuse(REASON_MISSING)
                : accept(new ReliefDecided(
                        c.relief(),
                        relief.application().kind(),
                        c.accepted(),
                        c.accepted() ? null : c.reason(),
                        c.documentNumber(),
                        c.at()));
    }

    private Decision<PetitionEvent> advance(Referred relief, AdvanceRelief c) {
        var kind = relief.application().kind();
        return rules.of(kind, c.at())
                .filter(rule -> rule.isAdvancedOn(c.ground()))
                .<Decision<PetitionEvent>>map(
                        _ -> accept(new ReliefAdvanced(c.relief(), kind, c.ground(), c.documentNumber(), c.at())))
                .orElseGet(() -> refuse(NO_GROUND_TO_HURRY));
    }

    private Decision<PetitionEvent> terminate(Granted relief, TerminateRelief c) {
        var kind = relief.application().kind();
        return rules.of(kind, c.at())
                .filter(rule -> rule.isEndedOn(c.ground()))
                .<Decision<PetitionEvent>>map(_ -> accept(
                        new ReliefTerminated(c.relief(), kind, c.ground(), c.reason(), c.documentNumber(), c.at())))
                .orElseGet(() -> refuse(NOT_GROUND_TO_END));
    }

    private Decision<PetitionEvent> object(Application application, @Nullable Objection objection, ObjectToRefusal c) {
        if (objection != null) {
            return repeated(objection.authority().equals(c.authority()), OBJECTED_OTHERWISE);
        }
        var kind = application.kind();
        return rules.of(kind, c.at())
                .filter(rule -> rule.objection() != null)
                .<Decision<PetitionEvent>>map(
                        _ -> accept(new ReliefObjected(c.relief(), kind, c.authority(), c.reason(), c.at())))
                .orElseGet(() -> refuse(NO_OBJECTION));
    }

    private Decision<PetitionEvent> decide(Application application, @Nullable Objection objection, DecideObjection c) {
        if (objection == null) {
            return refuse(NOT_OBJECTED);
        }
        if (objection.rejection() != null) {
            return repeated(
                    !c.corrected() && Objects.equals(objection.rejection().documentNumber(), c.documentNumber()),
                    DECIDED_OTHERWISE);
        }
        var kind = application.kind();
        var remedies = rules.of(kind, c.at())
                .map(ReliefRules.KindRule::objection)
                .map(ReliefRules.ObjectionRule::remedies)
                .orElse(List.of());
        return accept(new ObjectionDecided(
                c.relief(), kind, c.corrected(), c.documentNumber(), c.corrected() ? List.of() : remedies, c.at()));
    }

    private Decision<PetitionEvent> appoint(Granted relief, AppointHelper c) {
        return rules.of(relief.application().kind(), c.at())
                .filter(rule -> rule.appointment() != null)
                .<Decision<PetitionEvent>>map(_ -> accept(new HelperAppointed(c.relief(), c.helper(), c.at())))
                .orElseGet(() -> refuse(NOBODY_IS_APPOINTED));
    }

    private Decision<PetitionEvent> deliver(Granted relief, DeliverRelief c) {
        var application = relief.application();
        var given = rules.of(application.kind(), c.at())
                .filter(rule -> rule.forms().contains(c.form()))
                .isPresent();
        if (!given) {
            return refuse(NOT_A_FORM);
        }
        if (c.form() == ReliefForm.MONEY && c.amount() == null) {
            return refuse(AMOUNT_MISSING);
        }
        if (c.form() != ReliefForm.MONEY && c.amount() != null) {
            return refuse(AMOUNT_WITHOUT_MONEY);
        }
        return accept(new ReliefDelivered(
                c.relief(), application.kind(), c.form(), c.what(), c.amount(), application.hardship(), c.at()));
    }

    private static ReliefFollowedUp followedUp(FollowUpRelief c) {
        return new ReliefFollowedUp(c.relief(), c.satisfaction(), c.remark(), c.at());
    }

    private static ReliefWithdrawn withdrawn(Relief relief, WithdrawRelief c) {
        return new ReliefWithdrawn(c.relief(), relief.application().kind(), c.cause(), c.reason(), c.at());
    }

    private static Decision<PetitionEvent> repeated(boolean same, ReliefRefusal otherwise) {
        return same ? alreadyTrue() : refuse(otherwise);
    }

    private record Step(Relief relief, ReliefEvent event) {}

    Reliefs evolve(Reliefs state, ReliefEvent event) {
        if (event instanceof ReliefApplied e) {
            return state.with(new Applied(Relief.Application.of(e)));
        }
        var before = state.find(event.relief()).orElseThrow(() -> impossible(state, event));
        return state.with(
                switch (new Step(before, event)) {
                    case Step(Applied r, ReliefReferred e) -> r.referred(e);
                    case Step(Applied r, ReliefWithdrawn e) -> Relief.withdrawn(r.application(), null, e);
                    case Step(Referred r, ReliefDecided e) -> r.decided(e);
                    case Step(Referred r, ReliefWithdrawn e) -> Relief.withdrawn(r.application(), r.referral(), e);
                    case Step(Refused r, ReliefObjected e) -> r.objected(e);
                    case Step(Refused r, ObjectionDecided e) -> r.objectionDecided(e);
                    case Step(Referred r, ReliefAdvanced e) -> r.advanced(e);
                    case Step(Granted r, ReliefTerminated e) -> r.terminated(e);
                    case Step(Terminated r, ReliefObjected e) -> r.objected(e);
                    case Step(Terminated r, ObjectionDecided e) -> r.objectionDecided(e);
                    case Step(Granted r, HelperAppointed e) -> r.appointed(e);
                    case Step(Granted r, ReliefDelivered e) -> r.delivered(e);
                    case Step(Delivered r, ReliefFollowedUp e) -> r.followedUp(e);
                    case Step(FollowedUp r, ReliefFollowedUp e) -> r.followedUpAgain(e);
                    case Step(Received r, BeneficiaryCounted e) -> r.counted(e);
                    case Step(Relief _, ReliefApplied _),
                            Step(Relief _, ReliefReferred _),
                            Step(Relief _, ReliefDecided _),
                            Step(Relief _, ReliefObjected _),
                            Step(Relief _, ObjectionDecided _),
                            Step(Relief _, HelperAppointed _),
                            Step(Relief _, ReliefDelivered _),
                            Step(Relief _, ReliefFollowedUp _),
                            Step(Relief _, ReliefAdvanced _),
                            Step(Relief _, ReliefTerminated _),
                            Step(Relief _, ReliefWithdrawn _),
                            Step(Relief _, BeneficiaryCounted _) -> throw impossible(before, event);
                });
    }

    private static IllegalStateException impossible(Object state, ReliefEvent event) {
        return new IllegalStateException("a history in which %s is followed by %s"
                .formatted(state.getClass().getSimpleName(), event.getClass().getSimpleName()));
    }
}
