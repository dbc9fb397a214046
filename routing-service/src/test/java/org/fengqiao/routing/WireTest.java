package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
import org.fengqiao.routing.model.Evidence;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Remedy;
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
import org.fengqiao.routing.model.RoutingEvent.ClosedParty;
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
                    AT));

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
