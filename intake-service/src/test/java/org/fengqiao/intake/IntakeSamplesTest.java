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

import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.intake.model.Capacity;
import org.fengqiao.intake.model.CaseDetails;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.ClaimItem;
import org.fengqiao.intake.model.ClaimKind;
import org.fengqiao.intake.model.Coordinates;
import org.fengqiao.intake.model.DepartmentTransfer;
import org.fengqiao.intake.model.Deputy;
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
import org.fengqiao.intake.model.IntakeEvent.MemberLeft;
import org.fengqiao.intake.model.IntakeEvent.MembersListed;
import org.fengqiao.intake.model.IntakeEvent.PartyCorrected;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.PartyRemoved;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.RepresentativesChosen;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.Member;
import org.fengqiao.intake.model.NumberKind;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.PartyKind;
import org.fengqiao.intake.model.Profile;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.policy.PartnerAnswers;
import org.fengqiao.intake.wire.Messages;
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
                    NOON.plusSeconds(60)),
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
        Approved.schemas(
                IntakeEvent.TYPES,
                Map.of(
                        Referrals.SUBMITTED, Messages.ReferralSubmitted.class,
                        Referrals.WITHDRAWN, Messages.ReferralWithdrawn.class,
                        PartnerAnswers.ACKNOWLEDGED, Messages.ReferralAcknowledged.class,
                        PartnerAnswers.RESULT, Messages.ReferralResult.class));
    }

    @Test
    void theModelIsPure() {
        PureModel.check("org.fengqiao.intake");
    }
}
