package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.routing.model.RelapseRules.Comeback;

/** The remedies by which cases come back, each with its article. */
class RelapseRulesTest {

    static final RelapseRules SHIPPED = DataFile.read("relapse.yaml", RelapseRules.class);
    static final Instant NOW = Instant.parse("2024-03-01T04:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ADJUDICATED,OBLIGATION_BREACHED,ENFORCEMENT,民事诉讼法 (2023) art. 247,true",
        "ADJUDICATED,DISSATISFIED,APPEAL,民事诉讼法 (2023) art. 171,false",
        "CONFIRMED,OBLIGATION_BREACHED,ENFORCEMENT,人民调解法 (2010) art. 33,false",
        "CONFIRMED,DISSATISFIED,OBJECTION,民诉解释 (2022) art. 372,false",
        "CONFIRMED,SAME_DISPUTE_BACK,ENFORCEMENT,人民调解法 (2010) art. 33,false",
        "PETITION_CONCLUDED,DISSATISFIED,REVIEW,信访工作条例 (2022) art. 35,false"
    })
    void eachRemedyHasItsArticle(Outcome outcome, RetriageCause cause, Remedy remedy, String source, boolean verified) {
        assertThat(SHIPPED.comeback(outcome, cause, NOW)).hasValueSatisfying(line -> {
            assertThat(line.remedy()).isEqualTo(remedy);
            assertThat(line.source()).isEqualTo(source);
            assertThat(line.verified()).isEqualTo(verified);
            assertThat(line.note() == null).isEqualTo(verified);
        });
    }

    @Test
    void aVerifiedLineThatCitesAnArticleQuotesIt() {
        assertThat(SHIPPED.comebacks())
                .flatExtracting(RelapseRules.Comebacks::lines)
                .filteredOn(line -> line.verified() && line.source().contains("art."))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.quote()).as(line.rule()).endsWith("。"));
    }

    @Test
    void whatIsNotVerifiedSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Comeback(
                        "odd",
                        Set.of(Outcome.AGREED),
                        Set.of(),
                        Path.MEDIATION,
                        Remedy.MEDIATION,
                        "例法",
                        null,
                        false,
                        null))
                .withMessageContaining("odd");
    }
}
