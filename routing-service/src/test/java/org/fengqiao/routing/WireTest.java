package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
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
import org.fengqiao.routing.model.CategoryFinding;
import org.fengqiao.routing.model.Classification;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Evidence;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.RetriageCause;
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
import org.fengqiao.routing.model.RoutingEvent.EscalationCause;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.Overruled;
import org.fengqiao.routing.model.RoutingEvent.RiskNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;
import org.fengqiao.routing.model.Signal;
import org.fengqiao.routing.model.TableRegister;
import org.fengqiao.routing.model.TableRegister.TableApproved;
import org.fengqiao.routing.model.TableRegister.TableProposed;
import org.fengqiao.routing.model.TableRegister.TableRejected;
import org.fengqiao.routing.model.TriageTable;

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
                    1, RetriageCause.REQUESTED, Boxes.ofCase("fengqiao.routing.case-reopened.v1", "/reason"), AT));

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
                                    "治安管理处罚法",
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

    @Test
    void noTextLeavesInClearButWhatSomebodyHasApproved() {
        Approved.clearTexts(RoutingEvent.class, TableRegister.Event.class);
    }

    @Test
    void everyEventIsWrittenAndReadAsApproved() {
        Approved.samples(RoutingEvent.TYPES, SAMPLES);
        Approved.samples(TableRegister.TYPES, TABLES);
    }

    @Test
    void noRuleOfRoutingWaitsForAnEventThatIsNeverRecorded() {
        assertThat(LegalFiles.official().rules().startedBy(RoutingEvent.TYPES.names(), "routing"))
                .isEmpty();
    }

    @Test
    void everyEventHasAnApprovedSchema() {
        Approved.schemas(RoutingEvent.TYPES, List.of(TableRegister.TYPES), Map.of());
    }
}
