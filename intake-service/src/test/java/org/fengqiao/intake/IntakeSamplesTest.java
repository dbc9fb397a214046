package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.PartnersTrades;
import org.fengqiao.intake.inbound.PartnersWords;
import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.intake.model.Asker;
import org.fengqiao.intake.model.Attachment;
import org.fengqiao.intake.model.Capacity;
import org.fengqiao.intake.model.CaseDetails;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.ClaimItem;
import org.fengqiao.intake.model.ClaimKind;
import org.fengqiao.intake.model.Coordinates;
import org.fengqiao.intake.model.Correction;
import org.fengqiao.intake.model.DepartmentTransfer;
import org.fengqiao.intake.model.Deputy;
import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.ErasureGround;
import org.fengqiao.intake.model.FileType;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IncidentKind;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.AttachmentAdded;
import org.fengqiao.intake.model.IntakeEvent.AttachmentWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseFileTold;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.CivilSupervisionReferred;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationEnded;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationReferred;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.MemberLeft;
import org.fengqiao.intake.model.IntakeEvent.MembersListed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.PartiesReturned;
import org.fengqiao.intake.model.IntakeEvent.PartyCorrected;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.PartyRemoved;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.intake.model.IntakeEvent.ReliefDecided;
import org.fengqiao.intake.model.IntakeEvent.ReliefProposed;
import org.fengqiao.intake.model.IntakeEvent.RepeatAnswered;
import org.fengqiao.intake.model.IntakeEvent.RepeatJoined;
import org.fengqiao.intake.model.IntakeEvent.RepeatLeft;
import org.fengqiao.intake.model.IntakeEvent.RepeatLinked;
import org.fengqiao.intake.model.IntakeEvent.RepeatUnlinked;
import org.fengqiao.intake.model.IntakeEvent.RepresentativesChosen;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.StageRated;
import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;
import org.fengqiao.intake.model.IntakeEvent.TransferStands;
import org.fengqiao.intake.model.IntakeEvent.UrgencyAcknowledged;
import org.fengqiao.intake.model.IntakeEvent.UrgencyReported;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.Likeness;
import org.fengqiao.intake.model.Member;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.ObjectionDecision;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.PartyKind;
import org.fengqiao.intake.model.PersonFile;
import org.fengqiao.intake.model.Presided;
import org.fengqiao.intake.model.Procedure;
import org.fengqiao.intake.model.Profile;
import org.fengqiao.intake.model.Progress;
import org.fengqiao.intake.model.Prosecution;
import org.fengqiao.intake.model.ReconciliationRules;
import org.fengqiao.intake.model.ReferralDecision;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.model.Stage;
import org.fengqiao.intake.model.Standings;
import org.fengqiao.intake.model.Urgency;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.policy.PartnerDialogue;
import org.fengqiao.intake.policy.PartnerTrades;
import org.fengqiao.intake.policy.UrgencyAlerts;
import org.fengqiao.intake.wire.DialogueMessages;
import org.fengqiao.intake.wire.Messages;
import org.fengqiao.intake.wire.TradeMessages;
import org.fengqiao.intake.wire.UrgencyBodies;
import org.fengqiao.kernel.delivery.DeliveryMessage;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.PureModel;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

class IntakeSamplesTest {

    /** Messages that partners send, by type. */
    static final Map<String, Class<?>> RECEIVED = Map.ofEntries(
            Map.entry(Referrals.SUBMITTED, Messages.ReferralSubmitted.class),
            Map.entry(Referrals.WITHDRAWN, Messages.ReferralWithdrawn.class),
            Map.entry(PartnersWords.CORRECTED, DialogueMessages.ReferralCorrected.class),
            Map.entry(PartnersWords.ASKED, DialogueMessages.PartnersQuestion.class),
            Map.entry(PartnersWords.ANSWERED, DialogueMessages.PartnersAnswer.class),
            Map.entry(PartnersWords.OUTWARD_ANSWERED, DialogueMessages.OutwardReferralAnswered.class),
            Map.entry(PartnersTrades.APPOINTED, TradeMessages.MediationAppointed.class),
            Map.entry(PartnersTrades.INCIDENT, TradeMessages.IncidentNoted.class),
            Map.entry(PartnersTrades.TRANSFERRED, TradeMessages.PetitionTransferred.class),
            Map.entry(PartnersTrades.OBJECTION_DECIDED, TradeMessages.ObjectionDecided.class),
            Map.entry(PartnersTrades.RECONCILIATION_REFERRED, TradeMessages.CriminalReconciliationReferred.class),
            Map.entry(PartnersTrades.SUPERVISION_REFERRED, TradeMessages.CivilSupervisionReferred.class),
            Map.entry(PartnersTrades.STANDING_TOLD, TradeMessages.StandingTold.class),
            Map.entry(PartnersTrades.RELIEF_DECIDED, TradeMessages.ReliefDecided.class),
            Map.entry(DeliveryMessage.REDELIVERY_REQUESTED, DeliveryMessage.RedeliveryRequested.class),
            Map.entry(DeliveryMessage.RECONCILIATION, DeliveryMessage.Reconciliation.class));

    /** Messages that partners are sent, by type. */
    static final Map<String, Class<?>> SENT = Map.ofEntries(
            Map.entry(PartnerAnswers.ACKNOWLEDGED, Messages.ReferralAcknowledged.class),
            Map.entry(PartnerAnswers.RESULT, Messages.ReferralResult.class),
            Map.entry(PartnerDialogue.QUESTION_ASKED, DialogueMessages.CentresQuestion.class),
            Map.entry(PartnerDialogue.QUESTION_ANSWERED, DialogueMessages.CentresAnswer.class),
            Map.entry(PartnerDialogue.PROGRESSED, DialogueMessages.ReferralProgressed.class),
            Map.entry(PartnerDialogue.RETURNED, DialogueMessages.ReferralReturned.class),
            Map.entry(PartnerDialogue.OFFERED, DialogueMessages.ReferralOffered.class),
            Map.entry(PartnerTrades.APPOINTMENT_ANSWERED, TradeMessages.AppointmentAnswered.class),
            Map.entry(PartnerTrades.TRANSFER_OBJECTED, TradeMessages.TransferObjected.class),
            Map.entry(PartnerTrades.STANDING_ASKED, TradeMessages.StandingAsked.class),
            Map.entry(PartnerTrades.RECONCILIATION_ENDED, TradeMessages.CriminalReconciliationEnded.class),
            Map.entry(PartnerTrades.RELIEF_PROPOSED, TradeMessages.ReliefProposed.class),
            Map.entry(UrgencyAlerts.ALERT, UrgencyBodies.Alert.class));

    static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final Place PLACE = new Place("昆都仑区", "少先路街道", "青松社区", "青松社区第三网格", false);

    static final String REGISTERED = "fengqiao.intake.case-registered.v1";
    static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";

    static final String JOINED = "fengqiao.intake.party-joined.v1";
    static final String LISTED = "fengqiao.intake.members-listed.v1";
    static final String CORRECTED = "fengqiao.intake.party-corrected.v1";

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
                            List.of(PersonalKind.PHONE),
                            PartyKind.NATURAL_PERSON,
                            true,
                            List.of(new Deputy(
                                    Capacity.GUARDIAN,
                                    Boxes.person(3),
                                    Boxes.ofPerson(3, REGISTERED, "/applicants/0/deputies/0/name"),
                                    Boxes.ofPerson(3, REGISTERED, "/applicants/0/deputies/0/idNumber"),
                                    NumberKind.IDENTITY_NUMBER,
                                    Boxes.ofPerson(3, REGISTERED, "/applicants/0/deputies/0/phone"),
                                    null,
                                    "户口簿 2024-03-01")),
                            new Profile(
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/sex"),
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/ethnicity"),
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/education"),
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/personKind"),
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/documentType"),
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/address")))),
                    List.of(new RegisteredParty(
                            "respondent-1",
                            Boxes.person(2),
                            Boxes.ofPerson(2, REGISTERED, "/respondents/0/name"),
                            null,
                            null,
                            null,
                            null,
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
                    NOON.plusSeconds(60),
                    new CaseDetails(
                            List.of(new ClaimItem(
                                    ClaimKind.COMPENSATION,
                                    Money.yuan("3200.00"),
                                    Boxes.ofCase(REGISTERED, "/details/claims/0/what"))),
                            Boxes.ofCase(REGISTERED, "/details/address"),
                            new Coordinates(
                                    new BigDecimal("109.831"), new BigDecimal("40.658"), Coordinates.System.WGS84),
                            new DepartmentTransfer("昆都仑区住建局", "昆住建转〔2024〕3号"),
                            "clerk-3")),
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
                    NOON.plusSeconds(60),
                    List.of(Urgency.Kind.SELF_HARM)),
            new CaseDeclined(Ground.CRIMINAL_MATTER, "刑事诉讼法 第二百八十八条", Destination.POLICE, "2024-110-000123"),
            new WithdrawalReceived(
                    Partner.POLICE,
                    "2024-110-000124",
                    Boxes.ofCase("fengqiao.intake.withdrawal-received.v1", "/reason")),
            new CaseWithdrawn(Boxes.ofCase("fengqiao.intake.case-withdrawn.v1", "/reason")),
            new ReferralAnswered(Partner.POLICE, "2024-110-000123", 1, "AGREED", NOON, NOON.plusSeconds(86_400)),
            new PartyJoined(
                    new RegisteredParty(
                            "applicant-2",
                            Boxes.person(4),
                            Boxes.ofPerson(4, JOINED, "/party/name"),
                            Boxes.ofPerson(4, JOINED, "/party/idNumber"),
                            NumberKind.ORGANISATION_CODE,
                            null,
                            null,
                            PartyKind.ORGANISATION,
                            null,
                            List.of(new Deputy(
                                    Capacity.AGENT,
                                    Boxes.person(5),
                                    Boxes.ofPerson(5, JOINED, "/party/deputies/0/name"),
                                    null,
                                    null,
                                    Boxes.ofPerson(5, JOINED, "/party/deputies/0/phone"),
                                    null,
                                    "授权委托书 2024-03-01")),
                            null),
                    Party.Side.APPLICANT,
                    Boxes.ofCase(JOINED, "/reason"),
                    "clerk-3",
                    NOON,
                    List.of(
                            new Party(
                                    "applicant-1",
                                    Party.Side.APPLICANT,
                                    Boxes.ofPerson(1, REGISTERED, "/applicants/0/name")),
                            new Party(
                                    "applicant-2",
                                    Party.Side.APPLICANT,
                                    Boxes.ofPerson(4, JOINED, "/parties/1/name")))),
            new PartyCorrected(
                    new RegisteredParty(
                            "applicant-1",
                            Boxes.person(1),
                            Boxes.ofPerson(1, CORRECTED, "/party/name"),
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/idNumber"),
                            NumberKind.IDENTITY_NUMBER,
                            Boxes.ofPerson(1, CORRECTED, "/party/phone"),
                            null,
                            PartyKind.NATURAL_PERSON,
                            null,
                            null,
                            null),
                    Boxes.ofCase(CORRECTED, "/reason"),
                    "clerk-3",
                    NOON,
                    List.of(new Party(
                            "applicant-1", Party.Side.APPLICANT, Boxes.ofPerson(1, CORRECTED, "/parties/0/name")))),
            new CaseFileTold(
                    Boxes.ofCase(REGISTERED, "/summary"),
                    Boxes.ofCase(REGISTERED, "/claim"),
                    Money.yuan("3200.00"),
                    List.of(new PersonFile(
                            "applicant-1",
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/idNumber"),
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/phone"),
                            Boxes.ofPerson(1, REGISTERED, "/applicants/0/profile/address"))),
                    NOON),
            new PartyRemoved(
                    "applicant-2",
                    Boxes.ofCase("fengqiao.intake.party-removed.v1", "/reason"),
                    "clerk-3",
                    NOON,
                    List.of(new Party(
                            "applicant-1", Party.Side.APPLICANT, Boxes.ofPerson(1, CORRECTED, "/parties/0/name")))),
            new MembersListed(
                    List.of(new Member(
                            "member-1",
                            Boxes.person(6),
                            Boxes.ofPerson(6, LISTED, "/members/0/name"),
                            Boxes.ofPerson(6, LISTED, "/members/0/idNumber"),
                            NumberKind.IDENTITY_NUMBER,
                            Boxes.ofPerson(6, LISTED, "/members/0/phone"),
                            List.of(PersonalKind.PHONE))),
                    3,
                    "clerk-3",
                    NOON),
            new MemberLeft("member-1", Boxes.ofCase("fengqiao.intake.member-left.v1", "/reason"), 2, "clerk-3", NOON),
            new RepresentativesChosen(
                    List.of("applicant-1", "applicant-2"),
                    Boxes.ofCase("fengqiao.intake.representatives-chosen.v1", "/reason"),
                    "clerk-3",
                    NOON),
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
            new AttachmentAdded(
                    1,
                    "0f".repeat(32),
                    "a7".repeat(32),
                    48_211,
                    FileType.JPEG,
                    Attachment.HandedInBy.PARTY,
                    Boxes.ofCase("fengqiao.intake.attachment-added.v1", "/name"),
                    NOON),
            new AttachmentWithdrawn(1, NOON.plusSeconds(60)),
            new StageRated(Stage.MEDIATION, 4, Boxes.ofCase("fengqiao.intake.stage-rated.v1", "/remark"), NOON),
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
                    NOON),
            new StandingAsked(Partner.COURT, Boxes.CASE + "/standing/1", 1, NOON),
            new StandingTold(
                    Partner.COURT, Boxes.CASE + "/standing/1", 1, Standings.Standing.PENDING, "(2024)内0203民初17号", NOON),
            new CriminalReconciliationReferred(
                    "2024-jc-3",
                    "昆检刑和〔2024〕3号",
                    Boxes.ofCase("fengqiao.intake.criminal-reconciliation-referred.v1", "/offence"),
                    ReconciliationRules.GroundCode.CIVIL_DISPUTE,
                    "刑事诉讼法 第二百八十八条第一款第一项",
                    "2018-10",
                    NOON),
            new CriminalReconciliationEnded(
                    "2024-jc-3",
                    Prosecution.Result.RECONCILED,
                    new Presided(Presided.Authority.PROCURATORATE, "jc-150203-17"),
                    NOON),
            new CivilSupervisionReferred("2024-jc-4", "昆检民监〔2024〕1号", "(2023)内02民终17号", NOON),
            new ReliefProposed(
                    Boxes.CASE + "/relief/1",
                    1,
                    "applicant-1",
                    Boxes.ofCase("fengqiao.intake.relief-proposed.v1", "/need"),
                    NOON),
            new ReliefDecided(
                    Boxes.CASE + "/relief/1",
                    1,
                    Prosecution.ReliefDecision.GRANTED,
                    Money.yuan("20000.00"),
                    Boxes.ofCase("fengqiao.intake.relief-decided.v1", "/reason"),
                    "昆检救助〔2024〕2号",
                    NOON),
            new RepeatLinked(
                    OTHER,
                    LinkedBy.RULE,
                    null,
                    List.of(
                            new Likeness(Likeness.Attribute.PARTY, 80, Likeness.Finding.SAME_ID_NUMBER),
                            new Likeness(Likeness.Attribute.TEXT, 74, Likeness.Finding.SHARED_WORDS)),
                    84,
                    "2022-05",
                    NOON),
            new RepeatUnlinked(OTHER, LinkedBy.PERSON, "clerk-3", NOON),
            new RepeatJoined(OTHER, Partner.COURT, "(2024)诉前调1号", 1, NOON),
            new RepeatLeft(OTHER, 0, NOON),
            new PartiesReturned(2, 11, 365, "2022-05", NOON),
            new RepeatAnswered(OTHER, Partner.COURT, "(2024)诉前调1号", 1, "AGREED", NOON, NOON.plusSeconds(86_400)),
            new UrgencyReported(
                    1,
                    Urgency.Kind.SELF_HARM,
                    Boxes.ofCase("fengqiao.intake.urgency-reported.v1", "/account"),
                    PLACE,
                    List.of("leader", "dispatcher"),
                    true,
                    "clerk-3",
                    NOON),
            new UrgencyAcknowledged(
                    1, "director-7", List.of(Urgency.Recipient.PARTY_COMMITTEE_AND_GOVERNMENT), NOON.plusSeconds(600)));

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
                TradeMessages.TransferObjected.class,
                TradeMessages.CriminalReconciliationEnded.class,
                TradeMessages.ReliefProposed.class,
                TradeMessages.StandingAsked.class,
                UrgencyBodies.Alert.class);
    }

    @Test
    void whatWasWrittenOnceIsReadForever() {
        Approved.samples(IntakeEvent.TYPES, SAMPLES);
    }

    @Test
    void aRegistrationFromBeforePartiesHadDeputiesAndPlacesHadAddressesIsRead() throws IOException {
        var text =
                Files.readString(Path.of("src/test/resources/recorded-before/case-registered.v1-without-details.json"));
        var read = new SealedJson(Json.mapper(), new SecureRandom())
                .readClosed(text, CaseRegistered.class, Boxes.CASE, REGISTERED);
        assertThat(read.details()).isNull();
        assertThat(read.applicants().getFirst()).satisfies(party -> {
            assertThat(party.numberKind()).isEqualTo(NumberKind.IDENTITY_NUMBER);
            assertThat(party.kind()).isNull();
            assertThat(party.minor()).isNull();
            assertThat(party.deputies()).isNull();
            assertThat(party.profile()).isNull();
        });
    }

    @Test
    void noRuleOfIntakeWaitsForAnEventThatIsNeverRecorded() {
        assertThat(LegalFiles.official().rules().startedBy(IntakeEvent.TYPES.names(), "intake"))
                .isEmpty();
    }

    @Test
    void everythingOnTheWireHasASchema() {
        var messages = new TreeMap<>(RECEIVED);
        messages.putAll(SENT);
        Approved.schemas(IntakeEvent.TYPES, messages);
    }

    @Test
    void whatPartnersAreSentIsWrittenAsItWasApproved() {
        Approved.messages(SENT);
    }

    @Test
    void whatPartnersSendIsRefusedWithoutWhatTheSchemaRequires() {
        Approved.received(RECEIVED);
    }

    @Test
    void theModelIsPure() {
        PureModel.check("org.fengqiao.intake");
    }
}
