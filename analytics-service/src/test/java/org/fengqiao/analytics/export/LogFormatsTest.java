package org.fengqiao.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Multi;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.export.ExportedCase.Event;
import org.fengqiao.analytics.export.ExportedCase.Kind;
import org.fengqiao.analytics.export.ExportedCase.PartOfCase;
import org.fengqiao.analytics.export.ExportedCase.Trait;
import org.fengqiao.analytics.testing.ProcessMining;

/** The log as process mining reads it. */
class LogFormatsTest {

    static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID OTHER = UUID.fromString("00000000-0000-7000-8000-000000000002");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    static Event event(String activity, String unit, List<PartOfCase> parts, List<String> units) {
        return new Event(
                UUID.randomUUID(), activity, "routing", NOON, NOON.plusSeconds(1), unit, "mediator", parts, units);
    }

    static final ExportedCase HELD = new ExportedCase(
            ONE,
            List.of(
                    new Trait("street", "少先路 <街道> & \"北\"", NOON),
                    new Trait("category", "OTHER", NOON),
                    new Trait("category", "NEIGHBOUR", NOON.plusSeconds(60))),
            List.of(
                    event(
                            "routing.case-assigned",
                            null,
                            List.of(new PartOfCase(Kind.CUSTODY, 1)),
                            List.of("committee")),
                    event("routing.case-claimed", "committee", List.of(new PartOfCase(Kind.CUSTODY, 1)), List.of())));

    static final ExportedCase BARE = new ExportedCase(OTHER, List.of(), List.of());

    static String written(LogFormat format, ExportedCase... cases) {
        return format.write(() -> Multi.createFrom().items(cases))
                .map(buffer -> buffer.toString("UTF-8"))
                .collect()
                .with(Collectors.joining())
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void aCaseIsATraceWithItsLatestTraitsAndItsEventsInTheirOrder() {
        var xes = ProcessMining.xes(written(new Xes(), HELD, BARE));
        assertThat(xes.getElementsByTagName("trace").getLength()).isEqualTo(2);
        assertThat(xes.getElementsByTagName("event").getLength()).isEqualTo(2);
        var text = written(new Xes(), HELD);
        assertThat(text).contains("value=\"NEIGHBOUR\"").doesNotContain("value=\"OTHER\"");
        assertThat(text.indexOf("routing.case-assigned")).isLessThan(text.indexOf("routing.case-claimed"));
    }

    @Test
    void anEventIsAboutItsCaseAndPartOfItAndUnits() {
        var ocel = ProcessMining.ocel(written(new Ocel(), HELD, BARE));
        assertThat(ocel.get("objects").findValuesAsText("id"))
                .containsExactly(ONE.toString(), ONE + "/custody-1", OTHER.toString(), "unit/committee");
        assertThat(ocel.get("events").get(0).get("relationships").findValuesAsText("objectId"))
                .containsExactly(ONE.toString(), ONE + "/custody-1", "unit/committee");
        assertThat(ocel.get("events").get(1).get("relationships").findValuesAsText("qualifier"))
                .containsExactly("of", "about", "by");
        assertThat(ocel.get("objects").get(0).get("attributes").findValuesAsText("value"))
                .containsExactly("少先路 <街道> & \"北\"", "OTHER", "NEIGHBOUR");
    }

    @Test
    void aLogOfNothingIsALogToo() {
        assertThat(ProcessMining.xes(written(new Xes()))
                        .getElementsByTagName("trace")
                        .getLength())
                .isZero();
        assertThat(ProcessMining.ocel(written(new Ocel())).get("events")).isEmpty();
    }
}
