package org.fengqiao.routing.model;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Explanation of an assignment: who could have got the case, the best in front, and what spoke for and against each.
 *
 * @param by how the unit was found
 * @param day the day as of which units and staff were looked at
 * @param ruleVersion the version of the rules of assignment
 * @param units the units that came into question; the one that got the case alone if it was named
 * @param people the people of the unit that got it who handle such cases
 */
public record Choice(By by, LocalDate day, String ruleVersion, List<UnitWeighed> units, List<PersonWeighed> people) {

    /** So many of each are told at most: an event is no list of a district's staff. */
    static final int TOLD = 8;

    /** Ways in which a unit is found. */
    public enum By {
        /** By the rules: it was the best. */
        RULES,
        /** Nobody can tell yet what the case is about, so that the centre has to say. */
        UNDECIDED,
        /** A person named it. */
        PERSON,
        /** The unit that gave the case back named it as responsible. */
        NAMED_AS_RESPONSIBLE,
        /** It is above the one that had the case. */
        ABOVE,
        /** A consultation decided so. */
        CONSULTATION,
        /** It had the case already, and somebody in it withdrew. */
        WITHDRAWAL
    }

    /**
     * A unit that came into question.
     *
     * @param open how many open cases it holds
     * @param capacity how many those who are there can have
     */
    public record UnitWeighed(
            String unit, List<AssignmentGround> speaksFor, List<AssignmentGround> against, int open, int capacity) {
        public UnitWeighed {
            speaksFor = List.copyOf(speaksFor);
            against = List.copyOf(against);
        }

        boolean has(AssignmentGround ground) {
            return speaksFor.contains(ground) || against.contains(ground);
        }
    }

    /**
     * A person who came into question.
     *
     * @param open how many open cases the person has
     * @param capacity how many the person can have
     * @param thereOn the first day on which the person is there; missing if that is too late
     */
    public record PersonWeighed(
            String person,
            List<AssignmentGround> speaksFor,
            List<AssignmentGround> against,
            int open,
            int capacity,
            @Nullable LocalDate thereOn) {
        public PersonWeighed {
            speaksFor = List.copyOf(speaksFor);
            against = List.copyOf(against);
        }

        boolean has(AssignmentGround ground) {
            return speaksFor.contains(ground) || against.contains(ground);
        }
    }

    public Choice {
        units = units.stream().limit(TOLD).toList();
        people = people.stream().limit(TOLD).toList();
    }
}
