package org.fengqiao.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class FormsTest {

    private static final String REFERRAL = "fengqiao.partner.referral-submitted.v1";
    private final Forms forms = new Forms();

    private String fault(String type, String json) {
        return forms.value(type, json.getBytes(UTF_8))
                .map(fault -> fault.code() + " " + fault.detail())
                .orElse("");
    }

    @Test
    void theFormsAreThoseThatTheServicesPublish() {
        assertThat(forms.knows(REFERRAL)).isTrue();
        assertThat(forms.knows("fengqiao.partner.confirmation-decided.v1")).isTrue();
        assertThat(forms.knows("fengqiao.partner.no-such.v1")).isFalse();
        assertThat(fault(REFERRAL, "{}"))
                .startsWith("kernel.bad-input ")
                .contains("reference", "summary", "applicants", "place", "occurredAt");
        assertThat(fault("fengqiao.partner.redelivery-requested.v1", "{\"source\":\"/intake\",\"from\":0,\"to\":1}"))
                .contains("from");
        assertThat(fault("fengqiao.partner.redelivery-requested.v1", "{\"source\":\"/intake\",\"from\":1,\"to\":1}"))
                .isEmpty();
    }

    @Test
    void whatIsNoJsonIsTold() {
        for (var bad : List.of("", "[]", "{", "{\"a\":1,\"a\":2}", "{} {}")) {
            assertThat(fault(REFERRAL, bad)).as(bad).startsWith("kernel.malformed-json");
        }
    }

    @Test
    void anEnvelopeThatLacksSomethingIsTold() {
        var whole = Message.of(
                "police.inbound", "/police", "referral-submitted", "k", new UUID(1, 2), Instant.EPOCH, Map.of());
        assertThat(Forms.envelope(whole)).isEmpty();
        for (var header : List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time")) {
            assertThat(Forms.envelope(whole.with(header, null)).orElseThrow().detail())
                    .contains(header);
        }
        assertThat(Forms.envelope(whole.with("ce_time", "2024-03-01 08:30"))).isPresent();
        assertThat(Forms.envelope(whole.with("content-type", "text/plain"))).isPresent();
    }

    @Test
    void theSumOfNothingIsTheDigestOfNothingAndTheOrderIsNoMatter() {
        assertThat(Sums.of(List.of()).hash())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sums.of(List.of("b", "A", "a"))).isEqualTo(Sums.of(List.of("a", "B")));
        assertThat(Sums.dayOf(Instant.parse("2024-03-01T16:00:00Z"))).hasToString("2024-03-02");
    }

    @Test
    void aScriptDoesTheSameAboutTheSameThing() {
        var script = new Script(7, 0.5, List.of(Fault.values()));
        var faults = IntStream.range(0, 200)
                .mapToObj(thing -> script.fault("thing " + thing))
                .toList();
        assertThat(faults)
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(thing -> script.fault("thing " + thing))
                        .toList());
        assertThat(faults.stream().filter(fault -> fault.isPresent()).count()).isBetween(60L, 140L);
        assertThat(Script.flawless(7).fault("thing")).isEmpty();
    }
}
