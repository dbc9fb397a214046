package org.fengqiao.petition.inbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.validation.constraints.Positive;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.petition.model.DiscontinuationCause;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionCommand.SupersedePetition;

/** The events that the petition agency follows on the common log: routing's, and that a person was erased. */
public final class CommonLog {

    private CommonLog() {}

    /** The events, and what each asks. */
    public static FollowedEvents<PetitionCommand> followed() {
        return FollowedEvents.<PetitionCommand>list()
                .on(
                        "fengqiao.routing.case-claimed.v1",
                        CaseClaimed.class,
                        (caseId, e, envelope) -> Optional.of(e.command(caseId, envelope)),
                        CaseClaimed::territory)
                .telling("fengqiao.routing.case-assigned.v1", CaseAssigned.class, CaseAssigned::territory)
                .on(
                        "fengqiao.routing.case-returned.v1",
                        CustodyLeft.class,
                        (e, envelope) ->
                                new DiscontinuePetition(e.custody(), DiscontinuationCause.RETURNED, envelope.time()))
                .on(
                        "fengqiao.routing.case-escalated.v1",
                        CustodyLeft.class,
                        (e, envelope) ->
                                new DiscontinuePetition(e.custody(), DiscontinuationCause.ESCALATED, envelope.time()))
                .on("fengqiao.routing.case-closed.v1", CaseClosed.class, (e, _) -> new EndWithTheCase(e.closedAt()))
                .forgetting(
                        "fengqiao.intake.subject-erased.v1",
                        SubjectErased.class,
                        e -> List.of(e.subject(), e.caseTexts()))
                .build();
    }

    record CaseClaimed(
            @Positive int custody,
            String unit,
            String worker,
            String path,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt) {

        PetitionCommand command(UUID caseId, Envelope envelope) {
            return path.equals("PETITION")
                    ? new OpenPetition(
                            caseId,
                            custody,
                            unit,
                            worker,
                            category,
                            place,
                            parties,
                            receivedAt,
                            acceptedAt,
                            envelope.time())
                    : new SupersedePetition(custody, envelope.time());
        }

        Territory territory() {
            return Territory.of(place, unit);
        }
    }

    /** Petition first hears of a case when its unit claims it: only units that get it after the first matter. */
    record CaseAssigned(@Positive int custody, String unit) {
        Optional<Territory> territory() {
            return custody == 1 ? Optional.empty() : Optional.of(Territory.ofUnit(unit));
        }
    }

    record CustodyLeft(@Positive int custody) {}

    record CaseClosed(Instant closedAt) {}

    record SubjectErased(SubjectId subject, SubjectId caseTexts) {}
}
