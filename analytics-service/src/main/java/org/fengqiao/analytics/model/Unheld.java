package org.fengqiao.analytics.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The spells of an open case during which nobody had taken it up. One begins with each judgement, assignment, return,
 * escalation and reopening, since each of them asks somebody else to act.
 *
 * @param spells how many have begun, the running one included
 * @param since when the running one began; null while somebody holds the case, and while it is closed
 */
public record Unheld(int spells, @Nullable Instant since) {

    /** A case that nobody was asked to take up yet. */
    static final Unheld NEVER = new Unheld(0, null);

    Unheld begun(Instant at) {
        return new Unheld(spells + 1, at);
    }

    Unheld ended() {
        return new Unheld(spells, null);
    }
}
