package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.PetitionRefusal.*;
import static org.fengqiao.petition.model.PetitionResult.*;
import static org.fengqiao.petition.model.ReviewDecision.CHANGED;
import static org.fengqiao.petition.model.ReviewDecision.UPHELD;
import static org.fengqiao.petition.model.ReviewLevel.REVIEW;
import static org.fengqiao.petition.model.ReviewLevel.SECOND_REVIEW;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.DocumentCommand.DeliverDocument;
import org.fengqiao.petition.model.DocumentCommand.IssueDocument;
import org.fengqiao.petition.model.DocumentEvent.DocumentDelivered;
import org.fengqiao.petition.model.DocumentEvent.DocumentIssued;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;
import org.fengqiao.petition.model.Paper.NotWritten;
import org.fengqiao.petition.model.PetitionEvent.Reporter;

/** Papers of a petition: what is printed, when, and what follows from handing it over. */
class DocumentTest extends PetitionScenarios {

    private static final OfReply OPINION_PAPER = new OfReply("复2024-7", SUPPORTED, PAPER);
    private static final OfReview REVIEW_PAPER = new OfReview("查2024-9", REVIEW, UPHELD, PAPER);
    private static final DocumentIssued PRINTED = issued(1, OPINION_PAPER, NOON);
    private static final DocumentIssued PROOF = issued(2, new OfService("证2024-7", 1, "applicant-1"), NOON);
    private static final DeliverDocument DELIVER = new DeliverDocument(CLERK, 1, DELIVERY, NOON);
    private static final DocumentDelivered DELIVERED = new DocumentDelivered(1, DELIVERY, NOON);

    private static DocumentIssued issued(int number, DocumentRequest request, Instant at) {
        var reply = request instanceof OfReply r ? r : null;
        var review = request instanceof OfReview r ? r : null;
        var service = request instanceof OfService r ? r : null;
        return new DocumentIssued(
                number,
                request.kind(),
                "form.v1",
                request.documentNumber(),
                reply == null ? null : reply.result(),
                review == null ? null : review.level(),
                review == null ? null : review.decision(),
                reply != null ? reply.paper() : review == null ? null : review.paper(),
                service == null ? null : service.served(),
                service == null ? null : service.recipient(),
                text("昆区住建局"),
                text("7f3a9c"),
                "ab",
                "cd",
                at);
    }

    private static IssueDocument issue(Paper paper) {
        return new IssueDocument(CLERK, paper, "form.v1", text("昆区住建局"), text("7f3a9c"), "ab", "cd", NOON);
    }

    private static Petition state(PetitionEvent... past) {
        return new PetitionDecider(RULES, PetitionService.reliefRules()).replay(List.of(past));
    }

    private static void refused(DocumentRequest request, Refusal because, PetitionEvent... past) {
        assertThat(Paper.of(request, state(past))).isEqualTo(new NotWritten(because));
        petition(past).when(issue(new Paper(1, request, FEWER, null))).thenRefused(because);
    }

    @Test
    void art32AnOpinionIsPrintedBeforeItIsDelivered() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED)
                .when(issue(new Paper(1, OPINION_PAPER, FEWER, null)))
                .then(PRINTED);
    }

    @Test
    void art32AnOpinionWithoutClaimFactsOrBasisIsNotPrinted() {
        for (var paper : List.of(
                new ReplyPaper(null, text("事实"), text("意见"), text("依据")),
                new ReplyPaper(text("请求"), null, text("意见"), text("依据")),
                new ReplyPaper(text("请求"), text("事实"), text("意见"), null))) {
            refused(new OfReply("复2024-7", SUPPORTED, paper), REPLY_INCOMPLETE, OPENED, NOTIFIED, OPINION, HANDLED);
        }
    }

    @Test
    void aReplyIsPrintedOnlyWhereItCouldBeGiven() {
        refused(OPINION_PAPER, NO_SUCH_CASE);
        refused(OPINION_PAPER, NOT_NOTIFIED, OPENED);
        refused(OPINION_PAPER, KIND_NOT_JUDGED, OPENED, NOTIFIED);
        refused(OPINION_PAPER, NO_HANDLER, OPENED, NOTIFIED, OPINION);
        refused(OPINION_PAPER, RESULT_OF_ANOTHER_KIND, OPENED, NOTIFIED, judged(PetitionKind.SUGGESTION), HANDLED);
        refused(OPINION_PAPER, REPLIED_OTHERWISE, OPENED, NOTIFIED, OPINION, HANDLED, REPLIED);
        refused(OPINION_PAPER, ALREADY_CONCLUDED, OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, CONCLUDED);
    }

    @Test
    void aPaperThatTheCaseOvertookIsNotIssued() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED)
                .when(issue(new Paper(1, OPINION_PAPER, PARTIES, null)))
                .thenRefused(DOCUMENT_OVERTAKEN);
    }

    @Test
    void anOpinionThatIsDeliveredWithProofIsTheReplyAndItsReviewCanBeAskedFor() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, PROOF)
                .when(DELIVER)
                .then(DELIVERED, REPLIED);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, PROOF, DELIVERED, REPLIED)
                .when(DELIVER)
                .thenNothing();
        petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, PROOF, DELIVERED, REPLIED)
                .when(ask(REVIEW, days(30)))
                .then(asked(REVIEW, days(30)));
    }

    @Test
    void aDeliveryNeedsItsOwnProof() {
        var printed = petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, PROOF);
        printed.when(deliver("applicant-1", null)).thenRefused(PROOF_NEEDED);
        printed.when(deliver("respondent-1", "证2024-7")).thenRefused(NOT_THE_PETITIONER);
        petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, issued(2, new OfReply("复2024-8", SUPPORTED, PAPER), NOON))
                .given(issued(3, new OfService("证2024-7", 2, "applicant-1"), NOON))
                .when(deliver("applicant-1", "证2024-7"))
                .thenRefused(RECEIPT_OF_ANOTHER_DELIVERY);
        printed.when(new DeliverDocument(
                        CLERK,
                        1,
                        new Delivery(Delivery.Manner.POST, "applicant-1", NOON.minusSeconds(1), "证2024-7"),
                        NOON))
                .thenRefused(DELIVERED_BEFORE_THE_DOCUMENT);
        printed.when(new DeliverDocument(CLERK, 2, DELIVERY, NOON)).thenRefused(NO_SUCH_DOCUMENT);
        printed.when(new DeliverDocument(CLERK, 3, DELIVERY, NOON)).thenRefused(NO_SUCH_DOCUMENT);
        petition().when(DELIVER).thenRefused(NO_SUCH_CASE);
    }

    private static DeliverDocument deliver(String to, String receipt) {
        return new DeliverDocument(CLERK, 1, new Delivery(Delivery.Manner.IN_PERSON, to, NOON, receipt), NOON);
    }

    @Test
    void aReplyThatWasPrintedIsNotTypedASecondTime() {
        petition(OPENED, NOTIFIED, OPINION, HANDLED, PRINTED, PROOF).when(REPLY).thenRefused(REPLY_PRINTED);
    }

    @Test
    void art35TheOpinionOfAReviewIsPrintedAndItsDeliveryIsItsDecision() {
        var pending = answered(asked(REVIEW, NOON));
        pending.when(issue(new Paper(1, REVIEW_PAPER, FEWER, null))).then(issued(1, REVIEW_PAPER, NOON));
        var receipt = delivered(days(9));
        pending.given(issued(1, REVIEW_PAPER, NOON))
                .when(new DeliverDocument(CLERK, 1, receipt, days(9)))
                .then(
                        new DocumentDelivered(1, receipt, days(9)),
                        new PetitionEvent.ReviewDecided(
                                PETITION, 2, 1, REVIEW, UPHELD, Reporter.CLERK, "查2024-9", NOON, days(9)));
    }

    @Test
    void theOpinionOfAReviewIsPrintedWhereOneIsAskedFor() {
        var printed = new OfReview("核2024-9", SECOND_REVIEW, UPHELD, PAPER);
        refused(REVIEW_PAPER, REVIEW_NOT_ASKED_FOR, OPENED, NOTIFIED, OPINION, HANDLED, REPLIED);
        refused(printed, REVIEW_NOT_ASKED_FOR, OPENED, NOTIFIED, OPINION, HANDLED, REPLIED, asked(REVIEW, NOON));
    }

    @Test
    void whatIsEnteredByHandDoesNotContradictThePaperAndTheOfficesWordHolds() {
        var printed = answered(asked(REVIEW, NOON), issued(1, REVIEW_PAPER, NOON));
        printed.when(enter(REVIEW, CHANGED, days(9))).thenRefused(DIFFERS_FROM_THE_DOCUMENT);
        printed.when(told(REVIEW, CHANGED, days(9))).then(decided(REVIEW, CHANGED, Reporter.PETITION_OFFICE, days(9)));
    }

    @Test
    void art30NothingIsPrintedForTheUnitThatAnAccusationIsAbout() {
        petition(OPENED, NOTIFIED, judged(PetitionKind.ACCUSATION, "kunhe-desk"), HANDLED)
                .when(issue(new Paper(1, new OfReply("复2024-7", HANDED_OVER, PAPER), FEWER, null)))
                .thenRefused(NO_SUCH_CASE);
    }
}
