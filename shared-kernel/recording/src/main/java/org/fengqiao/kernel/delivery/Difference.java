package org.fengqiao.kernel.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.fengqiao.kernel.delivery.DeliveryMessage.Sum;

/** Difference between the books of the centre and of a partner on one day. */
public enum Difference {
    /** The partner has not received as many messages as were sent to it, or more. */
    SENT_COUNT,
    /** The partner has received as many, but not the same. */
    SENT_IDS,
    /** Not as many messages of the partner were taken as it has sent, or more. */
    RECEIVED_COUNT,
    /** As many were taken, but not the same. */
    RECEIVED_IDS;

    /**
     * Returns how the books differ.
     *
     * @param sent what the centre has sent
     * @param received what it has taken
     */
    static List<Difference> between(Sum sent, Sum received, Sum theirSent, Sum theirReceived) {
        var differences = new ArrayList<Difference>();
        compare(sent, theirReceived, SENT_COUNT, SENT_IDS, differences);
        compare(received, theirSent, RECEIVED_COUNT, RECEIVED_IDS, differences);
        return List.copyOf(differences);
    }

    private static void compare(Sum ours, Sum theirs, Difference count, Difference ids, List<Difference> differences) {
        if (!Objects.equals(ours.count(), theirs.count())) {
            differences.add(count);
        } else if (!ours.hash().equals(theirs.hash())) {
            differences.add(ids);
        }
    }
}
