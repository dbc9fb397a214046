package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Requests to this service. The caller chooses ids and times, so the same command in the same state always gets the
 * same decision.
 */
public sealed interface PetitionCommand {

    /** Commands that follow from changes of custody, as routing reports them. */
    sealed interface CustodyCommand extends PetitionCommand {}

    /**
     * A petition desk or department claimed the case and acts for the petitioner from now on (全程替跑).
     *
     * @param receivedAt when the matter was received as a petition, whoever had it then
     * @param acceptedAt when it was accepted as one, whoever had it then
     */
    record OpenPetition(
            UUID caseId,
            int custody,
            String unit,
            String worker,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            Instant openedAt)
            implements CustodyCommand {
        public OpenPetition {
            parties = List.copyOf(parties);
        }
    }

    /** The case leaves this custody. */
    record DiscontinuePetition(int custody, DiscontinuationCause cause, Instant at) implements CustodyCommand {}

    /** The case was claimed in this custody, for something else than a petition. */
    record SupersedePetition(int custody, Instant at) implements CustodyCommand {}

    /**
     * The parties of the case changed, as routing tells it behind the claim.
     *
     * @param parties who is in dispute from now on
     */
    record FollowParties(List<Party> parties, Instant at) implements CustodyCommand {
        public FollowParties {
            parties = List.copyOf(parties);
        }
    }

    /** The case was closed; an agency still open ends. */
    record EndWithTheCase(Instant closedAt) implements CustodyCommand {}

    /** Acts of a petition clerk. */
    sealed interface AgencyCommand extends PetitionCommand {}

    /**
     * The petitioner is told in writing that the matter was received, and how it is handled (信访工作条例 art. 23).
     *
     * @param documentNumber null if the notice has none
     */
    record NotifyPetitioner(@Nullable String documentNumber, Instant notifiedAt) implements AgencyCommand {}

    /**
     * The petitioner gets the written reply (信访工作条例 art. 31 no. 6, art. 32).
     *
     * @param documentNumber null if the reply has none
     */
    record DeliverReply(PetitionResult result, @Nullable String documentNumber, Instant repliedAt)
            implements AgencyCommand {}

    /** The agency is concluded. */
    record ConcludePetition(PetitionResult result, Instant concludedAt) implements AgencyCommand {}
}
