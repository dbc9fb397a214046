package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.routing.model.DutyRefusal.SUPPORT_WITHOUT_DUTY;
import static org.fengqiao.routing.model.Histories.AGREED;
import static org.fengqiao.routing.model.Histories.ASSIGNED;
import static org.fengqiao.routing.model.Histories.BROUGHT;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.CLAIMED;
import static org.fengqiao.routing.model.Histories.CONSULTATIONS;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.LEAK;
import static org.fengqiao.routing.model.Histories.MORNING;
import static org.fengqiao.routing.model.Histories.PARTIES;
import static org.fengqiao.routing.model.Histories.RECEIVED;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIAGED;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.claimed;
import static org.fengqiao.routing.model.Histories.retriaged;
import static org.fengqiao.routing.model.Histories.words;
import static org.fengqiao.routing.model.RoutingRefusal.AWAITS_CONSULTATION;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.CONSULTATION_ENDED;
import static org.fengqiao.routing.model.RoutingRefusal.CONSULTATION_UNDERWAY;
import static org.fengqiao.routing.model.RoutingRefusal.DUE_DAY_OUT_OF_RANGE;
import static org.fengqiao.routing.model.RoutingRefusal.HAS_AN_INTEREST;
import static org.fengqiao.routing.model.RoutingRefusal.INTEREST_DECLARED;
import static org.fengqiao.routing.model.RoutingRefusal.NOTHING_PROPOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_INVITED;
import static org.fengqiao.routing.model.RoutingRefusal.NO_QUORUM;
import static org.fengqiao.routing.model.RoutingRefusal.NO_SUCH_CONSULTATION;
import static org.fengqiao.routing.model.RoutingRefusal.OF_THE_DISPUTING_SIDE;
import static org.fengqiao.routing.model.RoutingRefusal.UNIT_DOES_NOT_SERVE;
import static org.fengqiao.routing.model.RoutingRefusal.UNKNOWN_UNIT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.Consultation.Concluded;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.ConsultationCommand.ConcludeConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ConveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.DeclareInterest;
import org.fengqiao.routing.model.ConsultationCommand.EscalateConsultation;
import org.fengqiao.routing.model.ConsultationCommand.InviteToConsultation;
import org.fengqiao.routing.model.ConsultationCommand.ReconveneConsultation;
import org.fengqiao.routing.model.ConsultationCommand.RecordOpinion;
import org.fengqiao.routing.model.ConsultationCommand.Step;
import org.fengqiao.routing.model.ConsultationCommand.WaiveConsultation;
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
import org.fengqiao.routing.model.ConsultationRules.Convening;
import org.fengqiao.routing.model.ConsultationRules.Rule;
import org.fengqiao.routing.model.ConsultationRules.Seat;
import org.fengqiao.routing.model.ConsultationRules.Table;
import org.fengqiao.routing.model.ConsultationRules.Version;
import org.fengqiao.routing.model.ConsultationRules.When;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.RoutingCommand.AssignCase;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.CloseCase;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.InterestCause;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;

/** Consultation on a case: when it is convened, who is heard, what it decides, and what follows. */
class ConsultationDeciderTest {

    static final String POLICE = "kundulun-police";
    static final String EXPERT = "lawyer-7";
    static final LocalDate TODAY = LocalDate.of(2024, 3, 20);
    static final Participant LEADER = new Participant("head", CENTRE, null);
    static final Participant MEDIATOR = new Participant("zhang", STREET, null);
    static final DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> UNKNOWN =
            DeciderScenario.of(new Unexplained(new RoutingDecider(Histories.under(CONSULTATIONS))));

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> assigned() {
        return UNKNOWN.given(TRIAGED, ASSIGNED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> taken() {
        return UNKNOWN.given(TRIAGED, ASSIGNED, CLAIMED);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> settled() {
        return taken().given(AGREED);
    }

    static final Quorum TWO_THIRDS = new Quorum(66, 2);

    static ConveneConsultation convene(String... units) {
        return new ConveneConsultation(
                ConsultationCause.LEADERS_WISH,
                LEADER,
                words("楼上楼下为何谈不拢"),
                List.of(units),
                List.of(EXPERT),
                new Materials(List.of(TOLD), List.of("ab12")),
                DisputingSide.UNKNOWN,
                SOON);
    }

    static ConsultationConvened convened(int number, boolean holdsCase) {
        return new ConsultationConvened(
                number,
                List.of(ConsultationCause.LEADERS_WISH),
                List.of(),
                "2022-05",
                CENTRE,
                List.of(CENTRE, STREET),
                List.of(EXPERT),
                words("楼上楼下为何谈不拢"),
                new Materials(List.of(TOLD), List.of("ab12")),
                TWO_THIRDS,
                "consultation",
                holdsCase,
                null,
                SOON);
    }

    static RecordOpinion opinion(Participant by, Position position) {
        return new RecordOpinion(1, by, position, words("我看可以"), DisputingSide.UNKNOWN, LATER);
    }

    static OpinionRecorded given(int number, Participant by, Position position) {
        return new OpinionRecorded(1, number, by.person(), by.unit(), position, words("我看可以"), LATER);
    }

    static ConcludeConsultation conclude(String lead, Step... steps) {
        return new ConcludeConsultation(
                1,
                LEADER,
                lead,
                List.of(steps).stream()
                        .map(Step::unit)
                        .filter(unit -> !unit.equals(lead))
                        .distinct()
                        .toList(),
                null,
                words("由街道牵头"),
                List.of(steps),
                DisputingSide.UNKNOWN,
                TODAY,
                LATER);
    }

    static ConsultationConcluded concluded(String lead, Path path, String... dissenting) {
        return concluded(lead, List.of(), path, dissenting);
    }

    static ConsultationConcluded concluded(String lead, List<String> supports, Path path, String... dissenting) {
        return new ConsultationConcluded(
                1, CENTRE, lead, supports, path, words("由街道牵头"), 0, 2, 2, List.of(dissenting), LATER);
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> consulted() {
        return taken().given(convened(1, false));
    }

    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> heard() {
        return consulted().given(given(1, MEDIATOR, Position.SUPPORTS), given(2, LEADER, Position.DISSENTS));
    }

    /** A case in its third round: nobody has it until the consultation is concluded. */
    static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> roundInCircles() {
        return UNKNOWN.given(
                TRIAGED,
                ASSIGNED,
                CLAIMED,
                retriaged(RetriageCause.MEDIATION_FAILED, Complexity.SIMPLE, Risk.LOW, Path.PETITION, "?"),
                new CaseAssigned(2, DESK, Path.PETITION),
                claimed(2, DESK, Path.PETITION, Complexity.SIMPLE),
                retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.MEDIATION, "?"),
                new CaseAssigned(3, STREET, Path.MEDIATION),
                claimed(3, STREET, Path.MEDIATION, Complexity.SIMPLE));
    }

    static final RecordFailure THIRD = new RecordFailure(3, RetriageCause.MEDIATION_FAILED, LATER);

    static RoutingCase.Known stateAfter(DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> scenario) {
        return scenario.when(new EscalateConsultation(99, 0)).state().known();
    }

    @Nested
    class ByRule {

        @Test
        void aRiskyCaseIsConsultedOnAtOnceAndItsUnitGoesOnMeanwhile() {
            var risky = new TriageCase(
                    new TriageFacts("POLICE", words("NEIGHBOUR"), words("持刀"), Money.yuan("1.00"), null, BROUGHT),
                    new RoutingCommand.Told(words("NEIGHBOUR"), words("持刀")),
                    ZHAOTAN,
                    PARTIES,
                    RECEIVED,
                    MORNING);
            var events = UNKNOWN.when(risky).events();
            assertThat(events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly(
                            "CaseTriaged",
                            "ConsultationConvened",
                            "RiskNoted",
                            "ConsultationCauseAdded",
                            "CaseAlerted",
                            "CaseAssigned");
            assertThat(events.get(1))
                    .isEqualTo(new ConsultationConvened(
                            1,
                            List.of(ConsultationCause.HIGH_RISK, ConsultationCause.COMPLEX),
                            List.of("high-risk: risk is HIGH", "complex: complexity is COMPLEX"),
                            "2022-05",
                            CENTRE,
                            List.of(CENTRE, STREET),
                            List.of(),
                            null,
                            Materials.NONE,
                            TWO_THIRDS,
                            "consultation-urgent",
                            false,
                            null,
                            MORNING));
            assertThat(events.get(3))
                    .isEqualTo(new ConsultationCauseAdded(
                            1,
                            List.of(ConsultationCause.RISK_GROUND),
                            List.of("risk-ground: a ground of risk asks for it"),
                            "2022-05",
                            false,
                            MORNING));
            assertThat(events.get(5)).isEqualTo(ASSIGNED);
        }

        @Test
        void aComplexCaseIsProposed() {
            var much = new TriageCase(
                    new TriageFacts("POLICE", words("NEIGHBOUR"), words("漏水"), Money.yuan("300000.00"), null, BROUGHT),
                    new RoutingCommand.Told(words("NEIGHBOUR"), words("漏水")),
                    ZHAOTAN,
                    PARTIES,
                    RECEIVED,
                    MORNING);
            assertThat(UNKNOWN.when(much).events())
                    .contains(new ConsultationProposed(
                            List.of(ConsultationCause.COMPLEX),
                            List.of("complex: complexity is COMPLEX"),
                            "2022-05",
                            MORNING));
        }

        @Test
        void anOrdinaryCaseIsNot() {
            UNKNOWN.when(LEAK).then(TRIAGED, ASSIGNED);
        }

        @Test
        void inTheThirdRoundNobodyGetsTheCaseUntilItIsConsultedOn() {
            var third = roundInCircles().when(THIRD);
            assertThat(third.events()).hasSize(2);
            assertThat(third.events().getFirst()).isInstanceOf(CaseRetriaged.class);
            assertThat(third.events().getLast()).isInstanceOfSatisfying(ConsultationConvened.class, convened -> {
                assertThat(convened.causes()).containsExactly(ConsultationCause.THIRD_ROUND);
                assertThat(convened.because()).containsExactly("third-round: judged again 3 times (limit 3)");
                assertThat(convened.holdsCase()).isTrue();
                assertThat(convened.chair()).isEqualTo(CENTRE);
                assertThat(convened.units()).contains(CENTRE, STREET, DESK, POLICE);
                assertThat(convened.reconvenes()).isNull();
            });
            assertThat(third.state()).isInstanceOf(RoutingCase.Triaged.class);
            var held = roundInCircles().given(third.events());
            held.when(new AssignCase(STREET, LATER)).thenRefused(AWAITS_CONSULTATION);
            held.when(new ClaimCase(null, null, STREET, "zhang", LATER)).thenRefused(AWAITS_CONSULTATION);
            held.when(new CloseCase(Outcome.MERGED, TOLD, words("?"), LATER)).thenRefused(AWAITS_CONSULTATION);
            held.when(new OverruleTriage("OTHER", Complexity.SIMPLE, Risk.LOW, Path.PETITION, words("?"), LATER))
                    .thenRefused(AWAITS_CONSULTATION);
            assertThat(held.when(new WithdrawCase(TOLD, LATER)).events())
                    .hasSize(2)
                    .contains(new ConsultationDiscontinued(1, LATER));
        }

        @Test
        void whatAPersonJudgesOtherwiseIsNoRound() {
            var overruled = roundInCircles()
                    .when(new OverruleTriage("OTHER", Complexity.SIMPLE, Risk.LOW, Path.PETITION, words("?"), LATER));
            assertThat(overruled.events()).hasSize(2);
            assertThat(stateAfter(roundInCircles().given(overruled.events()))
                            .dossier()
                            .consultations()
                            .rounds())
                    .isEqualTo(2);
        }

        @Test
        void everyRoundAfterTheThirdIsConsultedOnToo() {
            var third = roundInCircles().when(THIRD).events();
            var fourth = roundInCircles()
                    .given(third)
                    .given(
                            concluded(STREET, Path.PETITION),
                            new CaseAssigned(4, DESK, Path.PETITION),
                            claimed(4, DESK, Path.PETITION, Complexity.SIMPLE))
                    .when(new RecordFailure(4, RetriageCause.FAST_TRACK_DISMISSED, LATER));
            assertThat(fourth.events().getLast()).isInstanceOfSatisfying(ConsultationConvened.class, convened -> {
                assertThat(convened.consultation()).isEqualTo(2);
                assertThat(convened.holdsCase()).isTrue();
            });
        }

        @Test
        void aCaseThatIsGivenBackTwiceWaitsForAConsultation() {
            var once = assigned().when(new ReturnCase(STREET, words("不归我们管"), POLICE, SOON));
            assertThat(once.events()).hasSize(2).last().isInstanceOf(CaseAssigned.class);
            var twice = assigned().given(once.events()).when(new ReturnCase(null, words("也不归我们管"), STREET, SOON));
            assertThat(twice.events()).hasSize(2);
            assertThat(twice.events().getFirst()).isInstanceOf(CaseReturned.class);
            assertThat(twice.events().getLast()).isInstanceOfSatisfying(ConsultationConvened.class, convened -> {
                assertThat(convened.causes()).containsExactly(ConsultationCause.TWICE_RETURNED);
                assertThat(convened.units()).contains(CENTRE, STREET, POLICE);
            });
        }

        @Test
        void aCaseThatIsGivenToASecondDepartmentIsProposedForAConsultation() {
            var withPolice = taken().given(
                            retriaged(RetriageCause.REQUESTED, Complexity.SIMPLE, Risk.LOW, Path.ADMINISTRATIVE, "?"),
                            new CaseAssigned(2, POLICE, Path.ADMINISTRATIVE));
            assertThat(withPolice
                            .when(new AssignCase("kundulun-housing", LATER))
                            .events())
                    .containsExactly(
                            new CaseAssigned(3, "kundulun-housing", Path.ADMINISTRATIVE),
                            new ConsultationProposed(
                                    List.of(ConsultationCause.CROSS_DEPARTMENT),
                                    List.of("several-departments: 2 departments are concerned (limit 2)"),
                                    "2022-05",
                                    LATER));
        }

        @Test
        void aRoundDuringAConsultationAddsItsCauseAndHoldsTheCase() {
            var third = roundInCircles().given(convened(1, false)).when(THIRD);
            assertThat(third.events()).hasSize(2);
            assertThat(third.events().getLast())
                    .isEqualTo(new ConsultationCauseAdded(
                            1,
                            List.of(ConsultationCause.THIRD_ROUND),
                            List.of("third-round: judged again 3 times (limit 3)"),
                            "2022-05",
                            true,
                            LATER));
            assertThat(third.state().known().dossier().consultations().holdsCase())
                    .isTrue();
        }

        @Test
        void anUnknownTimeHasNoRulesAndConvenesNothing() {
            var before = new ConveneConsultation(
                    ConsultationCause.REQUESTED,
                    LEADER,
                    words("?"),
                    List.of(),
                    List.of(),
                    Materials.NONE,
                    DisputingSide.UNKNOWN,
                    Instant.parse("2001-01-01T00:00:00Z"));
            taken().when(before).thenRefused(RoutingRefusal.NO_CONSULTATION_RULES);
        }
    }

    /** Cases whose street is not known and that no department is made for: nobody but the centre has a seat. */
    @Nested
    class Reserves {

        static final Place SOMEWHERE = new Place("昆都仑区", null, null, null, false);
        static final String JUSTICE = "kundulun-justice";

        /** Events of a risky case that no street and no department is made for. */
        static List<RoutingEvent> risky() {
            return UNKNOWN.when(new TriageCase(
                            new TriageFacts("POLICE", words("OTHER"), words("持刀"), Money.yuan("1.00"), null, BROUGHT),
                            new RoutingCommand.Told(words("OTHER"), words("持刀")),
                            SOMEWHERE,
                            PARTIES,
                            RECEIVED,
                            MORNING))
                    .events();
        }

        static List<String> seats(List<RoutingEvent> events) {
            return events.stream()
                    .filter(ConsultationConvened.class::isInstance)
                    .map(ConsultationConvened.class::cast)
                    .reduce((_, last) -> last)
                    .orElseThrow()
                    .units();
        }

        @Test
        void theDepartmentOfJusticeSitsWithACentreThatWouldSitAlone() {
            assertThat(seats(risky())).containsExactly(CENTRE, JUSTICE);
        }

        @Test
        void itSitsThereTooIfALeaderConvenesAndNamesNobody() {
            var calm = UNKNOWN.given(risky().stream()
                    .filter(event -> !(event instanceof ConsultationEvent))
                    .toList());
            assertThat(seats(calm.when(convene()).events())).containsExactly(CENTRE, JUSTICE);
            assertThat(seats(calm.when(convene(POLICE)).events())).containsExactly(CENTRE, POLICE);
        }
    }

    @Nested
    class ByHand {

        @Test
        void aLeaderConvenesAndTheRulesSayWhoMeetsIfNobodyIsNamed() {
            taken().when(convene()).then(convened(1, false));
        }

        @Test
        void whatWasProposedIsAmongTheCauses() {
            var proposed = new ConsultationProposed(
                    List.of(ConsultationCause.COMPLEX), List.of("complex: complexity is COMPLEX"), "2022-05", MORNING);
            assertThat(taken().given(proposed).when(convene(POLICE)).events())
                    .singleElement()
                    .isInstanceOfSatisfying(ConsultationConvened.class, convened -> {
                        assertThat(convened.causes())
                                .containsExactly(ConsultationCause.COMPLEX, ConsultationCause.LEADERS_WISH);
                        assertThat(convened.because()).containsExactly("complex: complexity is COMPLEX");
                        assertThat(convened.units()).containsExactly(CENTRE, POLICE);
                    });
            taken().given(proposed)
                    .when(new WaiveConsultation(words("街道已有办法"), LATER))
                    .then(new ConsultationWaived(List.of(ConsultationCause.COMPLEX), words("街道已有办法"), LATER));
            taken().when(new WaiveConsultation(words("?"), LATER)).thenRefused(NOTHING_PROPOSED);
        }

        @Test
        void oneConsultationIsOpenAtATime() {
            consulted().when(convene()).thenRefused(CONSULTATION_UNDERWAY);
        }

        @Test
        void aClosedCaseHasNone() {
            settled().when(convene()).thenRefused(CLOSED);
            settled().when(opinion(MEDIATOR, Position.SUPPORTS)).thenRefused(CLOSED);
            assertThat(consulted()
                            .when(new RoutingCommand.RecordConclusion(1, Outcome.AGREED, TOLD, LATER))
                            .events())
                    .containsExactly(AGREED, new ConsultationDiscontinued(1, LATER));
        }

        @Test
        void onlyUnitsThatExistAreInvited() {
            taken().when(convene("nobody")).thenRefused(UNKNOWN_UNIT);
            consulted()
                    .when(new InviteToConsultation(
                            1, List.of("nobody"), List.of(), Materials.NONE, DisputingSide.UNKNOWN, LATER))
                    .thenRefused(UNKNOWN_UNIT);
        }

        @Test
        void moreAreInvitedLaterAndTheSameAgainIsNothingNew() {
            var invitation = new InviteToConsultation(
                    1,
                    List.of(POLICE, STREET),
                    List.of(EXPERT),
                    new Materials(List.of(TOLD), List.of("cd34")),
                    DisputingSide.UNKNOWN,
                    LATER);
            var invited = new ParticipantsInvited(
                    1, List.of(POLICE), List.of(), new Materials(List.of(), List.of("cd34")), LATER);
            consulted().when(invitation).then(invited);
            consulted().given(invited).when(invitation).thenNothing();
        }
    }

    @Nested
    class Opinions {

        @Test
        void thoseInvitedAreHeardForTheirUnitOrForThemselves() {
            consulted().when(opinion(MEDIATOR, Position.SUPPORTS)).then(given(1, MEDIATOR, Position.SUPPORTS));
            consulted()
                    .when(opinion(new Participant(EXPERT, null, null), Position.DISSENTS))
                    .then(given(1, new Participant(EXPERT, null, null), Position.DISSENTS));
        }

        @Test
        void nobodyElseIs() {
            consulted()
                    .when(opinion(new Participant("li", POLICE, null), Position.SUPPORTS))
                    .thenRefused(NOT_INVITED);
            consulted()
                    .when(opinion(new Participant("li", null, null), Position.SUPPORTS))
                    .thenRefused(NOT_INVITED);
            taken().when(opinion(MEDIATOR, Position.SUPPORTS)).thenRefused(NO_SUCH_CONSULTATION);
        }

        @Test
        void theDisputingSideIsNot() {
            var side = new DisputingSide(Set.of(STREET), Set.of(EXPERT));
            for (var by : List.of(
                    MEDIATOR, new Participant(EXPERT, CENTRE, null), new Participant("head", CENTRE, "applicant-1"))) {
                consulted()
                        .when(new RecordOpinion(1, by, Position.SUPPORTS, words("?"), side, LATER))
                        .thenRefused(OF_THE_DISPUTING_SIDE);
            }
            taken().when(new ConveneConsultation(
                            ConsultationCause.REQUESTED,
                            LEADER,
                            words("?"),
                            List.of(STREET),
                            List.of(),
                            Materials.NONE,
                            side,
                            SOON))
                    .thenRefused(OF_THE_DISPUTING_SIDE);
        }

        @Test
        void whoDeclaresAnInterestIsHeardNoMoreAndTheOpinionCountsNoMore() {
            var interest = new DeclareInterest(1, MEDIATOR, false, words("与当事人有亲属关系"), LATER);
            var recused = new ParticipantRecused(1, "zhang", STREET, false, words("与当事人有亲属关系"), LATER);
            heard().when(interest).then(recused);
            heard().given(recused).when(interest).thenNothing();
            heard().given(recused).when(opinion(MEDIATOR, Position.SUPPORTS)).thenRefused(INTEREST_DECLARED);
            heard().given(recused).when(conclude(STREET)).thenRefused(NO_QUORUM);
            assertThat(heard().given(recused)
                            .when(opinion(new Participant("wang", STREET, null), Position.SUPPORTS))
                            .events())
                    .hasSize(1);
            consulted()
                    .when(new DeclareInterest(1, new Participant("li", POLICE, null), false, words("?"), LATER))
                    .thenRefused(NOT_INVITED);
        }

        @Test
        void aUnitWithAnInterestIsInvitedNoMore() {
            var recused = new ParticipantRecused(1, "zhang", STREET, true, words("本街道是利害关系人"), LATER);
            var without = consulted().given(recused);
            without.when(opinion(new Participant("wang", STREET, null), Position.SUPPORTS))
                    .thenRefused(INTEREST_DECLARED);
            without.when(new InviteToConsultation(
                            1, List.of(STREET), List.of(), Materials.NONE, DisputingSide.UNKNOWN, LATER))
                    .thenRefused(INTEREST_DECLARED);
        }

        @Test
        void theLatestOpinionOfAUnitCountsAndAllAreKept() {
            var changed = consulted()
                    .given(
                            given(1, MEDIATOR, Position.DISSENTS),
                            given(2, new Participant("wang", STREET, null), Position.SUPPORTS));
            changed.when(conclude(STREET)).thenRefused(NO_QUORUM);
            assertThat(stateAfter(changed)
                            .dossier()
                            .consultations()
                            .underway()
                            .orElseThrow()
                            .meeting()
                            .opinions())
                    .hasSize(2);
        }
    }

    @Nested
    class Conclusions {

        @Test
        void withoutAQuorumThereIsNone() {
            consulted().when(conclude(STREET)).thenRefused(NO_QUORUM);
            consulted()
                    .given(given(1, MEDIATOR, Position.SUPPORTS))
                    .when(conclude(STREET))
                    .thenRefused(NO_QUORUM);
        }

        @Test
        void theHolderKeepsTheCaseIfItLeadsAndDissentIsKept() {
            heard().when(conclude(STREET)).then(concluded(STREET, Path.MEDIATION, CENTRE));
        }

        @Test
        void anotherLeadGetsTheCase() {
            heard().when(conclude(CENTRE))
                    .then(concluded(CENTRE, Path.MEDIATION, CENTRE), new CaseAssigned(2, CENTRE, Path.MEDIATION));
        }

        @Test
        void whoSupportsTheLeadHasSomethingToDo() {
            var look = new Step(words("核查噪声"), POLICE, TODAY.plusDays(5));
            var assigned = new DutyAssigned(1, 1, POLICE, words("核查噪声"), TODAY.plusDays(5), 5, LATER);
            heard().when(conclude(STREET, look))
                    .then(concluded(STREET, List.of(POLICE), Path.MEDIATION, CENTRE), assigned);
            var joint = heard().given(concluded(STREET, List.of(POLICE), Path.MEDIATION), assigned);
            assertThat(stateAfter(joint).oversight().duties().supporting(STREET))
                    .containsExactly(POLICE);
            heard().when(new ConcludeConsultation(
                            1,
                            LEADER,
                            STREET,
                            List.of(STREET, POLICE),
                            null,
                            words("?"),
                            List.of(new Step(words("?"), STREET, TODAY.plusDays(5))),
                            DisputingSide.UNKNOWN,
                            TODAY,
                            LATER))
                    .thenRefused(SUPPORT_WITHOUT_DUTY);
        }

        @Test
        void whoHasAnInterestIsAskedForNothing() {
            var look = conclude(STREET, new Step(words("?"), POLICE, TODAY.plusDays(5)));
            heard().given(new InterestNoted(POLICE, null, true, InterestCause.IS_A_PARTY, null, SOON))
                    .when(look)
                    .thenRefused(HAS_AN_INTEREST);
            heard().when(new ConcludeConsultation(
                            1,
                            LEADER,
                            STREET,
                            List.of(),
                            null,
                            words("?"),
                            look.steps(),
                            new DisputingSide(Set.of(POLICE), Set.of()),
                            TODAY,
                            LATER))
                    .thenRefused(OF_THE_DISPUTING_SIDE);
        }

        @Test
        void anotherPathIsAnotherJudgement() {
            var other = new ConcludeConsultation(
                    1,
                    LEADER,
                    DESK,
                    List.of(),
                    Path.PETITION,
                    words("由街道牵头"),
                    List.of(),
                    DisputingSide.UNKNOWN,
                    TODAY,
                    LATER);
            var events = heard().when(other).events();
            assertThat(events).hasSize(3);
            assertThat(events.get(1)).isInstanceOfSatisfying(CaseRetriaged.class, again -> {
                assertThat(again.cause()).isEqualTo(RetriageCause.CONSULTED);
                assertThat(again.path()).isEqualTo(Path.PETITION);
                assertThat(again.rule()).isEqualTo("decided-by-a-consultation");
            });
            assertThat(events.get(2)).isEqualTo(new CaseAssigned(2, DESK, Path.PETITION));
        }

        @Test
        void theStepsOfThePlanAreDuties() {
            var repair = new Step(words("请专业公司查漏"), STREET, TODAY.plusDays(10));
            heard().when(conclude(STREET, repair))
                    .then(
                            concluded(STREET, Path.MEDIATION, CENTRE),
                            new DutyAssigned(1, 1, STREET, words("请专业公司查漏"), TODAY.plusDays(10), 10, LATER));
            for (var wrong : List.of(TODAY, TODAY.minusDays(1), TODAY.plusDays(181))) {
                heard().when(conclude(STREET, new Step(words("?"), STREET, wrong)))
                        .thenRefused(DUE_DAY_OUT_OF_RANGE);
            }
            heard().when(conclude(STREET, new Step(words("?"), "nobody", TODAY.plusDays(1))))
                    .thenRefused(UNKNOWN_UNIT);
        }

        @Test
        void theLeadWorksOnThePathAndIsNoParty() {
            heard().when(conclude(DESK)).thenRefused(UNIT_DOES_NOT_SERVE);
            heard().when(conclude("nobody")).thenRefused(UNKNOWN_UNIT);
            heard().when(new ConcludeConsultation(
                            1,
                            LEADER,
                            STREET,
                            List.of(),
                            null,
                            words("?"),
                            List.of(),
                            new DisputingSide(Set.of(STREET), Set.of()),
                            TODAY,
                            LATER))
                    .thenRefused(OF_THE_DISPUTING_SIDE);
        }

        @Test
        void afterItNothingIsSaidAndTheSameAgainIsNothingNew() {
            var over = heard().given(concluded(STREET, Path.MEDIATION, CENTRE));
            over.when(opinion(MEDIATOR, Position.SUPPORTS)).thenRefused(CONSULTATION_ENDED);
            over.when(new DeclareInterest(1, MEDIATOR, false, words("?"), LATER))
                    .thenRefused(CONSULTATION_ENDED);
            over.when(conclude(STREET)).thenNothing();
            over.when(conclude(CENTRE)).thenRefused(CONSULTATION_ENDED);
        }

        @Test
        void itEndsTheWaitingOfACaseThatWentRoundInCircles() {
            var third = roundInCircles().when(THIRD).events();
            var heard = roundInCircles().given(third);
            for (var unit : List.of(CENTRE, STREET, DESK, POLICE)) {
                heard = heard.given(given(1, new Participant("p", unit, null), Position.SUPPORTS));
            }
            assertThat(heard.when(conclude(DESK)).events())
                    .hasSize(2)
                    .last()
                    .isEqualTo(new CaseAssigned(4, DESK, Path.PETITION));
        }
    }

    @Nested
    class Afterwards {

        static final DutyAssigned DUTY =
                new DutyAssigned(1, 1, STREET, words("请专业公司查漏"), TODAY.plusDays(10), 10, LATER);

        static DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> planned() {
            return heard().given(concluded(STREET, Path.MEDIATION), DUTY);
        }

        @Test
        void whatIsReconvenedGoesOnWithTheSameMembersAndItsHistory() {
            var again = new ReconveneConsultation(
                    1, LEADER, words("方案未奏效"), List.of(), List.of(), Materials.NONE, DisputingSide.UNKNOWN, LATER);
            assertThat(planned().when(again).events())
                    .singleElement()
                    .isInstanceOfSatisfying(ConsultationConvened.class, convened -> {
                        assertThat(convened.consultation()).isEqualTo(2);
                        assertThat(convened.reconvenes()).isEqualTo(1);
                        assertThat(convened.causes()).containsExactly(ConsultationCause.RECONVENED);
                        assertThat(convened.units()).containsExactly(CENTRE, STREET);
                        assertThat(convened.experts()).containsExactly(EXPERT);
                        assertThat(convened.materials()).isEqualTo(new Materials(List.of(TOLD), List.of("ab12")));
                    });
            var reconvened = planned().given(planned().when(again).events());
            assertThat(stateAfter(reconvened).dossier().consultations().all().getFirst())
                    .isInstanceOf(Concluded.class);
            consulted().when(again).thenRefused(CONSULTATION_UNDERWAY);
            taken().when(again).thenRefused(NO_SUCH_CONSULTATION);
        }

        @Test
        void whoDeclaredAnInterestTakesNoPartWhenItIsReconvened() {
            var interest = words("本街道是利害关系人");
            var ended = consulted()
                    .given(
                            new ParticipantRecused(1, "zhang", STREET, true, interest, LATER),
                            new ParticipantRecused(1, "li", CENTRE, false, interest, LATER),
                            new ConsultationDiscontinued(1, LATER));
            assertThat(ended.when(reconvene(LEADER)).events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ConsultationConvened.class,
                            convened -> assertThat(convened.units()).containsExactly(CENTRE));
            ended.when(reconvene(LEADER, STREET)).thenRefused(INTEREST_DECLARED);
            ended.when(reconvene(new Participant("li", CENTRE, null))).thenRefused(INTEREST_DECLARED);

            var again = ended.given(ended.when(reconvene(LEADER)).events());
            again.when(new InviteToConsultation(
                            2, List.of(STREET), List.of(), Materials.NONE, DisputingSide.UNKNOWN, LATER))
                    .thenRefused(INTEREST_DECLARED);
            again.when(new RecordOpinion(
                            2,
                            new Participant("li", CENTRE, null),
                            Position.SUPPORTS,
                            words("?"),
                            DisputingSide.UNKNOWN,
                            LATER))
                    .thenRefused(INTEREST_DECLARED);
        }

        private static ReconveneConsultation reconvene(Participant by, String... units) {
            return new ReconveneConsultation(
                    1, by, words("再议"), List.of(units), List.of(), Materials.NONE, DisputingSide.UNKNOWN, LATER);
        }

        @Test
        void anotherPlanTakesThePlaceOfTheEarlier() {
            var second = planned()
                    .given(convened(2, false))
                    .given(
                            new OpinionRecorded(2, 1, "zhang", STREET, Position.SUPPORTS, words("?"), LATER),
                            new OpinionRecorded(2, 2, "head", CENTRE, Position.SUPPORTS, words("?"), LATER));
            assertThat(second.when(new ConcludeConsultation(
                                    2,
                                    LEADER,
                                    STREET,
                                    List.of(),
                                    null,
                                    words("?"),
                                    List.of(new Step(words("?"), STREET, TODAY.plusDays(3))),
                                    DisputingSide.UNKNOWN,
                                    TODAY,
                                    LATER))
                            .events())
                    .contains(
                            new DutyCancelled(1, DutyCancellation.SUPERSEDED, LATER),
                            new DutyAssigned(2, 2, STREET, words("?"), TODAY.plusDays(3), 3, LATER));
        }

        @Test
        void whatIsNotConcludedInTimeGoesOneLevelUpUntilTheTop() {
            var atTheStreet = taken().given(new ConsultationConvened(
                    1,
                    List.of(ConsultationCause.LEADERS_WISH),
                    List.of(),
                    "2022-05",
                    STREET,
                    List.of(STREET),
                    List.of(),
                    null,
                    Materials.NONE,
                    TWO_THIRDS,
                    "consultation",
                    false,
                    null,
                    SOON));
            var up = new ConsultationEscalated(1, 1, STREET, CENTRE);
            atTheStreet.when(new EscalateConsultation(1, 0)).then(up);
            atTheStreet.given(up).when(new EscalateConsultation(1, 0)).thenNothing();
            atTheStreet
                    .given(up)
                    .when(new EscalateConsultation(1, 1))
                    .then(new ConsultationEscalated(1, 2, CENTRE, null));
            heard().given(concluded(STREET, Path.MEDIATION))
                    .when(new EscalateConsultation(1, 0))
                    .thenNothing();
        }
    }

    @Nested
    class Rules {

        static ConsultationRules of(Rule... rules) {
            var table = new Table(Seat.DISTRICT_CENTRE, "consultation", List.of(Seat.HOLDER));
            return new ConsultationRules(
                    List.of(new Version("v", Instant.EPOCH, TWO_THIRDS, List.of(), table, 180, List.of(rules))));
        }

        @Test
        void aFaultyRuleIsNamed() {
            var always = new When(List.of(), List.of(), false, null, null, null);
            var risky = new When(List.of(), List.of(Risk.HIGH), false, null, null, null);
            assertThatThrownBy(() -> of(
                            new Rule("always", ConsultationCause.COMPLEX, always, Convening.LIST, false, null),
                            new Rule("wish", ConsultationCause.LEADERS_WISH, risky, Convening.CONVENE, false, null),
                            new Rule(
                                    "holds",
                                    ConsultationCause.HIGH_RISK,
                                    risky,
                                    Convening.PROPOSE,
                                    true,
                                    new Table(Seat.HOLDER, "soon", List.of())),
                            new Rule("holds", ConsultationCause.HIGH_RISK, risky, Convening.LIST, false, null)))
                    .hasMessageContaining("v, rule always: it holds for every case")
                    .hasMessageContaining("v, rule wish: no rule can be the cause LEADERS_WISH")
                    .hasMessageContaining("v, rule wish: it does not say who meets")
                    .hasMessageContaining("v, rule holds: only a consultation that is convened can hold a case")
                    .hasMessageContaining("v, rule holds: unknown time limit soon")
                    .hasMessageContaining("v, rule holds: the id is used twice");
            assertThatThrownBy(() -> new ConsultationRules(List.of())).hasMessageContaining("there is no version");
            assertThatThrownBy(() -> new Quorum(0, 2)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void aQuorumIsAShareAndAMinimum() {
            assertThat(TWO_THIRDS.of(2)).isEqualTo(2);
            assertThat(TWO_THIRDS.of(3)).isEqualTo(2);
            assertThat(TWO_THIRDS.of(6)).isEqualTo(4);
            assertThat(TWO_THIRDS.of(1)).isEqualTo(2);
        }

        @Test
        void whatIsPublishedStartsWithTheDaysOfTheTriageTable() {
            assertThat(CONSULTATIONS.inForceAt(MORNING).orElseThrow().version()).isEqualTo("2022-05");
            assertThat(CONSULTATIONS.inForceAt(Instant.EPOCH)).isEmpty();
        }
    }
}
