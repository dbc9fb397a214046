package org.fengqiao.routing.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Changes of reference data, each in force from a day until the next one of the same entry. Of two that begin on the
 * same day the later one counts.
 *
 * @param all in the order in which they were made
 * @param <T> the entries
 */
public record Versions<T>(List<Version<T>> all) {

    public Versions {
        all = List.copyOf(all);
    }

    /** Returns those of a register that nobody has changed yet. */
    public static <T> Versions<T> none() {
        return new Versions<>(List.of());
    }

    /**
     * A change of an entry.
     *
     * @param number counts the changes from 1
     * @param id the entry's
     * @param value what it is from then on; missing if it ends
     * @param changedBy who changed it, by their identifier
     * @param revokedBy who took the change back before its day; missing if nobody did
     * @param revokedAt when; missing if nobody did
     * @param <T> the entries
     */
    public record Version<T>(
            int number,
            String id,
            LocalDate effectiveFrom,
            @Nullable T value,
            String changedBy,
            Instant changedAt,
            @Nullable String revokedBy,
            @Nullable Instant revokedAt) {

        /** Returns whether nobody has taken it back. */
        public boolean stands() {
            return revokedBy == null;
        }
    }

    /** Returns the number of the next change. */
    int nextNumber() {
        return all.size() + 1;
    }

    /** Returns the change with this number; empty if there is none. */
    Optional<Version<T>> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    /** Returns the changes of an entry, in the order in which they were made. */
    public Stream<Version<T>> of(String id) {
        return all.stream().filter(version -> version.id().equals(id));
    }

    /** Returns the change of an entry that is in force on a day; empty if none is. */
    Optional<Version<T>> on(LocalDate day, String id) {
        return of(id).filter(
                        version -> version.stands() && !version.effectiveFrom().isAfter(day))
                .max(Comparator.comparing((Version<T> version) -> version.effectiveFrom())
                        .thenComparing(Version::number));
    }

    /** Returns the ids of all entries that were ever changed, in the order of their first change. */
    Stream<String> ids() {
        return all.stream().map(Version::id).distinct();
    }

    /** Returns the days, from one on, on which something changes; that day is one of them. */
    List<LocalDate> daysFrom(LocalDate day) {
        var days = new TreeSet<LocalDate>();
        days.add(day);
        all.stream()
                .filter(version -> version.stands() && version.effectiveFrom().isAfter(day))
                .forEach(version -> days.add(version.effectiveFrom()));
        return List.copyOf(days);
    }

    /** Returns them with one more change. */
    Versions<T> with(String id, LocalDate effectiveFrom, @Nullable T value, String by, Instant at) {
        var more = new ArrayList<>(all);
        more.add(new Version<>(nextNumber(), id, effectiveFrom, value, by, at, null, null));
        return new Versions<>(more);
    }

    /** Returns them without the effect of one of them. */
    Versions<T> without(int number, String by, Instant at) {
        return new Versions<>(all.stream()
                .map(version -> version.number() == number
                        ? new Version<>(
                                version.number(),
                                version.id(),
                                version.effectiveFrom(),
                                version.value(),
                                version.changedBy(),
                                version.changedAt(),
                                by,
                                at)
                        : version)
                .toList());
    }
}
