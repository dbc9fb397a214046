package org.fengqiao.mediation.model;

/** Cause for which a party counts as not reached in a round of revisits. */
public enum GivenUpCause {
    /** It was tried as often as the rule asks. */
    UNREACHABLE,
    /** The time of the round was over. */
    DEADLINE,
    /** It is accused, and hears nothing of the accusation (信访工作条例 art. 30). */
    ACCUSED
}
