package org.fengqiao.caseload.mapping;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One act of a row, ready to be done.
 *
 * @param at when
 * @param caseId the case, as the log calls it
 * @param step its place among the acts of the case, from 1
 * @param line the line of the row
 * @param activity the activity of the row
 * @param act what is done
 * @param origin where the case is from
 * @param number which one it is of its kind within the case; 0 if they are not counted
 * @param leaves whether the unit that had the case has it no more behind this act
 * @param fields its fields, filled from the row
 * @param key the same for the same act of the same case, whenever and in whichever order the log is fed
 */
public record PlannedStep(
        Instant at,
        String caseId,
        int step,
        long line,
        String activity,
        Act act,
        Standing.Origin origin,
        int number,
        boolean leaves,
        ObjectNode fields,
        UUID key) {

    /** Returns the same at another time. */
    public PlannedStep at(Instant time) {
        return new PlannedStep(time, caseId, step, line, activity, act, origin, number, leaves, fields, key);
    }
}
