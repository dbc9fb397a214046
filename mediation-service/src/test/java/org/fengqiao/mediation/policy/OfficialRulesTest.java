package org.fengqiao.mediation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

class OfficialRulesTest {

    static final String EXCLUSION = """
            {"id":"confirmation-exclusion","version":%d,"titleZh":"-","titleEn":"-","source":"-","effectiveFrom":"%s",%s"categories":["%s"]}""";
    static final String PLAN = """
            {"id":"revisit-plan","version":1,"titleZh":"-","titleEn":"-","source":"-","effectiveFrom":"2000-01-01","deadlines":["revisit-1"],"notAfterOutcomes":[]}""";

    static OfficialRules rules(String... exclusions) throws Exception {
        var pack =
                "{\"confirmationExclusions\":[" + String.join(",", exclusions) + "],\"revisitPlans\":[" + PLAN + "]}";
        return OfficialRules.read(new ByteArrayInputStream(pack.getBytes(UTF_8)));
    }

    @Test
    void theVersionOfTheDayDecides() throws Exception {
        var rules = rules(
                EXCLUSION.formatted(1, "2015-02-04", "\"effectiveTo\":\"2022-04-09\",", "TORT"),
                EXCLUSION.formatted(2, "2022-04-10", "", "CAMPUS"));
        assertThat(rules.isConfirmable("TORT", LocalDate.of(2015, 2, 3))).isTrue();
        assertThat(rules.isConfirmable("TORT", LocalDate.of(2022, 4, 9))).isFalse();
        assertThat(rules.isConfirmable("TORT", LocalDate.of(2022, 4, 10))).isTrue();
        assertThat(rules.isConfirmable("CAMPUS", LocalDate.of(2022, 4, 10))).isFalse();
    }

    @Test
    void twoVersionsAtATimeAreRefused() {
        assertThatThrownBy(() -> rules(
                        EXCLUSION.formatted(1, "2015-02-04", "", "TORT"),
                        EXCLUSION.formatted(2, "2022-04-10", "", "CAMPUS")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2022-04-10");
    }

    @Test
    void aMisspeltFieldIsNotOverlooked() {
        assertThatThrownBy(() -> rules(EXCLUSION.formatted(1, "2015-02-04", "\"efectiveTo\":\"2022-04-09\",", "TORT")))
                .hasMessageContaining("efectiveTo");
    }

    @Test
    void theWindowIsOpenUntilTheEndOfTheThirtiethLocalDay() {
        assertThat(OfficialRules.load().confirmationWindowEnds(LocalDate.of(2024, 3, 4)))
                .isEqualTo(Instant.parse("2024-04-03T16:00:00Z"));
    }

    @Test
    void aWindowThatWouldEndOnASundayEndsWithMonday() {
        assertThat(OfficialRules.load().confirmationWindowEnds(LocalDate.of(2024, 3, 1)))
                .isEqualTo(Instant.parse("2024-04-01T16:00:00Z"));
    }

    @Test
    void aRevisitIsDueByTheEndOfItsLocalDay() {
        assertThat(OfficialRules.load().revisitsAfter("AGREED", Instant.parse("2024-03-01T20:00:00Z")))
                .containsExactly(
                        Instant.parse("2024-03-09T16:00:00Z"),
                        Instant.parse("2024-04-01T16:00:00Z"),
                        Instant.parse("2024-05-31T16:00:00Z"));
    }
}
