package org.fengqiao.caseload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** A run is good only if nothing was found. */
class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void whatIsRefusedOrHarmlessIsNoFinding() {
        findings.sent();
        findings.answered(false, Duration.ofMillis(20));
        findings.sent();
        findings.answered(true, Duration.ofMillis(1_200));
        assertThat(findings.none()).isTrue();
        assertThat(findings.total()).isEqualTo("fuzz: 2 sent, 0 unanswered, 0 5xx");
        assertThat(findings.outcomes()).contains("1 refused", "1 harmless", "1.2 s");
    }

    @Test
    void silenceAndFaultsAreCountedAndNamed() {
        findings.sent();
        findings.unanswered("intake GET /cases: depth");
        findings.sent();
        findings.serverFault("intake GET /cases: depth → 500 kernel.unexpected");
        findings.sent();
        findings.serverFault("intake GET /cases: depth → 500 kernel.unexpected");
        assertThat(findings.none()).isFalse();
        assertThat(findings.total()).isEqualTo("fuzz: 3 sent, 1 unanswered, 2 5xx");
        assertThat(findings.offenders())
                .containsExactly(
                        "intake GET /cases: depth → 500 kernel.unexpected (2 times)",
                        "intake GET /cases: depth → no answer");
    }
}
