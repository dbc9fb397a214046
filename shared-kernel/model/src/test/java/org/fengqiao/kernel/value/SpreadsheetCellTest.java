package org.fengqiao.kernel.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that a spreadsheet is given. */
class SpreadsheetCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋86", "－1", "＠a"})
    void aTextThatBeginsLikeAFormulaIsQuoted(String text) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo("'" + text);
    }

    @Test
    void whatIsNoFormulaStaysAsItIs() {
        assertThat(SpreadsheetCell.of("友谊大街街道")).isEqualTo("友谊大街街道");
        assertThat(SpreadsheetCell.of("a=1")).isEqualTo("a=1");
        assertThat(SpreadsheetCell.of(-3)).isEqualTo("-3");
        assertThat(SpreadsheetCell.of(null)).isEmpty();
    }
}
