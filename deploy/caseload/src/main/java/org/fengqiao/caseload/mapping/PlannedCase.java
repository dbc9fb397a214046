package org.fengqiao.caseload.mapping;

import java.util.List;

/**
 * Plan of a case.
 *
 * @param caseId the case, as the log calls it
 * @param steps what is done, in order
 * @param played the rows of which something comes
 * @param leftOut the rows of which nothing comes
 */
public record PlannedCase(String caseId, List<PlannedStep> steps, List<Played> played, List<LeftOut> leftOut) {

    public PlannedCase {
        steps = List.copyOf(steps);
        played = List.copyOf(played);
        leftOut = List.copyOf(leftOut);
    }

    /** Row of which something comes. */
    public record Played(long line, String activity) {}

    /** Row of which nothing comes, and why. */
    public record LeftOut(long line, String activity, String reason) {}
}
