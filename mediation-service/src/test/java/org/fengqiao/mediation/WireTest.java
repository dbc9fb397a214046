package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.inbound.CourtMessages;
import org.fengqiao.mediation.model.AgreementForm;
import org.fengqiao.mediation.model.DocumentEvent.DocumentIssued;
import org.fengqiao.mediation.model.DocumentKind;
import org.fengqiao.mediation.model.DocumentReference;
import org.fengqiao.mediation.model.FastTrackOutcome;
import org.fengqiao.mediation.model.GivenUpCause;
import org.fengqiao.mediation.model.Instalment;
import org.fengqiao.mediation.model.Mandate;
import org.fengqiao.mediation.model.MarkGround;
import org.fengqiao.mediation.model.Matter;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.CaseFileNoted;
import org.fengqiao.mediation.model.MediationEvent.ChallengeDecided;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationGranted;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationRefused;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWindowLapsed;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationWithdrawn;
import org.fengqiao.mediation.model.MediationEvent.ConsentRecorded;
import org.fengqiao.mediation.model.MediationEvent.EnforcementApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackApplied;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.FastTrackOpened;
import org.fengqiao.mediation.model.MediationEvent.InterestDisclosed;
import org.fengqiao.mediation.model.MediationEvent.MandateNoted;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.MediatorAppointed;
import org.fengqiao.mediation.model.MediationEvent.MediatorChallenged;
import org.fengqiao.mediation.model.MediationEvent.NeedsNoted;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.ObligationReminded;
import org.fengqiao.mediation.model.MediationEvent.PartiesChanged;
import org.fengqiao.mediation.model.MediationEvent.PartiesKeptApart;
import org.fengqiao.mediation.model.MediationEvent.SessionHeld;
import org.fengqiao.mediation.model.MediationEvent.SessionMissed;
import org.fengqiao.mediation.model.MediationEvent.SessionMoved;
import org.fengqiao.mediation.model.MediationEvent.SessionScheduled;
import org.fengqiao.mediation.model.MediationEvent.VoluntarinessExamined;
import org.fengqiao.mediation.model.MediationResult;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.ObligationAnswer;
import org.fengqiao.mediation.model.PersonFile;
import org.fengqiao.mediation.model.Presided;
import org.fengqiao.mediation.model.RevisitChannel;
import org.fengqiao.mediation.model.RevisitEvent.AccusationNoted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAnswered;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAttempted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitGivenUp;
import org.fengqiao.mediation.model.RevisitEvent.RevisitLinkMade;
import org.fengqiao.mediation.model.RevisitEvent.RevisitMarked;
import org.fengqiao.mediation.model.RevisitEvent.RevisitScheduled;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.RevisitSpeaker;
import org.fengqiao.mediation.model.RevisitedParty;
import org.fengqiao.mediation.model.Selection;
import org.fengqiao.mediation.model.Signature;
import org.fengqiao.mediation.policy.MediationPolicy;
import org.fengqiao.mediation.wire.Messages;

/** Wire format, as a person approved it. */
class WireTest {

    /** Messages that partners send, by type. */
    static final Map<String, Class<?>> RECEIVED = Map.of(
            CourtMessages.CONFIRMATION_DECIDED, Messages.ConfirmationDecided.class,
            CourtMessages.FAST_TRACK_DECIDED, Messages.FastTrackDecided.class);

    /** Messages that partners are sent, by type. */
    static final Map<String, Class<?>> SENT = Map.of(
            MediationPolicy.CONFIRMATION_FILED, Messages.ConfirmationFiling.class,
            MediationPolicy.CONFIRMATION_WITHDRAWN, Messages.ConfirmationWithdrawal.class,
            MediationPolicy.FAST_TRACK_FILED, Messages.FastTrackFiling.class);

    static final String CASE = "c0000000-0000-0000-0000-000000000001";
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    static final List<Party> PARTIES = List.of(
            new Party(
                    "applicant-1",
                    Side.APPLICANT,
                    Boxes.ofPerson(1, "fengqiao.intake.case-accepted.v1", "/parties/0/name")),
            new Party(
                    "respondent-1",
                    Side.RESPONDENT,
                    Boxes.ofPerson(2, "fengqiao.intake.case-accepted.v1", "/parties/1/name")));

    @Test
    void everyEventIsWrittenAsItWasApproved() {
        Approved.samples(
                MediationEvent.TYPES,
                List.of(
                        new MediationOpened(
                                1,
                                "kunhe-committee",
                                "zhao",
                                "NEIGHBOUR",
                                new Place("昆都仑区", "昆河镇", "卜尔汉图", "3", false),
                                PARTIES,
                                NOON.minusSeconds(86_400),
                                NOON),
                        new MediationDiscontinued(1, DiscontinuationCause.RETURNED, NOON),
                        new ConsentRecorded("applicant-1", true),
                        new VoluntarinessExamined(
                                "applicant-1",
                                true,
                                new Presided(Presided.Authority.PROCURATORATE, "jc-150203-17"),
                                Boxes.ofCase("fengqiao.mediation.voluntariness-examined.v1", "/account"),
                                NOON),
                        new MediatorAppointed("qian", Selection.APPOINTED),
                        new InterestDisclosed(
                                "zhao", Boxes.ofCase("fengqiao.mediation.interest-disclosed.v1", "/interest"), NOON),
                        new MediatorChallenged(
                                "respondent-1",
                                "zhao",
                                Boxes.ofCase("fengqiao.mediation.mediator-challenged.v1", "/reason"),
                                NOON),
                        new ChallengeDecided("zhao", true, NOON),
                        new PartiesChanged(PARTIES, NOON),
                        new PartiesKeptApart(NOON),
                        new MandateNoted(new Mandate(Mandate.Kind.COURT_SUMMARY, "(2024)内0203诉前调1号"), NOON),
                        new SessionScheduled(1, NOON, "B-204", "zhao", List.of("applicant-1"), NOON.plusSeconds(3600)),
                        new SessionMoved(1, NOON.plusSeconds(86_400), NOON.plusSeconds(90_000), "B-205", NOON),
                        new NeedsNoted(
                                "applicant-1",
                                List.of(Boxes.ofPerson(1, "fengqiao.mediation.needs-noted.v1", "/needs/0")),
                                true,
                                NOON),
                        new SessionHeld(
                                1, List.of(Boxes.ofCase("fengqiao.mediation.session-held.v1", "/undisputedFacts/0"))),
                        new SessionMissed(2, List.of("respondent-1")),
                        new AgreementSigned(
                                1,
                                AgreementForm.WRITTEN,
                                true,
                                Boxes.ofCase("fengqiao.mediation.agreement-signed.v1", "/terms"),
                                List.of(new Obligation(
                                        1,
                                        "respondent-1",
                                        "applicant-1",
                                        Boxes.ofCase("fengqiao.mediation.agreement-signed.v1", "/obligations/0/what"),
                                        Money.yuan("1200.00"),
                                        LocalDate.of(2024, 4, 1),
                                        List.of(
                                                new Instalment(Money.yuan("200.00"), LocalDate.of(2024, 3, 15)),
                                                new Instalment(Money.yuan("1000.00"), LocalDate.of(2024, 4, 1))),
                                        Boxes.ofCase(
                                                "fengqiao.mediation.agreement-signed.v1", "/obligations/0/condition"))),
                                List.of("applicant-1", "respondent-1"),
                                true,
                                NOON,
                                LocalDate.of(2024, 3, 1),
                                new Presided(Presided.Authority.PROCURATORATE, "jc-150203-17"),
                                List.of(new Signature(
                                        "applicant-1",
                                        Boxes.ofCase("fengqiao.mediation.agreement-signed.v1", "/signatures/0/name"),
                                        Signature.Manner.ELECTRONIC,
                                        "ca-150203:2024/17")),
                                List.of(Matter.PROPERTY_TITLE)),
                        new CaseFileNoted(
                                Boxes.ofCase("fengqiao.intake.case-registered.v1", "/summary"),
                                Boxes.ofCase("fengqiao.intake.case-registered.v1", "/claim"),
                                Money.yuan("3200.00"),
                                List.of(new PersonFile(
                                        "applicant-1",
                                        Boxes.ofPerson(
                                                1, "fengqiao.intake.case-registered.v1", "/applicants/0/idNumber"),
                                        Boxes.ofPerson(1, "fengqiao.intake.case-registered.v1", "/applicants/0/phone"),
                                        Boxes.ofPerson(
                                                1,
                                                "fengqiao.intake.case-registered.v1",
                                                "/applicants/0/profile/address"))),
                                NOON),
                        new ConfirmationFiled(
                                CASE + "/confirmation/1", PARTIES, NOON, new DocumentReference(2, "5f".repeat(32))),
                        new ConfirmationGranted(CASE + "/confirmation/1", "(2024)内0203民特1号", NOON),
                        new ConfirmationRefused(
                                CASE + "/confirmation/1",
                                Boxes.ofCase("fengqiao.mediation.confirmation-refused.v1", "/reason"),
                                "(2024)内0203民特2号",
                                NOON),
                        new ConfirmationWithdrawn(CASE + "/confirmation/1", "respondent-1", null, NOON),
                        new ConfirmationWindowLapsed(NOON),
                        new FastTrackOpened(2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON),
                        new FastTrackApplied(2, "applicant-1", NOON),
                        new FastTrackLeft(2, DiscontinuationCause.RETURNED, NOON),
                        new FastTrackFiled(
                                CASE + "/fast-track/2", 2, "tribunal", "CONTRACT_DEBT", PARTIES, NOON, "applicant-1"),
                        new FastTrackDecided(
                                CASE + "/fast-track/2", 2, FastTrackOutcome.ADJUDICATED, "(2024)内0203民初7号", NOON),
                        new ObligationPerformed(1, LocalDate.of(2024, 3, 20), 1, 0),
                        new ObligationPaid(1, Money.yuan("200.00"), LocalDate.of(2024, 3, 15), Money.yuan("1000.00")),
                        new ObligationReminded(
                                1, 2, "respondent-1", Money.yuan("600.00"), LocalDate.of(2024, 4, 30), NOON),
                        new EnforcementApplied(1, LocalDate.of(2024, 4, 8), NOON),
                        new ObligationExcused(
                                1, Boxes.ofCase("fengqiao.mediation.obligation-excused.v1", "/reason"), 1, 0),
                        new ObligationBreached(
                                1, Boxes.ofCase("fengqiao.mediation.obligation-breached.v1", "/reason"), 1),
                        new MediationConcluded(
                                1,
                                MediationResult.FAILED,
                                Boxes.ofCase("fengqiao.mediation.mediation-concluded.v1", "/reason"),
                                NOON),
                        new DocumentIssued(
                                2,
                                DocumentKind.PROOF_OF_SERVICE,
                                "proof-of-service.v1",
                                1,
                                "applicant-1",
                                Boxes.ofCase("fengqiao.mediation.document-issued.v1", "/organisation"),
                                Boxes.ofCase("fengqiao.mediation.document-issued.v1", "/court"),
                                Boxes.ofCase("fengqiao.mediation.document-issued.v1", "/checkCode"),
                                "5f".repeat(32),
                                "a0".repeat(32),
                                NOON),
                        new RevisitScheduled(
                                1,
                                1,
                                1,
                                NOON,
                                "kunhe-committee",
                                List.of(
                                        new RevisitedParty("applicant-1", Side.APPLICANT),
                                        new RevisitedParty("respondent-1", Side.RESPONDENT)),
                                List.of(1),
                                List.of("zhao"),
                                NOON),
                        new RevisitsCancelled(1, List.of(2, 3), NOON),
                        new AccusationNoted(true, NOON),
                        new RevisitAttempted(
                                1,
                                1,
                                "applicant-1",
                                1,
                                RevisitChannel.PHONE,
                                Boxes.ofCase("fengqiao.mediation.revisit-attempted.v1", "/calledNumber"),
                                "sun",
                                NOON),
                        new RevisitLinkMade(
                                1, 1, "respondent-1", "0f".repeat(32), NOON.plusSeconds(604_800), "sun", NOON),
                        new RevisitAnswered(
                                1,
                                1,
                                1,
                                "applicant-1",
                                Side.APPLICANT,
                                RevisitSpeaker.AGENT,
                                RevisitChannel.PHONE,
                                "sun",
                                Boxes.ofCase("fengqiao.mediation.revisit-answered.v1", "/calledNumber"),
                                5,
                                List.of(new ObligationAnswer(1, ObligationAnswer.Said.PERFORMED)),
                                false,
                                Boxes.ofCase("fengqiao.mediation.revisit-answered.v1", "/remark"),
                                NOON),
                        new RevisitGivenUp(1, 1, 1, "respondent-1", Side.RESPONDENT, GivenUpCause.UNREACHABLE, 3, NOON),
                        new RevisitMarked(1, 1, "applicant-1", List.of(MarkGround.ONE_PHONE_FOR_MANY), NOON),
                        new RevisitCompleted(1, 1, 1, 2, 1, 5, 0, 1, false, NOON)));
    }

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(
                MediationEvent.class,
                Messages.ConfirmationFiling.class,
                Messages.ConfirmationWithdrawal.class,
                Messages.FastTrackFiling.class);
    }

    @Test
    void everyDeadlineRuleOfMediationWaitsForAnEventThatItRecords() {
        assertThat(LegalFiles.official().rules().startedBy(MediationEvent.TYPES.names(), "mediation"))
                .isEmpty();
    }

    @Test
    void everyTypeThatIsPublishedOrTakenInHasItsSchema() {
        var messages = new TreeMap<>(RECEIVED);
        messages.putAll(SENT);
        Approved.schemas(MediationEvent.TYPES, messages);
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
