package org.fengqiao.routing.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.routing.model.AnybodyOfRouting;
import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.Duty;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.view.Waiting.Act;
import org.fengqiao.routing.view.Waiting.Item;
import org.fengqiao.routing.view.Waiting.Why;

/** Acts that a case waits for, whatever happened to it in whatever order. */
class WaitingTest {

    private static final Units UNITS = AnybodyOfRouting.units();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatNobodyWorksOnWaitsForWhoHasIt(int seed) {
        var seen = new TreeSet<Why>();
        for (var history = 0; history < 150; history++) {
            var random = new Random(seed * 1_000L + history);
            var decider = AnybodyOfRouting.decider();
            RoutingCase state = decider.initial();
            for (var step = 0; step < 90; step++) {
                var command =
                        step == 0 ? AnybodyOfRouting.first(random, history % 2 == 0) : AnybodyOfRouting.command(random);
                if (decider.decide(command, state) instanceof Accepted<RoutingEvent>(var events)) {
                    for (var event : events) {
                        state = decider.evolve(state, event);
                    }
                }
                var items = Waiting.in(state, Deadlines.none(), UNITS);
                assertThat(items)
                        .as("each once")
                        .extracting(item -> item.recipient() + item.why() + item.number())
                        .doesNotHaveDuplicates();
                check(state, items.stream().map(Item::why).toList(), items);
                items.forEach(item -> seen.add(item.why()));
            }
        }
        assertThat(seen)
                .contains(
                        Why.ASSIGNED,
                        Why.CLAIMED_BY_A_DEPARTMENT,
                        Why.INVITED,
                        Why.LEADS,
                        Why.ASKED_TO_SUPPORT,
                        Why.PLANNED,
                        Why.DUTY_RETURNED,
                        Why.DUTY_UNCLAIMED,
                        Why.CONSULTATION_PROPOSED);
    }

    private static void check(RoutingCase state, java.util.List<Why> why, java.util.List<Item> items) {
        for (var owed : state.oversight().duties().owed()) {
            assertThat(items)
                    .as("a duty waits for somebody")
                    .extracting(Item::why, Item::recipient, Item::number)
                    .contains(
                            switch (owed) {
                                case Duty.Assigned d ->
                                    tuple(
                                            Why.ASKED_TO_SUPPORT,
                                            d.order().unit(),
                                            d.order().number());
                                case Duty.Claimed d ->
                                    tuple(
                                            Why.PLANNED,
                                            Waiting.person(d.worker()),
                                            d.order().number());
                                case Duty.Returned d ->
                                    tuple(
                                            Why.DUTY_RETURNED,
                                            state.known().unit() == null
                                                    ? UNITS.centre()
                                                    : state.known().unit(),
                                            d.order().number());
                            });
        }
        switch (state) {
            case NotTriaged _ -> {}
            case Assigned s ->
                assertThat(items).anySatisfy(item -> {
                    assertThat(item.why()).isEqualTo(Why.ASSIGNED);
                    assertThat(item.recipient()).isEqualTo(s.unit());
                    assertThat(item.number()).isEqualTo(s.dossier().custody());
                });
            case Claimed _ -> assertThat(why).doesNotContain(Why.ASSIGNED, Why.UNCLAIMED_AT_THE_TOP);
            case Unheld s ->
                assertThat(items)
                        .extracting(Item::why, Item::recipient)
                        .contains(org.assertj.core.groups.Tuple.tuple(
                                Why.LEADS,
                                s.dossier()
                                        .consultations()
                                        .underway()
                                        .map(open -> open.meeting())
                                        .map(Meeting::chair)
                                        .orElseThrow()));
            case Ended _ ->
                assertThat(why)
                        .doesNotContain(
                                Why.ASSIGNED,
                                Why.UNCLAIMED_AT_THE_TOP,
                                Why.CLAIMED_BY_A_DEPARTMENT,
                                Why.INVITED,
                                Why.LEADS);
        }
    }

    @Test
    void anObjectionWaitsForWhoIssuedTheNotice() {
        assertThat(Waiting.in(AnybodyOfRouting.objectedTo(), Deadlines.none(), UNITS))
                .extracting(Item::why, Item::number)
                .contains(tuple(Why.OBJECTED, 1))
                .doesNotContain(tuple(Why.AT_FAULT, 1));
    }

    @Test
    void eachReasonHasWordsAndEachActACall() {
        var words = DataFile.read("inbox.yaml", InboxWords.class);
        var caseId = UUID.randomUUID();
        for (var why : Why.values()) {
            assertThat(words.of(why).zh()).isNotBlank();
            assertThat(why.act().path(caseId, 2))
                    .startsWith("/cases/" + caseId + "/")
                    .doesNotContain("{");
        }
        assertThat(Act.values()).allSatisfy(act -> assertThat(Why.values()).anyMatch(why -> why.act() == act));
    }

    @Test
    void aPersonIsNoUnit() {
        assertThat(Waiting.personOf(Waiting.person("zhang"))).isEqualTo("zhang");
        assertThat(Waiting.unitOf(Waiting.person("zhang"))).isNull();
        assertThat(Waiting.personOf("kundulun-centre")).isNull();
        assertThat(Waiting.unitOf("kundulun-centre")).isEqualTo("kundulun-centre");
    }
}
