package org.fengqiao.kernel.printing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;

import io.quarkus.qute.TemplateException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Pages as people hold them in their hands. */
class PrinterTest {

    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Printer PRINTER = new Printer();
    private static final PaperForms FORMS = new PaperForms("forms");

    private static String letter(String words) {
        return FORMS.form("letter.v1").with("words", words).page();
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        assertThat(PRINTER.print(letter("鱼缸漏水"), NOON)).isEqualTo(new Printer().print(letter("鱼缸漏水"), NOON));
    }

    @Test
    void theFontIsInThePdfAndItsTextCanBeRead() throws IOException {
        try (var document = Loader.loadPDF(PRINTER.print(letter("欧阳明远"), NOON))) {
            assertThat(new PDFTextStripper().getText(document)).contains("欧阳明远");
            for (var page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    var font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void aNameThatTheFontLacksIsNamed() {
        assertThat(PRINTER.missing("欧阳明远 1,200.00元\n")).isEmpty();
        assertThat(PRINTER.missing("王\u0001")).containsExactly("U+0001");
        assertThat(PRINTER.missing("王\uD883\uDEDD")).containsExactly("U+30EDD");
    }

    @Test
    void whatSomebodyTypedIsNoPartOfTheForm() {
        assertThat(letter("<b>{title}</b> & \"书\""))
                .contains("&lt;b&gt;{title}&lt;/b&gt; &amp;")
                .doesNotContain("<b>");
    }

    @Test
    void aFormThatIsNotGivenWhatItNamesFails() {
        assertThatThrownBy(() -> FORMS.form("letter.v1").page()).isInstanceOf(TemplateException.class);
    }
}
