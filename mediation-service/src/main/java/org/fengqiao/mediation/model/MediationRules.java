package org.fengqiao.mediation.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rules of law and practice that this service applies, each in the version in force on the day the matter began. */
public interface MediationRules {

    /** Returns the local day of an instant. */
    LocalDate dayOf(Instant time);

    /** Returns the local day that is over at an instant, such as the last day of what is due then. */
    default LocalDate dayBefore(Instant time) {
        return dayOf(time.minusNanos(1));
    }

    /**
     * Returns the first instant at which it is too late to apply for confirmation of an agreement that takes effect on
     * this day (人民调解法 art. 33).
     */
    Instant confirmationWindowEnds(LocalDate takesEffectOn);

    /**
     * Returns the first instant at which it is too late to apply for enforcement of what was to be performed by this
     * day (民事诉讼法 art. 250).
     */
    Instant enforcementEnds(LocalDate lastDay);

    /**
     * Returns the first instant at which it is too late for a second session in a matter of public order, which the
     * police have to decide (公安机关办理行政案件程序规定 art. 183).
     *
     * @param first when the first session began
     */
    Instant secondSessionEnds(Instant first);

    /** Returns how long a session lasts that begins at this time, if nothing else is said. */
    Duration usualSession(Instant startsAt);

    /** Returns true if a court confirms an agreement in which these matters are (民诉解释 art. 355). */
    boolean isConfirmable(Collection<Matter> matters, LocalDate takesEffectOn);

    /**
     * Returns the times at which a case that was closed with this outcome is to be revisited, earliest first; empty if
     * there is nothing to ask about.
     */
    List<Instant> revisitsAfter(String outcome, Instant closedAt);

    /** Returns whether the obligations of the agreement outlive a closing with this outcome, and are asked about. */
    boolean areObligationsAskedAfter(String outcome, Instant closedAt);

    /** Returns by which article each thing is needed for a confirmation, by the law of this day. */
    Map<Readiness.Lack, String> confirmationArticles(LocalDate day);

    /** Returns what creditors can do whose debtors do not perform, by the law of this day. */
    Remedy.Rules remedies(LocalDate day);

    /** Returns the rules for asking the parties at a time. */
    RevisitRules revisitRules(Instant at);

    /** Returns the local time of an instant. */
    ZonedDateTime localTimeOf(Instant time);
}
