package org.fengqiao.kernel.legalclock;

import java.util.Optional;

/**
 * Names of the deadlines of approvals. What one person asks for another one decides within the rule {@code approval}:
 * its clock starts with the request and ends with the decision, or when the request lapses.
 */
public final class ApprovalClock {

    /** The deadline rule for deciding what somebody asks for. */
    public static final String RULE = "approval";

    private static final String EXTENSION_OF = RULE + "-of-";

    private ApprovalClock() {}

    /**
     * Returns the name of the deadline by which an approval is to be decided.
     *
     * @param approval counts the approvals of the case in its service
     */
    public static DeadlineName of(int approval) {
        return DeadlineName.of(RULE, approval);
    }

    /** Returns the name of the deadline by which more time for another deadline is to be granted or refused. */
    public static DeadlineName ofExtension(DeadlineName extended) {
        return DeadlineName.parse(EXTENSION_OF + extended.text());
    }

    /** Returns the deadline for which more time is asked; empty if the name is that of another approval. */
    public static Optional<DeadlineName> extended(DeadlineName approval) {
        return approval.text().startsWith(EXTENSION_OF)
                ? Optional.of(DeadlineName.parse(approval.text().substring(EXTENSION_OF.length())))
                : Optional.empty();
    }
}
