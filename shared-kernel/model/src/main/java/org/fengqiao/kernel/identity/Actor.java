package org.fengqiao.kernel.identity;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A person or service that acts, recorded with every event. A person appears as the employer's identifier, never by
 * name.
 *
 * @param id the token's subject, a partner's name, or a service's name for what it does by itself
 * @param unit the unit the person acts for; null for systems
 * @param role the roles in force, comma-separated in alphabetical order; {@code partner} and {@code system} for
 *     machines
 * @param onBehalfOf for whom a clerk or grid worker acts, such as {@code applicant-1}; null if for themselves
 */
public record Actor(
        String id,
        @Nullable String unit,
        String role,
        @Nullable String onBehalfOf) {

    /**
     * The regular expression of an identifier of somebody, as the employer or the case gives it. It is recorded in
     * clear, so the form leaves no room for names as people write them.
     */
    public static final String IDENTIFIER = "[A-Za-z0-9._:-]{1,64}";

    public Actor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(role, "role");
    }

    /** Returns the actor for a partner system that sent a message. */
    public static Actor partner(String partner) {
        return new Actor(partner, null, "partner", null);
    }

    /** Returns the actor for a service acting by rule: a policy that follows an event, or a deadline that passed. */
    public static Actor system(String service) {
        return new Actor(service, null, "system", null);
    }
}
