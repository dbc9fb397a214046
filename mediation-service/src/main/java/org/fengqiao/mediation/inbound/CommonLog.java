package org.fengqiao.mediation.inbound;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.validation.constraints.Positive;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.service.FollowedCustody;
import org.fengqiao.kernel.service.FollowedCustody.CaseClaimed;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.mediation.model.Mandate;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.CorrectFile;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.FollowParties;
import org.fengqiao.mediation.model.MediationCommand.KeepPartiesApart;
import org.fengqiao.mediation.model.MediationCommand.NoteFile;
import org.fengqiao.mediation.model.MediationCommand.NoteMandate;
import org.fengqiao.mediation.model.MediationCommand.OpenFastTrack;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.SupersedeMediation;
import org.fengqiao.mediation.model.PersonFile;
import org.fengqiao.mediation.model.RevisitCommand.CancelRevisits;
import org.fengqiao.mediation.model.RevisitCommand.NoteAccusation;
import org.fengqiao.mediation.model.RevisitCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.RevisitedParty;

/** The events that mediation follows on the common log: routing's, and that a person was erased. */
public final class CommonLog {

    private CommonLog() {}

    /** The events, and what each asks. */
    public static FollowedEvents<MediationCommand> followed() {
        return FollowedCustody.<MediationCommand>list(CommonLog::claimed, DiscontinueMediation::new)
                .on(
                        "fengqiao.routing.case-closed.v1",
                        CaseClosed.class,
                        (_, e, envelope) -> Optional.of(e.command(envelope)),
                        e -> Territory.of(e.place(), e.unit()))
                .on(
                        "fengqiao.routing.risk-noted.v1",
                        RiskNoted.class,
                        (_, e, _) ->
                                e.noJointSession() ? Optional.of(new KeepPartiesApart(e.notedAt())) : Optional.empty())
                .on(
                        "fengqiao.routing.case-reopened.v1",
                        CaseReopened.class,
                        (e, _) -> new CancelRevisits(e.closure(), e.reopenedAt()))
                .on("fengqiao.intake.case-file-told.v1", FileTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.referral-corrected.v1", Corrected.class, (_, e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.party-joined.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.party-corrected.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.party-removed.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on(
                        "fengqiao.intake.mediation-appointed.v1",
                        Appointed.class,
                        (e, _) -> new NoteMandate(e.mandate(), e.appointedAt()))
                .on(
                        "fengqiao.intake.incident-noted.v1",
                        IncidentNoted.class,
                        (_, e, _) -> e.isOfPublicOrder()
                                ? Optional.of(new NoteMandate(
                                        new Mandate(Mandate.Kind.POLICE_PUBLIC_ORDER, e.reference()), e.notedAt()))
                                : Optional.empty())
                .on(
                        "fengqiao.intake.criminal-reconciliation-referred.v1",
                        ReconciliationReferred.class,
                        (e, _) -> new NoteMandate(
                                new Mandate(Mandate.Kind.CRIMINAL_RECONCILIATION, e.reference()), e.referredAt()))
                .on(
                        "fengqiao.petition.kind-judged.v1",
                        KindJudged.class,
                        (_, e, _) -> Optional.of(e.command()),
                        e -> Territory.keptFrom(e.accused()))
                .forgetting("fengqiao.intake.subject-erased.v1")
                .build();
    }

    record CaseClosed(
            @Positive int closure,
            String outcome,
            String unit,
            Place place,
            List<RevisitedParty> parties,
            List<String> handledBy,
            Instant closedAt) {
        ScheduleRevisits command(Envelope envelope) {
            return new ScheduleRevisits(
                    closure,
                    outcome,
                    unit,
                    parties,
                    handledBy,
                    closedAt,
                    requireNonNullElse(envelope.recordedTime(), envelope.time()));
        }
    }

    /** A change of the parties; they are told whole, so that the latest counts. */
    record PartiesTold(List<Party> parties, @Nullable Person party) {
        FollowParties command(Envelope envelope) {
            return new FollowParties(parties, party == null ? null : party.file(), envelope.time());
        }
    }

    /** Profile of a person: of it, where the person lives. */
    record Profile(@Nullable PersonalText address) {}

    /** A party as it joined, or as the front desk set it right. */
    record Person(
            String partyId,
            @Nullable PersonalText idNumber,
            @Nullable PersonalText phone,
            @Nullable Profile profile) {

        PersonFile file() {
            return new PersonFile(partyId, idNumber, phone, profile == null ? null : profile.address());
        }
    }

    /** File of a case, as the front desk tells it when a unit has claimed the case. */
    record FileTold(
            PersonalText summary,
            @Nullable PersonalText claim,
            @Nullable Money amount,
            List<PersonFile> people) {

        NoteFile command(Envelope envelope) {
            return new NoteFile(summary, claim, amount, people, envelope.time());
        }
    }

    /** The fields of a referral that a court needs; null for those that were not corrected. */
    record After(
            @Nullable PersonalText summary,
            @Nullable PersonalText claim,
            @Nullable Money amount) {}

    record Corrected(After after) {

        Optional<MediationCommand> command(Envelope envelope) {
            return after.summary() == null && after.claim() == null && after.amount() == null
                    ? Optional.empty()
                    : Optional.of(new CorrectFile(after.summary(), after.claim(), after.amount(), envelope.time()));
        }
    }

    record RiskNoted(boolean noJointSession, Instant notedAt) {}

    enum Procedure {
        BEFORE_FILING(Mandate.Kind.COURT_BEFORE_FILING),
        ORDINARY(Mandate.Kind.COURT_ORDINARY),
        SUMMARY(Mandate.Kind.COURT_SUMMARY);

        private final Mandate.Kind kind;

        Procedure(Mandate.Kind kind) {
            this.kind = kind;
        }
    }

    record Appointed(String reference, Procedure procedure, Instant appointedAt) {

        Mandate mandate() {
            return new Mandate(procedure.kind, reference);
        }
    }

    record IncidentNoted(String reference, String kind, Instant notedAt) {

        boolean isOfPublicOrder() {
            return kind.equals("PUBLIC_ORDER");
        }
    }

    record ReconciliationReferred(String reference, Instant referredAt) {}

    /** A petition's kind; an accusation is kept from those whom it is about. */
    record KindJudged(String kind, List<String> accused, Instant judgedAt) {
        NoteAccusation command() {
            return new NoteAccusation(kind.equals("ACCUSATION"), judgedAt);
        }
    }

    record CaseReopened(@Positive int closure, Instant reopenedAt) {}

    private static Optional<MediationCommand> claimed(UUID caseId, CaseClaimed e, Envelope envelope) {
        return switch (e.path()) {
            case "MEDIATION" ->
                Optional.of(new OpenMediation(
                        e.custody(),
                        e.unit(),
                        e.worker(),
                        e.category(),
                        e.place(),
                        e.parties(),
                        e.acceptedAt(),
                        envelope.time()));
            case "COURT" ->
                Optional.of(new OpenFastTrack(e.custody(), e.unit(), e.category(), e.parties(), envelope.time()));
            default -> Optional.of(new SupersedeMediation(e.custody(), envelope.time()));
        };
    }
}
