package org.fengqiao.petition.model;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Matter of the petition, which stays the same when another unit gets it: what kind it is, who runs and handles it,
 * where else it is, and its reviews.
 *
 * @param judgement of what kind it is; null if it is not judged yet
 * @param track the procedure it is in besides; null if there is none
 * @param barredBy the second review after which the same facts came back; null if they did not
 * @param clocks how often the time for the reply was taken up again, after it did not apply
 * @param replies how many replies were given
 * @param reviews how many reviews were asked for, in earlier matters of the case, too
 * @param decided the decisions of its reviews, and of those of earlier matters of the case
 * @param representatives of a group; empty if it has none
 */
public record Matter(
        @Nullable Judgement judgement,
        Staffing staffing,
        @Nullable Track track,
        Settlement settlement,
        Review review,
        @Nullable Finality barredBy,
        int clocks,
        int replies,
        int reviews,
        List<Review.Decided> decided,
        List<String> representatives) {

    public Matter {
        decided = List.copyOf(decided);
        representatives = List.copyOf(representatives);
    }

    /**
     * Judgement of what kind a petition is.
     *
     * @param article under which it stands
     * @param destination where it goes; null if it stays here
     * @param where the same in words; null if it stays here
     * @param accused units that an accusation is about
     * @param judgements how often it was judged
     */
    public record Judgement(
            PetitionKind kind,
            String article,
            @Nullable Destination destination,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText where,
            List<String> accused,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String judgedBy,
            int judgements) {
        public Judgement {
            accused = List.copyOf(accused);
        }

        boolean says(PetitionKind kind, @Nullable Destination destination, List<String> accused) {
            return this.kind == kind && this.destination == destination && this.accused.equals(accused);
        }
    }

    /** Nobody, as long as no agency is opened. */
    private static final String NOBODY = "";

    static final Matter UNKNOWN = new Matter(
            null,
            Staffing.of(NOBODY),
            null,
            new Settlement.None(),
            new Review.NoneDue(),
            null,
            0,
            0,
            0,
            List.of(),
            List.of());

    /** Returns the next matter of the same case: what is known of its people and of other procedures still holds. */
    Matter next(String agent) {
        var finality = review instanceof Review.Final(var one) && one.ground() == Finality.Ground.SECOND_REVIEW_DECIDED
                ? one
                : barredBy;
        return new Matter(
                null,
                Staffing.of(agent),
                track,
                new Settlement.None(),
                new Review.NoneDue(),
                finality,
                0,
                0,
                reviews,
                decided,
                representatives);
    }

    /** Returns whether the time for a petition opinion applies (信访工作条例 art. 34). Until it is judged it does. */
    public boolean isTimed() {
        return (judgement == null || judgement.kind().isReviewable()) && track == null && barredBy == null;
    }

    /**
     * Returns whether the matter has reached who may decide it (信访工作条例 art. 22): an organ handles it, it was led on or
     * handed over, another procedure has it, or it was answered.
     */
    public boolean isWithWhoDecides() {
        return staffing.handling() != null
                || judgement != null && judgement.destination() != null
                || track != null
                || replies > 0;
    }

    /** Returns whether the unit is accused: nothing of the matter is for it to see (信访工作条例 art. 30). */
    public boolean accuses(@Nullable String unit) {
        return unit != null && judgement != null && judgement.accused().contains(unit);
    }

    boolean isOfKind(PetitionKind kind) {
        return judgement != null && judgement.kind() == kind;
    }

    /** Returns the same matter, with the time for the reply taken up again if it applies now and did not before. */
    private Matter after(Matter before) {
        return isTimed() && !before.isTimed() ? withClocks(clocks + 1) : this;
    }

    Matter judged(Judgement other) {
        return new Matter(
                        other,
                        staffing,
                        track,
                        settlement,
                        review,
                        barredBy,
                        clocks,
                        replies,
                        reviews,
                        decided,
                        representatives)
                .after(this);
    }

    Matter with(Staffing other) {
        return new Matter(
                judgement,
                other,
                track,
                settlement,
                review,
                barredBy,
                clocks,
                replies,
                reviews,
                decided,
                representatives);
    }

    Matter on(@Nullable Track other) {
        return new Matter(
                        judgement,
                        staffing,
                        other,
                        settlement,
                        review,
                        barredBy,
                        clocks,
                        replies,
                        reviews,
                        decided,
                        representatives)
                .after(this);
    }

    Matter with(Settlement other) {
        return new Matter(
                judgement,
                staffing,
                track,
                other,
                review,
                barredBy,
                clocks,
                replies,
                reviews,
                decided,
                representatives);
    }

    Matter with(Review other) {
        return new Matter(
                judgement,
                staffing,
                track,
                settlement,
                other,
                barredBy,
                clocks,
                replies,
                reviews,
                decided,
                representatives);
    }

    Matter unbarred() {
        return new Matter(
                        judgement,
                        staffing,
                        track,
                        settlement,
                        review,
                        null,
                        clocks,
                        replies,
                        reviews,
                        decided,
                        representatives)
                .after(this);
    }

    Matter repliedOnceMore() {
        return new Matter(
                judgement,
                staffing,
                track,
                settlement,
                review,
                barredBy,
                clocks,
                replies + 1,
                reviews,
                decided,
                representatives);
    }

    Matter reviewedOnceMore() {
        return new Matter(
                judgement,
                staffing,
                track,
                settlement,
                review,
                barredBy,
                clocks,
                replies,
                reviews + 1,
                decided,
                representatives);
    }

    Matter with(Review.Decided one) {
        return new Matter(
                judgement,
                staffing,
                track,
                settlement,
                review,
                barredBy,
                clocks,
                replies,
                reviews,
                Stream.concat(decided.stream(), Stream.of(one)).toList(),
                representatives);
    }

    Matter representedBy(List<String> others) {
        return new Matter(
                judgement, staffing, track, settlement, review, barredBy, clocks, replies, reviews, decided, others);
    }

    private Matter withClocks(int other) {
        return new Matter(
                judgement,
                staffing,
                track,
                settlement,
                review,
                barredBy,
                other,
                replies,
                reviews,
                decided,
                representatives);
    }
}
