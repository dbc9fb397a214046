package org.fengqiao.mediation.model;

/** Way in which a mediator comes to a case (人民调解法 art. 19). */
public enum Selection {
    /** The mediating body appoints one. */
    APPOINTED,
    /** The parties choose one. */
    CHOSEN_BY_PARTIES
}
