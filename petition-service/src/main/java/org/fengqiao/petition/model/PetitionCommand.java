package org.fengqiao.petition.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.PetitionEvent.Reporter;

/**
 * Requests to this service. The caller chooses ids and times, so the same command in the same state always gets the
 * same decision.
 */
public sealed interface PetitionCommand {

    /** Commands about relief, which stand in a file of their own. */
    sealed interface OfRelief extends PetitionCommand permits ReliefCommand {}

    /** Commands about documents, which stand in a file of their own. */
    sealed interface OfDocuments extends Act permits DocumentCommand {}

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

    /** Acts of the staff; what an accused unit asks for is answered as if there were no such case (art. 30). */
    sealed interface Act extends PetitionCommand {
        /** Returns who asks for it. */
        By by();
    }

    /** Acts of a petition clerk: notice, reply and end of the agency. */
    sealed interface AgencyCommand extends Act {}

    /**
     * The petitioner is told in writing that the matter was received, and how it is handled (信访工作条例 art. 23).
     *
     * @param documentNumber null if the notice has none
     */
    record NotifyPetitioner(By by, @Nullable String documentNumber, Instant notifiedAt) implements AgencyCommand {}

    /**
     * The petitioner gets the written reply (信访工作条例 arts. 29 to 32).
     *
     * @param documentNumber null if the reply has none
     */
    record DeliverReply(
            By by,
            PetitionResult result,
            @Nullable String documentNumber,
            ReplyPaper paper,
            Delivery delivery,
            Instant repliedAt)
            implements AgencyCommand {}

    /** The agency is concluded. */
    record ConcludePetition(By by, PetitionResult result, Instant concludedAt) implements AgencyCommand {}

    /** The file goes into the archive under this number. */
    record ArchivePetition(By by, String fileNumber, Instant archivedAt) implements AgencyCommand {}

    /** Commands about the people of the staff and what they run. */
    sealed interface StaffCommand extends Act {}

    /** The organ that handles the matter is named, with its officer. */
    record NameHandler(By by, String organ, String handler, Instant at) implements StaffCommand {}

    /** Another one is to run for the petitioner. */
    record NameAgent(By by, String agent, Instant at) implements StaffCommand {}

    /**
     * An errand is planned.
     *
     * @param runner who is to run it; null for the agent
     */
    record PlanErrand(
            By by,
            @Personal(PersonalKind.NARRATIVE) PersonalText where,
            @Personal(PersonalKind.NARRATIVE) PersonalText what,
            @Nullable String runner,
            LocalDate dueOn,
            Instant at)
            implements StaffCommand {}

    /**
     * An errand was run.
     *
     * @param next what comes next; null if nothing does
     */
    record RunErrand(
            By by,
            int errand,
            @Personal(PersonalKind.NARRATIVE) PersonalText answer,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText next,
            Instant at)
            implements StaffCommand {}

    /** Somebody with an interest is to leave the matter to others (信访工作条例 art. 28). */
    record AskRecusal(
            By by,
            String person,
            Recusal.Asker askedBy,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at)
            implements StaffCommand {}

    /**
     * A leader decides on a recusal.
     *
     * @param replacement who takes the place; null if it is not granted
     */
    record DecideRecusal(
            By by, int recusal, boolean granted, @Nullable String replacement, Instant at) implements StaffCommand {}

    /** Commands about what the matter is, where else it is, and how the sides settle it. */
    sealed interface MatterCommand extends Act {}

    /**
     * It is judged of what kind the petition is (信访工作条例 arts. 29 to 31).
     *
     * @param destination where it goes; null if it stays here
     * @param where the same in words
     * @param accused the units that an accusation is about
     */
    record JudgeKind(
            By by,
            PetitionKind kind,
            @Nullable Destination destination,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText where,
            List<String> accused,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at)
            implements MatterCommand {
        public JudgeKind {
            accused = List.copyOf(accused);
        }
    }

    /**
     * The matter was taken up in another procedure (信访工作条例 art. 28).
     *
     * @param documentNumber of what was filed or decided there; null if it has none
     */
    record NoteTrack(By by, Track track, @Nullable String documentNumber, Instant at) implements MatterCommand {}

    /** The other procedure ended without settling the matter. */
    record EndTrack(By by, Track track, Instant at) implements MatterCommand {}

    /** Both sides consent to settle (信访工作条例 art. 33). */
    record TrySettlement(By by, Settlement.Form form, List<String> consentedBy, Instant at) implements MatterCommand {
        public TrySettlement {
            consentedBy = List.copyOf(consentedBy);
        }
    }

    /**
     * The attempt to settle ended.
     *
     * @param documentNumber of the paper that both sides made; null if there is none
     */
    record EndSettlement(By by, boolean reached, @Nullable String documentNumber, Instant at)
            implements MatterCommand {}

    /** The petition that came back after its second review has other facts or reasons (信访工作条例 art. 36). */
    record NoteNewFacts(
            By by, @Personal(PersonalKind.NARRATIVE) PersonalText facts, Instant at) implements MatterCommand {}

    /** Commands that follow from what other services tell of the matter, perhaps before an agency opens. */
    sealed interface ToldCommand extends PetitionCommand {}

    /** A group of petitioners chose who speaks for it. */
    record FollowRepresentatives(List<String> representatives, Instant at) implements ToldCommand {
        public FollowRepresentatives {
            representatives = List.copyOf(representatives);
        }
    }

    /** A partner told that the matter is pending in its procedure. */
    record FollowTrack(Track track, @Nullable String documentNumber, Instant at) implements ToldCommand {}

    /** A partner told that the matter is not in its procedure, or no longer. */
    record FollowTrackEnd(Track track, Instant at) implements ToldCommand {}

    /** Commands about the reviews. */
    sealed interface ReviewCommand extends PetitionCommand {}

    /**
     * The petitioner asks for a review (信访工作条例 arts. 35, 36).
     *
     * @param party who asks
     * @param organ which organ is asked, in words
     */
    record RequestReview(
            By by,
            ReviewLevel level,
            String party,
            @Personal(PersonalKind.NARRATIVE) PersonalText organ,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at)
            implements ReviewCommand, Act {}

    /** Decisions of reviews, whoever tells them. */
    sealed interface DecideReview extends ReviewCommand {
        /** Returns of which petition; null for the one whose reply stands. */
        @Nullable
        String petitionId();

        ReviewLevel level();

        ReviewDecision decision();

        /** Returns the number of the decision; null if it has none. */
        @Nullable
        String documentNumber();

        /** Returns when it was decided, and when that was reported. */
        ReportedTime decided();

        /** Returns when the petitioner got the written answer. */
        Instant answeredAt();

        Reporter reporter();
    }

    /** A clerk enters the decision of a review. */
    record EnterReviewDecision(
            By by,
            ReviewLevel level,
            ReviewDecision decision,
            @Nullable String documentNumber,
            ReportedTime decided,
            Instant answeredAt)
            implements DecideReview, Act {

        @Override
        public @Nullable String petitionId() {
            return null;
        }

        @Override
        public Reporter reporter() {
            return Reporter.CLERK;
        }
    }

    /** The petition office tells the decision of a review; the petitioner has it from when it is told here. */
    record HearReviewDecision(
            String petitionId,
            ReviewLevel level,
            ReviewDecision decision,
            @Nullable String documentNumber,
            ReportedTime decided)
            implements DecideReview {

        @Override
        public Instant answeredAt() {
            return decided.reportedAt();
        }

        @Override
        public Reporter reporter() {
            return Reporter.PETITION_OFFICE;
        }
    }

    /** The time to ask for a review is over. */
    record LapseReviewTime(ReviewLevel level, Instant at) implements ReviewCommand {}
}
