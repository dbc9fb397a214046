package org.fengqiao.intake.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Asker;
import org.fengqiao.intake.model.Correction;
import org.fengqiao.intake.model.Dialogue;
import org.fengqiao.intake.model.Dialogue.Outward;
import org.fengqiao.intake.model.Dialogue.Question;
import org.fengqiao.intake.model.IncidentKind;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.ObjectionDecision;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Presided;
import org.fengqiao.intake.model.Procedure;
import org.fengqiao.intake.model.Prosecution;
import org.fengqiao.intake.model.ReconciliationRules.GroundCode;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.intake.model.Trade;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/** Bodies of the dialogue with partners, and what is shown of it. */
public final class DialogueBodies {

    private DialogueBodies() {}

    /** A question, or an answer. */
    public record WordsBody(
            @FreeText @NotBlank @Size(max = 2_000) String text) {}

    /**
     * The return of a case.
     *
     * @param reason why the centre could not settle it
     */
    public record ReturnBody(
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /** An inquiry where a matter stands. */
    public record InquiryBody(@NotNull Partner partner) {}

    /**
     * Relief that is asked of the procuratorate.
     *
     * @param partyId who needs it
     * @param need in words
     */
    public record ReliefBody(
            @NotBlank @Size(max = 64) String partyId,
            @FreeText @NotBlank @Size(max = 2_000) String need) {}

    /** A referral from the centre to a partner. */
    public record OutwardReferralBody(
            @NotNull Partner partner,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * The dialogue of a case.
     *
     * @param partner that referred it; null if none did
     * @param reference the partner's; null if none referred it
     * @param returnedAt when it went back to the partner; null if it did not
     * @param appointment the court's; null if there is none
     * @param incident the police's; null if there is none
     * @param transfer the petition office's; null if there is none
     * @param reconciliation in a public prosecution; null if there is none
     * @param supervision the procuratorate's, of a civil judgment; null if there is none
     * @param reliefs that the procuratorate was asked for
     */
    public record DialogueBody(
            UUID caseId,
            long version,
            @Nullable Partner partner,
            @Nullable String reference,
            List<CorrectionBody> corrections,
            List<QuestionBody> questions,
            List<OutwardBody> outwardReferrals,
            @Nullable Instant returnedAt,
            @Nullable AppointmentBody appointment,
            @Nullable IncidentBody incident,
            @Nullable TransferBody transfer,
            @Nullable ReconciliationBody reconciliation,
            @Nullable SupervisionBody supervision,
            List<ReliefShown> reliefs) {

        /** The dialogue as it stands, as much of it as the caller may see. */
        public static DialogueBody of(UUID caseId, long version, Dialogue dialogue, Trade trade, Disclosed disclosed) {
            var referral = dialogue.referral();
            var returned = dialogue.returned();
            return new DialogueBody(
                    caseId,
                    version,
                    referral == null ? null : referral.partner(),
                    referral == null ? null : referral.reference(),
                    dialogue.corrections().stream()
                            .map(one -> CorrectionBody.of(one, disclosed))
                            .toList(),
                    dialogue.questions().stream()
                            .map(one -> QuestionBody.of(one, disclosed))
                            .toList(),
                    dialogue.outward().stream()
                            .map(one -> OutwardBody.of(one, disclosed))
                            .toList(),
                    returned == null ? null : returned.returnedAt(),
                    AppointmentBody.of(trade),
                    IncidentBody.of(trade, disclosed),
                    TransferBody.of(trade),
                    ReconciliationBody.of(trade.prosecution(), disclosed),
                    SupervisionBody.of(trade.prosecution()),
                    trade.prosecution().reliefs().stream()
                            .map(one -> ReliefShown.of(one, disclosed))
                            .toList());
        }
    }

    /**
     * A reconciliation in a public prosecution.
     *
     * @param offence null if the caller may not see it
     * @param result null as long as it goes on
     * @param presided null if no authority presided
     */
    public record ReconciliationBody(
            String caseNumber,
            @Nullable String offence,
            GroundCode ground,
            String article,
            Instant referredAt,
            Prosecution.@Nullable Result result,
            @Nullable Presided presided,
            @Nullable Instant endedAt) {

        static @Nullable ReconciliationBody of(Prosecution prosecution, Disclosed disclosed) {
            var referred = prosecution.reconciliation();
            var ended = prosecution.ended();
            return referred == null
                    ? null
                    : new ReconciliationBody(
                            referred.caseNumber(),
                            narrative(referred.offence(), disclosed),
                            referred.ground(),
                            referred.article(),
                            referred.referredAt(),
                            ended == null ? null : ended.result(),
                            ended == null ? null : ended.presided(),
                            ended == null ? null : ended.at());
        }
    }

    /** A civil judgment that the procuratorate supervises. */
    public record SupervisionBody(String caseNumber, String judgment, Instant referredAt) {

        static @Nullable SupervisionBody of(Prosecution prosecution) {
            var referred = prosecution.supervision();
            return referred == null
                    ? null
                    : new SupervisionBody(referred.caseNumber(), referred.judgment(), referred.referredAt());
        }
    }

    /**
     * Relief that the procuratorate was asked for, and its decision.
     *
     * @param decision null as long as there is none, and so what stands with it
     */
    public record ReliefShown(
            String referralId,
            String partyId,
            @Nullable String need,
            Instant proposedAt,
            Prosecution.@Nullable ReliefDecision decision,
            @Nullable Money amount,
            @Nullable String reason,
            @Nullable String documentNumber,
            @Nullable Instant decidedAt) {

        static ReliefShown of(Prosecution.Relief relief, Disclosed disclosed) {
            var proposed = relief.proposed();
            var decided = relief.decided();
            return new ReliefShown(
                    proposed.referralId(),
                    proposed.partyId(),
                    narrative(proposed.need(), disclosed),
                    proposed.proposedAt(),
                    decided == null ? null : decided.decision(),
                    decided == null ? null : decided.amount(),
                    decided == null ? null : narrative(decided.reason(), disclosed),
                    decided == null ? null : decided.documentNumber(),
                    decided == null ? null : decided.decidedAt());
        }
    }

    /**
     * The court's appointment.
     *
     * @param registrationNumber null if the court gave none
     * @param answer null as long as nobody has answered
     */
    public record AppointmentBody(
            @Nullable String registrationNumber,
            Procedure procedure,
            Instant appointedAt,
            @Nullable ReferralDecision answer) {

        static @Nullable AppointmentBody of(Trade trade) {
            var appointment = trade.appointment();
            var answer = trade.answer();
            return appointment == null
                    ? null
                    : new AppointmentBody(
                            appointment.registrationNumber(),
                            appointment.procedure(),
                            appointment.appointedAt(),
                            answer == null ? null : answer.decision());
        }
    }

    /**
     * The police's incident.
     *
     * @param injuries null if there are none, or the caller may not see them
     */
    public record IncidentBody(
            String number, IncidentKind kind, @Nullable String injuries) {

        static @Nullable IncidentBody of(Trade trade, Disclosed disclosed) {
            var incident = trade.incident();
            return incident == null
                    ? null
                    : new IncidentBody(incident.number(), incident.kind(), narrative(incident.injuries(), disclosed));
        }
    }

    /**
     * The petition office's transfer.
     *
     * @param objectedAt null if nobody objected
     * @param decision on the objection; null as long as there is none
     * @param stands whether it can no longer be objected to
     */
    public record TransferBody(
            String petitionNumber,
            Instant receivedAt,
            @Nullable Instant objectedAt,
            @Nullable ObjectionDecision decision,
            boolean stands) {

        static @Nullable TransferBody of(Trade trade) {
            var transfer = trade.transfer();
            var objection = trade.objection();
            var decision = trade.decision();
            return transfer == null
                    ? null
                    : new TransferBody(
                            transfer.petitionNumber(),
                            transfer.receivedAt(),
                            objection == null ? null : objection.objectedAt(),
                            decision == null ? null : decision.decision(),
                            trade.stands());
        }
    }

    /** A correction with both versions. */
    public record CorrectionBody(
            int correction,
            VersionBody before,
            VersionBody after,
            @Nullable String reason,
            Instant correctedAt) {

        static CorrectionBody of(ReferralCorrected e, Disclosed disclosed) {
            return new CorrectionBody(
                    e.correction(),
                    VersionBody.of(e.before(), disclosed),
                    VersionBody.of(e.after(), disclosed),
                    narrative(e.reason(), disclosed),
                    e.correctedAt());
        }
    }

    /** The corrected fields in one version. */
    public record VersionBody(
            @Nullable String summary,
            @Nullable String claim,
            @Nullable Money amount,
            @Nullable String categoryHint,
            @Nullable Place place,
            @Nullable Instant occurredAt,
            @Nullable Integer groupSize) {

        static VersionBody of(Correction version, Disclosed disclosed) {
            return new VersionBody(
                    narrative(version.summary(), disclosed),
                    narrative(version.claim(), disclosed),
                    version.amount(),
                    narrative(version.categoryHint(), disclosed),
                    version.place(),
                    version.occurredAt(),
                    version.groupSize());
        }
    }

    /**
     * A question and its answer.
     *
     * @param questionId by which a partner answers, or the partner's own
     * @param answeredAt null as long as nobody has answered
     */
    public record QuestionBody(
            int question,
            String questionId,
            Asker by,
            @Nullable String text,
            Instant askedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {

        static QuestionBody of(Question question, Disclosed disclosed) {
            var asked = question.asked();
            var answered = question.answered();
            return new QuestionBody(
                    asked.question(),
                    asked.questionId(),
                    asked.by(),
                    narrative(asked.text(), disclosed),
                    asked.askedAt(),
                    answered == null ? null : narrative(answered.text(), disclosed),
                    answered == null ? null : answered.answeredAt());
        }
    }

    /**
     * A referral from the centre to a partner.
     *
     * @param decision null as long as the partner has not answered
     */
    public record OutwardBody(
            String referralId,
            Partner partner,
            @Nullable String reason,
            Instant offeredAt,
            @Nullable ReferralDecision decision,
            @Nullable String decisionReason,
            @Nullable Instant answeredAt) {

        static OutwardBody of(Outward outward, Disclosed disclosed) {
            var offered = outward.offered();
            var answered = outward.answered();
            return new OutwardBody(
                    offered.referralId(),
                    offered.partner(),
                    narrative(offered.reason(), disclosed),
                    offered.offeredAt(),
                    answered == null ? null : answered.decision(),
                    answered == null ? null : narrative(answered.reason(), disclosed),
                    answered == null ? null : answered.answeredAt());
        }
    }

    private static @Nullable String narrative(@Nullable PersonalText text, Disclosed disclosed) {
        return disclosed.text(PersonalKind.NARRATIVE, text);
    }
}
