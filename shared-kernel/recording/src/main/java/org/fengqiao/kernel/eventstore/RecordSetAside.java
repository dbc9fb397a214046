package org.fengqiao.kernel.eventstore;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * A record of a topic that this service could not follow, and that an operator set aside for good: the case has a gap
 * there, and goes on. Who did it stands in the envelope. It changes no state.
 *
 * @param topic the record's topic
 * @param partition the partition in it
 * @param offset the offset in that
 * @param type what the record said it was; null if it did not
 * @param code why it could not be followed
 * @param reason why it was set aside; null in a case in which somebody was erased, which takes no further words
 */
public record RecordSetAside(
        String topic,
        int partition,
        long offset,
        @Nullable String type,
        String code,
        @Nullable @Personal(PersonalKind.NARRATIVE) PersonalText reason) {

    /**
     * Returns the name under which that service records it: {@code fengqiao.<service>.record-set-aside.v1}.
     */
    public static EventTypes<RecordSetAside> types(String service) {
        return EventTypes.of(service, RecordSetAside.class)
                .name("record-set-aside.v1", RecordSetAside.class)
                .build();
    }
}
