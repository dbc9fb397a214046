package org.fengqiao.routing.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;

/**
 * A unit that can hold cases.
 *
 * @param id as it stands in events
 * @param zh Chinese name
 * @param en English name
 * @param kind what sort of unit it is
 * @param paths the paths on which it works
 * @param categories the categories it is made for; empty: any
 * @param district the district it serves
 * @param street the street or town it serves; missing: the whole district
 * @param parent the unit that gets a case when this one does not take it up; missing: none is above
 */
public record Unit(
        String id,
        String zh,
        String en,
        Kind kind,
        List<Path> paths,
        List<String> categories,
        String district,
        @Nullable String street,
        @Nullable String parent) {

    /** Kinds of units. */
    public enum Kind {
        /** The governance centre of a district (区综治中心). */
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
        /** A department with powers of its own. */
        DEPARTMENT
    }

    public Unit {
        paths = List.copyOf(paths);
        categories = categories == null ? List.of() : List.copyOf(categories);
    }

    boolean serves(Path path) {
        return paths.contains(path);
    }

    boolean serves(Path path, String category, Place place) {
        return serves(path)
                && (categories.isEmpty() || categories.contains(category))
                && district.equals(place.district())
                && (street == null || street.equals(place.street()));
    }
}
