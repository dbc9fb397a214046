package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Tables as people, programs and spreadsheets read them. */
class TableTest {

    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(written);
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void chineseCharactersAreTwoColumnsWide() {
        Table.of("unit", "cases")
                .row("昆都仑区中心", 7)
                .row("centre", 12)
                .row(null, null)
                .printAligned(out);

        assertThat(written.toString().lines())
                .containsExactly("unit          cases", "昆都仑区中心      7", "centre           12", "–                 –");
    }

    @Test
    void aCellMovesNoCursorAndStaysInItsLine() {
        Table.of("detail").row("one\n two\u001b[31m @|red three|@").printAligned(out);

        assertThat(written.toString().lines()).containsExactly("detail", "one two?[31m @|red three|@");
    }

    @Test
    void programsGetNumbersTruthAndNullAsTheyAre() throws IOException {
        Table.of("a", "b", "c", "d")
                .row(7, true, null, json.readTree("{\"x\":[1]}"))
                .printJson(out, json);

        assertThat(json.readTree(written.toString()))
                .isEqualTo(json.readTree("[{\"a\":7,\"b\":true,\"c\":null,\"d\":{\"x\":[1]}}]"));
    }

    @Test
    void spreadsheetsGetNoFormulas() throws IOException {
        Table.of("text", "number")
                .row("=HYPERLINK(\"http://x\")", -5)
                .row("+1", 1)
                .row("@SUM", null)
                .row("-1", 2)
                .row("a, \"b\"\nc", 3)
                .printCsv(out);

        assertThat(written.toString())
                .isEqualTo("text,number\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-5\r\n'+1,1\r\n'@SUM,\r\n'-1,2\r\n"
                        + "\"a, \"\"b\"\"\nc\",3\r\n");
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Table.of("a", "b").row(1))
                .withMessageContaining("1 cells for 2 columns");
    }
}
