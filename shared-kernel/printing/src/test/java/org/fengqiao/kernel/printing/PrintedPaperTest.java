package org.fengqiao.kernel.printing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.printing.PrintedPaper.Format;

/** A paper that is made again is the one that was issued, or none. */
class PrintedPaperTest {

    private static final Instant ISSUED = Instant.parse("2024-03-01T01:00:00Z");

    private static final String PAGE =
            new PaperForms("forms").form("letter.v1").with("words", "信访事项处理意见书").page();

    private final Printer printer = new Printer();

    @Test
    void whatWasIssuedIsMadeAgainToTheByte() {
        var paper = PrintedPaper.of(printer, PAGE, ISSUED).orElseThrow();

        assertThat(paper.again(printer, PAGE, ISSUED, Format.HTML)).hasValue(PAGE.getBytes(UTF_8));
        assertThat(paper.again(printer, PAGE, ISSUED, null)).hasValue(printer.print(PAGE, ISSUED));
    }

    @Test
    void otherWordsAreNotWhatWasIssued() {
        var paper = PrintedPaper.of(printer, PAGE, ISSUED).orElseThrow();
        var other = PAGE.replace("意见", "答复");

        assertThat(paper.again(printer, other, ISSUED, Format.HTML)).isEmpty();
        assertThat(paper.again(printer, other, ISSUED, Format.PDF)).isEmpty();
    }

    @Test
    void aPaperWithAHoleInANameIsNotIssued() {
        assertThat(PrintedPaper.of(printer, PAGE.replace("意", "\uD883\uDEDD"), ISSUED))
                .isEmpty();
    }
}
