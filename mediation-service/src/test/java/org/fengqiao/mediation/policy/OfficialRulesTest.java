package org.fengqiao.mediation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.mediation.model.Matter;

class OfficialRulesTest {

    static final String EXCLUSION = """
        {"id":"confirmation-exclusion","version":%d,"titleZh":"-","titleEn":"-","source":"-","effectiveFrom":"%s",\
        %s"matters":["%s"]}\
        """;
    static final String PLAN = """
        {"id":"revisit-plan","version":1,"titleZh":"-","titleEn":"-","source":"-","effectiveFrom":"2000-01-01",\
        "deadlines":["revisit-1"],"notAfterOutcomes":[],"obligationsAfterOutcomes":[],"attempts":3,\
        "differentDays":3,"differentHours":2,"linkDays":7}\
        """;

    static final String LIMIT = """
        {"id":"mediation-limit","version":1,"titleZh":"-","titleEn":"-","source":"-","effectiveFrom":"2008-05-01",
         "byCategory":{"LABOUR":"%s"},"otherwise":"people-mediation"}\
        """;
    static final LegalClock CLOCK = LegalFiles.official().clock();
    static final OfficialRules OFFICIAL = OfficialRules.load(CLOCK);

    static OfficialRules rules(String... exclusions) throws Exception {
        return rules(LIMIT.formatted("labour-mediation"), List.of(exclusions));
    }

    static OfficialRules rules(String limit, List<String> exclusions) throws Exception {
        var pack = """
            {"confirmationExclusions":[%s],"mediationLimits":[%s],"revisitPlans":[%s],"revisitMarks":[],\
            "sessionLengths":[],"reminders":[],"remedies":[],"confirmationRequirements":[]}\
            """.formatted(String.join(",", exclusions), limit, PLAN);
        return OfficialRules.read(new ByteArrayInputStream(pack.getBytes(UTF_8)), CLOCK);
    }

    @Test
    void theVersionOfTheDayDecides() throws Exception {
        var rules = rules(
                EXCLUSION.formatted(1, "2015-02-04", "\"effectiveTo\":\"2022-04-09\",", "PROPERTY_TITLE"),
                EXCLUSION.formatted(2, "2022-04-10", "", "OTHER_PROCEDURE"));
        assertThat(rules.isConfirmable(List.of(Matter.PROPERTY_TITLE), LocalDate.of(2015, 2, 3)))
                .isTrue();
        assertThat(rules.isConfirmable(List.of(Matter.PROPERTY_TITLE), LocalDate.of(2022, 4, 9)))
                .isFalse();
        assertThat(rules.isConfirmable(List.of(Matter.PROPERTY_TITLE), LocalDate.of(2022, 4, 10)))
                .isTrue();
        assertThat(rules.isConfirmable(List.of(Matter.OTHER_PROCEDURE), LocalDate.of(2022, 4, 10)))
                .isFalse();
    }

    @Test
    void twoVersionsAtATimeAreRefused() {
        assertThatThrownBy(() -> rules(
                        EXCLUSION.formatted(1, "2015-02-04", "", "PROPERTY_TITLE"),
                        EXCLUSION.formatted(2, "2022-04-10", "", "OTHER_PROCEDURE")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2022-04-10");
    }

    @Test
    void aMisspeltFieldIsNotOverlooked() {
        assertThatThrownBy(() ->
                        rules(EXCLUSION.formatted(1, "2015-02-04", "\"efectiveTo\":\"2022-04-09\",", "PROPERTY_TITLE")))
                .hasMessageContaining("efectiveTo");
    }

    @Test
    void aDeadlineRuleThatNobodyKnowsIsNoticedAtTheStart() {
        assertThatThrownBy(() -> rules(LIMIT.formatted("labor-mediation"), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("labor-mediation");
    }

    @Test
    void aLabourDisputeHasALimitOfItsOwnSinceThereIsALawForIt() {
        assertThat(OFFICIAL.limitOf("NEIGHBOUR", LocalDate.of(2024, 3, 1))).contains("people-mediation");
        assertThat(OFFICIAL.limitOf("LABOUR", LocalDate.of(2008, 5, 1))).contains("labour-mediation");
        assertThat(OFFICIAL.limitOf("LABOUR", LocalDate.of(2008, 4, 30))).contains("people-mediation");
        assertThat(OFFICIAL.limitOf("LABOUR", LocalDate.of(2002, 10, 31))).isEmpty();
    }

    @Test
    void aMedicalDisputeHasALimitOfItsOwnSinceThereAreRegulationsForIt() {
        assertThat(OFFICIAL.limitOf("MEDICAL", LocalDate.of(2018, 9, 30))).contains("people-mediation");
        assertThat(OFFICIAL.limitOf("MEDICAL", LocalDate.of(2018, 10, 1))).contains("medical-mediation");
        assertThat(OFFICIAL.limitOf("LABOUR", LocalDate.of(2018, 10, 1))).contains("labour-mediation");
    }

    /** A rule of the law is verified, or says what was compared and which reading was taken. */
    @Test
    void whatIsNotVerifiedSaysWhy() throws Exception {
        var pack = Json.mapper().readTree(OfficialRules.class.getResourceAsStream("/rules/mediation.json"));
        for (var versions : List.of(
                pack.get("confirmationExclusions"),
                pack.get("mediationLimits"),
                pack.get("remedies"),
                pack.get("confirmationRequirements"))) {
            assertThat(versions)
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.get("verified").booleanValue())
                            .as(rule.get("source").textValue())
                            .isNotEqualTo(rule.has("note")));
        }
    }

    @Test
    void theWindowIsOpenUntilTheEndOfTheThirtiethLocalDay() {
        assertThat(OFFICIAL.confirmationWindowEnds(LocalDate.of(2024, 3, 4)))
                .isEqualTo(Instant.parse("2024-04-03T16:00:00Z"));
    }

    @Test
    void aWindowThatWouldEndOnASundayEndsWithMonday() {
        assertThat(OFFICIAL.confirmationWindowEnds(LocalDate.of(2024, 3, 1)))
                .isEqualTo(Instant.parse("2024-04-01T16:00:00Z"));
    }

    @Test
    void obligationsAreAskedAboutWhereTheCaseEndedWithAnAgreement() {
        var noon = Instant.parse("2024-03-01T04:00:00Z");
        assertThat(OFFICIAL.areObligationsAskedAfter("AGREED", noon)).isTrue();
        assertThat(OFFICIAL.areObligationsAskedAfter("CONFIRMED", noon)).isTrue();
        assertThat(OFFICIAL.areObligationsAskedAfter("ADJUDICATED", noon)).isFalse();
    }

    @Test
    void aRevisitIsDueByTheEndOfItsLocalDay() {
        assertThat(OFFICIAL.revisitsAfter("AGREED", Instant.parse("2024-03-01T20:00:00Z")))
                .containsExactly(
                        Instant.parse("2024-03-09T16:00:00Z"),
                        Instant.parse("2024-04-01T16:00:00Z"),
                        Instant.parse("2024-05-31T16:00:00Z"));
    }
}
