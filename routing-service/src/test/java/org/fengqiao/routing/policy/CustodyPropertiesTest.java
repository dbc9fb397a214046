package org.fengqiao.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.routing.model.AnybodyOfRouting;
import org.fengqiao.routing.model.ConsultationCommand.EscalateConsultation;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.model.DutyCommand.EscalateDuty;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.RequestDispatchAgain;
import org.fengqiao.routing.model.RoutingDecider;
import org.fengqiao.routing.model.RoutingEvent;

/**
 * The custody of a case, whatever people, services and clocks ask for, in whatever order: an open case has one unit
 * that holds it, or stands before the dispatchers; and whatever nobody has claimed has a clock that runs. So it is with
 * the duty of each unit beside it.
 */
class CustodyPropertiesTest {

    private static final Consequence.Policy<RoutingCase, RoutingEvent> POLICY =
            new RoutingPolicy().and(new ConsultationPolicy()).and(new DutyPolicy());
    private static final Instant NOW = Instant.parse("2024-03-20T01:00:00Z");

    /** A case with the deadlines that run. */
    private static final class Played {
        private final RoutingDecider decider = AnybodyOfRouting.decider();
        private final Map<DeadlineName, String> running = new TreeMap<>();
        private RoutingCase state = decider.initial();

        void play(RoutingCommand command, Map<String, Integer> seen) {
            if (decider.decide(command, state) instanceof Accepted<RoutingEvent>(var events)) {
                events.forEach(event -> record(event, seen));
            }
        }

        private void record(RoutingEvent event, Map<String, Integer> seen) {
            seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
            var before = state;
            state = decider.evolve(state, event);
            POLICY.of(new Recorded<>(
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            1,
                            event,
                            before,
                            state,
                            new Cause(Actor.system("test"), NOW, UUID.randomUUID(), null, null),
                            NOW))
                    .forEach(this::keep);
        }

        private void keep(Consequence consequence) {
            if (consequence instanceof AskLegalClock(var order)) {
                switch (order) {
                    case DeadlineOrder.Set o -> running.put(o.name(), o.rule());
                    case DeadlineOrder.Meet o -> running.remove(o.name());
                    case DeadlineOrder.Cancel o -> running.remove(o.name());
                    default -> throw new AssertionError("nothing of custody asks for " + order);
                }
            }
        }

        /** Some deadline passes. */
        void pass(Random random, Map<String, Integer> seen) {
            if (running.isEmpty()) {
                return;
            }
            var name = new ArrayList<>(running.keySet()).get(random.nextInt(running.size()));
            switch (running.remove(name)) {
                case RoutingPolicy.CLAIM -> play(new EscalateUnclaimed(name.number()), seen);
                case RoutingPolicy.DISPATCH -> play(new RequestDispatchAgain(name.number()), seen);
                case "consultation", "consultation-urgent" ->
                    play(
                            new EscalateConsultation(
                                    name.numbers().getFirst(), name.numbers().getLast()),
                            seen);
                case DutyPolicy.CLAIM ->
                    play(
                            new EscalateDuty(
                                    name.numbers().getFirst(), name.numbers().getLast()),
                            seen);
                default -> {}
            }
        }

        /** Each unit that supports the lead has a duty that somebody has in hand, or that a clock asks for. */
        private void checkDuties() {
            var duties = state.oversight().duties();
            for (var owed : duties.owed()) {
                switch (owed) {
                    case Duty.Claimed d -> assertThat(d.worker()).isNotBlank();
                    case Duty.Unclaimed d ->
                        assertThat(running)
                                .as("nothing reminds anybody of duty "
                                        + d.order().number())
                                .containsKey(DutyPolicy.claimOf(d.order().number(), d.round()));
                }
            }
            assertThat(running.entrySet().stream()
                            .filter(one -> one.getValue().equals(DutyPolicy.CLAIM))
                            .map(one -> one.getKey().numbers().getFirst()))
                    .as("what somebody has in hand, or nobody owes, is asked for no more")
                    .allSatisfy(number -> assertThat(duties.find(number)).containsInstanceOf(Duty.Unclaimed.class));
        }

        void check() {
            checkDuties();
            var standing = state.oversight().dispatch().standing();
            switch (state) {
                case NotTriaged _ -> throw new AssertionError("it was judged");
                case Claimed s -> {
                    assertThat(s.worker()).isNotBlank();
                    assertThat(standing).isNull();
                }
                case Assigned s -> {
                    assertThat(s.unit()).isNotBlank();
                    assertThat(running)
                            .as("nothing reminds anybody of " + s.unit() + ", assignment "
                                    + s.dossier().custody())
                            .containsKey(
                                    standing == null
                                            ? RoutingPolicy.claimOf(s.dossier().custody())
                                            : RoutingPolicy.dispatchOf(standing.latest()));
                }
                case Unheld s -> {
                    assertThat(standing).isNull();
                    var meeting =
                            s.dossier().consultations().underway().orElseThrow().meeting();
                    assertThat(running)
                            .as("nothing reminds anybody of the consultation")
                            .containsKey(ConsultationPolicy.consultationOf(meeting.number(), meeting.level()));
                }
                case Ended _ -> {
                    assertThat(standing).isNull();
                    assertThat(running.values()).doesNotContain(RoutingPolicy.CLAIM, RoutingPolicy.DISPATCH);
                }
            }
        }
    }

    private static Map<String, Integer> played(long seed, int histories) {
        var seen = new TreeMap<String, Integer>();
        for (var history = 0; history < histories; history++) {
            var random = new Random(seed * 1_000 + history);
            var played = new Played();
            played.play(AnybodyOfRouting.first(random, history % 2 == 0), seen);
            played.check();
            for (var step = 0; step < 100; step++) {
                if (random.nextInt(3) == 0) {
                    played.pass(random, seen);
                } else {
                    played.play(AnybodyOfRouting.command(random), seen);
                }
                played.check();
            }
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anOpenCaseIsSomebodysAndNeverRests(int seed) {
        played(seed, 150);
    }

    /** The histories are no empty talk: a case comes before the dispatchers, again and again, and is taken over. */
    @Test
    void everythingHappensInThem() {
        var seen = played(9, 1_500);
        assertThat(seen.keySet())
                .containsAll(List.of(
                        "DispatchRequested",
                        "CaseEscalated",
                        "CaseReturned",
                        "CaseClaimed",
                        "CaseClosed",
                        "CaseReopened",
                        "ConsultationEscalated",
                        "DutyClaimed",
                        "DutyHandedOver",
                        "DutyReturned",
                        "DutyEscalated",
                        "DutyDone",
                        "DutyCancelled"));
        assertThat(seen.get("DutyEscalated")).isGreaterThan(100);
        assertThat(seen.get("DispatchRequested")).isGreaterThan(100);
    }
}
