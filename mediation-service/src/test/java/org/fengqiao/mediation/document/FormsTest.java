package org.fengqiao.mediation.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.document.Forms.Imprint;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.CaseFile;
import org.fengqiao.mediation.model.DocumentKind;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.Paper;
import org.fengqiao.mediation.model.Paper.Service;
import org.fengqiao.mediation.model.PersonFile;
import org.fengqiao.mediation.model.Proceeding.Opening;

/** Documents as people hold them in their hands. */
class FormsTest {

    private static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Forms FORMS = new Forms();
    private static final Printer PRINTER = new Printer();

    @ParameterizedTest
    @EnumSource(DocumentKind.class)
    void everyDocumentSaysWhatItIsWhoTheyAreAndWhenItWasMade(DocumentKind kind) throws IOException {
        var text = text(PRINTER.print(page(kind), NOON));
        assertThat(text)
                .contains(
                        switch (kind) {
                            case AGREEMENT -> "人民调解协议书";
                            case ORAL_AGREEMENT -> "人民调解口头协议登记表";
                            case CONFIRMATION_APPLICATION -> "司法确认申请书";
                            case PROOF_OF_SERVICE -> "送达回证";
                        })
                .contains("欧阳明远")
                .contains("昆河镇人民调解委员会")
                .contains("2024年3月1日")
                .contains("7f3a9c");
    }

    @Test
    void anAgreementNamesFactsTermsEachObligationAndHowManyCopiesThereAre() throws IOException {
        assertThat(text(PRINTER.print(page(DocumentKind.AGREEMENT), NOON)))
                .contains("鱼缸漏水泡了线装书")
                .contains("1200.00元")
                .contains("2024年4月1日")
                .contains("一式3份")
                .contains("签名、盖章或者按指印");
    }

    @Test
    void anApplicationNamesTheCourtAndWhatItIsAskedFor() throws IOException {
        assertThat(text(PRINTER.print(page(DocumentKind.CONFIRMATION_APPLICATION), NOON)))
                .contains("昆都仑区人民法院")
                .contains("主持达成的调解协议有效");
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        var page = page(DocumentKind.AGREEMENT);
        assertThat(page(DocumentKind.AGREEMENT)).isEqualTo(page);
        assertThat(new Printer().print(page, NOON)).isEqualTo(PRINTER.print(page, NOON));
    }

    @Test
    void whatSomebodyTypedIsNoPartOfTheForm() {
        var page = FORMS.page(
                CASE,
                "agreement.v1",
                paper(DocumentKind.AGREEMENT, "<b>{title}</b> & \"书\""),
                new Imprint("昆河镇人民调解委员会", null, "7f3a9c", LocalDate.of(2024, 3, 1)),
                (_, text) -> text.revealOr(""));
        assertThat(page).contains("&lt;b&gt;{title}&lt;/b&gt; &amp;").doesNotContain("<b>");
        assertThat(PRINTER.print(page, NOON)).isNotEmpty();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private static String page(DocumentKind kind) {
        return FORMS.page(
                CASE,
                Forms.latest(kind),
                paper(kind, "鱼缸漏水泡了线装书"),
                new Imprint("昆河镇人民调解委员会", "昆都仑区人民法院", "7f3a9c", LocalDate.of(2024, 3, 1)),
                (_, text) -> text.revealOr(""));
    }

    private static Paper paper(DocumentKind kind, String facts) {
        var parties = List.of(
                new Party("applicant-1", Party.Side.APPLICANT, PersonalText.of(Boxes.person(1), "欧阳明远")),
                new Party("respondent-1", Party.Side.RESPONDENT, PersonalText.of(Boxes.person(2), "慕容秋水")));
        return new Paper(
                kind,
                1,
                new Opening(
                        1,
                        "kunhe-committee",
                        "NEIGHBOUR",
                        new Place("昆都仑区", "昆河镇", null, null, false),
                        parties,
                        NOON,
                        NOON),
                new CaseFile(
                        words(facts),
                        words("赔偿线装书一套"),
                        null,
                        List.of(new PersonFile(
                                "applicant-1",
                                null,
                                PersonalText.of(Boxes.person(1), "13904720001"),
                                PersonalText.of(Boxes.person(1), "卜尔汉图路1号")))),
                List.of(words("水是从楼上漏下来的")),
                new Agreement(
                        kind == DocumentKind.ORAL_AGREEMENT ? AgreementForm.ORAL : AgreementForm.WRITTEN,
                        true,
                        words("被申请人修复并赔偿。"),
                        List.of(new Obligation(
                                1,
                                "respondent-1",
                                "applicant-1",
                                words("赔偿"),
                                Money.yuan("1200.00"),
                                LocalDate.of(2024, 4, 1),
                                null,
                                null)),
                        Set.of("applicant-1", "respondent-1"),
                        true,
                        NOON,
                        LocalDate.of(2024, 3, 1),
                        null,
                        List.of(),
                        Set.of()),
                service(kind));
    }

    private static @Nullable Service service(DocumentKind kind) {
        return kind == DocumentKind.PROOF_OF_SERVICE ? new Service(1, DocumentKind.AGREEMENT, "applicant-1") : null;
    }

    private static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }
}
