package org.fengqiao.petition.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.printing.Printer;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.document.Forms.Imprint;
import org.fengqiao.petition.model.DocumentRequest;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;
import org.fengqiao.petition.model.Paper;
import org.fengqiao.petition.model.Paper.Served;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.ReplyPaper;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;

/** Documents of a petition as people hold them in their hands. */
class FormsTest {

    private static final UUID CASE = UUID.fromString("c0000000-0000-0000-0000-000000000001");
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Forms FORMS = new Forms();
    private static final Printer PRINTER = new Printer();
    private static final ReplyPaper WORDS =
            new ReplyPaper(words("补偿安置"), words("房屋确被征收，尚未补偿"), words("应予补偿"), words("征收与补偿条例第二条"));
    private static final OfReply OPINION = new OfReply("昆信复〔2024〕7号", PetitionResult.SUPPORTED, WORDS);

    @Test
    void art32AnOpinionStatesClaimFactsOpinionBasisResultAndTheWayToAReview() throws IOException {
        assertThat(text(OPINION))
                .contains("信访事项处理意见书", "昆信复〔2024〕7号", "欧阳明远")
                .contains("投诉请求", "补偿安置")
                .contains("事实和理由", "房屋确被征收")
                .contains("处理意见", "应予补偿", "予以支持")
                .contains("法律法规依据", "征收与补偿条例第二条")
                .contains("自收到书面答复之日起30日内请求原办理机关、单位的上一级机关、单位复查")
                .contains("昆区住建局", "2024年3月1日", "7f3a9c");
    }

    @ParameterizedTest
    @EnumSource(PetitionResult.class)
    void everyReplySaysItsResultAndOnlyAnOpinionNamesTheReview(PetitionResult result) throws IOException {
        var text = text(new OfReply("昆信复〔2024〕7号", result, new ReplyPaper(null, null, words("答复如下"), null)));
        assertThat(text).contains("办理结果：").doesNotContain("投诉请求\n", "{");
        assertThat(text.contains("复查")).isEqualTo(result.isOpinion());
        assertThat(text.contains("信访事项处理意见书")).isEqualTo(result.isOpinion());
    }

    @Test
    void arts35And36TheOpinionOfAReviewNamesTheWayThatIsOpenAfterIt() throws IOException {
        assertThat(text(new OfReview("昆复查〔2024〕9号", ReviewLevel.REVIEW, ReviewDecision.UPHELD, WORDS)))
                .contains("信访事项复查意见书", "维持原处理意见", "请求复核");
        assertThat(text(new OfReview("包复核〔2024〕9号", ReviewLevel.SECOND_REVIEW, ReviewDecision.CHANGED, WORDS)))
                .contains("信访事项复核意见书", "变更原处理意见", "不再受理");
        assertThat(text(new OfReview("昆复查〔2024〕9号", ReviewLevel.REVIEW, ReviewDecision.REVOKED, WORDS)))
                .contains("撤销原处理意见")
                .doesNotContain("请求复核");
    }

    @Test
    void aProofOfServiceNamesThePaperItsNumberAndWhoGetsIt() throws IOException {
        assertThat(text(new OfService("昆信证〔2024〕7号", 1, "applicant-1")))
                .contains("送达回证", "昆信证〔2024〕7号", "信访事项处理意见书", "昆信复〔2024〕7号", "欧阳明远", "签名");
    }

    @Test
    void theSameContentGivesTheSameBytesAndWhatSomebodyTypedIsNoPartOfTheForm() {
        var typed = new OfReply(
                "昆信复〔2024〕7号", PetitionResult.SUPPORTED, new ReplyPaper(null, null, words("<b>{title}</b>"), null));
        assertThat(page(typed)).contains("&lt;b&gt;{title}&lt;/b&gt;").isEqualTo(page(typed));
        assertThat(PRINTER.print(page(typed), NOON)).isEqualTo(new Printer().print(page(typed), NOON));
    }

    private static String text(DocumentRequest request) throws IOException {
        try (var document = Loader.loadPDF(PRINTER.print(page(request), NOON))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    private static String page(DocumentRequest request) {
        return FORMS.page(
                CASE,
                Forms.latest(request.kind()),
                new Paper(
                        2,
                        request,
                        List.of(new Party(
                                "applicant-1", Party.Side.APPLICANT, PersonalText.of(Boxes.person(1), "欧阳明远"))),
                        request instanceof OfService ? new Served(OPINION) : null),
                new Imprint("昆区住建局", "7f3a9c", LocalDate.of(2024, 3, 1)),
                (_, text) -> text.revealOr(""));
    }

    private static PersonalText words(String text) {
        return PersonalText.of(SubjectId.ofCase(CASE), text);
    }
}
