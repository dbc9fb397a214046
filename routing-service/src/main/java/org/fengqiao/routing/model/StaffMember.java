package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A person who works in a unit, without a name: who it is, the identity provider knows.
 *
 * @param id the identifier in the person's token
 * @param unit the unit's id
 * @param role what the person is there
 * @param presence in which of the four ways the person is there
 * @param qualifications the categories for which the person is qualified; empty: any that asks for nothing special
 * @param rota when the person is there; only for those who take turns
 * @param capacity how many open cases the person can have; missing: as many as the rules of assignment say
 */
public record StaffMember(
        String id,
        String unit,
        Role role,
        Presence presence,
        List<String> qualifications,
        List<WeeklyHours> rota,
        @Nullable Integer capacity) {

    /** Roles of people in a unit. */
    public enum Role {
        /** The head of a unit (负责人). */
        HEAD,
        /** The head of the judicial office of a street (司法所长), the first 1 of 1+1+N. */
        JUDICIAL_OFFICE_HEAD,
        /** The contracted lawyer of a street (包联律师), the second 1 of 1+1+N. */
        LAWYER,
        /** A mediator (调解员), one of the N of 1+1+N. */
        MEDIATOR,
        /** A clerk of the petition agency (信访代办员). */
        PETITION_CLERK,
        /** A judge of the in-centre tribunal (法官). */
        JUDGE,
        /** An officer of a department (部门工作人员). */
        OFFICER,
        /** An expert who is asked for an opinion (专家). */
        EXPERT
    }

    /** The four presences (四驻). */
    public enum Presence {
        /** There whenever the unit is open (常驻). */
        RESIDENT,
        /** There by a rota (轮驻). */
        ROTATING,
        /** Comes when invited (邀约随驻). */
        ON_CALL,
        /** Comes for the subjects they are qualified for (专援驻). */
        SPECIALIST
    }

    public StaffMember {
        qualifications = qualifications == null ? List.of() : List.copyOf(qualifications);
        rota = rota == null ? List.of() : List.copyOf(rota);
    }

    /** Returns whether the person is expressly qualified for a category. */
    boolean isQualifiedFor(String category) {
        return qualifications.contains(category);
    }

    /** Returns whether the person may handle a category. */
    boolean mayHandle(String category) {
        return qualifications.isEmpty() || isQualifiedFor(category);
    }

    /** Returns what is wrong with the entry by itself, one problem a line. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if ((presence == Presence.ROTATING) == rota.isEmpty()) {
            problems.add("a rota is for those who take turns, and they need one");
        }
        if (presence == Presence.SPECIALIST && qualifications.isEmpty()) {
            problems.add("a specialist is qualified for something");
        }
        if (capacity != null && capacity < 0) {
            problems.add("a capacity below 0");
        }
        rota.forEach(line -> line.problem().ifPresent(problems::add));
        return problems;
    }
}
