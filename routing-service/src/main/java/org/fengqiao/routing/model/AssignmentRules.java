package org.fengqiao.routing.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.StaffMember.Role;

/**
 * Rules by which a case is assigned.
 *
 * @param versions each in force from its day on
 * @param words what each ground is called
 */
public record AssignmentRules(List<Version> versions, Map<AssignmentGround, Bilingual> words) {

    /**
     * A version.
     *
     * @param thereWithinWorkingDays until the end of which working day after the assignment somebody has to be there
     * @param capacity how many open cases a person can have if their entry does not say
     * @param roles which people handle the cases of a path
     */
    public record Version(
            String version,
            LocalDate effectiveFrom,
            int thereWithinWorkingDays,
            int capacity,
            Map<Path, List<Role>> roles) {
        public Version {
            roles = Map.copyOf(roles);
        }

        boolean handles(StaffMember member, Path path) {
            return roles.getOrDefault(path, List.of()).contains(member.role());
        }

        int capacityOf(StaffMember member) {
            return member.capacity() == null ? capacity : member.capacity();
        }
    }

    /**
     * Orders the versions and checks them.
     *
     * @throws IllegalArgumentException that names what is wrong
     */
    public AssignmentRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        words = Map.copyOf(words);
        var problems = new ArrayList<String>();
        if (versions.isEmpty()) {
            problems.add("there is no version");
        }
        for (var version : versions) {
            if (version.thereWithinWorkingDays() < 0 || version.capacity() < 1) {
                problems.add(version.version() + ": a time or a capacity below what is possible");
            }
        }
        var missing = EnumSet.allOf(AssignmentGround.class);
        missing.removeAll(words.keySet());
        missing.forEach(ground -> problems.add("no words for " + ground));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("rules of assignment: " + String.join("; ", problems));
        }
    }

    /** Returns the version in force on a day; the first one before that. */
    public Version on(LocalDate day) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(day))
                .findFirst()
                .orElseGet(versions::getFirst);
    }
}
