package org.fengqiao.petition.model;

/** Grounds on which relief is asked for. */
public enum ReliefGround {
    /** Too poor to pay for somebody who acts (法律援助法 art. 31, 41). */
    NO_MEANS,
    /** Of a group without a steady living (art. 42 no. 1). */
    NO_STEADY_LIVING,
    /** Gets social or judicial assistance, or a special allowance, already (art. 42 no. 2). */
    ASSISTED_ALREADY,
    /** A migrant worker who asks for wages or for damages of an accident at work (art. 42 no. 3). */
    MIGRANT_WORKER,
    /** Harmed by abuse, desertion or violence at home; whatever the means (art. 32 no. 4). */
    ABUSED,
    /** For a just act; whatever the means (art. 32 no. 2). */
    JUST_ACT,
    /** Below the minimum standard of living (社会救助暂行办法 art. 9). */
    BELOW_MINIMUM,
    /** Destitute: no strength to work, no income, nobody who must support (art. 14). */
    DESTITUTE,
    /** Costs of treatment that the family cannot bear (art. 28, 29). */
    MEDICAL_COSTS,
    /** A sudden blow (art. 47). */
    SUDDEN_BLOW,
    /** Harmed by a crime or a wrong, and the one who owes does not pay. */
    UNPAID_VICTIM,
    /** In distress. */
    DISTRESS
}
