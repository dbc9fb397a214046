package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.BROUGHT;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.CONSULTATIONS;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.PARTIES;
import static org.fengqiao.routing.model.Histories.RECEIVED;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.TOLD;
import static org.fengqiao.routing.model.Histories.TRIBUNAL;
import static org.fengqiao.routing.model.Histories.ZHAOTAN;
import static org.fengqiao.routing.model.Histories.words;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.routing.model.Consultation.DisputingSide;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.Consultation.Participant;
import org.fengqiao.routing.model.Consultation.Position;
import org.fengqiao.routing.model.Consultation.Underway;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationDiscontinued;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;

/** Invariants of consultations, whatever people, services and clocks ask for, in whatever order. */
class ConsultationPropertiesTest {

    static final List<String> UNITS = List.of(STREET, DESK, CENTRE, TRIBUNAL, "kundulun-police", "nobody");
    static final DisputingSide POLICE_IS_A_PARTY = new DisputingSide(Set.of("kundulun-police"), Set.of("applicant-1"));
    static final LocalDate TODAY = LocalDate.of(2024, 3, 20);

    /** Commands as they come, right and wrong. */
    record Anybody(Random random) {

        RoutingCommand command() {
            return switch (random.nextInt(38)) {
                case 0 -> first(random.nextBoolean());
                case 1 -> new RoutingCommand.AssignCase(unit(), LATER);
                case 2, 3 -> new RoutingCommand.ClaimCase(null, null, unit(), "zhang", LATER);
                case 4 -> new RoutingCommand.ReturnCase(null, words("?"), random.nextBoolean() ? unit() : null, LATER);
                case 5 -> new RoutingCommand.EscalateCase(null, words("?"));
                case 6, 7 ->
                    new RoutingCommand.RecordFailure(
                            number(), one(List.of(RetriageCause.MEDIATION_FAILED, RetriageCause.DISSATISFIED)), LATER);
                case 8 -> new RoutingCommand.RecordConclusion(number(), Outcome.AGREED, TOLD, LATER);
                case 9 ->
                    random.nextInt(6) == 0
                            ? new RoutingCommand.WithdrawCase(TOLD, LATER)
                            : new RoutingCommand.NoteAgreement(TOLD);
                case 10, 35, 36 -> approval();
                case 11 -> new RoutingCommand.CloseCase(Outcome.MERGED, TOLD, words("?"), LATER);
                case 12 ->
                    new RoutingCommand.OverruleTriage(
                            "NEIGHBOUR",
                            one(List.of(Complexity.values())),
                            one(List.of(Risk.values())),
                            one(List.of(Path.values())),
                            words("?"),
                            LATER);
                case 13 ->
                    new ConsultationCommand.ConveneConsultation(
                            ConsultationCause.REQUESTED,
                            somebody(),
                            words("?"),
                            units(),
                            List.of("expert"),
                            Materials.NONE,
                            POLICE_IS_A_PARTY,
                            LATER);
                case 14 ->
                    new ConsultationCommand.ReconveneConsultation(
                            number(),
                            somebody(),
                            words("?"),
                            units(),
                            List.of(),
                            Materials.NONE,
                            POLICE_IS_A_PARTY,
                            LATER);
                case 15 ->
                    new ConsultationCommand.DeclareInterest(
                            number(), somebody(), random.nextInt(4) == 0, words("?"), LATER);
                case 16, 17, 18, 23, 24, 25 ->
                    new ConsultationCommand.RecordOpinion(
                            number(),
                            somebody(),
                            one(List.of(Position.values())),
                            words("?"),
                            POLICE_IS_A_PARTY,
                            LATER);
                case 19, 22 -> conclusion();
                case 20, 26, 27, 28, 29, 30, 31, 32, 33, 34 -> duty();
                default ->
                    random.nextBoolean()
                            ? new ConsultationCommand.EscalateConsultation(number(), random.nextInt(2))
                            : new ConsultationCommand.InviteToConsultation(
                                    number(), units(), List.of(), Materials.NONE, POLICE_IS_A_PARTY, LATER);
            };
        }

        RoutingCommand conclusion() {
            var supports = units();
            return new ConsultationCommand.ConcludeConsultation(
                    number(),
                    somebody(),
                    unit(),
                    supports,
                    random.nextBoolean() ? one(List.of(Path.values())) : null,
                    words("?"),
                    Stream.concat(supports.stream().skip(random.nextInt(9) == 0 ? 1 : 0), Stream.of(unit()))
                            .map(unit ->
                                    new ConsultationCommand.Step(words("?"), unit, TODAY.plusDays(random.nextInt(20))))
                            .toList(),
                    POLICE_IS_A_PARTY,
                    TODAY,
                    LATER);
        }

        RoutingCommand duty() {
            var duty = number();
            var by = random.nextInt(5) == 0 ? unit() : null;
            var worker = one(List.of("li", "wang", "applicant-1"));
            return switch (random.nextInt(12)) {
                case 0, 1, 2, 10 -> new DutyCommand.ClaimDuty(by, null, duty, worker, POLICE_IS_A_PARTY, LATER);
                case 3, 11 ->
                    new DutyCommand.HandOverDuty(by, null, duty, worker, words("?"), POLICE_IS_A_PARTY, LATER);
                case 4 -> new DutyCommand.ReturnDuty(by, duty, words("?"), LATER);
                case 5 -> new DutyCommand.CompleteDuty(duty, by, words("?"), LATER);
                case 6 -> new DutyCommand.DropDuty(by, duty, words("?"), LATER);
                case 7 -> new DutyCommand.EscalateDuty(duty, random.nextInt(3));
                default ->
                    new DutyCommand.NameSupport(
                            by,
                            unit(),
                            words("?"),
                            TODAY.plusDays(random.nextInt(20)),
                            random.nextInt(3) == 0 ? duty : null,
                            POLICE_IS_A_PARTY,
                            TODAY,
                            LATER);
            };
        }

        RoutingCommand approval() {
            var by = one(List.of("zhang", "wang"));
            var act = one(List.of(ApprovalEvent.Act.values()));
            return switch (random.nextInt(6)) {
                case 0 -> new ApprovalCommand.RefuseApproval(number(), by, unit(), words("?"), LATER);
                case 1, 2 ->
                    new ApprovalCommand.RequestApproval(
                            act,
                            act == ApprovalEvent.Act.REOPENING ? null : one(List.of(Outcome.values())),
                            words("?"),
                            by,
                            LATER);
                default -> new ApprovalCommand.GrantApproval(number(), by, unit(), LATER);
            };
        }

        RoutingCommand first(boolean risky) {
            return new RoutingCommand.TriageCase(
                    new TriageFacts(
                            "POLICE",
                            words("NEIGHBOUR"),
                            words(risky ? "持刀" : "漏水"),
                            Money.yuan("1.00"),
                            null,
                            BROUGHT),
                    new RoutingCommand.Told(words("NEIGHBOUR"), words(risky ? "持刀" : "漏水")),
                    ZHAOTAN,
                    PARTIES,
                    RECEIVED,
                    LATER);
        }

        <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        String unit() {
            return one(random.nextInt(4) == 0 ? UNITS : List.of(STREET, CENTRE));
        }

        List<String> units() {
            return random.nextBoolean() ? List.of() : List.of(unit(), unit());
        }

        int number() {
            return 1 + random.nextInt(3) * random.nextInt(2);
        }

        Participant somebody() {
            return new Participant(
                    one(List.of("zhang", "wang", "expert", "applicant-1")),
                    random.nextInt(5) == 0 ? null : unit(),
                    random.nextInt(9) == 0 ? "respondent-1" : null);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theInvariantsHold(int seed) {
        var decider = new RoutingDecider(Histories.under(CONSULTATIONS));
        for (var history = 0; history < 200; history++) {
            var anybody = new Anybody(new Random(seed * 1_000L + history));
            RoutingCase state = decider.initial();
            var all = new ArrayList<RoutingEvent>();
            for (var step = 0; step < 60; step++) {
                var command = step == 0 ? anybody.first(history % 2 == 0) : anybody.command();
                if (decider.decide(command, state) instanceof Accepted<RoutingEvent>(var events)) {
                    for (var event : events) {
                        check(state, event);
                        state = decider.evolve(state, event);
                        all.add(event);
                    }
                    check(state);
                }
            }
            var replayed = all.stream()
                    .reduce(
                            (RoutingCase) new RoutingCase.NotTriaged(Oversight.NONE),
                            decider::evolve,
                            (_, later) -> later);
            assertThat(replayed).isEqualTo(state);
        }
    }

    /** The histories are no empty talk: each event of a consultation occurs, and a case was held up. */
    @Test
    void everythingHappensInThem() {
        var decider = new RoutingDecider(Histories.under(CONSULTATIONS));
        Map<String, Integer> seen = new TreeMap<>();
        for (var history = 0; history < 400; history++) {
            var anybody = new Anybody(new Random(history));
            RoutingCase state = decider.initial();
            for (var step = 0; step < 60; step++) {
                var command = step == 0 ? anybody.first(history % 2 == 0) : anybody.command();
                if (decider.decide(command, state) instanceof Accepted<RoutingEvent>(var events)) {
                    for (var event : events) {
                        seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
                        state = decider.evolve(state, event);
                    }
                }
            }
        }
        assertThat(seen.keySet())
                .contains(
                        "ConsultationProposed",
                        "ConsultationConvened",
                        "ConsultationCauseAdded",
                        "ParticipantsInvited",
                        "ParticipantRecused",
                        "OpinionRecorded",
                        "ConsultationConcluded",
                        "ConsultationDiscontinued",
                        "ConsultationEscalated",
                        "DutyAssigned",
                        "DutyClaimed",
                        "DutyHandedOver",
                        "DutyReturned",
                        "DutyEscalated",
                        "DutyDone",
                        "DutyCancelled");
    }

    private static void check(RoutingCase before, RoutingEvent event) {
        if (!(before instanceof Known known)) {
            return;
        }
        var consultations = known.dossier().consultations();
        var underway = consultations.underway();
        switch (event) {
            case OpinionRecorded e -> {
                var meeting = underway.orElseThrow().meeting();
                assertThat(meeting.number()).isEqualTo(e.consultation());
                var by = new Participant(e.person(), e.unit(), null);
                assertThat(meeting.invites(by)).isTrue();
                assertThat(meeting.hasRecused(by)).isFalse();
                assertThat(POLICE_IS_A_PARTY.has(by)).isFalse();
            }
            case ConsultationConcluded e -> {
                var meeting = underway.orElseThrow().meeting();
                assertThat(e.opinions()).isGreaterThanOrEqualTo(e.needed());
                assertThat(e.needed()).isEqualTo(meeting.quorum().of(meeting.members(POLICE_IS_A_PARTY)));
                assertThat(POLICE_IS_A_PARTY.units()).doesNotContain(e.lead());
                assertThat(e.supports()).doesNotContainAnyElementsOf(POLICE_IS_A_PARTY.units());
            }
            case DutyEvent.DutyAssigned e -> {
                assertThat(POLICE_IS_A_PARTY.units()).doesNotContain(e.unit());
                assertThat(known.dossier().interests().haveUnit(e.unit())).isFalse();
            }
            case DutyEvent.DutyClaimed e -> {
                assertThat(known.oversight().duties().find(e.duty())).containsInstanceOf(Duty.Assigned.class);
                assertThat(known.dossier().interests().havePerson(e.worker())).isFalse();
                assertThat(POLICE_IS_A_PARTY.people()).doesNotContain(e.worker());
            }
            case ConsultationConvened e -> {
                assertThat(underway).isEmpty();
                assertThat(before).isNotInstanceOf(Ended.class);
                assertThat(e.consultation()).isEqualTo(consultations.all().size() + 1);
            }
            case ConsultationDiscontinued _ -> assertThat(underway).isPresent();
            case CaseAssigned _, CaseClaimed _ ->
                assertThat(consultations.holdsCase())
                        .as("given to a unit while a consultation holds it")
                        .isFalse();
            default -> {}
        }
    }

    private static void check(RoutingCase state) {
        var known = state.known();
        var consultations = known.dossier().consultations();
        assertThat(consultations.all().stream().filter(Underway.class::isInstance))
                .hasSizeLessThanOrEqualTo(1);
        check(known, known.oversight().duties());
        switch (known) {
            case Ended _ -> {
                assertThat(consultations.underway()).isEmpty();
                assertThat(consultations.proposed()).isEmpty();
            }
            case Unheld _ ->
                assertThat(consultations.holdsCase())
                        .as("nobody has the case, and no consultation holds it")
                        .isTrue();
            default -> {}
        }
    }

    /** Nobody with an interest has anything to do, and what a lead asked for does not outlive its lead. */
    private static void check(Known known, Duties duties) {
        var interests = known.dossier().interests();
        for (var owed : duties.owed()) {
            switch (owed) {
                case Duty.Assigned d ->
                    assertThat(interests.haveUnit(d.order().unit())).isFalse();
                case Duty.Claimed d -> {
                    assertThat(interests.haveUnit(d.order().unit())).isFalse();
                    assertThat(interests.havePerson(d.worker())).isFalse();
                }
                case Duty.Returned _ -> {}
            }
            var lead = owed.order().lead();
            if (lead != null) {
                assertThat(known).isNotInstanceOf(Ended.class);
                assertThat(Histories.DIRECTORY.shippedUnits().isAtOrAbove(String.valueOf(known.unit()), lead))
                        .as("%s asked for it, and %s leads the case", lead, known.unit())
                        .isTrue();
            }
        }
    }
}
