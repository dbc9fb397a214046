package org.fengqiao.control.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.control.reconcile.Difference.Kind;

/** Faults between what is recorded and what is on the topic, each of them named. */
class ReconciliationTest {

    private static final UUID CASE = UUID.fromString("0190b3f0-0000-7000-8000-000000000001");

    private static EventPlace event(int service, UUID caseId, long version, String content) {
        return EventPlace.of(
                service,
                caseId,
                version,
                UUID.nameUUIDFromBytes((service + "/" + caseId + "/" + version).getBytes(UTF_8)),
                content.getBytes(UTF_8));
    }

    private static List<Difference> compare(List<EventPlace> recorded, List<EventPlace> published)
            throws IOException, InterruptedException {
        var found = new ArrayList<Difference>();
        try (var reconciliation = Reconciliation.begin()) {
            for (var event : recorded) {
                reconciliation.recorded(event);
            }
            for (var event : published) {
                reconciliation.published(event);
            }
            reconciliation.compare(found::add);
        }
        return found;
    }

    @Test
    void storeAndTopicAgreeInWhateverOrderTheyCome() throws IOException, InterruptedException {
        var events = new ArrayList<EventPlace>();
        for (var number = 0; number < 500; number++) {
            events.add(event(number % 4, new UUID(number / 8, number), number, "{}"));
        }
        assertThat(compare(events, events.reversed())).isEmpty();
    }

    @Test
    void whatIsMissingDoubledDifferentOrStrangeIsNamed() throws IOException, InterruptedException {
        var first = event(0, CASE, 1, "{\"a\":1}");
        var second = event(0, CASE, 2, "{}");
        var third = event(0, CASE, 3, "{}");
        var ofRouting = event(1, CASE, 1, "{}");
        var other = event(0, CASE, 1, "{\"a\":2}");
        assertThat(compare(
                        List.of(first, second, third, ofRouting),
                        List.of(other, third, third, event(1, CASE, 2, "{}"))))
                .extracting(Difference::kind, Difference::service, Difference::version, Difference::times)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.DIFFERENT, 0, 1L, 1),
                        org.assertj.core.groups.Tuple.tuple(Kind.MISSING, 0, 2L, 0),
                        org.assertj.core.groups.Tuple.tuple(Kind.DOUBLED, 0, 3L, 2),
                        org.assertj.core.groups.Tuple.tuple(Kind.MISSING, 1, 1L, 0),
                        org.assertj.core.groups.Tuple.tuple(Kind.NOT_RECORDED, 1, 2L, 1));
    }

    @Test
    void aDoubleWithAnotherContentIsDifferent() throws IOException, InterruptedException {
        var event = event(2, CASE, 1, "{}");
        assertThat(compare(List.of(event), List.of(event, event(2, CASE, 1, "{\"a\":2}"))))
                .extracting(Difference::kind)
                .containsExactly(Kind.DIFFERENT);
    }
}
