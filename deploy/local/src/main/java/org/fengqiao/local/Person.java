package org.fengqiao.local;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Person who acts through the HTTP API, as a token tells it.
 *
 * @param subject who it is
 * @param roles what they may do, at least one
 * @param unit the unit they work for; null if none
 * @param district the district they serve; {@link #WHOLE_CITY} for all
 * @param street the street they serve; null for the whole district
 * @param community the community they serve; null for the whole street
 */
public record Person(
        String subject,
        List<String> roles,
        @Nullable String unit,
        String district,
        @Nullable String street,
        @Nullable String community) {

    /** Stands for all districts. */
    public static final String WHOLE_CITY = "*";

    /** The roles that the services know. */
    public static final List<String> ROLES = List.of(
            "clerk",
            "grid-worker",
            "dispatcher",
            "leader",
            "mediator",
            "petition-clerk",
            "department",
            "operator",
            "analyst",
            "partner");

    public Person {
        roles = List.copyOf(roles);
    }

    /** Returns a person in one role who works for the whole city. */
    public static Person ofTheCity(String subject, String role) {
        return new Person(subject, List.of(role), null, WHOLE_CITY, null, null);
    }

    /** Returns a person in one role who works for a whole district, and for this unit unless it is null. */
    public static Person of(String subject, String role, @Nullable String unit, String district) {
        return new Person(subject, List.of(role), unit, district, null, null);
    }
}
