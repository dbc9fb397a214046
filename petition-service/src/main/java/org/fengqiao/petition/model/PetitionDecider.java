package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.time.Instant;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.Concluded;
import org.fengqiao.petition.model.Petition.Discontinued;
import org.fengqiao.petition.model.Petition.NotOpened;
import org.fengqiao.petition.model.Petition.Notice;
import org.fengqiao.petition.model.Petition.Notified;
import org.fengqiao.petition.model.Petition.Open;
import org.fengqiao.petition.model.Petition.Opened;
import org.fengqiao.petition.model.Petition.Replied;
import org.fengqiao.petition.model.Petition.Reply;
import org.fengqiao.petition.model.PetitionCommand.AgencyCommand;
import org.fengqiao.petition.model.PetitionCommand.ConcludePetition;
import org.fengqiao.petition.model.PetitionCommand.CustodyCommand;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.FollowParties;
import org.fengqiao.petition.model.PetitionCommand.NotifyPetitioner;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;

/**
 * The petition agency (信访代办) as a table of state against command: notice of acceptance (信访工作条例 art. 23), written reply
 * (art. 32), conclusion, in that order. There is no default line, so a new command or state breaks the build until it
 * is answered.
 *
 * <p>A command from another service that no longer matters records nothing. A wrong act of a person is refused with its
 * reason.
 */
public final class PetitionDecider implements Decider<PetitionCommand, Petition, PetitionEvent> {

    @Override
    public Petition initial() {
        return new NotOpened();
    }

    @Override
    public Decision<PetitionEvent> decide(PetitionCommand command, Petition state) {
        return switch (command) {
            case CustodyCommand c -> followCustody(c, state);
            case AgencyCommand c -> runFor(c, state);
        };
    }

    private record CustodyMoment(Petition state, CustodyCommand command) {}

    private static Decision<PetitionEvent> followCustody(CustodyCommand command, Petition state) {
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
                c.caseId() + "/petition/" + c.custody(),
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

    private record AgencyMoment(Petition state, AgencyCommand command) {}

    private static Decision<PetitionEvent> runFor(AgencyCommand command, Petition state) {
        return switch (new AgencyMoment(state, command)) {
            case AgencyMoment(NotOpened _, AgencyCommand _) -> refuse(NO_SUCH_CASE);
            case AgencyMoment(Discontinued _, AgencyCommand _) -> refuse(DISCONTINUED);

            case AgencyMoment(Opened _, NotifyPetitioner c) ->
                accept(new PetitionerNotified(c.documentNumber(), c.notifiedAt()));
            case AgencyMoment(Opened _, DeliverReply _), AgencyMoment(Opened _, ConcludePetition _) ->
                refuse(NOT_NOTIFIED);

            case AgencyMoment(Notified p, NotifyPetitioner c) -> repeat(c, p.notice());
            case AgencyMoment(Notified _, DeliverReply c) ->
                accept(new ReplyDelivered(c.result(), c.documentNumber(), c.repliedAt()));
            case AgencyMoment(Notified _, ConcludePetition _) -> refuse(NOT_REPLIED);

            case AgencyMoment(Replied p, NotifyPetitioner c) -> repeat(c, p.notice());
            case AgencyMoment(Replied p, DeliverReply c) -> repeat(c, p.reply());
            case AgencyMoment(Replied p, ConcludePetition c) ->
                c.result() == p.reply().result()
                        ? accept(new PetitionConcluded(
                                p.opening().petitionId(), p.opening().custody(), c.result(), c.concludedAt()))
                        : refuse(RESULT_DIFFERS_FROM_REPLY);

            case AgencyMoment(Concluded p, NotifyPetitioner c)
            when p.notice().isNumbered(c.documentNumber()) -> alreadyTrue();
            case AgencyMoment(Concluded p, DeliverReply c)
            when p.reply().says(c.result(), c.documentNumber()) -> alreadyTrue();
            case AgencyMoment(Concluded p, ConcludePetition c) when p.reply().result() == c.result() -> alreadyTrue();
            case AgencyMoment(Concluded _, NotifyPetitioner _),
                    AgencyMoment(Concluded _, DeliverReply _),
                    AgencyMoment(Concluded _, ConcludePetition _) -> refuse(ALREADY_CONCLUDED);
        };
    }

    private static Decision<PetitionEvent> repeat(NotifyPetitioner c, Notice notice) {
        return notice.isNumbered(c.documentNumber()) ? alreadyTrue() : refuse(NOTIFIED_OTHERWISE);
    }

    private static Decision<PetitionEvent> repeat(DeliverReply c, Reply reply) {
        return reply.says(c.result(), c.documentNumber()) ? alreadyTrue() : refuse(REPLIED_OTHERWISE);
    }

    private record Step(Petition state, PetitionEvent event) {}

    @Override
    public Petition evolve(Petition state, PetitionEvent event) {
        return switch (new Step(state, event)) {
            case Step(Petition before, PetitionOpened e) -> before.openedBy(e);
            case Step(Open p, PartiesChanged e) -> p.between(e.parties());
            case Step(Open p, PetitionDiscontinued e) -> p.discontinued(e.cause(), e.discontinuedAt());
            case Step(Opened p, PetitionerNotified e) -> p.notified(new Notice(e.documentNumber(), e.notifiedAt()));
            case Step(Notified p, ReplyDelivered e) ->
                p.replied(new Reply(e.result(), e.documentNumber(), e.repliedAt()));
            case Step(Replied p, PetitionConcluded e) -> p.concluded(e.concludedAt());
            case Step(Petition _, PetitionDiscontinued _),
                    Step(Petition _, PetitionerNotified _),
                    Step(Petition _, ReplyDelivered _),
                    Step(Petition _, PetitionConcluded _),
                    Step(Petition _, PartiesChanged _) ->
                throw new IllegalStateException("a history in which %s is followed by %s"
                        .formatted(
                                state.getClass().getSimpleName(),
                                event.getClass().getSimpleName()));
        };
    }
}
