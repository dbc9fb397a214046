package org.fengqiao.petition.model;

import static org.fengqiao.petition.model.Destination.*;
import static org.fengqiao.petition.model.PetitionResult.*;

import java.util.Set;

/**
 * Kind of a petition (信访工作条例 arts. 29–31), with what it entails: under which article it stands, where it may be sent,
 * and how it can be answered. Only the last kind has the sixty days of art. 34 and the two reviews of arts. 35 and 36.
 */
public enum PetitionKind {
    /** A suggestion (建议意见类): considered, and answered if it is adopted. */
    SUGGESTION("信访工作条例 art. 29", Set.of(), Set.of(ADOPTED, PARTLY_ADOPTED, NOT_ADOPTED)),
    /** An accusation (检举控告类), of which nothing is made known to the accused. */
    ACCUSATION("信访工作条例 art. 30", Set.of(DISCIPLINE_INSPECTION, COMPETENT_ORGAN), Set.of(HANDED_OVER)),
    /** A claim for the court, the procuratorate, the police or administrative review by the law of their procedures. */
    LITIGATION("信访工作条例 art. 31 no. 1", Set.of(COURT, REVIEW_ORGAN, PROCURATORATE, POLICE), Set.of(LED_ON)),
    /** A claim for arbitration. */
    ARBITRATION("信访工作条例 art. 31 no. 2", Set.of(ARBITRATION_COMMISSION), Set.of(LED_ON)),
    /** A claim for procedures of the Party: a member's appeal, a second examination. */
    PARTY_PROCEDURE("信访工作条例 art. 31 no. 3", Set.of(PARTY_ORGAN), Set.of(LED_ON)),
    /** A claim for an administrative procedure: review, ruling, confirmation, licence, penalty. */
    ADMINISTRATIVE_PROCEDURE("信访工作条例 art. 31 no. 4", Set.of(REVIEW_ORGAN, COMPETENT_ORGAN), Set.of(LED_ON)),
    /** A request that an organ performs its duty: investigates what is unlawful, protects person or property. */
    DUTY_TO_ACT("信访工作条例 art. 31 no. 5", Set.of(COMPETENT_ORGAN), Set.of(DUTY_PERFORMED, DUTY_ANSWERED)),
    /** A claim that is none of these: it is examined and answered by a petition opinion (信访处理意见书). */
    OPINION("信访工作条例 art. 31 no. 6", Set.of(), Set.of(SUPPORTED, EXPLAINED, NOT_SUPPORTED));

    private final String article;
    private final Set<Destination> destinations;
    private final Set<PetitionResult> results;

    PetitionKind(String article, Set<Destination> destinations, Set<PetitionResult> results) {
        this.article = article;
        this.destinations = destinations;
        this.results = results;
    }

    /** Returns the article under which it stands. */
    public String article() {
        return article;
    }

    /** Returns where such a petition may go; empty if it stays here. */
    public Set<Destination> destinations() {
        return destinations;
    }

    /** Returns how such a petition can be answered. */
    public Set<PetitionResult> results() {
        return results;
    }

    /** Returns whether it is answered by an opinion, which has its time and can be reviewed (arts. 34 to 36). */
    public boolean isReviewable() {
        return this == OPINION;
    }

    /** Returns whether an organ handles the matter itself, instead of sending it on. */
    boolean isHandledByAnOrgan() {
        return this == SUGGESTION || this == DUTY_TO_ACT || this == OPINION;
    }

    /** Returns whether it claims redress (申诉求决类), of which alone the parties may settle (art. 33). */
    boolean isForRedress() {
        return this != SUGGESTION && this != ACCUSATION;
    }

    /** Returns whether it follows from this kind that the matter belongs to another procedure (art. 28). */
    boolean isLedOn() {
        return results.contains(LED_ON);
    }
}
