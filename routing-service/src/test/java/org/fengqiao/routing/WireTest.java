package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.AssignmentGround;
import org.fengqiao.routing.model.CategoryFinding;
import org.fengqiao.routing.model.Choice;
import org.fengqiao.routing.model.Choice.PersonWeighed;
import org.fengqiao.routing.model.Choice.UnitWeighed;
import org.fengqiao.routing.model.Classification;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.ConsultationCause;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationCauseAdded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationDiscontinued;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationEscalated;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationProposed;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationWaived;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantRecused;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturn;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;
import org.fengqiao.routing.model.Evidence;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Quorum;
import org.fengqiao.routing.model.Remedy;
import org.fengqiao.routing.model.RetriageCause;
import org.fengqiao.routing.model.ReviewEvent.AppealDecided;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ReviewEvent.Differences;
import org.fengqiao.routing.model.ReviewEvent.ItemDifference;
import org.fengqiao.routing.model.ReviewEvent.RectificationCompleted;
import org.fengqiao.routing.model.ReviewEvent.RectificationOrdered;
import org.fengqiao.routing.model.ReviewEvent.RectificationRefused;
import org.fengqiao.routing.model.ReviewEvent.RectificationReported;
import org.fengqiao.routing.model.ReviewEvent.RectificationWaived;
import org.fengqiao.routing.model.ReviewEvent.ReviewAppealed;
import org.fengqiao.routing.model.ReviewEvent.ReviewConcluded;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.ReviewEvent.SelfChecked;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseConfirmed;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseDeclined;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseNominated;
import org.fengqiao.routing.model.ReviewEvent.TypicalCasePublished;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseSummarised;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseWithdrawn;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RiskGround;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.CaseAlerted;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.ClosedParty;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.InterestCause;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.Overruled;
import org.fengqiao.routing.model.RoutingEvent.PartiesChanged;
import org.fengqiao.routing.model.RoutingEvent.RiskNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;
import org.fengqiao.routing.model.SampleDraw.Drawn;
import org.fengqiao.routing.model.SampleDraw.Stratum;
import org.fengqiao.routing.model.SampleRegister;
import org.fengqiao.routing.model.SampleRegister.SampleDrawn;
import org.fengqiao.routing.model.ScoreSheet.Points;
import org.fengqiao.routing.model.Signal;
import org.fengqiao.routing.model.StaffMember;
import org.fengqiao.routing.model.StaffRegister;
import org.fengqiao.routing.model.StaffRegister.AbsenceCancelled;
import org.fengqiao.routing.model.StaffRegister.AbsenceNoted;
import org.fengqiao.routing.model.StaffRegister.StaffChangeRevoked;
import org.fengqiao.routing.model.StaffRegister.StaffChanged;
import org.fengqiao.routing.model.StaffRegister.StaffLeft;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.SupervisionEvent.LiftingCause;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAcknowledged;
import org.fengqiao.routing.model.SupervisionEvent.NoticeAnswered;
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;
import org.fengqiao.routing.model.SupervisionEvent.NoticeLifted;
import org.fengqiao.routing.model.SupervisionEvent.NoticeObjected;
import org.fengqiao.routing.model.SupervisionEvent.NoticeUpheld;
import org.fengqiao.routing.model.TableRegister;
import org.fengqiao.routing.model.TableRegister.TableApproved;
import org.fengqiao.routing.model.TableRegister.TableProposed;
import org.fengqiao.routing.model.TableRegister.TableRejected;
import org.fengqiao.routing.model.TriageTable;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.UnitRegister;
import org.fengqiao.routing.model.UnitRegister.UnitChangeRevoked;
import org.fengqiao.routing.model.UnitRegister.UnitChanged;
import org.fengqiao.routing.model.UnitRegister.UnitClosed;
import org.fengqiao.routing.model.WeeklyHours;

class WireTest {

    static final Instant AT = Instant.parse("2024-03-01T01:00:00Z");
    static final Place PLACE = new Place("昆都仑区", "沼潭街道", "阿尔丁社区", "第三网格", false);
    static final List<Party> PARTIES = List.of(
            new Party(
                    "applicant-1",
                    Party.Side.APPLICANT,
                    Boxes.ofPerson(1, "fengqiao.intake.case-accepted.v1", "/parties/0/name")),
            new Party(
                    "respondent-1",
                    Party.Side.RESPONDENT,
                    Boxes.ofPerson(2, "fengqiao.intake.case-accepted.v1", "/parties/1/name")));
    static final Money AMOUNT = Money.yuan("1234.50");

    static final UUID SAMPLE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad94");
    /** The digest of a file. */
    static final String FILE = "5".repeat(64);

    static final UUID OTHER = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad93");
    static final UUID TOLD = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad92");

    static final List<RoutingEvent> SAMPLES = List.of(
            new CaseTriaged(
                    "NEIGHBOUR",
                    Complexity.SIMPLE,
                    Risk.LOW,
                    Path.MEDIATION,
                    "mediation-first",
                    "2022-05",
                    List.of("the channel hints at NEIGHBOUR"),
                    "POLICE",
                    PLACE,
                    AMOUNT,
                    3,
                    PARTIES,
                    AT.minusSeconds(86_400),
                    AT,
                    new CategoryFinding(
                            CategoryFinding.By.WORDS,
                            "2022-05",
                            new Lexicon.Ranked("NEIGHBOUR", new BigDecimal("14.00"), List.of("楼上", "楼上漏水")),
                            new Lexicon.Ranked("PROPERTY_MANAGEMENT", new BigDecimal("7.00"), List.of("物业")),
                            new BigDecimal("7.00")),
                    2,
                    Boxes.ofCase("fengqiao.intake.case-accepted.v1", "/categoryHint"),
                    Boxes.ofCase("fengqiao.intake.case-accepted.v1", "/summary")),
            new RiskNoted(
                    List.of(new RiskGround.Noted(
                            "DOMESTIC_VIOLENCE",
                            RiskGround.BY_A_PERSON,
                            new RiskGround.Entailed(List.of("dispatcher"), true, false))),
                    true,
                    false,
                    Boxes.ofCase("fengqiao.routing.risk-noted.v1", "/reason"),
                    AT),
            new CaseAlerted(List.of("dispatcher"), List.of("DOMESTIC_VIOLENCE"), AT),
            new PartiesChanged(PARTIES, AT),
            new CaseAssigned(
                    1,
                    "kundulun-zhaotan-centre",
                    Path.MEDIATION,
                    "zhang",
                    new Choice(
                            Choice.By.RULES,
                            LocalDate.of(2024, 3, 1),
                            "2022-05",
                            List.of(
                                    new UnitWeighed(
                                            "kundulun-zhaotan-centre",
                                            List.of(AssignmentGround.OF_THE_STREET, AssignmentGround.STAFFED),
                                            List.of(),
                                            7,
                                            120),
                                    new UnitWeighed(
                                            "kundulun-centre",
                                            List.of(),
                                            List.of(AssignmentGround.LAST_RESORT),
                                            3,
                                            60)),
                            List.of(
                                    new PersonWeighed(
                                            "zhang",
                                            List.of(AssignmentGround.THERE_TODAY),
                                            List.of(),
                                            2,
                                            30,
                                            LocalDate.of(2024, 3, 1)),
                                    new PersonWeighed("wang", List.of(), List.of(AssignmentGround.AWAY), 0, 30, null))),
                    new Bilingual("沼潭街道综治中心", "Zhaotan street centre")),
            new InterestNoted(
                    "kundulun-zhaotan-centre",
                    "wang",
                    false,
                    InterestCause.DECLARED,
                    Boxes.ofCase("fengqiao.routing.interest-noted.v1", "/reason"),
                    AT),
            new CaseClaimed(
                    1,
                    "kundulun-zhaotan-centre",
                    "zhang",
                    Path.MEDIATION,
                    "NEIGHBOUR",
                    Complexity.SIMPLE,
                    "POLICE",
                    PLACE,
                    AMOUNT,
                    PARTIES,
                    AT.minusSeconds(86_400),
                    AT.minusSeconds(3_600),
                    Remedy.MEDIATION,
                    AT),
            new CaseReturned(
                    1,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.case-returned.v1", "/reason"),
                    "kundulun-property-team",
                    AT),
            new CaseEscalated(
                    1,
                    "kundulun-zhaotan-centre",
                    "kundulun-centre",
                    EscalationCause.REQUESTED,
                    Boxes.ofCase("fengqiao.routing.case-escalated.v1", "/reason")),
            new DispatchRequested(1, 2, "kundulun-centre", Desk.DISPATCHER),
            new CaseRetriaged(
                    RetriageCause.REQUESTED,
                    "ENVIRONMENT",
                    Complexity.COMPLEX,
                    Risk.HIGH,
                    Path.ADMINISTRATIVE,
                    "overruled-by-a-person",
                    "2022-05",
                    List.of("overruled by a person"),
                    new Overruled(Boxes.ofCase("fengqiao.routing.case-retriaged.v1", "/overruled/reason")),
                    AT),
            new CaseClosed(
                    1,
                    Outcome.MERGED,
                    Path.MEDIATION,
                    "kundulun-centre",
                    PLACE,
                    AT,
                    Boxes.ofCase("fengqiao.routing.case-closed.v1", "/reason"),
                    new Evidence(Evidence.Kind.MERGER, OTHER),
                    List.of(
                            new ClosedParty("applicant-1", Party.Side.APPLICANT),
                            new ClosedParty("respondent-1", Party.Side.RESPONDENT)),
                    List.of("zhang")),
            new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD)),
            new SatisfactionNoted(1, 2, 1),
            new CaseVerified(1, AT),
            new CaseRelapsed(1, RetriageCause.SAME_DISPUTE_BACK, OTHER, AT),
            new CaseReopened(
                    1,
                    RetriageCause.REQUESTED,
                    Boxes.ofCase("fengqiao.routing.case-reopened.v1", "/reason"),
                    Remedy.REVIEW,
                    AT),
            new ConsultationProposed(
                    List.of(ConsultationCause.COMPLEX), List.of("complex: complexity is COMPLEX"), "2022-05", AT),
            new ConsultationWaived(
                    List.of(ConsultationCause.COMPLEX),
                    Boxes.ofCase("fengqiao.routing.consultation-waived.v1", "/reason"),
                    AT),
            new ConsultationConvened(
                    2,
                    List.of(ConsultationCause.COMPLEX, ConsultationCause.RECONVENED),
                    List.of("complex: complexity is COMPLEX"),
                    "2022-05",
                    "kundulun-centre",
                    List.of("kundulun-centre", "kundulun-zhaotan-centre"),
                    List.of("lawyer-7"),
                    Boxes.ofCase("fengqiao.routing.consultation-convened.v1", "/agenda"),
                    new Materials(List.of(TOLD), List.of(FILE)),
                    new Quorum(66, 2),
                    "consultation",
                    false,
                    1,
                    AT),
            new ConsultationCauseAdded(
                    2,
                    List.of(ConsultationCause.THIRD_ROUND),
                    List.of("third-round: judged again 3 times (limit 3)"),
                    "2022-05",
                    true,
                    AT),
            new ParticipantsInvited(
                    2, List.of("kundulun-police"), List.of("doctor-2"), new Materials(List.of(OTHER), List.of()), AT),
            new ParticipantRecused(
                    2,
                    "zhang",
                    "kundulun-zhaotan-centre",
                    false,
                    Boxes.ofCase("fengqiao.routing.participant-recused.v1", "/reason"),
                    AT),
            new OpinionRecorded(
                    2,
                    1,
                    "wang",
                    "kundulun-zhaotan-centre",
                    Position.DISSENTS,
                    Boxes.ofCase("fengqiao.routing.opinion-recorded.v1", "/reasons"),
                    AT),
            new ConsultationConcluded(
                    2,
                    "kundulun-centre",
                    "kundulun-zhaotan-centre",
                    List.of("kundulun-police"),
                    Path.MEDIATION,
                    Boxes.ofCase("fengqiao.routing.consultation-concluded.v1", "/reasons"),
                    1,
                    3,
                    3,
                    List.of("kundulun-zhaotan-centre"),
                    AT),
            new ConsultationDiscontinued(2, AT),
            new ConsultationEscalated(2, 1, "kundulun-zhaotan-centre", "kundulun-centre"),
            new DutyAssigned(
                    2,
                    1,
                    "kundulun-zhaotan-centre",
                    "kundulun-police",
                    Boxes.ofCase("fengqiao.routing.duty-assigned.v1", "/what"),
                    LocalDate.of(2024, 3, 11),
                    10,
                    AT),
            new DutyClaimed(1, "kundulun-zhaotan-centre", "li", AT),
            new DutyHandedOver(
                    1,
                    "kundulun-zhaotan-centre",
                    "li",
                    "zhao",
                    Boxes.ofCase("fengqiao.routing.duty-handed-over.v1", "/reason"),
                    AT),
            new DutyReturned(
                    1,
                    "kundulun-zhaotan-centre",
                    1,
                    DutyReturn.REFUSED,
                    Boxes.ofCase("fengqiao.routing.duty-returned.v1", "/reason"),
                    AT),
            new DutyEscalated(1, 1, "kundulun-zhaotan-centre", "kundulun-centre"),
            new DutyDone(
                    1, "kundulun-zhaotan-centre", "zhao", Boxes.ofCase("fengqiao.routing.duty-done.v1", "/result"), AT),
            new DutyCancelled(
                    1, DutyCancellation.DROPPED, Boxes.ofCase("fengqiao.routing.duty-cancelled.v1", "/reason"), AT),
            new ReviewSampled(
                    SAMPLE, 1, Outcome.AGREED, "kundulun-zhaotan-centre", "2022-05", List.of("kundulun-labour-team")),
            new SelfChecked(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    "li",
                    List.of(new Points("acceptance", 15), new Points("file", 10)),
                    new BigDecimal("82.0"),
                    Grade.QUALIFIED,
                    Boxes.ofCase("fengqiao.routing.self-checked.v1", "/remarks"),
                    AT),
            new CaseReviewed(
                    SAMPLE,
                    "kundulun-labour-team",
                    "wang",
                    List.of(new Points("acceptance", 15), new Points("file", 4)),
                    new BigDecimal("76.0"),
                    Grade.FLAWED,
                    Boxes.ofCase("fengqiao.routing.case-reviewed.v1", "/remarks"),
                    new Differences(new BigDecimal("-6.0"), List.of(new ItemDifference("file", 10, 4))),
                    AT),
            new ReviewConcluded(SAMPLE, 1, "kundulun-zhaotan-centre", Grade.FLAWED, new BigDecimal("76.0"), true, AT),
            new RectificationOrdered(
                    SAMPLE, 1, "kundulun-zhaotan-centre", List.of("file"), List.of("kundulun-labour-team"), AT),
            new RectificationReported(
                    1,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.rectification-reported.v1", "/done"),
                    AT),
            new RectificationCompleted(1, "kundulun-zhaotan-centre", "kundulun-labour-team", AT),
            new RectificationRefused(
                    1,
                    2,
                    "kundulun-zhaotan-centre",
                    "kundulun-labour-team",
                    List.of("kundulun-labour-team"),
                    Boxes.ofCase("fengqiao.routing.rectification-refused.v1", "/reason"),
                    AT),
            new RectificationWaived(2, "kundulun-zhaotan-centre", AT),
            new ReviewAppealed(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.review-appealed.v1", "/reason"),
                    AT),
            new AppealDecided(
                    SAMPLE,
                    "kundulun-zhaotan-centre",
                    true,
                    Grade.QUALIFIED,
                    Boxes.ofCase("fengqiao.routing.appeal-decided.v1", "/reason"),
                    AT),
            new TypicalCaseNominated(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    "kundulun-labour-team",
                    "wang",
                    Boxes.ofCase("fengqiao.routing.typical-case-nominated.v1", "/reason"),
                    AT),
            new TypicalCaseConfirmed(SAMPLE, 1, "kundulun-zhaotan-centre", "zhao", AT),
            new TypicalCaseDeclined(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    "zhao",
                    Boxes.ofCase("fengqiao.routing.typical-case-declined.v1", "/reason"),
                    AT),
            new TypicalCaseSummarised(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    1,
                    Boxes.ofCase("fengqiao.routing.typical-case-summarised.v1", "/title"),
                    Boxes.ofCase("fengqiao.routing.typical-case-summarised.v1", "/text"),
                    "zhao",
                    AT),
            new TypicalCasePublished(SAMPLE, 1, "kundulun-zhaotan-centre", 1, "qian", AT),
            new TypicalCaseWithdrawn(
                    SAMPLE,
                    1,
                    "kundulun-zhaotan-centre",
                    1,
                    "qian",
                    Boxes.ofCase("fengqiao.routing.typical-case-withdrawn.v1", "/reason"),
                    AT),
            new NoticeIssued(
                    1,
                    Level.RED,
                    Fault.NOT_HANDLED,
                    "kundulun-zhaotan-centre",
                    "kundulun-centre",
                    "kundulun-centre",
                    "petition",
                    "petition-handling-2",
                    "petition-handling",
                    AT,
                    Boxes.ofCase("fengqiao.routing.supervision-notice-issued.v1", "/asks"),
                    AT),
            new NoticeAcknowledged(1, "kundulun-zhaotan-centre", "zhang", AT),
            new NoticeAnswered(
                    1,
                    1,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.notice-answered.v1", "/answer"),
                    AT),
            new NoticeObjected(
                    1,
                    1,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.notice-objected.v1", "/objection"),
                    AT),
            new NoticeUpheld(1, 1, "kundulun-centre", Boxes.ofCase("fengqiao.routing.notice-upheld.v1", "/reason"), AT),
            new NoticeLifted(
                    1,
                    1,
                    LiftingCause.ISSUER,
                    "kundulun-centre",
                    Boxes.ofCase("fengqiao.routing.notice-lifted.v1", "/reason"),
                    AT),
            new NoticeEscalated(1, 1, "kundulun-zhaotan-centre", "kundulun-centre", "kundulun-justice", AT),
            new ApprovalRequested(
                    1,
                    Act.CLOSING_WITHOUT_EVIDENCE,
                    Outcome.AGREED,
                    Boxes.ofCase("fengqiao.routing.approval-requested.v1", "/reason"),
                    "dispatcher-01",
                    AT),
            new ApprovalGranted(1, "leader-01", "kundulun-centre", AT),
            new ApprovalRefused(
                    1,
                    "leader-01",
                    "kundulun-centre",
                    Boxes.ofCase("fengqiao.routing.approval-refused.v1", "/reason"),
                    AT));

    static final SampleDrawn DRAWN = new SampleDrawn(
            SAMPLE,
            LocalDate.parse("2024-01-01"),
            LocalDate.parse("2024-03-31"),
            "昆都仑区",
            "kundulun-zhaotan-centre",
            5,
            "2024-Q1",
            20,
            List.of("kundulun-labour-team"),
            "2022-05",
            40,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            List.of(new Stratum("kundulun-zhaotan-centre", Outcome.AGREED, 40, 5)),
            List.of(new Drawn(TOLD, 1, "kundulun-zhaotan-centre", Outcome.AGREED, List.of("kundulun-labour-team"))));

    static final List<TableRegister.Event> TABLES = List.of(
            new TableProposed(
                    new TriageTable(
                            "2025-01",
                            AT,
                            new Classification(
                                    "2022-05",
                                    new BigDecimal("2"),
                                    new BigDecimal("1.5"),
                                    "OTHER",
                                    List.of(new Lexicon.Change("NEIGHBOUR", new BigDecimal("-2"), List.of("物业")))),
                            List.of(new RiskGround(
                                    "WEAPON",
                                    "携带凶器",
                                    "Weapon",
                                    "人民调解法 art. 25",
                                    "人民调解员在调解纠纷过程中，发现纠纷有可能激化的，应当采取有针对性的预防措施。",
                                    new Bilingual("词语为本中心所定", "The words are the centre's"),
                                    List.of(new Signal(List.of("持刀"), List.of("切菜"), 8)),
                                    null,
                                    new RiskGround.Entailed(List.of("dispatcher"), false, true))),
                            List.of(
                                    new TriageTable.Rule(
                                            "at-night",
                                            new TriageTable.Condition(
                                                    List.of("NEIGHBOUR"),
                                                    null,
                                                    List.of("ONLINE"),
                                                    new Signal(List.of("吵"), List.of(), null),
                                                    List.of("WEAPON"),
                                                    null,
                                                    null,
                                                    false,
                                                    new BigDecimal("10000"),
                                                    null,
                                                    2,
                                                    1,
                                                    1,
                                                    1,
                                                    new TriageTable.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0))),
                                            new TriageTable.Result("SIMPLE", "MEDIUM", "MEDIATION")),
                                    new TriageTable.Rule(
                                            "rest", null, new TriageTable.Result("SIMPLE", "LOW", "MEDIATION"))),
                            List.of(new TriageTable.Rule(
                                    "rest-again", null, new TriageTable.Result(null, null, null)))),
                    Boxes.ofCase("fengqiao.routing.table-proposed.v1", "/reason"),
                    "li",
                    AT),
            new TableApproved("2025-01", "wang", AT),
            new TableRejected("2025-01", Boxes.ofCase("fengqiao.routing.table-rejected.v1", "/reason"), "wang", AT));

    static final List<UnitRegister.Event> UNITS = List.of(
            new UnitChanged(
                    1,
                    new Unit(
                            "kundulun-linyinlu-family-studio",
                            "林荫路街道婚姻家庭个人调解工作室",
                            "Linyinlu family mediation studio",
                            Unit.Level.COMMUNITY,
                            Unit.Kind.STUDIO,
                            List.of(Path.MEDIATION),
                            List.of("MARRIAGE_FAMILY"),
                            "昆都仑区",
                            "林荫路街道",
                            "友谊社区",
                            "kundulun-linyinlu-centre",
                            List.of(new WeeklyHours(
                                    List.of(DayOfWeek.MONDAY), LocalTime.of(8, 30), LocalTime.of(17, 30)))),
                    LocalDate.of(2024, 4, 1),
                    Boxes.ofCase("fengqiao.routing.unit-changed.v1", "/reason"),
                    "li",
                    AT),
            new UnitClosed(
                    2,
                    "kundulun-traffic-team",
                    LocalDate.of(2024, 4, 1),
                    Boxes.ofCase("fengqiao.routing.unit-closed.v1", "/reason"),
                    "li",
                    AT),
            new UnitChangeRevoked(2, "kundulun-traffic-team", "li", AT));

    static final List<StaffRegister.Event> STAFF = List.of(
            new StaffChanged(
                    1,
                    "wang",
                    new StaffMember(
                            "wang",
                            "kundulun-zhaotan-centre",
                            StaffMember.Role.MEDIATOR,
                            StaffMember.Presence.ROTATING,
                            List.of("NEIGHBOUR"),
                            List.of(new WeeklyHours(
                                    List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(12, 0))),
                            12),
                    LocalDate.of(2024, 4, 1),
                    Boxes.ofCase("fengqiao.routing.staff-changed.v1", "/reason"),
                    "li",
                    AT),
            new StaffLeft(
                    2,
                    "wang",
                    LocalDate.of(2024, 5, 1),
                    Boxes.ofCase("fengqiao.routing.staff-left.v1", "/reason"),
                    "li",
                    AT),
            new StaffChangeRevoked(2, "wang", "li", AT),
            new AbsenceNoted(1, "wang", LocalDate.of(2024, 4, 8), LocalDate.of(2024, 4, 12), "li", AT),
            new AbsenceCancelled(1, "wang", "li", AT));

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(
                RoutingEvent.class,
                SampleDrawn.class,
                TableRegister.Event.class,
                UnitRegister.Event.class,
                StaffRegister.Event.class);
    }

    @Test
    void everyEventIsWrittenAndReadAsApproved() {
        Approved.samples(RoutingEvent.TYPES, SAMPLES);
        Approved.samples(SampleRegister.TYPES, List.of(DRAWN));
        Approved.samples(TableRegister.TYPES, TABLES);
        Approved.samples(UnitRegister.TYPES, UNITS);
        Approved.samples(StaffRegister.TYPES, STAFF);
    }

    @Test
    void noRuleOfRoutingWaitsForAnEventThatIsNeverRecorded() {
        assertThat(LegalFiles.official().rules().startedBy(RoutingEvent.TYPES.names(), "routing"))
                .isEmpty();
    }

    @Test
    void everyEventHasAnApprovedSchema() {
        Approved.schemas(
                RoutingEvent.TYPES,
                List.of(SampleRegister.TYPES, TableRegister.TYPES, UnitRegister.TYPES, StaffRegister.TYPES),
                Map.of());
    }
}
