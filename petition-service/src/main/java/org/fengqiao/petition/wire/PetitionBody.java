package org.fengqiao.petition.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.DisclosedParty;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.Agency;
import org.fengqiao.petition.model.Agency.Archive;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.Notice;
import org.fengqiao.petition.model.Agency.Reply;
import org.fengqiao.petition.model.Delivery;
import org.fengqiao.petition.model.Destination;
import org.fengqiao.petition.model.DocumentKind;
import org.fengqiao.petition.model.Documents.Document;
import org.fengqiao.petition.model.Errand;
import org.fengqiao.petition.model.Finality;
import org.fengqiao.petition.model.Matter.Judgement;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.Recusal;
import org.fengqiao.petition.model.Recusal.Ruling;
import org.fengqiao.petition.model.Review;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Settlement;
import org.fengqiao.petition.model.Staffing.Handling;
import org.fengqiao.petition.model.Track;
import org.fengqiao.petition.view.PetitionStatus;
import org.fengqiao.petition.view.ReviewStage;

/** One case as it stands in the petition agency, for those who work on it; what is null has not come about. */
public record PetitionBody(
        UUID caseId,
        long version,
        PetitionStatus status,
        String petitionId,
        int custody,
        String unit,
        String worker,
        String category,
        Place place,
        List<DisclosedParty> parties,
        List<String> representatives,
        Instant openedAt,
        @Nullable KindPart kind,
        String agent,
        @Nullable Handling handledBy,
        List<ErrandPart> errands,
        List<RecusalPart> recusals,
        @Nullable Track track,
        @Nullable SettlementPart settlement,
        @Nullable Notice notice,
        @Nullable ReplyPart reply,
        @Nullable ReviewPart review,
        List<Review.Decided> reviews,
        List<DocumentPart> documents,
        @Nullable Finality barredBy,
        @Nullable Archive archive,
        @Nullable DiscontinuationCause discontinued,
        @Nullable Instant endedAt) {

    public PetitionBody {
        parties = List.copyOf(parties);
        representatives = List.copyOf(representatives);
        errands = List.copyOf(errands);
        recusals = List.copyOf(recusals);
        reviews = List.copyOf(reviews);
        documents = List.copyOf(documents);
    }

    /** Of what kind the petition is, and what follows from that. */
    public record KindPart(
            PetitionKind kind,
            String article,
            @Nullable Destination destination,
            @Nullable String where,
            List<String> accused,
            @Nullable String reason,
            String judgedBy) {}

    /** An errand, and what came of it. */
    public record ErrandPart(
            int errand,
            @Nullable String where,
            @Nullable String what,
            String runner,
            LocalDate dueOn,
            @Nullable String answer,
            @Nullable String next,
            @Nullable Instant ranAt) {}

    /** A recusal, and what was decided. */
    public record RecusalPart(
            int recusal,
            String person,
            Recusal.Asker askedBy,
            @Nullable String reason,
            Instant askedAt,
            @Nullable Ruling ruling) {}

    /** Attempt of the sides to settle; {@code documentNumber} is that of the paper they made. */
    public record SettlementPart(
            Settlement.Form form, boolean reached, @Nullable String documentNumber) {}

    /** The reply that stands. */
    public record ReplyPart(
            PetitionResult result,
            @Nullable String documentNumber,
            @Nullable String claim,
            @Nullable String facts,
            @Nullable String opinion,
            @Nullable String legalBasis,
            Delivery delivery,
            Instant repliedAt) {}

    /**
     * A document that was handed out.
     *
     * @param delivery missing if it is not delivered
     */
    public record DocumentPart(
            int document,
            DocumentKind kind,
            String documentNumber,
            @Nullable Integer served,
            @Nullable String recipient,
            String html,
            String pdf,
            Instant issuedAt,
            @Nullable Delivery delivery) {

        static DocumentPart of(Document document) {
            var issued = document.issued();
            return new DocumentPart(
                    issued.document(),
                    issued.kind(),
                    issued.documentNumber(),
                    issued.served(),
                    issued.recipient(),
                    issued.htmlHash(),
                    issued.pdfHash(),
                    issued.issuedAt(),
                    document.delivered());
        }
    }

    /** Stage of the reviews; {@code finality} says why the matter is final, once it is. */
    public record ReviewPart(
            ReviewStage stage,
            @Nullable ReviewLevel level,
            Instant since,
            @Nullable Finality finality) {

        static @Nullable ReviewPart of(Review review) {
            return switch (review) {
                case Review.NoneDue _ -> null;
                case Review.MayBeAsked(var level, var at) -> new ReviewPart(ReviewStage.MAY_BE_ASKED, level, at, null);
                case Review.Pending(var level, var _, var at) -> new ReviewPart(ReviewStage.PENDING, level, at, null);
                case Review.OrderedAnew(var level, var at) -> new ReviewPart(ReviewStage.ORDERED_ANEW, level, at, null);
                case Review.Final(var finality) -> new ReviewPart(ReviewStage.FINAL, null, finality.at(), finality);
            };
        }
    }

    /** The case as it stands, as much of it as the caller may see. */
    public static PetitionBody of(UUID caseId, CurrentCase<Petition> current, Begun petition, Disclosed disclosed) {
        var matter = current.state().matter();
        var opening = petition.opening();
        var staffing = matter.staffing();
        return new PetitionBody(
                caseId,
                current.version(),
                PetitionStatus.of(petition),
                opening.petitionId(),
                opening.custody(),
                opening.unit(),
                opening.worker(),
                opening.category(),
                opening.place(),
                disclosed.parties(opening.parties()),
                matter.representatives(),
                opening.openedAt(),
                kind(matter.judgement(), disclosed),
                staffing.agent(),
                staffing.handling(),
                staffing.errands().stream().map(one -> errand(one, disclosed)).toList(),
                staffing.recusals().stream().map(one -> recusal(one, disclosed)).toList(),
                matter.track(),
                settlement(matter.settlement()),
                petition.notice(),
                reply(petition.reply(), disclosed),
                ReviewPart.of(matter.review()),
                matter.decided(),
                current.state().documents().all().stream().map(DocumentPart::of).toList(),
                matter.barredBy(),
                petition instanceof Agency.Concluded one ? one.archive() : null,
                petition instanceof Agency.Discontinued one ? one.cause() : null,
                switch (petition) {
                    case Agency.Open _ -> null;
                    case Agency.Concluded one -> one.concludedAt();
                    case Agency.Discontinued one -> one.discontinuedAt();
                });
    }

    private static @Nullable String words(@Nullable PersonalText text, Disclosed disclosed) {
        return disclosed.text(PersonalKind.NARRATIVE, text);
    }

    private static @Nullable KindPart kind(@Nullable Judgement judgement, Disclosed disclosed) {
        return judgement == null
                ? null
                : new KindPart(
                        judgement.kind(),
                        judgement.article(),
                        judgement.destination(),
                        words(judgement.where(), disclosed),
                        judgement.accused(),
                        words(judgement.reason(), disclosed),
                        judgement.judgedBy());
    }

    private static ErrandPart errand(Errand errand, Disclosed disclosed) {
        var outcome = errand.outcome();
        return new ErrandPart(
                errand.errand(),
                words(errand.where(), disclosed),
                words(errand.what(), disclosed),
                errand.runner(),
                errand.dueOn(),
                outcome == null ? null : words(outcome.answer(), disclosed),
                outcome == null ? null : words(outcome.next(), disclosed),
                outcome == null ? null : outcome.ranAt());
    }

    private static RecusalPart recusal(Recusal recusal, Disclosed disclosed) {
        return new RecusalPart(
                recusal.recusal(),
                recusal.person(),
                recusal.askedBy(),
                words(recusal.reason(), disclosed),
                recusal.askedAt(),
                recusal.ruling());
    }

    private static @Nullable SettlementPart settlement(Settlement settlement) {
        return switch (settlement) {
            case Settlement.None _ -> null;
            case Settlement.Tried(var form) -> new SettlementPart(form, false, null);
            case Settlement.Reached(var form, var number) -> new SettlementPart(form, true, number);
        };
    }

    private static @Nullable ReplyPart reply(@Nullable Reply reply, Disclosed disclosed) {
        return reply == null
                ? null
                : new ReplyPart(
                        reply.result(),
                        reply.documentNumber(),
                        words(reply.paper().claim(), disclosed),
                        words(reply.paper().facts(), disclosed),
                        words(reply.paper().opinion(), disclosed),
                        words(reply.paper().legalBasis(), disclosed),
                        reply.delivery(),
                        reply.repliedAt());
    }
}
