package org.fengqiao.petition.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.petition.model.DocumentEvent.DocumentIssued;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;
import org.fengqiao.petition.model.PetitionCommand.DecideReview;
import org.fengqiao.petition.model.PetitionCommand.DeliverReply;

/**
 * Documents of a case that were issued.
 *
 * @param all in the order of their numbers
 */
public record Documents(List<Document> all) {

    static final Documents NONE = new Documents(List.of());

    public Documents {
        all = List.copyOf(all);
    }

    /** A document, what stands in it, and its delivery; null if it is not delivered. */
    public record Document(
            DocumentIssued issued, Paper paper, @Nullable Delivery delivered) {}

    /** Returns the document with this number in the case; empty if none was issued. */
    public Optional<Document> find(int number) {
        return all.stream().filter(one -> one.issued().document() == number).findFirst();
    }

    /** Returns the number of the next document. */
    int next() {
        return all.size() + 1;
    }

    Documents with(Document document) {
        return new Documents(Stream.concat(all.stream(), Stream.of(document)).toList());
    }

    Documents delivered(int number, Delivery delivery) {
        return new Documents(all.stream()
                .map(one -> one.issued().document() == number ? new Document(one.issued(), one.paper(), delivery) : one)
                .toList());
    }

    /** Returns whether the reply was printed: its words are those of the document, which cannot be compared. */
    boolean hold(DeliverReply reply) {
        return last(OfReply.class, reply.documentNumber()).isPresent();
    }

    /** Returns whether the receipt is the proof of this delivery, if one of its number was printed. */
    boolean prove(Delivery delivery, DocumentKind kind, @Nullable String documentNumber) {
        return last(OfService.class, delivery.receipt())
                .map(proof -> proof.recipient().equals(delivery.to())
                        && find(proof.served())
                                .filter(one -> one.issued().kind() == kind)
                                .filter(one -> one.issued().documentNumber().equals(documentNumber))
                                .isPresent())
                .orElse(true);
    }

    /** Returns whether the decision is what stands in the document of its number, if one was printed. */
    boolean agreeWith(DecideReview decided) {
        return last(OfReview.class, decided.documentNumber())
                .map(printed -> printed.level() == decided.level() && printed.decision() == decided.decision())
                .orElse(true);
    }

    /** A paper that had to be set right is printed again under its number; the last one counts. */
    private <R extends DocumentRequest> Optional<R> last(Class<R> kind, @Nullable String documentNumber) {
        return all.stream()
                .map(one -> one.paper().request())
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(one -> one.documentNumber().equals(documentNumber))
                .reduce((_, later) -> later);
    }
}
