package org.fengqiao.petition.model;

import static org.fengqiao.petition.model.PetitionRefusal.*;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.Concluded;
import org.fengqiao.petition.model.Agency.Discontinued;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Notified;
import org.fengqiao.petition.model.Agency.Opened;
import org.fengqiao.petition.model.Agency.Replied;
import org.fengqiao.petition.model.DocumentRequest.OfReply;
import org.fengqiao.petition.model.DocumentRequest.OfReview;
import org.fengqiao.petition.model.DocumentRequest.OfService;

/**
 * Content of a document, as the case stands when it is issued. What changes later does not change it, so that the
 * document can be made again.
 *
 * @param number of the document, counted from 1 within the case
 * @param petitioners to whom it is addressed: of a group, those who speak for it
 * @param served what is handed over; null unless this is the proof of it
 */
public record Paper(
        int number,
        DocumentRequest request,
        List<Party> petitioners,
        @Nullable Served served) {

    public Paper {
        petitioners = List.copyOf(petitioners);
    }

    /** Document that is handed over. */
    public record Served(DocumentRequest request) {}

    /** Answer to a request: the paper, or why there is none. */
    public sealed interface Drafted {}

    /** A paper that can be issued. */
    public record Written(Paper paper) implements Drafted {}

    /** No paper. */
    public record NotWritten(Refusal because) implements Drafted {}

    /** Returns the kind of the document. */
    public DocumentKind kind() {
        return request.kind();
    }

    /** Returns the paper that is asked for, as the case stands. */
    public static Drafted of(DocumentRequest request, Petition state) {
        return switch (state.agency()) {
            case NotOpened _ -> new NotWritten(NO_SUCH_CASE);
            case Begun p ->
                switch (request) {
                    case OfReply r -> drafted(whyNoReply(r, p, state.matter()), r, p, state, null);
                    case OfReview r -> drafted(whyNoOpinion(r, state.matter()), r, p, state, null);
                    case OfService r -> proof(r, p, state);
                };
        };
    }

    /** A reply is printed where it could be given: after the notice, of this kind of petition, with all it states. */
    private static Optional<? extends Refusal> whyNoReply(OfReply r, Begun p, Matter matter) {
        return switch (p) {
            case Opened _ -> Optional.of(NOT_NOTIFIED);
            case Discontinued _ -> Optional.of(DISCONTINUED);
            case Replied _ -> Optional.of(REPLIED_OTHERWISE);
            case Concluded _ when !(matter.review() instanceof Review.OrderedAnew) -> Optional.of(ALREADY_CONCLUDED);
            case Notified _, Concluded _ ->
                AnswerToPetitioner.CONDITIONS.refusal(new AnswerToPetitioner(r.result(), r.paper(), matter));
        };
    }

    private static Optional<? extends Refusal> whyNoOpinion(OfReview r, Matter matter) {
        if (!(matter.review() instanceof Review.Pending pending) || pending.level() != r.level()) {
            return Optional.of(REVIEW_NOT_ASKED_FOR);
        }
        return r.paper().isComplete() ? Optional.empty() : Optional.of(REPLY_INCOMPLETE);
    }

    private static Drafted proof(OfService r, Begun p, Petition state) {
        var served = state.documents().find(r.served()).map(Documents.Document::paper);
        if (served.isEmpty() || served.get().kind() == DocumentKind.PROOF_OF_SERVICE) {
            return new NotWritten(NO_SUCH_DOCUMENT);
        }
        return speakers(p, state.matter()).stream()
                        .anyMatch(one -> one.partyId().equals(r.recipient()))
                ? drafted(Optional.empty(), r, p, state, new Served(served.get().request()))
                : new NotWritten(NOT_THE_PETITIONER);
    }

    private static Drafted drafted(
            Optional<? extends Refusal> because,
            DocumentRequest request,
            Begun p,
            Petition state,
            @Nullable Served served) {
        return because.<Drafted>map(NotWritten::new)
                .orElseGet(() ->
                        new Written(new Paper(state.documents().next(), request, speakers(p, state.matter()), served)));
    }

    private static List<Party> speakers(Begun p, Matter matter) {
        var chosen = matter.representatives();
        return p.opening().parties().stream()
                .filter(party -> party.side() == Party.Side.APPLICANT)
                .filter(party -> chosen.isEmpty() || chosen.contains(party.partyId()))
                .toList();
    }
}
