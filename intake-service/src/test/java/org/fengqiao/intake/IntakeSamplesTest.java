package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.wire.Messages;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.delivery.DeliveryMessage;
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
                    NOON));

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(IntakeEvent.class, Messages.ReferralAcknowledged.class, Messages.ReferralResult.class);
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
                Map.of(
                        Referrals.SUBMITTED, Messages.ReferralSubmitted.class,
                        Referrals.WITHDRAWN, Messages.ReferralWithdrawn.class,
                        PartnerAnswers.ACKNOWLEDGED, Messages.ReferralAcknowledged.class,
                        PartnerAnswers.RESULT, Messages.ReferralResult.class,
                        DeliveryMessage.REDELIVERY_REQUESTED, DeliveryMessage.RedeliveryRequested.class,
                        DeliveryMessage.RECONCILIATION, DeliveryMessage.Reconciliation.class));
    }

    @Test
    void theModelIsPure() {
        PureModel.check("org.fengqiao.intake");
    }
}
