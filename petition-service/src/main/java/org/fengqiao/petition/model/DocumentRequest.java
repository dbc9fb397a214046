package org.fengqiao.petition.model;

/** Request for a document: what is to stand in it beside what the case tells. */
public sealed interface DocumentRequest {

    /** Returns the official number of the document. */
    String documentNumber();

    /** Returns the kind of the document. */
    default DocumentKind kind() {
        return switch (this) {
            case OfReply _ -> DocumentKind.REPLY;
            case OfReview _ -> DocumentKind.REVIEW_DECISION;
            case OfService _ -> DocumentKind.PROOF_OF_SERVICE;
        };
    }

    /** Request for the reply, before the petitioner gets it. */
    record OfReply(String documentNumber, PetitionResult result, ReplyPaper paper) implements DocumentRequest {}

    /** Request for the opinion of a review, before the petitioner gets it. */
    record OfReview(String documentNumber, ReviewLevel level, ReviewDecision decision, ReplyPaper paper)
            implements DocumentRequest {}

    /**
     * Request for the proof that a document was handed over.
     *
     * @param served the number of that document in the case
     * @param recipient the id of the party that gets it
     */
    record OfService(String documentNumber, int served, String recipient) implements DocumentRequest {}
}
