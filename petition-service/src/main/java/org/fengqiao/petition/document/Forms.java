package org.fengqiao.petition.document;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.printing.PaperForms;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.model.DocumentKind;
import org.fengqiao.petition.model.DocumentRequest;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;
import org.fengqiao.petition.model.Paper;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.ReplyPaper;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;

/**
 * Forms of documents: the words are files ({@code documents/}), the latest version of each in force. The same content
 * gives the same page, whoever makes it and when.
 */
public final class Forms {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final PaperForms forms = new PaperForms("documents");

    /** Returns the name and version of the form of a document that is issued now. */
    public static String latest(DocumentKind kind) {
        return switch (kind) {
            case REPLY -> "reply.v1";
            case REVIEW_DECISION -> "review-decision.v1";
            case PROOF_OF_SERVICE -> "proof-of-service.v1";
        };
    }

    /**
     * Imprint of a document: what stands on it beside what the case tells.
     *
     * @param organisation the organ as it names itself on paper
     * @param checkCode the code by which a copy is told from a guess
     * @param issuedOn the day
     */
    public record Imprint(String organisation, String checkCode, LocalDate issuedOn) {}

    /**
     * Returns the page of a document.
     *
     * @param template the name and version of the form
     * @param opened opens a text of this kind
     */
    public String page(
            UUID caseId,
            String template,
            Paper paper,
            Imprint imprint,
            BiFunction<PersonalKind, PersonalText, @Nullable String> opened) {
        var words = new Words(opened);
        var form = forms.form(template)
                .with("title", title(paper.request()))
                .with("number", paper.request().documentNumber())
                .with("serial", caseId + "-" + paper.number())
                .with(
                        "petitioners",
                        paper.petitioners().stream().map(words::name).toList())
                .with("organisation", imprint.organisation())
                .with("checkCode", imprint.checkCode())
                .with("issuedOn", DAY.format(imprint.issuedOn()));
        switch (paper.request()) {
            case OfReply r ->
                words.into(form, r.paper())
                        .with("result", result(r.result()))
                        .with("reviewable", r.result().isOpinion());
            case OfReview r ->
                words.into(form, r.paper())
                        .with("review", review(r.level()))
                        .with("result", decision(r.decision()))
                        .with("remedy", remedy(r));
            case OfService r -> {
                var served = Objects.requireNonNull(paper.served()).request();
                var recipient = paper.petitioners().stream()
                        .filter(party -> party.partyId().equals(r.recipient()))
                        .findFirst()
                        .orElseThrow();
                form.with("servedTitle", title(served))
                        .with("servedNumber", served.documentNumber())
                        .with("recipient", words.name(recipient));
            }
        }
        return form.page();
    }

    private static String title(DocumentRequest request) {
        return switch (request) {
            case OfReply r -> r.result().isOpinion() ? "信访事项处理意见书" : "信访事项答复书";
            case OfReview r -> "信访事项" + review(r.level()) + "意见书";
            case OfService _ -> "送达回证";
        };
    }

    private static String review(ReviewLevel level) {
        return switch (level) {
            case REVIEW -> "复查";
            case SECOND_REVIEW -> "复核";
        };
    }

    private static String result(PetitionResult result) {
        return switch (result) {
            case SUPPORTED -> "请求事实清楚，符合法律、法规、规章或者其他有关规定，予以支持。";
            case EXPLAINED -> "请求事由合理但缺乏法律依据，作出上述解释说明。";
            case NOT_SUPPORTED -> "请求缺乏事实根据或者不符合法律、法规、规章或者其他有关规定，不予支持。";
            case ADOPTED -> "建议意见予以采纳。";
            case PARTLY_ADOPTED -> "建议意见予以部分采纳。";
            case NOT_ADOPTED -> "建议意见不予采纳。";
            case HANDED_OVER -> "已交有权处理的机关、单位。";
            case LED_ON -> "已导入相应程序处理。";
            case DUTY_PERFORMED -> "已依法履行职责。";
            case DUTY_ANSWERED -> "已依法答复。";
            case SETTLED -> "经调解、和解达成一致意见。";
            case NOT_ACCEPTED_AGAIN -> "以同一事实和理由提出的投诉请求，不再受理。";
        };
    }

    private static String decision(ReviewDecision decision) {
        return switch (decision) {
            case UPHELD -> "维持原处理意见。";
            case CHANGED -> "变更原处理意见。";
            case REVOKED -> "撤销原处理意见，由原办理机关、单位重新办理。";
        };
    }

    /** The way that is open after this decision: none is named after a revocation, when a new opinion is owed. */
    private static String remedy(OfReview r) {
        if (r.decision() == ReviewDecision.REVOKED) {
            return "";
        }
        return switch (r.level()) {
            case REVIEW -> "如不服本复查意见，可以自收到书面答复之日起30日内向复查机关、单位的上一级机关、单位请求复核（《信访工作条例》第三十六条）。";
            case SECOND_REVIEW -> "对本复核意见不服，仍然以同一事实和理由提出投诉请求的，不再受理（《信访工作条例》第三十六条）。";
        };
    }

    /** Words of the case, opened for this page. */
    private record Words(BiFunction<PersonalKind, PersonalText, @Nullable String> opened) {

        private PaperForms.Filling into(PaperForms.Filling form, ReplyPaper paper) {
            return form.with("claim", of(PersonalKind.NARRATIVE, paper.claim()))
                    .with("facts", of(PersonalKind.NARRATIVE, paper.facts()))
                    .with("opinion", of(PersonalKind.NARRATIVE, paper.opinion()))
                    .with("legalBasis", of(PersonalKind.NARRATIVE, paper.legalBasis()));
        }

        private String name(Party party) {
            return of(PersonalKind.NAME, party.name());
        }

        private String of(PersonalKind kind, @Nullable PersonalText text) {
            return text == null ? "" : Objects.requireNonNullElse(opened.apply(kind, text), "");
        }
    }
}
