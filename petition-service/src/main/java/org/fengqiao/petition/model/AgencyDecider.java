package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.time.Instant;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.petition.model.Agency.Archive;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.Concluded;
import org.fengqiao.petition.model.Agency.Discontinued;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Notice;
import org.fengqiao.petition.model.Agency.Notified;
import org.fengqiao.petition.model.Agency.Open;
import org.fengqiao.petition.model.Agency.Opened;
import org.fengqiao.petition.model.Agency.Opening;
import org.fengqiao.petition.model.Agency.Replied;
import org.fengqiao.petition.model.Agency.Reply;
import org.fengqiao.petition.model.PetitionCommand.AgencyCommand;
import org.fengqiao.petition.model.PetitionCommand.ArchivePetition;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.CustodyCommand;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.FollowParties;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;
import org.fengqiao.petition.model.PetitionEvent.AgencyEvent;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionArchived;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;

/** Decisions about the agency (信访代办): notice (信访工作条例 art. 23), written reply (arts. 29 to 32), conclusion, archive. */
final class AgencyDecider {

    private record CustodyMoment(Agency state, CustodyCommand command) {}

    Decision<PetitionEvent> follow(CustodyCommand command, Agency state) {
        return switch (new CustodyMoment(state, command)) {
            case CustodyMoment(NotOpened _, OpenPetition c) -> accept(opened(c));
            case CustodyMoment(NotOpened _, DiscontinuePetition _),
                    CustodyMoment(NotOpened _, SupersedePetition _),
                    CustodyMoment(NotOpened _, FollowParties _),
                    CustodyMoment(NotOpened _, EndWithTheCase _) -> alreadyTrue();

            case CustodyMoment(Begun p, OpenPetition c)
            when c.custody() <= p.opening().custody() -> alreadyTrue();
            case CustodyMoment(Open p, OpenPetition c) ->
                accept(discontinued(p, DiscontinuationCause.SUPERSEDED, c.openedAt()), opened(c));
            case CustodyMoment(Concluded _, OpenPetition c) -> accept(opened(c));
            case CustodyMoment(Discontinued _, OpenPetition c) -> accept(opened(c));

            case CustodyMoment(Open p, DiscontinuePetition c)
            when c.custody() == p.opening().custody() -> accept(discontinued(p, c.cause(), c.at()));
            case CustodyMoment(Open p, SupersedePetition c)
            when c.custody() > p.opening().custody() ->
                accept(discontinued(p, DiscontinuationCause.SUPERSEDED, c.at()));
            case CustodyMoment(Open p, EndWithTheCase c) ->
                accept(discontinued(p, DiscontinuationCause.CLOSED, c.closedAt()));
            case CustodyMoment(Open p, FollowParties c)
            when !c.parties().equals(p.opening().parties()) -> accept(new PartiesChanged(c.parties(), c.at()));
            case CustodyMoment(Begun _, DiscontinuePetition _),
                    CustodyMoment(Begun _, SupersedePetition _),
                    CustodyMoment(Begun _, FollowParties _),
                    CustodyMoment(Begun _, EndWithTheCase _) -> alreadyTrue();
        };
    }

    /**
     * Returns the event that opens an agency. Its id begins with the case id, so an answer finds its case without a
     * look-up.
     */
    private static PetitionOpened opened(OpenPetition c) {
        return new PetitionOpened(
                PetitionIds.of(c.caseId(), c.custody()),
                c.custody(),
                c.unit(),
                c.worker(),
                c.category(),
                c.place(),
                c.parties(),
                c.receivedAt(),
                c.acceptedAt(),
                c.openedAt());
    }

    private static PetitionDiscontinued discontinued(Open p, DiscontinuationCause cause, Instant at) {
        return new PetitionDiscontinued(p.opening().petitionId(), p.opening().custody(), cause, at);
    }

    private record Moment(Agency state, AgencyCommand command) {}

    Decision<PetitionEvent> decide(AgencyCommand command, Petition state) {
        var matter = state.matter();
        return switch (new Moment(state.agency(), command)) {
            case Moment(NotOpened _, AgencyCommand _) -> refuse(NO_SUCH_CASE);
            case Moment(Discontinued _, AgencyCommand _) -> refuse(DISCONTINUED);

            case Moment(Opened _, NotifyPetitioner c) ->
                accept(new PetitionerNotified(c.documentNumber(), c.notifiedAt()));
            case Moment(Opened _, DeliverReply _), Moment(Opened _, ConcludePetition _) -> refuse(NOT_NOTIFIED);

            case Moment(Notified p, NotifyPetitioner c) -> repeat(c, p.notice());
            case Moment(Notified p, DeliverReply c) -> reply(c, p.opening(), p.notice(), state);
            case Moment(Notified _, ConcludePetition _) -> refuse(NOT_REPLIED);

            case Moment(Replied p, NotifyPetitioner c) -> repeat(c, p.notice());
            case Moment(Replied p, DeliverReply c) ->
                p.reply().says(c) ? alreadyTrue() : refuse(replied(matter, REPLIED_OTHERWISE));
            case Moment(Replied p, ConcludePetition c) -> conclude(c, p, matter);

            case Moment(Open _, ArchivePetition _) -> refuse(NOT_CONCLUDED);

            case Moment(Concluded p, NotifyPetitioner c)
            when p.notice().isNumbered(c.documentNumber()) -> alreadyTrue();
            case Moment(Concluded p, DeliverReply c)
            when matter.review() instanceof Review.OrderedAnew -> reply(c, p.opening(), p.notice(), state);
            case Moment(Concluded p, DeliverReply c) ->
                p.reply().says(c) ? alreadyTrue() : refuse(replied(matter, ALREADY_CONCLUDED));
            case Moment(Concluded p, ConcludePetition c) when p.reply().result() == c.result() -> alreadyTrue();
            case Moment(Concluded p, ArchivePetition c) -> archive(c, p, matter);
            case Moment(Concluded _, NotifyPetitioner _), Moment(Concluded _, ConcludePetition _) ->
                refuse(ALREADY_CONCLUDED);
        };
    }

    private static Decision<PetitionEvent> reply(DeliverReply c, Opening opening, Notice notice, Petition state) {
        return DeliveredReply.CONDITIONS.judge(
                new DeliveredReply(c, opening, notice, state.matter(), state.documents()),
                () -> accept(
                        new ReplyDelivered(c.result(), c.documentNumber(), c.paper(), c.delivery(), c.repliedAt())));
    }

    /** Returns why there is no other reply: the matter is final, or for the usual reason. */
    private static PetitionRefusal replied(Matter matter, PetitionRefusal otherwise) {
        return matter.review() instanceof Review.Final(var finality)
                ? finality.ground().refusal()
                : otherwise;
    }

    private static Decision<PetitionEvent> conclude(ConcludePetition c, Replied p, Matter matter) {
        if (c.result() != p.reply().result()) {
            return refuse(RESULT_DIFFERS_FROM_REPLY);
        }
        return matter.staffing().hasOpenErrands()
                ? refuse(ERRANDS_OPEN)
                : accept(new PetitionConcluded(
                        p.opening().petitionId(), p.opening().custody(), c.result(), c.concludedAt()));
    }

    private static Decision<PetitionEvent> archive(ArchivePetition c, Concluded p, Matter matter) {
        if (p.archive() instanceof Archive archive) {
            return archive.fileNumber().equals(c.fileNumber()) ? alreadyTrue() : refuse(ARCHIVED_OTHERWISE);
        }
        return switch (matter.review()) {
            case Review.NoneDue _, Review.Final _ ->
                accept(new PetitionArchived(p.opening().petitionId(), c.fileNumber(), c.archivedAt()));
            case Review.MayBeAsked _, Review.Pending _, Review.OrderedAnew _ -> refuse(NOT_FINAL);
        };
    }

    private static Decision<PetitionEvent> repeat(NotifyPetitioner c, Notice notice) {
        return notice.isNumbered(c.documentNumber()) ? alreadyTrue() : refuse(NOTIFIED_OTHERWISE);
    }

    private record Step(Agency state, AgencyEvent event) {}

    Petition evolve(Petition state, AgencyEvent event) {
        return switch (new Step(state.agency(), event)) {
            case Step(Agency _, PetitionOpened e) -> state.openedBy(e);
            case Step(Open p, PartiesChanged e) -> state.with(p.between(e.parties()));
            case Step(Open p, PetitionDiscontinued e) -> state.with(p.discontinued(e.cause(), e.discontinuedAt()));
            case Step(Opened p, PetitionerNotified e) ->
                state.with(p.notified(new Notice(e.documentNumber(), e.notifiedAt())));
            case Step(Notified p, ReplyDelivered e) ->
                replied(state, p.replied(replyOf(e, p.opening(), state.matter())), e);
            case Step(Concluded p, ReplyDelivered e) ->
                replied(state, p.replied(replyOf(e, p.opening(), state.matter())), e);
            case Step(Replied p, PetitionConcluded e) -> state.with(p.concluded(e.concludedAt()));
            case Step(Concluded p, PetitionArchived e) ->
                state.with(p.archived(new Archive(e.fileNumber(), e.archivedAt())));
            case Step(Agency _, PetitionDiscontinued _),
                    Step(Agency _, PetitionerNotified _),
                    Step(Agency _, ReplyDelivered _),
                    Step(Agency _, PetitionConcluded _),
                    Step(Agency _, PetitionArchived _),
                    Step(Agency _, PartiesChanged _) -> throw state.cannotBeFollowedBy(event);
        };
    }

    private static Reply replyOf(ReplyDelivered e, Opening opening, Matter matter) {
        return new Reply(
                opening.petitionId(),
                opening.custody(),
                matter.replies() + 1,
                e.result(),
                e.documentNumber(),
                e.paper(),
                e.delivery(),
                e.repliedAt());
    }

    private static Petition replied(Petition state, Agency agency, ReplyDelivered e) {
        var review = e.result().isOpinion()
                ? new Review.MayBeAsked(ReviewLevel.REVIEW, e.delivery().deliveredAt())
                : new Review.NoneDue();
        return state.with(agency).with(state.matter().repliedOnceMore().with(review));
    }
}
