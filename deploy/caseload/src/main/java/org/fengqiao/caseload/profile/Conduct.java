package org.fengqiao.caseload.profile;

/** Conduct of a partner's system towards the centre, as it is met in practice. */
public enum Conduct {
    /** Does what it owes in time. */
    PROMPT,
    /** Answers when the time for it is over. */
    LATE,
    /** Does not answer at all. */
    SILENT,
    /** Answers in time, and says something else about the same afterwards, which comes back. */
    CONTRADICTING
}
