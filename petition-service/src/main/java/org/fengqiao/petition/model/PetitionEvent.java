package org.fengqiao.petition.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Events of this service's part of a case, by slice. They are stored for ever, so a component added later must be
 * optional when old JSON is read. The envelope names the case.
 */
public sealed interface PetitionEvent {

    /** Events of relief, which stand in a file of their own. */
    sealed interface OfRelief extends PetitionEvent permits ReliefEvent {}

    /** Events of documents, which stand in a file of their own. */
    sealed interface OfDocuments extends PetitionEvent permits DocumentEvent {}

    /** Events of the agency: its beginning, notice and reply, its end. */
    sealed interface AgencyEvent extends PetitionEvent {}

    /** Events of the people who run for the petitioner and of those who handle the matter. */
    sealed interface StaffEvent extends PetitionEvent {}

    /** Events of what the matter is, where else it is, and how the sides settle it. */
    sealed interface MatterEvent extends PetitionEvent {}

    /** Events of the reviews. */
    sealed interface ReviewEvent extends PetitionEvent {}

    /**
     * An agency began.
     *
     * @param worker the one who claimed the case, and runs for the petitioner
     * @param receivedAt when the matter was received as a petition, whoever had it then; the time for the notice runs
     *     from there (信访工作条例 art. 23)
     * @param acceptedAt when it was accepted as one, whoever had it then; the time for the reply runs from there (art.
     *     34)
     */
    record PetitionOpened(
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            Instant openedAt)
            implements AgencyEvent {
        public PetitionOpened {
            parties = List.copyOf(parties);
        }
    }

    /** The case left the agency before it had a result. */
    record PetitionDiscontinued(String petitionId, int custody, DiscontinuationCause cause, Instant discontinuedAt)
            implements AgencyEvent {}

    /**
     * The petitioner was notified that the matter was received; {@code documentNumber} is null if the notice has none.
     */
    record PetitionerNotified(@Nullable String documentNumber, Instant notifiedAt) implements AgencyEvent {}

    /**
     * The petitioner got the written reply (信访工作条例 arts. 29 to 32).
     *
     * @param documentNumber null if the reply has none
     * @param repliedAt when that was entered
     */
    record ReplyDelivered(
            PetitionResult result,
            @Nullable String documentNumber,
            ReplyPaper paper,
            Delivery delivery,
            Instant repliedAt)
            implements AgencyEvent {}

    /** The agency was concluded. */
    record PetitionConcluded(String petitionId, int custody, PetitionResult result, Instant concludedAt)
            implements AgencyEvent {}

    /** The file of the concluded petition was put into the archive; {@code fileNumber} is the archive's. */
    record PetitionArchived(String petitionId, String fileNumber, Instant archivedAt) implements AgencyEvent {}

    /**
     * The parties of a case in the agency's hands changed: somebody joined, was set right or left.
     *
     * @param parties who is in dispute from now on
     */
    record PartiesChanged(List<Party> parties, Instant changedAt) implements AgencyEvent {
        public PartiesChanged {
            parties = List.copyOf(parties);
        }
    }

    /** The organ that handles the matter was named, with its officer; a later one takes its place. */
    record HandlerNamed(String organ, String handler, String namedBy, Instant namedAt) implements StaffEvent {}

    /** Another one runs for the petitioner from now on, open errands included. */
    record AgentNamed(String agent, String namedBy, Instant namedAt) implements StaffEvent {}

    /**
     * An errand for the petitioner was planned.
     *
     * @param custody in which it was planned
     * @param errand counts from 1 in the matter
     * @param where to whom it leads
     * @param what what is done there
     */
    record ErrandPlanned(
            int custody,
            int errand,
            @Personal(PersonalKind.NARRATIVE) PersonalText where,
            @Personal(PersonalKind.NARRATIVE) PersonalText what,
            String runner,
            LocalDate dueOn,
            Instant plannedAt)
            implements StaffEvent {}

    /**
     * An errand was run.
     *
     * @param custody in which it was planned
     * @param answer what was answered there
     * @param next what comes next; missing if nothing does
     */
    record ErrandRun(
            int custody,
            int errand,
            String runner,
            @Personal(PersonalKind.NARRATIVE) PersonalText answer,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText next,
            Instant ranAt)
            implements StaffEvent {}

    /**
     * Somebody asked that a person with an interest leaves the matter to others (信访工作条例 art. 28).
     *
     * @param recusal counts from 1 in the matter
     */
    record RecusalAsked(
            int recusal,
            String person,
            Recusal.Asker askedBy,
            String enteredBy,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant askedAt)
            implements StaffEvent {}

    /**
     * A recusal was decided.
     *
     * @param person who was to leave the matter
     * @param replacement who takes the place in all that the person had to do; missing if it was not granted
     */
    record RecusalDecided(
            int recusal,
            String person,
            boolean granted,
            @Nullable String replacement,
            String decidedBy,
            Instant decidedAt)
            implements StaffEvent {}

    /**
     * It was judged of what kind the petition is (信访工作条例 arts. 29 to 31); a later judgement takes its place.
     *
     * @param article under which it stands
     * @param destination where it goes; missing if it stays here
     * @param where the same in words
     * @param accused the units that an accusation is about; nothing of it is for them
     */
    record KindJudged(
            PetitionKind kind,
            String article,
            @Nullable Destination destination,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText where,
            List<String> accused,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String judgedBy,
            Instant judgedAt)
            implements MatterEvent {
        public KindJudged {
            accused = List.copyOf(accused);
        }
    }

    /**
     * The matter was taken up in another procedure: as long as that lasts it is not run as a petition too.
     *
     * @param article by which article
     * @param documentNumber of what was filed or decided there; missing if it has none
     */
    record TrackNoted(Track track, String article, @Nullable String documentNumber, Instant notedAt)
            implements MatterEvent {}

    /** The other procedure ended without settling the matter. */
    record TrackEnded(Track track, Instant endedAt) implements MatterEvent {}

    /** Both sides consented to settle (信访工作条例 art. 33). */
    record SettlementTried(Settlement.Form form, List<String> consentedBy, Instant consentedAt) implements MatterEvent {
        public SettlementTried {
            consentedBy = List.copyOf(consentedBy);
        }
    }

    /**
     * The attempt to settle ended.
     *
     * @param reached whether both sides settled
     * @param documentNumber of the paper they made; missing if there is none
     */
    record SettlementEnded(
            Settlement.Form form, boolean reached, @Nullable String documentNumber, Instant endedAt)
            implements MatterEvent {}

    /** A group of petitioners chose who speaks for it. */
    record RepresentativesNoted(List<String> representatives, Instant notedAt) implements MatterEvent {
        public RepresentativesNoted {
            representatives = List.copyOf(representatives);
        }
    }

    /**
     * A petition that came back after its second review has other facts or reasons than before, and is run.
     *
     * @param facts which
     */
    record NewFactsNoted(@Personal(PersonalKind.NARRATIVE) PersonalText facts, String notedBy, Instant notedAt)
            implements MatterEvent {}

    /**
     * The petitioner asked for a review (信访工作条例 arts. 35, 36).
     *
     * @param custody in which the opinion was given
     * @param review counts from 1 in the case
     * @param by the party that asked
     * @param organ which organ it asked, in words
     */
    record ReviewRequested(
            String petitionId,
            int custody,
            int review,
            ReviewLevel level,
            String by,
            @Personal(PersonalKind.NARRATIVE) PersonalText organ,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant requestedAt)
            implements ReviewEvent {}

    /**
     * A review was decided.
     *
     * @param custody in which the opinion was given
     * @param review its number in the case
     * @param reportedBy who told it here
     * @param documentNumber missing if it has none
     * @param answeredAt when the petitioner got it; the time to ask for the second review runs from there
     */
    record ReviewDecided(
            String petitionId,
            int custody,
            int review,
            ReviewLevel level,
            ReviewDecision decision,
            Reporter reportedBy,
            @Nullable String documentNumber,
            Instant decidedAt,
            Instant answeredAt)
            implements ReviewEvent {}

    /** Reporter of a decision. */
    enum Reporter {
        /** A clerk entered it. */
        CLERK,
        /** The petition office sent it. */
        PETITION_OFFICE
    }

    /** The matter became final. */
    record MatterMadeFinal(Finality.Ground ground, String article, Instant finalAt) implements ReviewEvent {}

    /** The stored name of each event. */
    EventTypes<PetitionEvent> TYPES = EventTypes.of("petition", PetitionEvent.class)
            .name("petition-opened.v1", PetitionOpened.class)
            .name("petition-discontinued.v1", PetitionDiscontinued.class)
            .name("petitioner-notified.v1", PetitionerNotified.class)
            .name("reply-delivered.v1", ReplyDelivered.class)
            .name("petition-concluded.v1", PetitionConcluded.class)
            .name("petition-archived.v1", PetitionArchived.class)
            .name("parties-changed.v1", PartiesChanged.class)
            .name("handler-named.v1", HandlerNamed.class)
            .name("agent-named.v1", AgentNamed.class)
            .name("errand-planned.v1", ErrandPlanned.class)
            .name("errand-run.v1", ErrandRun.class)
            .name("recusal-asked.v1", RecusalAsked.class)
            .name("recusal-decided.v1", RecusalDecided.class)
            .name("kind-judged.v1", KindJudged.class)
            .name("track-noted.v1", TrackNoted.class)
            .name("track-ended.v1", TrackEnded.class)
            .name("settlement-tried.v1", SettlementTried.class)
            .name("settlement-ended.v1", SettlementEnded.class)
            .name("representatives-noted.v1", RepresentativesNoted.class)
            .name("new-facts-noted.v1", NewFactsNoted.class)
            .name("review-requested.v1", ReviewRequested.class)
            .name("review-decided.v1", ReviewDecided.class)
            .name("matter-made-final.v1", MatterMadeFinal.class)
            .name("document-issued.v1", DocumentEvent.DocumentIssued.class)
            .name("document-delivered.v1", DocumentEvent.DocumentDelivered.class)
            .name("relief-applied.v1", ReliefEvent.ReliefApplied.class)
            .name("relief-referred.v1", ReliefEvent.ReliefReferred.class)
            .name("relief-decided.v1", ReliefEvent.ReliefDecided.class)
            .name("helper-appointed.v1", ReliefEvent.HelperAppointed.class)
            .name("relief-objected.v1", ReliefEvent.ReliefObjected.class)
            .name("relief-objection-decided.v1", ReliefEvent.ObjectionDecided.class)
            .name("relief-delivered.v1", ReliefEvent.ReliefDelivered.class)
            .name("relief-followed-up.v1", ReliefEvent.ReliefFollowedUp.class)
            .name("relief-advanced.v1", ReliefEvent.ReliefAdvanced.class)
            .name("relief-terminated.v1", ReliefEvent.ReliefTerminated.class)
            .name("relief-withdrawn.v1", ReliefEvent.ReliefWithdrawn.class)
            .name("beneficiary-counted.v1", ReliefEvent.BeneficiaryCounted.class)
            .build();
}
