package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.petition.model.DocumentCommand.DeliverDocument;
import org.fengqiao.petition.model.DocumentCommand.IssueDocument;
import org.fengqiao.petition.model.DocumentEvent.DocumentDelivered;
import org.fengqiao.petition.model.DocumentEvent.DocumentIssued;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;
import org.fengqiao.petition.model.Documents.Document;
import org.fengqiao.petition.model.Paper.NotWritten;
import org.fengqiao.petition.model.Paper.Written;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;
import org.fengqiao.petition.model.PetitionCommand.EnterReviewDecision;

/** Decisions about documents that are handed out. */
final class DocumentDecider {

    private final AgencyDecider agency;
    private final ReviewDecider review;

    /** Creates a decider that leaves to these what follows from a delivery. */
    DocumentDecider(AgencyDecider agency, ReviewDecider review) {
        this.agency = agency;
        this.review = review;
    }

    Decision<PetitionEvent> decide(DocumentCommand command, Petition state) {
        return switch (command) {
            case IssueDocument c ->
                switch (Paper.of(c.paper().request(), state)) {
                    case NotWritten(var because) -> refuse(because);
                    // It was made and its hash taken before this decision; the case may have moved on meanwhile.
                    case Written(var paper) when !paper.equals(c.paper()) -> refuse(DOCUMENT_OVERTAKEN);
                    case Written(var paper) -> accept(issued(c, paper));
                };
            case DeliverDocument c ->
                state.documents()
                        .find(c.document())
                        .map(document -> deliver(c, document.issued(), state))
                        .orElseGet(() ->
                                refuse(state.agency() instanceof Agency.NotOpened ? NO_SUCH_CASE : NO_SUCH_DOCUMENT));
        };
    }

    private Decision<PetitionEvent> deliver(DeliverDocument c, DocumentIssued document, Petition state) {
        return DELIVERING.judge(
                new Delivering(c.delivery(), document, state),
                () -> behind(
                        new DocumentDelivered(c.document(), c.delivery(), c.at()),
                        switch (document.request()) {
                            case OfReply r ->
                                agency.decide(
                                        new DeliverReply(
                                                c.by(),
                                                r.result(),
                                                r.documentNumber(),
                                                r.paper(),
                                                c.delivery(),
                                                c.at()),
                                        state);
                            case OfReview r ->
                                review.decide(
                                        new EnterReviewDecision(
                                                c.by(),
                                                r.level(),
                                                r.decision(),
                                                r.documentNumber(),
                                                new ReportedTime(document.issuedAt(), c.at()),
                                                c.delivery().deliveredAt()),
                                        state);
                            case OfService _ -> refuse(NO_SUCH_DOCUMENT);
                        }));
    }

    /** Returns the decision with the delivery before what follows from it. */
    private static Decision<PetitionEvent> behind(DocumentDelivered delivered, Decision<PetitionEvent> followed) {
        return switch (followed) {
            case Decision.Accepted<PetitionEvent>(var events)
            when !events.isEmpty() ->
                new Decision.Accepted<>(
                        Stream.concat(Stream.of(delivered), events.stream()).toList());
            case Decision<PetitionEvent> other -> other;
        };
    }

    private record Delivering(Delivery delivery, DocumentIssued document, Petition state) {

        private boolean isOfWhatIsDelivered() {
            return document.kind() != DocumentKind.PROOF_OF_SERVICE;
        }

        private boolean isProven() {
            return delivery.receipt() != null;
        }

        private boolean isForAPetitioner() {
            return state.documents().find(document.document()).stream()
                    .flatMap(one -> one.paper().petitioners().stream())
                    .anyMatch(party -> party.partyId().equals(delivery.to()));
        }

        private boolean isProvenByItsReceipt() {
            return state.documents().prove(delivery, document.kind(), document.documentNumber());
        }

        /** The paper bears the time at which it was made. */
        private boolean followsThePaper() {
            return !delivery.deliveredAt().isBefore(document.issuedAt());
        }
    }

    private static final Condition<Delivering> DELIVERING = inOrder(
            require(Delivering::isOfWhatIsDelivered, NO_SUCH_DOCUMENT),
            require(Delivering::isProven, PROOF_NEEDED),
            require(Delivering::isForAPetitioner, NOT_THE_PETITIONER),
            require(Delivering::isProvenByItsReceipt, RECEIPT_OF_ANOTHER_DELIVERY),
            require(Delivering::followsThePaper, DELIVERED_BEFORE_THE_DOCUMENT));

    private static DocumentIssued issued(IssueDocument c, Paper paper) {
        return switch (paper.request()) {
            case OfReply r -> issued(c, paper, r.result(), null, null, r.paper(), null, null);
            case OfReview r -> issued(c, paper, null, r.level(), r.decision(), r.paper(), null, null);
            case OfService r -> issued(c, paper, null, null, null, null, r.served(), r.recipient());
        };
    }

    private static DocumentIssued issued(
            IssueDocument c,
            Paper paper,
            @Nullable PetitionResult result,
            @Nullable ReviewLevel level,
            @Nullable ReviewDecision decision,
            @Nullable ReplyPaper words,
            @Nullable Integer served,
            @Nullable String recipient) {
        return new DocumentIssued(
                paper.number(),
                paper.kind(),
                c.template(),
                paper.request().documentNumber(),
                result,
                level,
                decision,
                words,
                served,
                recipient,
                c.organisation(),
                c.checkCode(),
                c.htmlHash(),
                c.pdfHash(),
                c.at());
    }

    /**
     * Returns the state after the event.
     *
     * @throws IllegalStateException if the event cannot follow the state
     */
    Petition evolve(Petition state, DocumentEvent event) {
        return switch (event) {
            case DocumentIssued e ->
                switch (Paper.of(e.request(), state)) {
                    case Written(var paper) -> state.with(state.documents().with(new Document(e, paper, null)));
                    case NotWritten _ -> throw state.cannotBeFollowedBy(e);
                };
            case DocumentDelivered e -> state.with(state.documents().delivered(e.document(), e.delivery()));
        };
    }
}
