package org.fengqiao.intake.inbound;

import java.time.InstantSource;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.CorrectReferral;
import org.fengqiao.intake.model.IntakeCommand.TakeAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeOutwardAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeQuestion;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.wire.DialogueMessages.OutwardReferralAnswered;
import org.fengqiao.intake.wire.DialogueMessages.PartnersAnswer;
import org.fengqiao.intake.wire.DialogueMessages.PartnersQuestion;
import org.fengqiao.intake.wire.DialogueMessages.ReferralCorrected;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Times;

/** Messages of the dialogue that every partner may send: corrections, questions, answers. */
public final class PartnersWords {

    /** The type of a correction. */
    public static final String CORRECTED = "fengqiao.partner.referral-corrected.v1";

    /** The type of the answer to a referral from the centre. */
    public static final String OUTWARD_ANSWERED = "fengqiao.partner.outward-referral-answered.v1";

    /** The type of a partner's question; the centre's own have another type, since their texts are in boxes. */
    public static final String ASKED = "fengqiao.partner.partner-question-asked.v1";

    /** The type of a partner's answer. */
    public static final String ANSWERED = "fengqiao.partner.partner-question-answered.v1";

    private PartnersWords() {}

    /** Adds the types to those that the reader follows. */
    static void addTo(
            PartnerReader.Builder<IntakeCommand> types, IntakeRules rules, Places places, InstantSource clock) {
        types.on(CORRECTED, ReferralCorrected.class, ReferralCorrected::reference, (partner, message, envelope) -> {
                    var place = message.changes().place();
                    if (place != null) {
                        Referrals.requireKnown(
                                rules,
                                clock,
                                version -> place
                                        .fault(version.acceptance(), places, Times.dayOf(clock.instant()))
                                        .map(fault -> new OffendingField(
                                                "changes." + fault.field(), fault.code(), fault.detail()))
                                        .stream()
                                        .toList());
                    }
                    var caseId = Referrals.caseOf(partner, message.reference());
                    return new Order<>(
                            caseId,
                            new CorrectReferral(
                                    envelope.id(),
                                    message.changes().correction(caseId),
                                    words(caseId, message.reason()),
                                    clock.instant()),
                            Referrals.cause(partner, envelope, clock));
                })
                .on(ASKED, PartnersQuestion.class, PartnersQuestion::reference, (partner, message, envelope) -> {
                    var caseId = Referrals.caseOf(partner, message.reference());
                    return new Order<>(
                            caseId,
                            new TakeQuestion(message.questionId(), words(caseId, message.text()), clock.instant()),
                            Referrals.cause(partner, envelope, clock));
                })
                .on(ANSWERED, PartnersAnswer.class, PartnersAnswer::reference, (partner, message, envelope) -> {
                    var caseId = Referrals.caseOf(partner, message.reference());
                    return new Order<>(
                            caseId,
                            new TakeAnswer(message.questionId(), words(caseId, message.text()), clock.instant()),
                            Referrals.cause(partner, envelope, clock));
                })
                .on(OUTWARD_ANSWERED, OutwardReferralAnswered.class, (partner, message, envelope) -> {
                    var caseId = OutwardIds.caseOf(message.referralId(), "outward");
                    return new Order<>(
                            caseId,
                            new TakeOutwardAnswer(
                                    Partner.named(partner),
                                    message.referralId(),
                                    message.decision(),
                                    wordsIfAny(caseId, message.reason()),
                                    clock.instant()),
                            Referrals.cause(partner, envelope, clock));
                });
    }

    private static PersonalText words(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }

    private static @Nullable PersonalText wordsIfAny(UUID caseId, @Nullable String text) {
        return text == null ? null : words(caseId, text);
    }
}
