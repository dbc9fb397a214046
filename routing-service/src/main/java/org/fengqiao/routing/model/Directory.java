package org.fengqiao.routing.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The units of all districts and the people in them: as the files have them, with what was changed since. It answers
 * as of any day. Immutable.
 */
public final class Directory {

    private final Units shippedUnits;
    private final Map<String, StaffMember> shippedStaff;
    private final Versions<Unit> unitChanges;
    private final Map<String, Employment> employments;

    private Directory(
            Units shippedUnits,
            Map<String, StaffMember> shippedStaff,
            Versions<Unit> unitChanges,
            Map<String, Employment> employments) {
        this.shippedUnits = shippedUnits;
        this.shippedStaff = shippedStaff;
        this.unitChanges = unitChanges;
        this.employments = employments;
    }

    /**
     * Returns the directory of these districts.
     *
     * @throws IllegalArgumentException that names each faulty unit and person
     */
    public static Directory of(List<District> districts) {
        var units = new Units(
                districts.stream().map(District::centre).toList(),
                districts.stream()
                        .flatMap(district -> district.units().stream())
                        .toList());
        var staff = new LinkedHashMap<String, StaffMember>();
        var problems = new ArrayList<String>();
        for (var member : districts.stream()
                .flatMap(district -> district.staff().stream())
                .toList()) {
            if (staff.put(member.id(), member) != null) {
                problems.add("staff " + member.id() + ": the id is used twice");
            }
            if (units.find(member.unit()).isEmpty()) {
                problems.add("staff " + member.id() + ": unknown unit " + member.unit());
            }
            member.problems().forEach(problem -> problems.add("staff " + member.id() + ": " + problem));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("staff: " + String.join("; ", problems));
        }
        return new Directory(units, staff, Versions.none(), Map.of());
    }

    /** Returns the same files with these changes. */
    public Directory with(Versions<Unit> units, Map<String, Employment> staff) {
        return new Directory(shippedUnits, shippedStaff, units, new HashMap<>(staff));
    }

    /** Returns the units as the files have them. */
    public Units shippedUnits() {
        return shippedUnits;
    }

    /** Returns a person as the files have them; empty if they are in none. */
    public Optional<StaffMember> shippedStaff(String id) {
        return Optional.ofNullable(shippedStaff.get(id));
    }

    /** Returns what was changed of the units. */
    public Versions<Unit> unitChanges() {
        return unitChanges;
    }

    /** Returns what was registered of a person. */
    public Employment employment(String id) {
        return employments.getOrDefault(id, Employment.NONE);
    }

    /** Returns the units in force on a day. */
    public Units unitsOn(LocalDate day) {
        return UnitRegister.inForce(shippedUnits, unitChanges, day);
    }

    /** Returns a unit as the files have it, and as it was ever changed. */
    public Stream<Unit> everyUnit(String id) {
        return Stream.concat(
                shippedUnits.find(id).stream(),
                unitChanges.of(id).map(Versions.Version::value).flatMap(Stream::ofNullable));
    }

    /** Returns the people on the staff on a day, by id. */
    public List<StaffMember> staffOn(LocalDate day) {
        var ids = new LinkedHashSet<>(shippedStaff.keySet());
        ids.addAll(employments.keySet());
        return ids.stream().sorted().flatMap(id -> memberOn(day, id).stream()).toList();
    }

    /** Returns a person as they work on a day; empty if they are not on the staff. */
    public Optional<StaffMember> memberOn(LocalDate day, String id) {
        return UnitRegister.entryOn(day, id, shippedStaff(id), employment(id).changes());
    }

    /** Returns whether nobody ever heard of such a person. */
    public boolean isUnknown(String id) {
        return shippedStaff(id).isEmpty() && employment(id).changes().all().isEmpty();
    }
}
