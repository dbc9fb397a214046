package org.fengqiao.intake.model;

/** Decision of a partner about a case that the centre refers to it. */
public enum OutwardDecision {
    ACCEPTED,
    DECLINED
}
