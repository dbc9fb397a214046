package org.fengqiao.routing.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;

/**
 * Assignments of a case.
 *
 * @param custody how often it was assigned
 * @param latest the latest assignment; missing before the first
 * @param interests who has an interest in the case, as far as was said outside of consultations
 */
public record Allotment(int custody, @Nullable CaseAssigned latest, Interests interests) {

    /** That of a case that was never assigned. */
    public static final Allotment NONE = new Allotment(0, null, Interests.NONE);

    /** Returns why the latest assignment went where it did; null before the first, and if nobody recorded it. */
    public @Nullable Choice choice() {
        return latest == null ? null : latest.choice();
    }

    Allotment after(CaseAssigned e) {
        return new Allotment(e.custody(), e, interests);
    }

    Allotment after(InterestNoted e) {
        return new Allotment(custody, latest, interests.with(e));
    }
}
