package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.PartnersTrades;
import org.fengqiao.intake.inbound.PartnersWords;
import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.intake.model.Asker;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.Correction;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IncidentKind;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;
import org.fengqiao.intake.model.IntakeEvent.TransferStands;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.ObjectionDecision;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Procedure;
import org.fengqiao.intake.model.Progress;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.PartnerDialogue;
import org.fengqiao.intake.policy.PartnerTrades;
import org.fengqiao.intake.wire.DialogueMessages;
import org.fengqiao.intake.wire.Messages;
import org.fengqiao.intake.wire.TradeMessages;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.PureModel;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

class IntakeSamplesTest {

    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Place PLACE = new Place("昆都仑区", "少先路街道", "青松社区", "青松社区第三网格", false);

    static final String REGISTERED = "fengqiao.intake.case-registered.v1";
    static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";

    static final List<IntakeEvent> SAMPLES = List.of(
            new ReferralReceived(Partner.POLICE, "2024-110-000123", NOON),
            new CaseRegistered(
                    Channel.POLICE,
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                    List.of(new RegisteredParty(
                            "applicant-1",
                            Boxes.person(1),
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/name"),
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/idNumber"),
                            NumberKind.IDENTITY_NUMBER,
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/phone"),
                            List.of(PersonalKind.PHONE))),
                    List.of(new RegisteredParty(
                            "respondent-1",
                            Boxes.person(2),
                            Boxes.ofPerson(2, REGISTERED, "/respondents/0/name"),
                            null,
                            null,
                            null,
                            null)),
                    Boxes.ofCase(REGISTERED, "/summary"),
                    Boxes.ofCase(REGISTERED, "/claim"),
                    Money.yuan("3200.00"),
                    Boxes.ofCase(REGISTERED, "/categoryHint"),
                    PLACE,
                    NOON,
                    12,
                    "applicant-1",
                    Boxes.ofCase(REGISTERED, "/fingerprint"),
                    NOON.plusSeconds(60)),
            new CaseAccepted(
                    DecidedBy.RULE,
                    "complete-within-district",
                    "2022-05",
                    Channel.POLICE,
                    "2024-110-000123",
                    Boxes.ofCase(REGISTERED, "/categoryHint"),
                    Boxes.ofCase(REGISTERED, "/summary"),
                    Money.yuan("3200.00"),
                    12,
                    PLACE,
                    List.of(
                            new Party(
                                    "applicant-1",
                                    Party.Side.APPLICANT,
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/name")),
                            new Party(
                                    "respondent-1",
                                    Party.Side.RESPONDENT,
                                    Boxes.ofPerson(2, ACCEPTED, "/parties/1/name"))),
                    NOON.plusSeconds(60)),
            new CaseDeclined(Ground.CRIMINAL_MATTER, "刑事诉讼法 第二百八十八条", Destination.POLICE, "2024-110-000123"),
            new WithdrawalReceived(
                    Partner.POLICE,
                    "2024-110-000124",
                    Boxes.ofCase("fengqiao.intake.withdrawal-received.v1", "/reason")),
            new CaseWithdrawn(Boxes.ofCase("fengqiao.intake.case-withdrawn.v1", "/reason")),
            new ReferralAnswered(Partner.POLICE, "2024-110-000123", 1, "AGREED", NOON, NOON.plusSeconds(86_400)),
            new ClosingNoted(1, NOON, false),
            new ClosingRevoked(1),
            new SettlementNoted(1),
            new SettlementRevoked(1),
            new LegalHoldPlaced(new LegalHold(LegalHold.Authority.COURT, "(2024)内0203民初1234号")),
            new LegalHoldReleased("(2024)内0203民初1234号"),
            new ErasureRequested(
                    1,
                    Boxes.person(1),
                    ErasureGround.PURPOSE_FULFILLED,
                    Boxes.ofPerson(1, "fengqiao.intake.erasure-requested.v1", "/reason"),
                    "clerk-3",
                    NOON),
            new ErasureRefused(
                    1, Boxes.ofPerson(1, "fengqiao.intake.erasure-refused.v1", "/reason"), "director-7", NOON),
            new SubjectErased(
                    Boxes.person(1),
                    SubjectId.ofCase(Boxes.CASE),
                    ErasureGround.PURPOSE_FULFILLED,
                    "个人信息保护法 第四十七条第一款第一项",
                    1,
                    "clerk-3",
                    "director-7",
                    NOON),
            new ReferralCorrected(
                    Partner.POLICE,
                    "2024-110-000123",
                    UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92"),
                    1,
                    correction("before"),
                    correction("after"),
                    Boxes.ofCase("fengqiao.intake.referral-corrected.v1", "/reason"),
                    NOON),
            new QuestionAsked(
                    Partner.POLICE,
                    "2024-110-000123",
                    1,
                    "q-1",
                    Asker.PARTNER,
                    Boxes.ofCase("fengqiao.intake.question-asked.v1", "/text"),
                    NOON),
            new QuestionAnswered(
                    Partner.POLICE,
                    "2024-110-000123",
                    1,
                    "q-1",
                    Asker.PARTNER,
                    Boxes.ofCase("fengqiao.intake.question-answered.v1", "/text"),
                    NOON),
            new ReferralProgressed(
                    Partner.POLICE,
                    "2024-110-000123",
                    Progress.SESSION_HELD,
                    "1",
                    NOON,
                    List.of(Boxes.ofCase("fengqiao.mediation.session-held.v1", "/undisputedFacts/0")),
                    NOON),
            new ReferralReturned(
                    Partner.POLICE,
                    "2024-110-000123",
                    Boxes.ofCase("fengqiao.intake.referral-returned.v1", "/reason"),
                    NOON),
            new OutwardReferralOffered(
                    Partner.PROCURATORATE,
                    "0190163d-8694-739b-aea5-966c26f8ad91/outward/1",
                    1,
                    Boxes.ofCase("fengqiao.intake.outward-referral-offered.v1", "/reason"),
                    NOON),
            new OutwardReferralAnswered(
                    Partner.PROCURATORATE,
                    "0190163d-8694-739b-aea5-966c26f8ad91/outward/1",
                    1,
                    ReferralDecision.DECLINED,
                    Boxes.ofCase("fengqiao.intake.outward-referral-answered.v1", "/reason"),
                    NOON),
            new MediationAppointed("2024-fy-17", "(2024)内0203诉前调17号", Procedure.SUMMARY, NOON),
            new AppointmentAnswered(
                    "2024-fy-17",
                    ReferralDecision.DECLINED,
                    Boxes.ofCase("fengqiao.intake.appointment-answered.v1", "/reason"),
                    NOON),
            new IncidentNoted(
                    "2024-110-000123",
                    "J1502032024030100017",
                    IncidentKind.PUBLIC_ORDER,
                    Boxes.ofCase("fengqiao.intake.incident-noted.v1", "/injuries"),
                    NOON),
            new PetitionTransferred("2024-xf-9", "XF150203202403010009", NOON, NOON.plusSeconds(60)),
            new TransferObjected("2024-xf-9", Boxes.ofCase("fengqiao.intake.transfer-objected.v1", "/reason"), NOON),
            new TransferStands("2024-xf-9", NOON),
            new ObjectionDecided(
                    "2024-xf-9",
                    ObjectionDecision.REFUSED,
                    Boxes.ofCase("fengqiao.intake.objection-decided.v1", "/reason"),
                    NOON));

    private static Correction correction(String version) {
        return new Correction(
                Boxes.ofCase("fengqiao.intake.referral-corrected.v1", "/" + version + "/summary"),
                Boxes.ofCase("fengqiao.intake.referral-corrected.v1", "/" + version + "/claim"),
                Money.yuan("3200.00"),
                Boxes.ofCase("fengqiao.intake.referral-corrected.v1", "/" + version + "/categoryHint"),
                PLACE,
                NOON,
                12);
    }

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(
                IntakeEvent.class,
                Messages.ReferralAcknowledged.class,
                Messages.ReferralResult.class,
                DialogueMessages.CentresQuestion.class,
                DialogueMessages.CentresAnswer.class,
                DialogueMessages.ReferralProgressed.class,
                DialogueMessages.ReferralReturned.class,
                DialogueMessages.ReferralOffered.class,
                TradeMessages.AppointmentAnswered.class,
                TradeMessages.TransferObjected.class);
    }

    @Test
    void whatWasWrittenOnceIsReadForever() {
        Approved.samples(IntakeEvent.TYPES, SAMPLES);
    }

    @Test
    void noRuleOfIntakeWaitsForAnEventThatIsNeverRecorded() {
        assertThat(LegalFiles.official().rules().startedBy(IntakeEvent.TYPES.names(), "intake"))
                .isEmpty();
    }

    @Test
    void everythingOnTheWireHasASchema() {
        Approved.schemas(
                IntakeEvent.TYPES,
                Map.ofEntries(
                        Map.entry(Referrals.SUBMITTED, Messages.ReferralSubmitted.class),
                        Map.entry(Referrals.WITHDRAWN, Messages.ReferralWithdrawn.class),
                        Map.entry(PartnerAnswers.ACKNOWLEDGED, Messages.ReferralAcknowledged.class),
                        Map.entry(PartnerAnswers.RESULT, Messages.ReferralResult.class),
                        Map.entry(PartnersWords.CORRECTED, DialogueMessages.ReferralCorrected.class),
                        Map.entry(PartnersWords.ASKED, DialogueMessages.PartnersQuestion.class),
                        Map.entry(PartnersWords.ANSWERED, DialogueMessages.PartnersAnswer.class),
                        Map.entry(PartnersWords.OUTWARD_ANSWERED, DialogueMessages.OutwardReferralAnswered.class),
                        Map.entry(PartnerDialogue.QUESTION_ASKED, DialogueMessages.CentresQuestion.class),
                        Map.entry(PartnerDialogue.QUESTION_ANSWERED, DialogueMessages.CentresAnswer.class),
                        Map.entry(PartnerDialogue.PROGRESSED, DialogueMessages.ReferralProgressed.class),
                        Map.entry(PartnerDialogue.RETURNED, DialogueMessages.ReferralReturned.class),
                        Map.entry(PartnerDialogue.OFFERED, DialogueMessages.ReferralOffered.class),
                        Map.entry(PartnersTrades.APPOINTED, TradeMessages.MediationAppointed.class),
                        Map.entry(PartnersTrades.INCIDENT, TradeMessages.IncidentNoted.class),
                        Map.entry(PartnersTrades.TRANSFERRED, TradeMessages.PetitionTransferred.class),
                        Map.entry(PartnersTrades.OBJECTION_DECIDED, TradeMessages.ObjectionDecided.class),
                        Map.entry(PartnerTrades.APPOINTMENT_ANSWERED, TradeMessages.AppointmentAnswered.class),
                        Map.entry(PartnerTrades.TRANSFER_OBJECTED, TradeMessages.TransferObjected.class)));
    }

    @Test
    void theModelIsPure() {
        PureModel.check("org.fengqiao.intake");
    }
}
