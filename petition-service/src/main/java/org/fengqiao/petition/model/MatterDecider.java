package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.Concluded;
import org.fengqiao.petition.model.Agency.Discontinued;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Notified;
import org.fengqiao.petition.model.Agency.Open;
import org.fengqiao.petition.model.Agency.Opened;
import org.fengqiao.petition.model.Agency.Opening;
import org.fengqiao.petition.model.Agency.Replied;
import org.fengqiao.petition.model.PetitionCommand.EndSettlement;
import org.fengqiao.petition.model.PetitionCommand.EndTrack;
import org.fengqiao.petition.model.PetitionCommand.FollowRepresentatives;
import org.fengqiao.petition.model.PetitionCommand.FollowTrack;
import org.fengqiao.petition.model.PetitionCommand.FollowTrackEnd;
import org.fengqiao.petition.model.PetitionCommand.JudgeKind;
import org.fengqiao.petition.model.PetitionCommand.MatterCommand;
import org.fengqiao.petition.model.PetitionCommand.NoteNewFacts;
import org.fengqiao.petition.model.PetitionCommand.NoteTrack;
import org.fengqiao.petition.model.PetitionCommand.ToldCommand;
import org.fengqiao.petition.model.PetitionCommand.TrySettlement;
import org.fengqiao.petition.model.PetitionEvent.KindJudged;
import org.fengqiao.petition.model.PetitionEvent.MatterEvent;
import org.fengqiao.petition.model.PetitionEvent.NewFactsNoted;
import org.fengqiao.petition.model.PetitionEvent.RepresentativesNoted;
import org.fengqiao.petition.model.PetitionEvent.SettlementEnded;
import org.fengqiao.petition.model.PetitionEvent.SettlementTried;
import org.fengqiao.petition.model.PetitionEvent.TrackEnded;
import org.fengqiao.petition.model.PetitionEvent.TrackNoted;

/**
 * Decisions about the matter: of what kind it is (信访工作条例 arts. 29 to 31), in which other procedure it is (art. 28), how
 * the sides settle it (art. 33), and whether it is another one than was final before (art. 36).
 */
final class MatterDecider {

    private static final String APART = "信访工作条例 art. 28";

    private record Moment(Agency state, MatterCommand command) {}

    Decision<PetitionEvent> decide(MatterCommand command, Petition state) {
        var matter = state.matter();
        return switch (new Moment(state.agency(), command)) {
            case Moment(NotOpened _, MatterCommand _) -> refuse(NO_SUCH_CASE);

            // Wherever the case is by now: its reviews do not run beside the other procedure either.
            case Moment(Begun _, NoteTrack c) -> note(c.track(), c.documentNumber(), c.at(), matter);
            case Moment(Begun _, EndTrack c) ->
                c.track() == matter.track() ? accept(new TrackEnded(c.track(), c.at())) : refuse(NOT_ON_THIS_TRACK);

            case Moment(Discontinued _, MatterCommand _) -> refuse(DISCONTINUED);
            case Moment(Concluded _, MatterCommand _) -> refuse(ALREADY_CONCLUDED);

            case Moment(Opened p, JudgeKind c) -> judge(c, p.opening(), matter);
            case Moment(Notified p, JudgeKind c) -> judge(c, p.opening(), matter);
            case Moment(Replied _, JudgeKind c) -> isJudged(c, matter) ? alreadyTrue() : refuse(KIND_SETTLED);
            case Moment(Open p, TrySettlement c) -> tryTo(c, p.opening(), matter);
            case Moment(Open _, EndSettlement c) -> end(c, matter);
            case Moment(Open _, NoteNewFacts c) ->
                matter.barredBy() == null
                        ? refuse(NOT_BARRED)
                        : accept(new NewFactsNoted(c.facts(), c.by().person(), c.at()));
        };
    }

    /** Decides on what other services tell; it may come before the case does, and is kept for then. */
    Decision<PetitionEvent> follow(ToldCommand command, Matter matter) {
        return switch (command) {
            case FollowRepresentatives c ->
                c.representatives().equals(matter.representatives())
                        ? alreadyTrue()
                        : accept(new RepresentativesNoted(c.representatives(), c.at()));
            case FollowTrack c -> note(c.track(), c.documentNumber(), c.at(), matter);
            case FollowTrackEnd c ->
                c.track() == matter.track() ? accept(new TrackEnded(c.track(), c.at())) : alreadyTrue();
        };
    }

    private static Decision<PetitionEvent> note(Track track, @Nullable String number, Instant at, Matter matter) {
        return track == matter.track() ? alreadyTrue() : accept(new TrackNoted(track, APART, number, at));
    }

    private record Judging(JudgeKind judgement, Opening opening, Matter matter) {

        private boolean isNotBarred() {
            return matter.barredBy() == null;
        }

        private boolean namesItsDestination() {
            var goesOn = !judgement.kind().destinations().isEmpty();
            return !goesOn || judgement.destination() != null && judgement.where() != null;
        }

        private boolean goesWhereItMay() {
            return judgement.destination() == null
                    || judgement.kind().destinations().contains(judgement.destination());
        }

        private boolean accusesOnlyInAnAccusation() {
            return judgement.accused().isEmpty() || judgement.kind() == PetitionKind.ACCUSATION;
        }

        private boolean isRunByAnother() {
            return !judgement.accused().contains(opening.unit());
        }

        private boolean isHandledByAnother() {
            var handling = matter.staffing().handling();
            return handling == null || !judgement.accused().contains(handling.organ());
        }

        private boolean isOnNoOtherTrack() {
            return matter.track() == null || judgement.kind().isLedOn();
        }
    }

    private static final Condition<Judging> JUDGING = inOrder(
            require(Judging::isNotBarred, FINAL_AFTER_SECOND_REVIEW),
            require(Judging::goesWhereItMay, WRONG_DESTINATION),
            require(Judging::namesItsDestination, DESTINATION_NEEDED),
            require(Judging::accusesOnlyInAnAccusation, NOBODY_TO_ACCUSE),
            require(Judging::isRunByAnother, ACCUSED_RUNS_IT),
            require(Judging::isHandledByAnother, ACCUSED_HANDLES_IT),
            require(Judging::isOnNoOtherTrack, ON_ANOTHER_TRACK));

    private static boolean isJudged(JudgeKind c, Matter matter) {
        return matter.judgement() != null && matter.judgement().says(c.kind(), c.destination(), c.accused());
    }

    private static Decision<PetitionEvent> judge(JudgeKind c, Opening opening, Matter matter) {
        return isJudged(c, matter)
                ? alreadyTrue()
                : JUDGING.judge(
                        new Judging(c, opening, matter),
                        () -> accept(new KindJudged(
                                c.kind(),
                                c.kind().article(),
                                c.destination(),
                                c.where(),
                                c.accused(),
                                c.reason(),
                                c.by().person(),
                                c.at())));
    }

    private static Decision<PetitionEvent> tryTo(TrySettlement c, Opening opening, Matter matter) {
        if (matter.settlement() instanceof Settlement.Tried(var form) && form == c.form()) {
            return alreadyTrue();
        }
        if (matter.judgement() == null) {
            return refuse(KIND_NOT_JUDGED);
        }
        if (!matter.judgement().kind().isForRedress()) {
            return refuse(NOT_FOR_REDRESS);
        }
        var hasTwoSides = opening.parties().stream().map(Party::side).distinct().count() == 2;
        return hasTwoSides && opening.areAllParties(c.consentedBy())
                ? accept(new SettlementTried(c.form(), c.consentedBy(), c.at()))
                : refuse(CONSENT_OF_BOTH_NEEDED);
    }

    private static Decision<PetitionEvent> end(EndSettlement c, Matter matter) {
        return switch (matter.settlement()) {
            case Settlement.Tried(var form) ->
                accept(new SettlementEnded(form, c.reached(), c.documentNumber(), c.at()));
            case Settlement.Reached _ -> c.reached() ? alreadyTrue() : refuse(NOBODY_SETTLES);
            case Settlement.None _ -> refuse(NOBODY_SETTLES);
        };
    }

    Matter evolve(Matter matter, MatterEvent event) {
        return switch (event) {
            case KindJudged e ->
                matter.judged(new Matter.Judgement(
                        e.kind(),
                        e.article(),
                        e.destination(),
                        e.where(),
                        e.accused(),
                        e.reason(),
                        e.judgedBy(),
                        matter.judgement() == null ? 1 : matter.judgement().judgements() + 1));
            case TrackNoted e -> matter.on(e.track());
            case TrackEnded _ -> matter.on(null);
            case SettlementTried e -> matter.with(new Settlement.Tried(e.form()));
            case SettlementEnded e ->
                matter.with(e.reached() ? new Settlement.Reached(e.form(), e.documentNumber()) : new Settlement.None());
            case RepresentativesNoted e -> matter.representedBy(e.representatives());
            case NewFactsNoted _ -> matter.unbarred();
        };
    }
}
