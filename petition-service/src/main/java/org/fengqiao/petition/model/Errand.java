package org.fengqiao.petition.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Errand that the agency runs for the petitioner (全程替跑).
 *
 * @param custody in which it was planned
 * @param errand its number in the matter
 * @param where to whom it leads
 * @param what what is done there
 * @param runner who runs it
 * @param dueOn by which day
 * @param outcome what came of it; null if it is not run yet
 */
public record Errand(
        int custody,
        int errand,
        @Personal(PersonalKind.NARRATIVE) PersonalText where,
        @Personal(PersonalKind.NARRATIVE) PersonalText what,
        String runner,
        LocalDate dueOn,
        Instant plannedAt,
        @Nullable Outcome outcome) {

    /**
     * Outcome of an errand.
     *
     * @param answer what was answered there
     * @param next what comes next; null if nothing does
     */
    public record Outcome(
            @Personal(PersonalKind.NARRATIVE) PersonalText answer,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText next,
            Instant ranAt) {}

    /** Returns whether it is still to be run. */
    public boolean isOpen() {
        return outcome == null;
    }

    Errand ran(Outcome outcome) {
        return new Errand(custody, errand, where, what, runner, dueOn, plannedAt, outcome);
    }

    Errand handedTo(String other) {
        return new Errand(custody, errand, where, what, other, dueOn, plannedAt, outcome);
    }
}
