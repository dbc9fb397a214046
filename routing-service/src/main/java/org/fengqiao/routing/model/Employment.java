package org.fengqiao.routing.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Entries of one person in the register, beside the file: changes and absences.
 *
 * @param staff the person's identifier; missing if nothing was registered
 * @param changes what the person does, and where, from which day on
 * @param absences all that were noted, first to last
 */
public record Employment(@Nullable String staff, Versions<StaffMember> changes, List<Absence> absences) {

    /** That of a person about whom nothing was registered. */
    public static final Employment NONE = new Employment(null, Versions.none(), List.of());

    public Employment {
        absences = List.copyOf(absences);
    }

    /** Returns whether the person is away on a day. */
    boolean isAbsent(LocalDate day) {
        return absences.stream().anyMatch(absence -> absence.covers(day));
    }

    /** Returns the absence with this number; empty if there is none. */
    Optional<Absence> absence(int number) {
        return number < 1 || number > absences.size() ? Optional.empty() : Optional.of(absences.get(number - 1));
    }

    Employment of(String id) {
        return new Employment(id, changes, absences);
    }

    Employment with(Versions<StaffMember> changed) {
        return new Employment(staff, changed, absences);
    }

    Employment with(Absence absence) {
        var all = new ArrayList<>(absences);
        if (absence.number() <= all.size()) {
            all.set(absence.number() - 1, absence);
        } else {
            all.add(absence);
        }
        return new Employment(staff, changes, all);
    }
}
