package org.fengqiao.petition.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.service.FollowedCustody;
import org.fengqiao.kernel.service.FollowedCustody.CaseClaimed;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.FollowParties;
import org.fengqiao.petition.model.PetitionCommand.FollowRepresentatives;
import org.fengqiao.petition.model.PetitionCommand.FollowTrack;
import org.fengqiao.petition.model.PetitionCommand.FollowTrackEnd;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;
import org.fengqiao.petition.model.Track;

/**
 * The events that the petition agency follows on the common log: routing's, who speaks for a group, whether the court
 * has the matter, and that a person was erased. Of the parties it hears from routing, in whose stream a change stands
 * behind the claim that does not know of it yet.
 */
public final class CommonLog {

    private CommonLog() {}

    /** The events, and what each asks. */
    public static FollowedEvents<PetitionCommand> followed() {
        return FollowedCustody.<PetitionCommand>list(CommonLog::claimed, DiscontinuePetition::new)
                .on("fengqiao.routing.case-closed.v1", CaseClosed.class, (e, _) -> new EndWithTheCase(e.closedAt()))
                .on(
                        "fengqiao.routing.parties-changed.v1",
                        PartiesChanged.class,
                        (e, _) -> new FollowParties(e.parties(), e.changedAt()))
                .on(
                        "fengqiao.intake.representatives-chosen.v1",
                        RepresentativesChosen.class,
                        (e, _) -> new FollowRepresentatives(e.representatives(), e.chosenAt()))
                .on("fengqiao.intake.standing-told.v1", StandingTold.class, (_, e, _) -> e.command())
                .forgetting("fengqiao.intake.subject-erased.v1")
                .build();
    }

    private static Optional<PetitionCommand> claimed(UUID caseId, CaseClaimed e, Envelope envelope) {
        return Optional.of(
                e.path().equals("PETITION")
                        ? new OpenPetition(
                                caseId,
                                e.custody(),
                                e.unit(),
                                e.worker(),
                                e.category(),
                                e.place(),
                                e.parties(),
                                e.receivedAt(),
                                e.acceptedAt(),
                                envelope.time())
                        : new SupersedePetition(e.custody(), envelope.time()));
    }

    record CaseClosed(Instant closedAt) {}

    record PartiesChanged(List<Party> parties, Instant changedAt) {}

    record RepresentativesChosen(List<String> representatives, Instant chosenAt) {}

    /** Word of a partner on where the matter stands with it; the court's says whether there is a lawsuit. */
    record StandingTold(
            String partner, String standing, @Nullable String documentNumber, Instant toldAt) {

        Optional<PetitionCommand> command() {
            if (!partner.equals("COURT")) {
                return Optional.empty();
            }
            return Optional.of(
                    standing.equals("NONE")
                            ? new FollowTrackEnd(Track.LITIGATION, toldAt)
                            : new FollowTrack(Track.LITIGATION, documentNumber, toldAt));
        }
    }
}
