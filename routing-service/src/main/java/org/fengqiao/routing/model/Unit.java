package org.fengqiao.routing.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Place;

/**
 * A unit of the governance of a district: it holds cases, or helps those that do.
 *
 * @param id as it stands in events
 * @param zh Chinese name
 * @param en English name
 * @param level on which level it is
 * @param kind what sort of unit it is
 * @param paths the paths on which it works; empty: it holds no case, and only supports others
 * @param categories the categories it is made for; empty: any
 * @param district the district it serves
 * @param street the street or town it serves; missing: the whole district
 * @param community the community it serves; missing: the whole street
 * @param parent the unit that gets a case when this one does not take it up; missing: none is above
 * @param hours when it is open; empty: day and night
 */
public record Unit(
        String id,
        String zh,
        String en,
        Level level,
        Kind kind,
        List<Path> paths,
        List<String> categories,
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String parent,
        List<WeeklyHours> hours) {

    /** Levels of units, from the lowest. */
    public enum Level {
        /** A community or village (社区、村). */
        COMMUNITY,
        /** A street or town (街镇). */
        STREET,
        /** A district or county (区县). */
        DISTRICT,
        /** A city (市). */
        CITY
    }

    /** Kinds of units. */
    public enum Kind {
        /** The governance centre of a district (区综治中心), or of a city. */
        DISTRICT_CENTRE,
        /** The governance centre of a street or town (街镇综治中心) with its mediation committee. */
        STREET_CENTRE,
        /** A people's mediation committee below the street (人民调解委员会). */
        MEDIATION_COMMITTEE,
        /** A professional mediation team (行业性专业性调解组织). */
        PROFESSIONAL_TEAM,
        /** A mediator's own studio (个人调解工作室). */
        STUDIO,
        /** The in-centre tribunal (法庭). */
        TRIBUNAL,
        /** A desk of the petition agency (信访代办). */
        PETITION_DESK,
        /** A judicial office of a street or town (司法所). */
        JUDICIAL_OFFICE,
        /** A department with powers of its own. */
        DEPARTMENT,
        /** The department of justice (司法局), which guides people's mediation (人民调解法 art. 5). */
        JUSTICE_DEPARTMENT;

        /** Returns whether it is one of the departments of a district. */
        boolean isDepartment() {
            return this == DEPARTMENT || this == JUSTICE_DEPARTMENT;
        }
    }

    public Unit {
        paths = paths == null ? List.of() : List.copyOf(paths);
        categories = categories == null ? List.of() : List.copyOf(categories);
        hours = hours == null ? List.of() : List.copyOf(hours);
    }

    /** Returns what it is called. */
    Bilingual name() {
        return new Bilingual(zh, en);
    }

    /** Returns where it is. */
    public Place place() {
        return new Place(district, street, community, null, false);
    }

    /** Returns whether it is made for a category. */
    boolean isMadeFor(String category) {
        return categories.contains(category);
    }

    boolean serves(Path path) {
        return paths.contains(path);
    }

    boolean serves(Path path, String category, Place place) {
        return serves(path)
                && (categories.isEmpty() || isMadeFor(category))
                && district.equals(place.district())
                && (street == null || street.equals(place.street()))
                && (community == null || community.equals(place.community()));
    }

    /** Returns how close to the people it is: 0 for a whole district, 1 for a street, 2 for a community. */
    int closeness() {
        return community != null ? 2 : street != null ? 1 : 0;
    }

    /** Returns what is wrong with it by itself, one problem a line. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (community != null && street == null) {
            problems.add("a community without its street");
        }
        if ((level == Level.COMMUNITY) != (community != null) || level == Level.STREET && street == null) {
            problems.add("its level and its place do not fit");
        }
        hours.forEach(line -> line.problem().ifPresent(problems::add));
        return problems;
    }
}
