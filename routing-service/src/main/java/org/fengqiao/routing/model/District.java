package org.fengqiao.routing.model;

import java.util.List;

/**
 * A district as its file has it: what is in force before anybody changes anything.
 *
 * @param centre the unit that takes what no other unit of the district serves
 * @param units its units
 * @param staff the people in them
 */
public record District(String centre, List<Unit> units, List<StaffMember> staff) {

    public District {
        units = List.copyOf(units);
        staff = staff == null ? List.of() : List.copyOf(staff);
    }
}
