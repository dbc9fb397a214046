package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * An absence of a person. Why is nobody's business here.
 *
 * @param number counts the absences of the person from 1
 * @param from the first day
 * @param to the last day
 * @param notedBy who noted it, by their identifier
 * @param cancelledBy who took it back; missing if nobody did
 * @param cancelledAt when; missing if nobody did
 */
public record Absence(
        int number,
        LocalDate from,
        LocalDate to,
        String notedBy,
        Instant notedAt,
        @Nullable String cancelledBy,
        @Nullable Instant cancelledAt) {

    /** Returns whether nobody has taken it back. */
    public boolean stands() {
        return cancelledBy == null;
    }

    boolean covers(LocalDate day) {
        return stands() && !day.isBefore(from) && !day.isAfter(to);
    }

    Absence cancelled(String by, Instant at) {
        return new Absence(number, from, to, notedBy, notedAt, by, at);
    }
}
