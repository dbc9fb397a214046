package org.fengqiao.mediation.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseLedger.Standing;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.Agreement;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.DiscontinuationCause;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationResult;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.Obligations;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Party;
import org.fengqiao.mediation.model.Place;
import org.fengqiao.mediation.model.Proceeding.AwaitingApplication;
import org.fengqiao.mediation.model.Proceeding.Claim;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;
import org.fengqiao.mediation.model.Proceeding.ConcludedFailed;
import org.fengqiao.mediation.model.Proceeding.ConcludedRefused;
import org.fengqiao.mediation.model.Proceeding.ConfirmationPending;
import org.fengqiao.mediation.model.Proceeding.Discontinued;
import org.fengqiao.mediation.model.Proceeding.FastTrackPending;
import org.fengqiao.mediation.model.Proceeding.FastTrackRuled;
import org.fengqiao.mediation.model.Proceeding.Mediated;
import org.fengqiao.mediation.model.Proceeding.NotOpened;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.RevisitAnswer;
import org.fengqiao.mediation.model.Revisits.Revisit;
import org.fengqiao.mediation.model.Session;
import org.fengqiao.mediation.model.Session.Recorded;
import org.fengqiao.mediation.model.Session.Scheduled;
import org.fengqiao.mediation.model.SessionOutcome.Held;
import org.fengqiao.mediation.model.SessionOutcome.Missed;

/**
 * One case as it stands in this service, for those who work on it.
 *
 * @param mediation the latest mediation; null if there is none, or the case is on the fast track
 * @param fastTrack the fast track; null if the case is not on it
 * @param outstanding how many obligations of the agreement that counts are not performed yet
 * @param revisits all revisits of the case, in the order of their numbers
 */
public record MediationSheet(
        UUID caseId,
        long version,
        MediationStatus status,
        @Nullable MediationPart mediation,
        @Nullable FastTrackPart fastTrack,
        int outstanding,
        List<RevisitPart> revisits) {

    public MediationSheet {
        revisits = List.copyOf(revisits);
    }

    /** The case as it stands. */
    public static MediationSheet of(UUID caseId, Standing<Mediation> standing) {
        var state = standing.state();
        return new MediationSheet(
                caseId,
                standing.version(),
                MediationStatus.of(state.proceeding()),
                MediationPart.of(state),
                FastTrackPart.of(state),
                state.obligations().outstanding(),
                state.revisits().all().stream().map(RevisitPart::of).toList());
    }

    /** A mediation; what is null has not come about. */
    public record MediationPart(
            int custody,
            String unit,
            String mediator,
            String category,
            Place place,
            Instant openedAt,
            List<PartyPart> parties,
            List<SessionPart> sessions,
            @Nullable AgreementPart agreement,
            @Nullable String filingId,
            @Nullable Ending ending) {

        static @Nullable MediationPart of(Mediation state) {
            var obligations = state.obligations();
            return switch (state.proceeding()) {
                case NotOpened _, FastTrackPending _, FastTrackRuled _ -> null;
                case Underway p -> part(p, null, null, null);
                case AwaitingApplication p -> part(p, AgreementPart.of(p.agreement(), obligations), null, null);
                case ConfirmationPending p -> part(p, AgreementPart.of(p.agreement(), obligations), p.filingId(), null);
                case ConcludedRefused p ->
                    part(p, null, null, new Ending(MediationResult.REFUSED, null, null, p.concludedAt()));
                case ConcludedFailed p ->
                    part(p, null, null, new Ending(MediationResult.FAILED, null, p.reason(), p.concludedAt()));
                case ConcludedAgreed p ->
                    part(
                            p,
                            AgreementPart.of(p.agreement(), obligations),
                            null,
                            new Ending(p.result(), null, p.reason(), p.concludedAt()));
                case Discontinued p ->
                    part(
                            p,
                            p.agreement() == null ? null : AgreementPart.of(p.agreement(), obligations),
                            null,
                            new Ending(null, p.cause(), null, p.discontinuedAt()));
            };
        }

        private static MediationPart part(
                Mediated p, @Nullable AgreementPart agreement, @Nullable String filingId, @Nullable Ending ending) {
            var opening = p.opening();
            return new MediationPart(
                    opening.custody(),
                    opening.unit(),
                    p.talks().mediator(),
                    opening.category(),
                    opening.place(),
                    opening.openedAt(),
                    opening.parties().stream()
                            .map(party -> new PartyPart(
                                    party.partyId(),
                                    party.side(),
                                    party.name(),
                                    p.talks().consents().get(party.partyId())))
                            .toList(),
                    p.talks().sessions().stream().map(SessionPart::of).toList(),
                    agreement,
                    filingId,
                    ending);
        }
    }

    /** A party; {@code consents} is null as long as they have not said. */
    public record PartyPart(
            String partyId,
            Party.Side side,
            String name,
            @Nullable Boolean consents) {}

    /** A session; {@code held} is null as long as there is no outcome. */
    public record SessionPart(
            int session,
            Instant startsAt,
            @Nullable String room,
            @Nullable Boolean held,
            @Nullable List<String> undisputedFacts,
            @Nullable List<String> absent) {

        static SessionPart of(Session session) {
            return switch (session) {
                case Scheduled s -> new SessionPart(s.number(), s.startsAt(), s.room(), null, null, null);
                case Recorded(var number, var startsAt, var room, Held(var facts)) ->
                    new SessionPart(number, startsAt, room, true, facts, null);
                case Recorded(var number, var startsAt, var room, Missed(var absent)) ->
                    new SessionPart(number, startsAt, room, false, null, absent);
            };
        }
    }

    /** What was agreed. */
    public record AgreementPart(
            AgreementForm form,
            boolean whole,
            String terms,
            boolean confirmationIntended,
            Instant signedAt,
            LocalDate takesEffectOn,
            List<ObligationPart> obligations) {

        static AgreementPart of(Agreement agreement, Obligations obligations) {
            return new AgreementPart(
                    agreement.form(),
                    agreement.whole(),
                    agreement.terms(),
                    agreement.confirmationIntended(),
                    agreement.signedAt(),
                    agreement.takesEffectOn(),
                    agreement.obligations().stream()
                            .map(obligation -> ObligationPart.of(obligation, obligations.find(obligation.obligation())))
                            .toList());
        }
    }

    /** How it stands with an obligation. */
    public enum ObligationStatus {
        /** To be performed. */
        OWED,
        /** Not performed when it should have been; still owed. */
        BREACHED,
        /** Done. */
        PERFORMED,
        /** A later agreement took the place of the one it stood in. */
        REPLACED
    }

    /** One obligation. */
    public record ObligationPart(
            int obligation,
            String debtor,
            String creditor,
            String what,
            @Nullable Money amount,
            LocalDate dueOn,
            ObligationStatus status,
            @Nullable LocalDate performedOn,
            @Nullable String breach) {

        static ObligationPart of(Obligation o, Performance performance) {
            return switch (performance) {
                case Performance.Owed _ -> part(o, ObligationStatus.OWED, null, null);
                case Performance.Breached(var reason) -> part(o, ObligationStatus.BREACHED, null, reason);
                case Performance.Performed(var day) -> part(o, ObligationStatus.PERFORMED, day, null);
                case Performance.NotOwed _ -> part(o, ObligationStatus.REPLACED, null, null);
            };
        }

        private static ObligationPart part(
                Obligation o, ObligationStatus status, @Nullable LocalDate performedOn, @Nullable String breach) {
            return new ObligationPart(
                    o.obligation(),
                    o.debtor(),
                    o.creditor(),
                    o.what(),
                    o.amount(),
                    o.dueOn(),
                    status,
                    performedOn,
                    breach);
        }
    }

    /** How a mediation ended: with a result, or because the case left it. */
    public record Ending(
            @Nullable MediationResult result,
            @Nullable DiscontinuationCause discontinued,
            @Nullable String reason,
            Instant endedAt) {}

    /** A fast track; {@code outcome} and what stands with it is null as long as the court has not decided. */
    public record FastTrackPart(
            String filingId,
            int custody,
            String unit,
            String category,
            List<Party> parties,
            Instant filedAt,
            @Nullable FastTrackOutcome outcome,
            @Nullable String documentNumber,
            @Nullable Instant decidedAt) {

        static @Nullable FastTrackPart of(Mediation state) {
            return switch (state.proceeding()) {
                case FastTrackPending(var claim) -> part(claim, null, null, null);
                case FastTrackRuled(var claim, var outcome, var documentNumber, var decidedAt) ->
                    part(claim, outcome, documentNumber, decidedAt);
                case NotOpened _, Mediated _ -> null;
            };
        }

        private static FastTrackPart part(
                Claim claim,
                @Nullable FastTrackOutcome outcome,
                @Nullable String documentNumber,
                @Nullable Instant decidedAt) {
            return new FastTrackPart(
                    claim.filingId(),
                    claim.custody(),
                    claim.unit(),
                    claim.category(),
                    claim.parties(),
                    claim.filedAt(),
                    outcome,
                    documentNumber,
                    decidedAt);
        }
    }

    /** How it stands with a revisit. */
    public enum RevisitStatus {
        /** To be made. */
        PENDING,
        /** Made. */
        COMPLETED,
        /** Not to be made, since the case was reopened. */
        CANCELLED
    }

    /** One revisit; {@code answer} is null as long as nobody has asked. */
    public record RevisitPart(
            int revisit,
            int closure,
            Instant dueAt,
            String unit,
            RevisitStatus status,
            @Nullable RevisitAnswer answer,
            @Nullable Instant completedAt) {

        static RevisitPart of(Revisit revisit) {
            var plan = revisit.plan();
            return switch (revisit) {
                case Revisit.Pending _ ->
                    new RevisitPart(
                            plan.number(),
                            plan.closure(),
                            plan.dueAt(),
                            plan.unit(),
                            RevisitStatus.PENDING,
                            null,
                            null);
                case Revisit.Completed(var _, var answer, var at) ->
                    new RevisitPart(
                            plan.number(),
                            plan.closure(),
                            plan.dueAt(),
                            plan.unit(),
                            RevisitStatus.COMPLETED,
                            answer,
                            at);
                case Revisit.Cancelled _ ->
                    new RevisitPart(
                            plan.number(),
                            plan.closure(),
                            plan.dueAt(),
                            plan.unit(),
                            RevisitStatus.CANCELLED,
                            null,
                            null);
            };
        }
    }
}
