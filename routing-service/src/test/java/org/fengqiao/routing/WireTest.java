package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.testing.Approved;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
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
import org.fengqiao.routing.model.ConsultationEvent.DutyAssigned;
import org.fengqiao.routing.model.ConsultationEvent.DutyCancellation;
import org.fengqiao.routing.model.ConsultationEvent.DutyCancelled;
import org.fengqiao.routing.model.ConsultationEvent.DutyDone;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantRecused;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;
import org.fengqiao.routing.model.Evidence;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Quorum;
import org.fengqiao.routing.model.RetriageCause;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RoutingEvent;
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
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.Overruled;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

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
                    AT),
            new CaseAssigned(1, "kundulun-zhaotan-centre", Path.MEDIATION),
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
                    new Evidence(Evidence.Kind.MERGER, OTHER)),
            new EvidenceNoted(new Evidence(Evidence.Kind.AGREEMENT, TOLD)),
            new SatisfactionNoted(1, 2, 1),
            new CaseVerified(1, AT),
            new CaseRelapsed(1, RetriageCause.DISSATISFIED, AT),
            new CaseReopened(
                    1, RetriageCause.REQUESTED, Boxes.ofCase("fengqiao.routing.case-reopened.v1", "/reason"), AT),
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
                    1,
                    2,
                    "kundulun-zhaotan-centre",
                    Boxes.ofCase("fengqiao.routing.duty-assigned.v1", "/what"),
                    LocalDate.of(2024, 3, 11),
                    10,
                    AT),
            new DutyDone(1, "kundulun-zhaotan-centre", Boxes.ofCase("fengqiao.routing.duty-done.v1", "/result"), AT),
            new DutyCancelled(1, DutyCancellation.SUPERSEDED, AT));

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(RoutingEvent.class);
    }

    @Test
    void everyEventIsWrittenAndReadAsApproved() {
        Approved.samples(RoutingEvent.TYPES, SAMPLES);
    }

    @Test
    void noRuleOfRoutingWaitsForAnEventThatIsNeverRecorded() {
        assertThat(LegalFiles.official().rules().startedBy(RoutingEvent.TYPES.names(), "routing"))
                .isEmpty();
    }

    @Test
    void everyEventHasAnApprovedSchema() {
        Approved.schemas(RoutingEvent.TYPES, Map.of());
    }
}
