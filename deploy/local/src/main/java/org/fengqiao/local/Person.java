package org.fengqiao.local;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who acts through the HTTP API, as a token tells it.
 *
 * @param subject who it is
 * @param roles what they may do, at least one
 * @param unit the unit they work for; null if none
 * @param district the district they serve; null if none
 */
public record Person(
        String subject,
        List<String> roles,
        @Nullable String unit,
        @Nullable String district) {

    /** The roles that the services know. */
    public static final List<String> ROLES = List.of(
            "clerk",
            "grid-worker",
            "dispatcher",
            "mediator",
            "petition-clerk",
            "department",
            "operator",
            "analyst",
            "partner");

    public Person {
        roles = List.copyOf(roles);
    }
}
