package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Events of documents that are handed out. */
public sealed interface DocumentEvent extends PetitionEvent.OfDocuments {

    /** A document was handed over to the petitioner, with proof. What follows from that has an event of its own. */
    record DocumentDelivered(int document, Delivery delivery, Instant reportedAt) implements DocumentEvent {}

    /**
     * A document was issued. The paper is not kept: it is made again of this event and those before it. The words of a
     * reply stand here, since it is printed before it is delivered.
     *
     * @param document its number, counted from 1 within the case
     * @param template the name and version of the form, such as {@code reply.v1}
     * @param documentNumber its official number
     * @param result of the reply; missing unless this is one
     * @param level of the review; missing unless this is its opinion
     * @param decision of the review; missing unless this is its opinion
     * @param paper what it says; missing if this is a proof of service
     * @param served the number in the case of the document that is handed over; missing unless this is the proof of it
     * @param recipient the id of the party that gets it; missing unless this is the proof of it
     * @param organisation the organ as it names itself on paper
     * @param checkCode stands on the paper: without it nobody can guess what a hash is of, and an erasure takes it away
     * @param htmlHash SHA-256 of the page, in hexadecimal
     * @param pdfHash SHA-256 of the PDF, in hexadecimal
     */
    record DocumentIssued(
            int document,
            DocumentKind kind,
            String template,
            String documentNumber,
            @Nullable PetitionResult result,
            @Nullable ReviewLevel level,
            @Nullable ReviewDecision decision,
            @Nullable ReplyPaper paper,
            @Nullable Integer served,
            @Nullable String recipient,
            @Personal(PersonalKind.NARRATIVE) PersonalText organisation,
            @Personal(PersonalKind.NARRATIVE) PersonalText checkCode,
            String htmlHash,
            String pdfHash,
            Instant issuedAt)
            implements DocumentEvent {

        /** Returns what was asked for. */
        DocumentRequest request() {
            return switch (kind) {
                case REPLY ->
                    new DocumentRequest.OfReply(
                            documentNumber, Objects.requireNonNull(result), Objects.requireNonNull(paper));
                case REVIEW_DECISION ->
                    new DocumentRequest.OfReview(
                            documentNumber,
                            Objects.requireNonNull(level),
                            Objects.requireNonNull(decision),
                            Objects.requireNonNull(paper));
                case PROOF_OF_SERVICE ->
                    new DocumentRequest.OfService(
                            documentNumber, Objects.requireNonNull(served), Objects.requireNonNull(recipient));
            };
        }
    }
}
