package org.fengqiao.petition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.inbound.PetitionOfficeMessages;
import org.fengqiao.petition.model.Delivery;
import org.fengqiao.petition.model.Destination;
import org.fengqiao.petition.model.DocumentEvent.DocumentDelivered;
import org.fengqiao.petition.model.DocumentEvent.DocumentIssued;
import org.fengqiao.petition.model.DocumentKind;
import org.fengqiao.petition.model.Finality;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.AgentNamed;
import org.fengqiao.petition.model.PetitionEvent.ErrandPlanned;
import org.fengqiao.petition.model.PetitionEvent.ErrandRun;
import org.fengqiao.petition.model.PetitionEvent.HandlerNamed;
import org.fengqiao.petition.model.PetitionEvent.KindJudged;
import org.fengqiao.petition.model.PetitionEvent.MatterMadeFinal;
import org.fengqiao.petition.model.PetitionEvent.NewFactsNoted;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionArchived;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.RecusalAsked;
import org.fengqiao.petition.model.PetitionEvent.RecusalDecided;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;
import org.fengqiao.petition.model.PetitionEvent.RepresentativesNoted;
import org.fengqiao.petition.model.PetitionEvent.ReviewDecided;
import org.fengqiao.petition.model.PetitionEvent.ReviewRequested;
import org.fengqiao.petition.model.PetitionEvent.SettlementEnded;
import org.fengqiao.petition.model.PetitionEvent.SettlementTried;
import org.fengqiao.petition.model.PetitionEvent.TrackEnded;
import org.fengqiao.petition.model.PetitionEvent.TrackNoted;
import org.fengqiao.petition.model.PetitionKind;
import org.fengqiao.petition.model.PetitionResult;
import org.fengqiao.petition.model.Recusal;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.ReliefBody;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.BeneficiaryCounted;
import org.fengqiao.petition.model.ReliefEvent.HelperAppointed;
import org.fengqiao.petition.model.ReliefEvent.ObjectionDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefAdvanced;
import org.fengqiao.petition.model.ReliefEvent.ReliefApplied;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.ReliefFollowedUp;
import org.fengqiao.petition.model.ReliefEvent.ReliefObjected;
import org.fengqiao.petition.model.ReliefEvent.ReliefReferred;
import org.fengqiao.petition.model.ReliefEvent.ReliefTerminated;
import org.fengqiao.petition.model.ReliefEvent.ReliefWithdrawn;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;
import org.fengqiao.petition.model.ReliefForm;
import org.fengqiao.petition.model.ReliefGround;
import org.fengqiao.petition.model.ReliefKind;
import org.fengqiao.petition.model.ReliefRemedy;
import org.fengqiao.petition.model.ReplyPaper;
import org.fengqiao.petition.model.ReviewDecision;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.model.Settlement;
import org.fengqiao.petition.model.Track;
import org.fengqiao.petition.policy.PetitionPolicy;
import org.fengqiao.petition.wire.Messages;

/** Wire format, as a person approved it. */
class WireTest {

    /** Messages that partners send, by type. */
    static final Map<String, Class<?>> RECEIVED =
            Map.of(PetitionOfficeMessages.REVIEW_DECIDED, Messages.ReviewDecided.class);

    /** Messages that partners are sent, by type. */
    static final Map<String, Class<?>> SENT = Map.of(PetitionPolicy.REVIEW_REQUESTED, Messages.ReviewAsked.class);

    static final String PETITION = "c0000000-0000-0000-0000-000000000001/petition/2";
    static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    private static PersonalText told(String event, String field) {
        return Boxes.ofCase("fengqiao.petition." + event + ".v1", field);
    }

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(PetitionEvent.class);
    }

    @Test
    void everyEventIsWrittenAsItWasApproved() {
        Approved.samples(
                PetitionEvent.TYPES,
                List.of(
                        new PetitionOpened(
                                PETITION,
                                2,
                                "kunhe-desk",
                                "sun",
                                "HOUSING_LAND",
                                new Place("昆都仑区", "昆河镇", "卜尔汉图", "3", false),
                                List.of(
                                        new Party(
                                                "applicant-1",
                                                Side.APPLICANT,
                                                Boxes.ofPerson(1, ACCEPTED, "/parties/0/name")),
                                        new Party(
                                                "respondent-1",
                                                Side.RESPONDENT,
                                                Boxes.ofPerson(2, ACCEPTED, "/parties/1/name"))),
                                NOON.minusSeconds(172_800),
                                NOON.minusSeconds(86_400),
                                NOON),
                        new PetitionDiscontinued(PETITION, 2, DiscontinuationCause.RETURNED, NOON),
                        new PetitionerNotified("告2024-7", NOON),
                        new ReplyDelivered(
                                PetitionResult.SUPPORTED,
                                "复2024-7",
                                new ReplyPaper(
                                        told("reply-delivered", "/paper/claim"),
                                        told("reply-delivered", "/paper/facts"),
                                        told("reply-delivered", "/paper/opinion"),
                                        told("reply-delivered", "/paper/legalBasis")),
                                new Delivery(Delivery.Manner.IN_PERSON, "applicant-1", NOON, "证2024-7"),
                                NOON),
                        new PetitionConcluded(PETITION, 2, PetitionResult.SUPPORTED, NOON),
                        new PartiesChanged(
                                List.of(new Party(
                                        "applicant-1", Side.APPLICANT, Boxes.ofPerson(1, ACCEPTED, "/parties/0/name"))),
                                NOON),
                        new PetitionArchived(PETITION, "档2024-1", NOON),
                        new HandlerNamed("housing-bureau", "ma", "zhao", NOON),
                        new AgentNamed("qian", "zhao", NOON),
                        new ErrandPlanned(
                                2,
                                1,
                                told("errand-planned", "/where"),
                                told("errand-planned", "/what"),
                                "sun",
                                LocalDate.parse("2024-03-08"),
                                NOON),
                        new ErrandRun(2, 1, "sun", told("errand-run", "/answer"), told("errand-run", "/next"), NOON),
                        new RecusalAsked(
                                1, "ma", Recusal.Asker.PETITIONER, "zhao", told("recusal-asked", "/reason"), NOON),
                        new RecusalDecided(1, "ma", true, "qian", "head", NOON),
                        new KindJudged(
                                PetitionKind.ACCUSATION,
                                PetitionKind.ACCUSATION.article(),
                                Destination.DISCIPLINE_INSPECTION,
                                told("kind-judged", "/where"),
                                List.of("housing-bureau"),
                                told("kind-judged", "/reason"),
                                "zhao",
                                NOON),
                        new TrackNoted(Track.LITIGATION, "信访工作条例 art. 28", "(2024)内0203民初17号", NOON),
                        new TrackEnded(Track.LITIGATION, NOON),
                        new SettlementTried(Settlement.Form.MEDIATION, List.of("applicant-1", "respondent-1"), NOON),
                        new SettlementEnded(Settlement.Form.MEDIATION, true, "调2024-3", NOON),
                        new RepresentativesNoted(List.of("applicant-1", "applicant-2"), NOON),
                        new NewFactsNoted(told("new-facts-noted", "/facts"), "zhao", NOON),
                        new ReviewRequested(
                                PETITION,
                                2,
                                1,
                                ReviewLevel.REVIEW,
                                "applicant-1",
                                told("review-requested", "/organ"),
                                told("review-requested", "/reason"),
                                NOON),
                        new ReviewDecided(
                                PETITION,
                                2,
                                1,
                                ReviewLevel.REVIEW,
                                ReviewDecision.UPHELD,
                                PetitionEvent.Reporter.PETITION_OFFICE,
                                "查2024-9",
                                NOON,
                                NOON),
                        new MatterMadeFinal(Finality.Ground.SECOND_REVIEW_DECIDED, "信访工作条例 art. 36", NOON),
                        new DocumentIssued(
                                1,
                                DocumentKind.REPLY,
                                "reply.v1",
                                "昆信复〔2024〕7号",
                                PetitionResult.SUPPORTED,
                                ReviewLevel.REVIEW,
                                ReviewDecision.UPHELD,
                                new ReplyPaper(
                                        told("document-issued", "/paper/claim"),
                                        told("document-issued", "/paper/facts"),
                                        told("document-issued", "/paper/opinion"),
                                        told("document-issued", "/paper/legalBasis")),
                                1,
                                "applicant-1",
                                told("document-issued", "/organisation"),
                                told("document-issued", "/checkCode"),
                                "ab".repeat(32),
                                "cd".repeat(32),
                                NOON),
                        new DocumentDelivered(
                                1, new Delivery(Delivery.Manner.IN_PERSON, "applicant-1", NOON, "证2024-7"), NOON),
                        new ReliefApplied(
                                1,
                                ReliefKind.SOCIAL_ASSISTANCE,
                                new Beneficiary(
                                        "applicant-1",
                                        Boxes.ofPerson(1, "fengqiao.petition.relief-applied.v1", "/beneficiary/name"),
                                        Boxes.ofPerson(
                                                1, "fengqiao.petition.relief-applied.v1", "/beneficiary/idNumber")),
                                ReliefGround.SUDDEN_BLOW,
                                true,
                                told("relief-applied", "/facts"),
                                told("relief-applied", "/need"),
                                NOON),
                        new ReliefReferred(1, ReliefKind.SOCIAL_ASSISTANCE, ReliefBody.STREET_OFFICE, "昆河街道办事处", NOON),
                        new ReliefDecided(
                                1,
                                ReliefKind.SOCIAL_ASSISTANCE,
                                false,
                                told("relief-decided", "/reason"),
                                "救2024-7",
                                NOON),
                        new HelperAppointed(1, told("helper-appointed", "/helper"), NOON),
                        new ReliefObjected(
                                1, ReliefKind.LEGAL_AID, "昆都仑区司法局", told("relief-objected", "/reason"), NOON),
                        new ObjectionDecided(
                                1,
                                ReliefKind.LEGAL_AID,
                                false,
                                "司复2024-3",
                                List.of(ReliefRemedy.ADMINISTRATIVE_REVIEW, ReliefRemedy.ADMINISTRATIVE_SUIT),
                                NOON),
                        new ReliefDelivered(
                                1,
                                ReliefKind.SOCIAL_ASSISTANCE,
                                ReliefForm.MONEY,
                                told("relief-delivered", "/what"),
                                Money.yuan("5000.00"),
                                true,
                                NOON),
                        new ReliefFollowedUp(1, 5, told("relief-followed-up", "/remark"), NOON),
                        new ReliefAdvanced(1, ReliefKind.LEGAL_AID, AdvanceGround.TIME_RUNS_OUT, "援2024-7", NOON),
                        new ReliefTerminated(
                                1,
                                ReliefKind.LEGAL_AID,
                                TerminationGround.MEANS_CHANGED,
                                told("relief-terminated", "/reason"),
                                "援终2024-7",
                                NOON),
                        new ReliefWithdrawn(
                                1,
                                ReliefKind.LEGAL_AID,
                                WithdrawalCause.NOT_COMPLETED,
                                told("relief-withdrawn", "/reason"),
                                NOON),
                        new BeneficiaryCounted(1, ReliefKind.SOCIAL_ASSISTANCE, true, true, NOON)));
    }

    @Test
    void everyDeadlineRuleOfTheAgencyWaitsForAnEventThatItRecords() {
        assertThat(LegalFiles.official().rules().startedBy(PetitionEvent.TYPES.names(), "petition"))
                .isEmpty();
    }

    @Test
    void everyTypeThatIsPublishedHasItsSchema() {
        var messages = new TreeMap<>(RECEIVED);
        messages.putAll(SENT);
        Approved.schemas(PetitionEvent.TYPES, messages);
    }

    @Test
    void whatPartnersAreSentIsWrittenAsItWasApproved() {
        Approved.messages(SENT);
    }

    @Test
    void whatPartnersSendIsRefusedWithoutWhatTheSchemaRequires() {
        Approved.received(RECEIVED);
    }
}
