package org.fengqiao.kernel.inbox;

import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.RecordProtection;
import org.fengqiao.kernel.eventstore.TooLargeToPublish;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.Unprocessable;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.UnknownMasterKey;
import org.fengqiao.kernel.sealing.store.FormerMasterKey;

/** Failures of deciding and recording, as both inboxes take them. */
final class Trouble {

    private Trouble() {}

    /** Returns whether the failure passes: a lost race, or a master key that an operator has still to bring. */
    static boolean passes(Throwable failure) {
        return Conflicts.isLostRace(failure)
                || failure instanceof UnknownMasterKey
                || failure instanceof FormerMasterKey;
    }

    /** Returns why a record could not be done. */
    static Attempt.Failed reason(Throwable failure) {
        if (CannotSeal.tooLateIn(failure).isPresent()) {
            return new Attempt.Failed(CannotSeal.TOO_LATE, RecordProtection.TOO_LATE);
        }
        if (failure instanceof TooLargeToPublish) {
            return new Attempt.Failed(TooLargeToPublish.CODE, TooLargeToPublish.DETAIL);
        }
        return Unprocessable.reason(failure);
    }
}
