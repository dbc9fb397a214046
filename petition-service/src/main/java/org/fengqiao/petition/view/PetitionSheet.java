package org.fengqiao.petition.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.DiscontinuationCause;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.Concluded;
import org.fengqiao.petition.model.Petition.Discontinued;
import org.fengqiao.petition.model.Petition.Notice;
import org.fengqiao.petition.model.Petition.Notified;
import org.fengqiao.petition.model.Petition.Opened;
import org.fengqiao.petition.model.Petition.Replied;
import org.fengqiao.petition.model.Petition.Reply;

/** One case as it stands in the petition agency, for those who work on it; what is null has not come about. */
public record PetitionSheet(
        UUID caseId,
        long version,
        PetitionStatus status,
        String petitionId,
        int custody,
        String unit,
        String worker,
        String category,
        Place place,
        List<PartyBody> parties,
        Instant openedAt,
        @Nullable Notice notice,
        @Nullable Reply reply,
        @Nullable DiscontinuationCause discontinued,
        @Nullable Instant endedAt) {

    public PetitionSheet {
        parties = List.copyOf(parties);
    }

    /**
     * A party, as much of it as the caller may see.
     *
     * @param name null if it may not be seen
     */
    public record PartyBody(
            String partyId, Party.Side side, @Nullable String name) {}

    /** The case as it stands, as much of it as the caller may see. */
    public static PetitionSheet of(UUID caseId, long version, Begun petition, Disclosed disclosed) {
        return switch (petition) {
            case Opened _ -> sheet(caseId, version, petition, null, null, null, null, disclosed);
            case Notified p -> sheet(caseId, version, petition, p.notice(), null, null, null, disclosed);
            case Replied p -> sheet(caseId, version, petition, p.notice(), p.reply(), null, null, disclosed);
            case Concluded p ->
                sheet(caseId, version, petition, p.notice(), p.reply(), null, p.concludedAt(), disclosed);
            case Discontinued p ->
                sheet(caseId, version, petition, p.notice(), null, p.cause(), p.discontinuedAt(), disclosed);
        };
    }

    private static PetitionSheet sheet(
            UUID caseId,
            long version,
            Begun petition,
            @Nullable Notice notice,
            @Nullable Reply reply,
            @Nullable DiscontinuationCause discontinued,
            @Nullable Instant endedAt,
            Disclosed disclosed) {
        var opening = petition.opening();
        return new PetitionSheet(
                caseId,
                version,
                PetitionStatus.of(petition),
                opening.petitionId(),
                opening.custody(),
                opening.unit(),
                opening.worker(),
                opening.category(),
                opening.place(),
                opening.parties().stream()
                        .map(party -> new PartyBody(
                                party.partyId(), party.side(), disclosed.text(PersonalKind.NAME, party.name())))
                        .toList(),
                opening.openedAt(),
                notice,
                reply,
                discontinued,
                endedAt);
    }
}
