package org.fengqiao.petition.model;

/** Answer to a petition. Which ones a kind of petition can have says {@link PetitionKind#results}. */
public enum PetitionResult {
    /** The facts are clear and the law is with the request: it is supported (信访工作条例 art. 32 no. 1). */
    SUPPORTED,
    /** The request is reasonable and has no basis in law: that is explained (art. 32 no. 2). */
    EXPLAINED,
    /** The request has no basis in fact, or the law is against it: it is not supported (art. 32 no. 3). */
    NOT_SUPPORTED,
    /** The suggestion is adopted (art. 29). */
    ADOPTED,
    /** The suggestion is adopted in part. */
    PARTLY_ADOPTED,
    /** The suggestion is not adopted. */
    NOT_ADOPTED,
    /** The accusation is with whoever has to deal with it (art. 30). */
    HANDED_OVER,
    /** The matter was led into the procedure that it belongs to (art. 31 nos. 1 to 4). */
    LED_ON,
    /** The organ did what it had to (art. 31 no. 5). */
    DUTY_PERFORMED,
    /** The organ answered the request by law without doing more (art. 31 no. 5). */
    DUTY_ANSWERED,
    /** Both sides settled by mediation or among themselves, in writing (art. 33). */
    SETTLED,
    /** Facts and reasons are those of a matter that is final after its second review (art. 36). */
    NOT_ACCEPTED_AGAIN;

    /** Returns whether it is that of a petition opinion, which can be reviewed (art. 35). */
    public boolean isOpinion() {
        return PetitionKind.OPINION.results().contains(this);
    }
}
