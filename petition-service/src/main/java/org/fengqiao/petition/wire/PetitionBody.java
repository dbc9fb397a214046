package org.fengqiao.petition.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.DisclosedParty;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.Concluded;
import org.fengqiao.petition.model.Petition.Discontinued;
import org.fengqiao.petition.model.Petition.Notice;
import org.fengqiao.petition.model.Petition.Notified;
import org.fengqiao.petition.model.Petition.Opened;
import org.fengqiao.petition.model.Petition.Replied;
import org.fengqiao.petition.model.Petition.Reply;
import org.fengqiao.petition.view.PetitionStatus;

/** One case as it stands in the petition agency, for those who work on it; what is null has not come about. */
public record PetitionBody(
        UUID caseId,
        long version,
        PetitionStatus status,
        String petitionId,
        int custody,
        String unit,
        String worker,
        String category,
        Place place,
        List<DisclosedParty> parties,
        Instant openedAt,
        @Nullable Notice notice,
        @Nullable Reply reply,
        @Nullable DiscontinuationCause discontinued,
        @Nullable Instant endedAt) {

    public PetitionBody {
        parties = List.copyOf(parties);
    }

    /** The case as it stands, as much of it as the caller may see. */
    public static PetitionBody of(UUID caseId, long version, Begun petition, Disclosed disclosed) {
        return switch (petition) {
            case Opened _ -> body(caseId, version, petition, null, null, null, null, disclosed);
            case Notified p -> body(caseId, version, petition, p.notice(), null, null, null, disclosed);
            case Replied p -> body(caseId, version, petition, p.notice(), p.reply(), null, null, disclosed);
            case Concluded p ->
                body(caseId, version, petition, p.notice(), p.reply(), null, p.concludedAt(), disclosed);
            case Discontinued p ->
                body(caseId, version, petition, p.notice(), null, p.cause(), p.discontinuedAt(), disclosed);
        };
    }

    private static PetitionBody body(
            UUID caseId,
            long version,
            Begun petition,
            @Nullable Notice notice,
            @Nullable Reply reply,
            @Nullable DiscontinuationCause discontinued,
            @Nullable Instant endedAt,
            Disclosed disclosed) {
        var opening = petition.opening();
        return new PetitionBody(
                caseId,
                version,
                PetitionStatus.of(petition),
                opening.petitionId(),
                opening.custody(),
                opening.unit(),
                opening.worker(),
                opening.category(),
                opening.place(),
                disclosed.parties(opening.parties()),
                opening.openedAt(),
                notice,
                reply,
                discontinued,
                endedAt);
    }
}
