package org.fengqiao.routing.http;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Caller;

/** Claimants of what a unit has to do: people of its staff, and dispatchers and leaders, who answer for others. */
final class Claimants {

    private Claimants() {}

    /** Returns who claims, as one of the staff; null for a dispatcher or leader, who answers for the worker. */
    static @Nullable String of(Caller caller) {
        return caller.has(Roles.DISPATCHER) || caller.has(Roles.LEADER)
                ? null
                : caller.actor().id();
    }
}
