package org.fengqiao.intake.inbound;

import java.time.InstantSource;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.AppointMediation;
import org.fengqiao.intake.model.IntakeCommand.DecideObjection;
import org.fengqiao.intake.model.IntakeCommand.DecideRelief;
import org.fengqiao.intake.model.IntakeCommand.NoteIncident;
import org.fengqiao.intake.model.IntakeCommand.ReferCivilSupervision;
import org.fengqiao.intake.model.IntakeCommand.ReferReconciliation;
import org.fengqiao.intake.model.IntakeCommand.TellStanding;
import org.fengqiao.intake.model.IntakeCommand.TransferPetition;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.wire.TradeMessages.CivilSupervisionReferred;
import org.fengqiao.intake.wire.TradeMessages.CriminalReconciliationReferred;
import org.fengqiao.intake.wire.TradeMessages.IncidentNoted;
import org.fengqiao.intake.wire.TradeMessages.MediationAppointed;
import org.fengqiao.intake.wire.TradeMessages.ObjectionDecided;
import org.fengqiao.intake.wire.TradeMessages.PetitionTransferred;
import org.fengqiao.intake.wire.TradeMessages.ReliefDecided;
import org.fengqiao.intake.wire.TradeMessages.StandingTold;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Messages that only one partner may send, since they belong to its trade. */
public final class PartnersTrades {

    /** The type of the court's appointment. */
    public static final String APPOINTED = "fengqiao.partner.mediation-appointed.v1";

    /** The type of the police's word about an incident. */
    public static final String INCIDENT = "fengqiao.partner.incident-noted.v1";

    /** The type of the petition office's transfer. */
    public static final String TRANSFERRED = "fengqiao.partner.petition-transferred.v1";

    /** The type of the petition office's decision on an objection. */
    public static final String OBJECTION_DECIDED = "fengqiao.partner.objection-decided.v1";

    /** The type of the word where a matter stands. */
    public static final String STANDING_TOLD = "fengqiao.partner.standing-told.v1";

    /** The type of the procuratorate's referral for reconciliation. */
    public static final String RECONCILIATION_REFERRED = "fengqiao.partner.criminal-reconciliation-referred.v1";

    /** The type of the procuratorate's referral of a civil judgment that it supervises. */
    public static final String SUPERVISION_REFERRED = "fengqiao.partner.civil-supervision-referred.v1";

    /** The type of the procuratorate's decision on relief. */
    public static final String RELIEF_DECIDED = "fengqiao.partner.relief-decided.v1";

    private PartnersTrades() {}

    /** Adds what that partner alone may send. */
    static PartnerReader.Builder<IntakeCommand> addTo(
            PartnerReader.Builder<IntakeCommand> types, String partner, InstantSource clock) {
        return switch (partner) {
            case "court" -> ofCourt(standings(types, clock), clock);
            case "police" -> ofPolice(types, clock);
            case "petition-office" -> ofPetitionOffice(standings(types, clock), clock);
            case "procuratorate" -> ofProcuratorate(types, clock);
            default -> types;
        };
    }

    /** Adds the word where a matter stands, of those who can say it. */
    private static PartnerReader.Builder<IntakeCommand> standings(
            PartnerReader.Builder<IntakeCommand> types, InstantSource clock) {
        return types.on(
                STANDING_TOLD,
                StandingTold.class,
                (partner, message, envelope) -> new Order<>(
                        OutwardIds.caseOf(message.inquiryId(), "standing"),
                        new TellStanding(
                                Partner.named(partner),
                                message.inquiryId(),
                                message.standing(),
                                message.documentNumber(),
                                clock.instant()),
                        Referrals.cause(partner, envelope, clock)));
    }

    private static PartnerReader.Builder<IntakeCommand> ofCourt(
            PartnerReader.Builder<IntakeCommand> types, InstantSource clock) {
        return types.on(
                APPOINTED,
                MediationAppointed.class,
                MediationAppointed::reference,
                (partner, message, envelope) -> new Order<>(
                        Referrals.caseOf(partner, message.reference()),
                        new AppointMediation(
                                message.reference(),
                                message.registrationNumber(),
                                message.procedure(),
                                clock.instant()),
                        Referrals.cause(partner, envelope, clock)));
    }

    private static PartnerReader.Builder<IntakeCommand> ofPolice(
            PartnerReader.Builder<IntakeCommand> types, InstantSource clock) {
        return types.on(INCIDENT, IncidentNoted.class, IncidentNoted::reference, (partner, message, envelope) -> {
            var caseId = Referrals.caseOf(partner, message.reference());
            return new Order<>(
                    caseId,
                    new NoteIncident(
                            message.reference(),
                            message.number(),
                            message.kind(),
                            words(caseId, message.injuries()),
                            clock.instant()),
                    Referrals.cause(partner, envelope, clock));
        });
    }

    private static PartnerReader.Builder<IntakeCommand> ofPetitionOffice(
            PartnerReader.Builder<IntakeCommand> types, InstantSource clock) {
        return types.on(
                        TRANSFERRED,
                        PetitionTransferred.class,
                        PetitionTransferred::reference,
                        (partner, message, envelope) -> new Order<>(
                                Referrals.caseOf(partner, message.reference()),
                                new TransferPetition(
                                        message.reference(),
                                        message.petitionNumber(),
                                        message.transferredAt().toInstant(),
                                        clock.instant()),
                                Referrals.cause(partner, envelope, clock)))
                .on(
                        OBJECTION_DECIDED,
                        ObjectionDecided.class,
                        ObjectionDecided::reference,
                        (partner, message, envelope) -> {
                            var caseId = Referrals.caseOf(partner, message.reference());
                            return new Order<>(
                                    caseId,
                                    new DecideObjection(
                                            message.decision(), words(caseId, message.reason()), clock.instant()),
                                    Referrals.cause(partner, envelope, clock));
                        });
    }

    private static PartnerReader.Builder<IntakeCommand> ofProcuratorate(
            PartnerReader.Builder<IntakeCommand> types, InstantSource clock) {
        return types.on(
                        RECONCILIATION_REFERRED,
                        CriminalReconciliationReferred.class,
                        CriminalReconciliationReferred::reference,
                        (partner, message, envelope) -> {
                            var caseId = Referrals.caseOf(partner, message.reference());
                            return new Order<>(
                                    caseId,
                                    new ReferReconciliation(
                                            message.reference(),
                                            message.caseNumber(),
                                            PersonalText.of(SubjectId.ofCase(caseId), message.offence()),
                                            message.charge(),
                                            clock.instant()),
                                    Referrals.cause(partner, envelope, clock));
                        })
                .on(
                        SUPERVISION_REFERRED,
                        CivilSupervisionReferred.class,
                        CivilSupervisionReferred::reference,
                        (partner, message, envelope) -> new Order<>(
                                Referrals.caseOf(partner, message.reference()),
                                new ReferCivilSupervision(
                                        message.reference(), message.caseNumber(), message.judgment(), clock.instant()),
                                Referrals.cause(partner, envelope, clock)))
                .on(RELIEF_DECIDED, ReliefDecided.class, (partner, message, envelope) -> {
                    var caseId = OutwardIds.caseOf(message.referralId(), "relief");
                    return new Order<>(
                            caseId,
                            new DecideRelief(
                                    message.referralId(),
                                    message.decision(),
                                    message.amount(),
                                    words(caseId, message.reason()),
                                    message.documentNumber(),
                                    clock.instant()),
                            Referrals.cause(partner, envelope, clock));
                });
    }

    private static @Nullable PersonalText words(UUID caseId, @Nullable String text) {
        return text == null ? null : PersonalText.of(SubjectId.ofCase(caseId), text);
    }
}
