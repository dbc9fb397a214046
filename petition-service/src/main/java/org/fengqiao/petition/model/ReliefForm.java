package org.fengqiao.petition.model;

/** Forms in which relief is given. */
public enum ReliefForm {
    /** Legal advice (法律援助法 art. 22 no. 1). */
    ADVICE,
    /** Papers are drawn up (art. 22 no. 2). */
    DRAFTING,
    /** Somebody acts in court or outside of it (art. 22 no. 3, 4). */
    REPRESENTATION,
    /** Somebody acts in labour mediation or arbitration (art. 22 no. 6). */
    LABOUR_REPRESENTATION,
    /** Talks. */
    COUNSELLING,
    /** Money. */
    MONEY,
    /** Goods. */
    GOODS,
    /** A service: care, treatment, a place to live, work. */
    SERVICE
}
