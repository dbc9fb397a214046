package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.fengqiao.routing.model.TableTrial.Difference;
import org.fengqiao.routing.model.TableTrial.What;

/**
 * Changes that a table would have made.
 *
 * @param version the version of the table that was tried
 * @param judged so many cases of the period were judged by it
 * @param changed so many of them otherwise than they were
 * @param unreadable so many could not be judged, because what was told is not on record or was erased
 * @param until all cases before then were tried; earlier than what was asked for if there were too many
 * @param byPart how many differ in what
 * @param cases those that were judged otherwise, the earliest in front, as many as were asked for
 */
public record TrialBody(
        String version,
        Instant from,
        Instant until,
        int judged,
        int changed,
        int unreadable,
        Map<What, Integer> byPart,
        List<Difference> cases) {

    public TrialBody {
        byPart = Map.copyOf(byPart);
        cases = List.copyOf(cases);
    }
}
