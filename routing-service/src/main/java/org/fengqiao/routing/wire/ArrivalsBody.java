package org.fengqiao.routing.wire;

import org.fengqiao.routing.view.InboxList.Arrivals;

/**
 * Number of new items in an inbox since somebody looked.
 *
 * @param arrived how much of it still waits
 * @param seen what this look saw, from which the next one goes on
 */
public record ArrivalsBody(long arrived, String seen) {

    /** Returns the arrivals as they are answered. */
    public static ArrivalsBody of(Arrivals found) {
        return new ArrivalsBody(found.arrived(), found.seen().toString());
    }
}
