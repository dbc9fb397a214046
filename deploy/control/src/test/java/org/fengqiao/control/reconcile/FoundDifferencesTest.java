package org.fengqiao.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.control.reconcile.Difference.Kind;

/** Differences of a topic that was lost whole: too many to keep, and all of them counted and handed on. */
class FoundDifferencesTest {

    private static final int LOST = 2 * FoundDifferences.AT_ONCE + 7;

    private static Difference difference(Kind kind, int service, long number, int times) {
        return new Difference(kind, service, new UUID(1, number), 1, new UUID(2, number), times);
    }

    @Test
    void allAreCountedAndHandedOnInBatchesAndTheFirstAreShown() throws Exception {
        var batches = new ArrayList<List<Difference>>();
        var found = new FoundDifferences(3, (_, _) -> Set.of(), batches::add);

        for (var number = 0; number < LOST; number++) {
            found.add(difference(Kind.MISSING, 0, number, 0));
        }
        found.end();

        assertThat(found.all()).isEqualTo(LOST);
        assertThat(found.counts()).isEqualTo(Map.of(Kind.MISSING, (long) LOST));
        assertThat(found.shown())
                .extracting(one -> one.caseId().getLeastSignificantBits())
                .containsExactly(0L, 1L, 2L);
        assertThat(batches)
                .extracting(List::size)
                .containsExactly(FoundDifferences.AT_ONCE, FoundDifferences.AT_ONCE, 7);
    }

    @Test
    void whatWasRecordedWhileTheTopicWasReadIsNoDifference() throws Exception {
        var meanwhile = difference(Kind.NOT_RECORDED, 1, 4, 1);
        var neverRecorded = difference(Kind.NOT_RECORDED, 1, 5, 1);
        // Recorded by now, and twice on the topic all the same.
        var doubled = difference(Kind.NOT_RECORDED, 1, 6, 2);
        var found = new FoundDifferences(
                10, (service, _) -> service == 1 ? Set.of(meanwhile.eventId(), doubled.eventId()) : Set.of(), _ -> {});

        found.add(meanwhile);
        found.add(neverRecorded);
        found.add(doubled);
        found.end();

        assertThat(found.shown()).containsExactly(neverRecorded, doubled);
    }
}
