package org.fengqiao.analytics.metric;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.model.MilestoneKind;

/**
 * Map of the ways that cases took: which step followed which, how often, and how long it took (a directly-follows
 * graph, as process mining calls it).
 *
 * @param cases how many cases it is about
 * @param arrows what followed what, by the order of {@link #STEPS}
 */
public record ProcessMap(long cases, List<Arrow> arrows) {

    /** The steps of a case that are drawn, in the order in which a case without detours takes them. */
    public static final List<MilestoneKind> STEPS = List.of(
            MilestoneKind.REGISTERED,
            MilestoneKind.ACCEPTED,
            MilestoneKind.TRIAGED,
            MilestoneKind.ASSIGNED,
            MilestoneKind.CLAIMED,
            MilestoneKind.RETURNED,
            MilestoneKind.CONSULTATION_CONVENED,
            MilestoneKind.CONSULTATION_CONCLUDED,
            MilestoneKind.PETITION_OPENED,
            MilestoneKind.PETITION_CONCLUDED,
            MilestoneKind.AGREEMENT_SIGNED,
            MilestoneKind.CONFIRMATION_APPLIED,
            MilestoneKind.CONFIRMATION_GRANTED,
            MilestoneKind.MEDIATION_ENDED,
            MilestoneKind.CLOSED,
            MilestoneKind.VERIFIED,
            MilestoneKind.RELAPSED);

    public ProcessMap {
        arrows = List.copyOf(arrows);
    }

    /**
     * A step that directly followed another one.
     *
     * @param from the step before; null where the case began
     * @param to the step; null where cases stand
     * @param times how often; a case that goes in a circle counts each time
     * @param cases in how many cases
     * @param p50 the median of the time between both, in seconds; null at the ends
     * @param p90 the time that nine of ten took at most, in seconds; null at the ends
     */
    public record Arrow(
            @Nullable MilestoneKind from,
            @Nullable MilestoneKind to,
            long times,
            long cases,
            @Nullable Long p50,
            @Nullable Long p90) {}

    /**
     * A case behind an arrow.
     *
     * @param position the event of the later step, or of the last one where the case stands
     * @param seconds the time between both steps; null at the ends
     */
    public record Followed(
            UUID caseId, long position, @Nullable Long seconds) {}
}
