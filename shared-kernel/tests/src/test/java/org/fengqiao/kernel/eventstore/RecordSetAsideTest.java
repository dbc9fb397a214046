package org.fengqiao.kernel.eventstore;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;

/** The event of a gap looks the same in every service's log; its sample is approved once, here. */
class RecordSetAsideTest {

    @Test
    void aGapIsWrittenAsItWasApproved() {
        Approved.samples(
                RecordSetAside.types("petition"),
                List.of(new RecordSetAside(
                        "case-events",
                        3,
                        1042,
                        "fengqiao.routing.case-claimed.v1",
                        "kernel.unreadable-event",
                        Boxes.ofCase("fengqiao.petition.record-set-aside.v1", "/reason"))));
    }
}
