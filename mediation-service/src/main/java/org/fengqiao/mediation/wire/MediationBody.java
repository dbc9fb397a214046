package org.fengqiao.mediation.wire;

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
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.DocumentKind;
import org.fengqiao.mediation.model.Documents.Document;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.Impartiality;
import org.fengqiao.mediation.model.Instalment;
import org.fengqiao.mediation.model.Matter;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;
import org.fengqiao.mediation.model.MediationResult;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.Obligations;
import org.fengqiao.mediation.model.Obligations.Payment;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Presided;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.Claim;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConcludedFailed;
import org.fengqiao.mediation.model.Proceeding.ConcludedRefused;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrack;
import org.fengqiao.mediation.model.Proceeding.FastTrackPending;
import org.fengqiao.mediation.model.Proceeding.FastTrackRuled;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Offered;
import org.fengqiao.mediation.model.Proceeding.Opening;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Session;
import org.fengqiao.mediation.model.Session.Recorded;
import org.fengqiao.mediation.model.Session.Scheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;
import org.fengqiao.mediation.model.Signature;
import org.fengqiao.mediation.view.MediationStatus;

/**
 * One case as it stands in this service, for those who work on it. Names and words that the caller may not see are
 * null, or left out of a list.
 *
 * @param mediation the latest mediation; null if there is none, or the case is on the fast track
 * @param fastTrack the fast track; null if the case is not on it
 * @param noJointSession whether a ground of risk keeps the parties out of one session
 * @param outstanding how many obligations of the agreement that counts are not performed yet
 * @param documents those that were handed out
 * @param revisits all rounds of revisits, in the order of their numbers
 */
public record MediationBody(
        UUID caseId,
        long version,
        MediationStatus status,
        @Nullable MediationPart mediation,
        @Nullable FastTrackPart fastTrack,
        boolean noJointSession,
        int outstanding,
        List<DocumentPart> documents,
        List<RevisitPart> revisits) {

    public MediationBody {
        documents = List.copyOf(documents);
        revisits = List.copyOf(revisits);
    }

    /** The case as it stands, as much of it as the caller may see. */
    public static MediationBody of(UUID caseId, CurrentCase<Mediation> current, Disclosed disclosed) {
        var state = current.state();
        return new MediationBody(
                caseId,
                current.version(),
                MediationStatus.of(state.proceeding()),
                MediationPart.of(state, disclosed),
                FastTrackPart.of(state, disclosed),
                state.keptApart(),
                state.obligations().outstanding(),
                state.documents().all().stream().map(DocumentPart::of).toList(),
                state.revisits().all().stream()
                        .map(round -> RevisitPart.of(round, disclosed))
                        .toList());
    }

    /**
     * A mediation; what is null has not come about.
     *
     * @param settled agreements about parts of the dispute
     */
    public record MediationPart(
            int custody,
            String unit,
            String mediator,
            ImpartialityPart impartiality,
            String category,
            Place place,
            Instant openedAt,
            List<PartyPart> parties,
            List<SessionPart> sessions,
            List<AgreementPart> settled,
            @Nullable AgreementPart agreement,
            @Nullable String filingId,
            @Nullable Ending ending) {

        static @Nullable MediationPart of(Mediation state, Disclosed disclosed) {
            var obligations = state.obligations();
            return switch (state.proceeding()) {
                case NotOpened _, FastTrack _ -> null;
                case Underway p -> part(p, null, null, null, obligations, disclosed);
                case AwaitingApplication p ->
                    part(
                            p,
                            AgreementPart.of(p.agreement(), obligations, disclosed),
                            null,
                            null,
                            obligations,
                            disclosed);
                case ConfirmationPending p ->
                    part(
                            p,
                            AgreementPart.of(p.agreement(), obligations, disclosed),
                            p.filingId(),
                            null,
                            obligations,
                            disclosed);
                case ConcludedRefused p ->
                    part(
                            p,
                            null,
                            null,
                            new Ending(MediationResult.REFUSED, null, null, p.concludedAt()),
                            obligations,
                            disclosed);
                case ConcludedFailed p ->
                    part(
                            p,
                            null,
                            null,
                            new Ending(MediationResult.FAILED, null, words(p.reason(), disclosed), p.concludedAt()),
                            obligations,
                            disclosed);
                case ConcludedAgreed p ->
                    part(
                            p,
                            AgreementPart.of(p.agreement(), obligations, disclosed),
                            null,
                            new Ending(p.result(), null, words(p.reason(), disclosed), p.concludedAt()),
                            obligations,
                            disclosed);
                case Discontinued p ->
                    part(
                            p,
                            p.agreement() == null ? null : AgreementPart.of(p.agreement(), obligations, disclosed),
                            null,
                            new Ending(null, p.cause(), null, p.discontinuedAt()),
                            obligations,
                            disclosed);
            };
        }

        private static MediationPart part(
                Mediated p,
                @Nullable AgreementPart agreement,
                @Nullable String filingId,
                @Nullable Ending ending,
                Obligations obligations,
                Disclosed disclosed) {
            var opening = p.opening();
            return new MediationPart(
                    opening.custody(),
                    opening.unit(),
                    p.talks().mediator(),
                    ImpartialityPart.of(p.talks().impartiality(), disclosed),
                    opening.category(),
                    opening.place(),
                    opening.openedAt(),
                    opening.parties().stream()
                            .map(party -> new PartyPart(
                                    party.partyId(),
                                    party.side(),
                                    disclosed.text(PersonalKind.NAME, party.name()),
                                    p.talks().consents().get(party.partyId()),
                                    NeedsPart.of(p.talks().needs().get(party.partyId()), disclosed),
                                    ExaminationPart.of(p.talks().examined().get(party.partyId()), disclosed)))
                            .toList(),
                    p.talks().sessions().stream()
                            .map(session -> SessionPart.of(session, opening, disclosed))
                            .toList(),
                    p.talks().settled().stream()
                            .map(part -> AgreementPart.of(part, obligations, disclosed))
                            .toList(),
                    agreement,
                    filingId,
                    ending);
        }
    }

    /**
     * A party; {@code name} is null if it may not be seen, {@code consents} as long as they have not said.
     *
     * @param needs null unless some were noted
     * @param examined what an authority found when it heard the party; null unless it did
     */
    public record PartyPart(
            String partyId,
            Party.Side side,
            @Nullable String name,
            @Nullable Boolean consents,
            @Nullable NeedsPart needs,
            @Nullable ExaminationPart examined) {}

    /**
     * Interest that a mediator disclosed.
     *
     * @param interest null if it may not be seen
     */
    public record InterestPart(String mediator, @Nullable String interest, Instant disclosedAt) {}

    /**
     * Challenge of the mediator that nobody decided yet.
     *
     * @param reason null if it may not be seen
     */
    public record ChallengePart(String partyId, @Nullable String reason, Instant challengedAt) {}

    /**
     * Impartiality of the mediators.
     *
     * @param challenge null if there is none
     * @param removed mediators whose challenge was upheld
     */
    public record ImpartialityPart(
            List<InterestPart> interests, @Nullable ChallengePart challenge, List<String> removed) {

        static ImpartialityPart of(Impartiality of, Disclosed disclosed) {
            var pending = of.pending();
            return new ImpartialityPart(
                    of.disclosed().stream()
                            .map(one -> new InterestPart(
                                    one.mediator(), words(one.interest(), disclosed), one.disclosedAt()))
                            .toList(),
                    pending == null
                            ? null
                            : new ChallengePart(
                                    pending.partyId(), words(pending.reason(), disclosed), pending.challengedAt()),
                    of.removed().stream().sorted().toList());
        }
    }

    /**
     * Needs of a party when it is asked to come.
     *
     * @param needs left out as far as they may not be seen
     */
    public record NeedsPart(List<String> needs, boolean noContact) {

        static @Nullable NeedsPart of(@Nullable NeedsNoted e, Disclosed disclosed) {
            return e == null ? null : new NeedsPart(disclosed.texts(PersonalKind.TRAIT, e.needs()), e.noContact());
        }
    }

    /**
     * Examination of whether a party of a criminal reconciliation is willing.
     *
     * @param account null if nothing was taken down, or it may not be seen
     */
    public record ExaminationPart(
            boolean voluntary, Presided by, @Nullable String account, Instant examinedAt) {

        static @Nullable ExaminationPart of(@Nullable VoluntarinessExamined e, Disclosed disclosed) {
            return e == null
                    ? null
                    : new ExaminationPart(e.voluntary(), e.by(), words(e.account(), disclosed), e.examinedAt());
        }
    }

    /**
     * A session.
     *
     * @param endsAt until when it takes up who is in it; null where nobody said
     * @param parties the ids of those who are asked; null if all are
     * @param joint whether parties of both sides are asked; else it is a private one
     * @param held null as long as there is no outcome
     */
    public record SessionPart(
            int session,
            Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String room,
            @Nullable List<String> parties,
            boolean joint,
            @Nullable Boolean held,
            @Nullable List<String> undisputedFacts,
            @Nullable List<String> absent) {

        static SessionPart of(Session session, Opening opening, Disclosed disclosed) {
            return switch (session) {
                case Scheduled s -> part(s, opening, null, null, null);
                case Recorded s ->
                    switch (s.outcome()) {
                        case Held(var facts) ->
                            part(s, opening, true, disclosed.texts(PersonalKind.NARRATIVE, facts), null);
                        case Missed(var absent) -> part(s, opening, false, null, absent);
                    };
            };
        }

        private static SessionPart part(
                Session session,
                Opening opening,
                @Nullable Boolean held,
                @Nullable List<String> undisputedFacts,
                @Nullable List<String> absent) {
            return new SessionPart(
                    session.number(),
                    session.startsAt(),
                    session.endsAt(),
                    session.room(),
                    session.parties(),
                    opening.isJoint(session),
                    held,
                    undisputedFacts,
                    absent);
        }
    }

    /**
     * Terms of an agreement.
     *
     * @param presided which authority presided; null if none did
     */
    public record AgreementPart(
            AgreementForm form,
            boolean whole,
            @Nullable String terms,
            boolean confirmationIntended,
            Instant signedAt,
            LocalDate takesEffectOn,
            @Nullable Presided presided,
            List<SignaturePart> signatures,
            List<Matter> matters,
            List<ObligationPart> obligations) {

        static AgreementPart of(Agreement agreement, Obligations obligations, Disclosed disclosed) {
            return new AgreementPart(
                    agreement.form(),
                    agreement.whole(),
                    words(agreement.terms(), disclosed),
                    agreement.confirmationIntended(),
                    agreement.signedAt(),
                    agreement.takesEffectOn(),
                    agreement.presided(),
                    agreement.signatures().stream()
                            .map(signature -> new SignaturePart(
                                    signature.partyId(),
                                    words(signature.name(), disclosed),
                                    signature.manner(),
                                    signature.reference()))
                            .toList(),
                    agreement.matters().stream().sorted().toList(),
                    agreement.obligations().stream()
                            .map(obligation -> ObligationPart.of(obligation, obligations, disclosed))
                            .toList());
        }
    }

    /** Signature of a party; {@code name} is null if it may not be seen. */
    public record SignaturePart(
            String partyId,
            @Nullable String name,
            Signature.Manner manner,
            @Nullable String reference) {}

    /** State of an obligation. */
    public enum ObligationStatus {
        /** To be performed. */
        OWED,
        /** Not performed when it should have been; still owed. */
        BREACHED,
        /** Done. */
        PERFORMED,
        /** Let go by the creditor. */
        EXCUSED,
        /** A later agreement took the place of the one it stood in. */
        REPLACED
    }

    /**
     * One obligation.
     *
     * @param paid parts of it, as long as it is owed
     * @param late whether it was performed after its day; null as long as it is not
     * @param enforcementAppliedOn the day on which its creditor asked the court to enforce it; null if it has not
     */
    public record ObligationPart(
            int obligation,
            String debtor,
            String creditor,
            @Nullable String what,
            @Nullable Money amount,
            LocalDate dueOn,
            @Nullable List<Instalment> instalments,
            @Nullable String condition,
            ObligationStatus status,
            List<Payment> paid,
            @Nullable LocalDate performedOn,
            @Nullable Boolean late,
            @Nullable String breach,
            @Nullable String excuse,
            @Nullable LocalDate enforcementAppliedOn) {

        static ObligationPart of(Obligation o, Obligations obligations, Disclosed disclosed) {
            var enforced = obligations.enforcementOf(o.obligation()).orElse(null);
            return switch (obligations.find(o.obligation())) {
                case Performance.Owed(var paid) ->
                    part(o, ObligationStatus.OWED, paid, null, null, null, enforced, disclosed);
                case Performance.Breached(var reason, var paid) ->
                    part(o, ObligationStatus.BREACHED, paid, null, reason, null, enforced, disclosed);
                case Performance.Performed(var day) ->
                    part(o, ObligationStatus.PERFORMED, List.of(), day, null, null, enforced, disclosed);
                case Performance.Excused(var reason) ->
                    part(o, ObligationStatus.EXCUSED, List.of(), null, null, reason, enforced, disclosed);
                case Performance.NotOwed _ ->
                    part(o, ObligationStatus.REPLACED, List.of(), null, null, null, enforced, disclosed);
            };
        }

        private static ObligationPart part(
                Obligation o,
                ObligationStatus status,
                List<Payment> paid,
                @Nullable LocalDate performedOn,
                @Nullable PersonalText breach,
                @Nullable PersonalText excuse,
                @Nullable LocalDate enforced,
                Disclosed disclosed) {
            return new ObligationPart(
                    o.obligation(),
                    o.debtor(),
                    o.creditor(),
                    words(o.what(), disclosed),
                    o.amount(),
                    o.dueOn(),
                    o.instalments(),
                    words(o.condition(), disclosed),
                    status,
                    paid,
                    performedOn,
                    performedOn == null ? null : performedOn.isAfter(o.dueOn()),
                    words(breach, disclosed),
                    words(excuse, disclosed),
                    enforced);
        }
    }

    /**
     * A document that was handed out; {@code GET /mediations/{caseId}/documents/{document}} makes it again.
     *
     * @param html SHA-256 of the page, in hexadecimal
     * @param pdf SHA-256 of the PDF, in hexadecimal
     */
    public record DocumentPart(
            int document,
            DocumentKind kind,
            @Nullable Integer served,
            @Nullable String recipient,
            String html,
            String pdf,
            Instant issuedAt) {

        static DocumentPart of(Document document) {
            var issued = document.issued();
            return new DocumentPart(
                    issued.document(),
                    issued.kind(),
                    issued.served(),
                    issued.recipient(),
                    issued.htmlHash(),
                    issued.pdfHash(),
                    issued.issuedAt());
        }
    }

    /** End of a mediation: with a result, or because the case left it. */
    public record Ending(
            @Nullable MediationResult result,
            @Nullable DiscontinuationCause discontinued,
            @Nullable String reason,
            Instant endedAt) {}

    /**
     * A fast track; {@code outcome} and what stands with it is null as long as the court has not decided.
     *
     * @param filingId null as long as nobody has applied
     * @param plaintiff who applied; null as long as nobody has
     * @param since when it was filed, or when the tribunal got it as long as nobody has applied
     */
    public record FastTrackPart(
            @Nullable String filingId,
            int custody,
            String unit,
            String category,
            List<DisclosedParty> parties,
            @Nullable String plaintiff,
            Instant since,
            @Nullable FastTrackOutcome outcome,
            @Nullable String documentNumber,
            @Nullable Instant decidedAt) {

        static @Nullable FastTrackPart of(Mediation state, Disclosed disclosed) {
            return switch (state.proceeding()) {
                case Offered p ->
                    new FastTrackPart(
                            null,
                            p.custody(),
                            p.unit(),
                            p.category(),
                            disclosed.parties(state.partiesNow(p.offer().parties())),
                            null,
                            p.since(),
                            null,
                            null,
                            null);
                case FastTrackPending(var claim) -> part(claim, null, null, null, disclosed);
                case FastTrackRuled(var claim, var outcome, var documentNumber, var decidedAt) ->
                    part(claim, outcome, documentNumber, decidedAt, disclosed);
                case NotOpened _, Mediated _ -> null;
            };
        }

        private static FastTrackPart part(
                Claim claim,
                @Nullable FastTrackOutcome outcome,
                @Nullable String documentNumber,
                @Nullable Instant decidedAt,
                Disclosed disclosed) {
            return new FastTrackPart(
                    claim.filingId(),
                    claim.custody(),
                    claim.unit(),
                    claim.category(),
                    disclosed.parties(claim.parties()),
                    claim.plaintiff(),
                    claim.filedAt(),
                    outcome,
                    documentNumber,
                    decidedAt);
        }
    }

    private static @Nullable String words(@Nullable PersonalText text, Disclosed disclosed) {
        return disclosed.text(PersonalKind.NARRATIVE, text);
    }
}
