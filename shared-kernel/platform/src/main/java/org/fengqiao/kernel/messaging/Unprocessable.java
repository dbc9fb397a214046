package org.fengqiao.kernel.messaging;

import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;

/** The reason of records that passed every check and yet cannot be recorded. */
public final class Unprocessable {

    /** The code under which it is told. */
    public static final String CODE = "kernel.unprocessable";

    private Unprocessable() {}

    /** Returns the reason, with the kind of failure and nothing of what the record holds. */
    public static Attempt.Failed reason(Throwable failure) {
        return new Attempt.Failed(
                CODE, "It passes every check, and yet it cannot be recorded: " + Failures.kind(failure) + ".");
    }
}
