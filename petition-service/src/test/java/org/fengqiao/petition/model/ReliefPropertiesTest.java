package org.fengqiao.petition.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.petition.model.ReliefDeciderTest.BY;
import static org.fengqiao.petition.model.ReliefDeciderTest.NOON;
import static org.fengqiao.petition.model.ReliefDeciderTest.WANG;
import static org.fengqiao.petition.model.ReliefDeciderTest.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.PetitionService;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.Relief.Granted;
import org.fengqiao.petition.model.Relief.Received;
import org.fengqiao.petition.model.ReliefCommand.AdvanceRelief;
import org.fengqiao.petition.model.ReliefCommand.ApplyForRelief;
import org.fengqiao.petition.model.ReliefCommand.AppointHelper;
import org.fengqiao.petition.model.ReliefCommand.CountBeneficiary;
import org.fengqiao.petition.model.ReliefCommand.DecideRelief;
import org.fengqiao.petition.model.ReliefCommand.DeliverRelief;
import org.fengqiao.petition.model.ReliefCommand.FollowUpRelief;
import org.fengqiao.petition.model.ReliefCommand.ReferRelief;
import org.fengqiao.petition.model.ReliefCommand.TerminateRelief;
import org.fengqiao.petition.model.ReliefCommand.WithdrawRelief;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.BeneficiaryCounted;
import org.fengqiao.petition.model.ReliefEvent.ReliefAdvanced;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;

/** Whatever is commanded, in whatever order. */
class ReliefPropertiesTest {

    static final PetitionDecider DECIDER = new PetitionDecider(PetitionScenarios.RULES, PetitionService.reliefRules());

    @Provide
    Arbitrary<List<ReliefCommand>> commands() {
        return command().list().ofMinSize(5).ofMaxSize(60);
    }

    static Arbitrary<ReliefCommand> command() {
        var relief = Arbitraries.integers().between(1, 3);
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(ReliefKind.class),
                                Arbitraries.of("applicant-1", "respondent-1"),
                                Arbitraries.of(ReliefGround.class))
                        .as((kind, party, ground) -> new ApplyForRelief(
                                BY,
                                kind,
                                new Beneficiary(party, WANG.name(), null),
                                ground,
                                words("facts"),
                                words("need"),
                                NOON)),
                Combinators.combine(relief, Arbitraries.of(ReliefBody.class))
                        .as((number, body) -> new ReferRelief(BY, number, body, "a body", NOON)),
                Combinators.combine(relief, Arbitraries.of(true, true, false), Arbitraries.of(true, false))
                        .as((number, accepted, why) ->
                                new DecideRelief(BY, number, accepted, why ? words("why") : null, null, NOON)),
                Combinators.combine(relief, Arbitraries.of(AdvanceGround.class))
                        .as((number, ground) -> new AdvanceRelief(BY, number, ground, null, NOON)),
                Combinators.combine(relief, Arbitraries.of(TerminationGround.class))
                        .as((number, ground) -> new TerminateRelief(BY, number, ground, words("why"), null, NOON)),
                relief.map(number -> new AppointHelper(BY, number, words("helper"), NOON)),
                Combinators.combine(relief, Arbitraries.of(ReliefForm.class), Arbitraries.of(true, false))
                        .as((number, form, money) -> new DeliverRelief(
                                BY, number, form, words("what"), money ? Money.yuan("100.00") : null, NOON)),
                Combinators.combine(relief, Arbitraries.integers().between(1, 5).injectNull(0.3))
                        .as((number, satisfaction) -> new FollowUpRelief(BY, number, satisfaction, null, NOON)),
                Combinators.combine(relief, Arbitraries.of(WithdrawalCause.class))
                        .as((number, cause) -> new WithdrawRelief(BY, number, cause, null, NOON)),
                Combinators.combine(relief, Arbitraries.of(true, false))
                        .as((number, first) -> new CountBeneficiary(number, first, NOON)));
    }

    /** Events that came about, and the state behind them. */
    record Past(Petition state, List<PetitionEvent> events) {

        Past after(ReliefCommand command) {
            return switch (DECIDER.decide(command, state)) {
                case Decision.Refused<PetitionEvent> _ -> this;
                case Decision.Accepted<PetitionEvent>(var more) -> {
                    var events = new ArrayList<>(this.events);
                    var after = state;
                    for (var event : more) {
                        events.add(event);
                        after = DECIDER.evolve(after, event);
                    }
                    yield new Past(after, events);
                }
            };
        }
    }

    static Past past(List<ReliefCommand> commands) {
        var past = new Past(DECIDER.initial(), List.of());
        for (var command : commands) {
            past = past.after(command);
        }
        return past;
    }

    @Property
    void whatIsSaidAgainRecordsNothing(@ForAll("commands") List<ReliefCommand> commands) {
        var past = new Past(DECIDER.initial(), List.of());
        for (var command : commands) {
            past = past.after(command);
            var again = past.after(command);
            // A lawyer may be replaced by another one; boxes do not show whether it is the same.
            if (!(command instanceof AppointHelper)) {
                assertThat(again.events()).isEqualTo(past.events());
            }
        }
    }

    @Property
    void nothingIsDeliveredThatNobodyAccepted(@ForAll("commands") List<ReliefCommand> commands) {
        var past = past(commands);
        for (var delivered : past.events()) {
            if (delivered instanceof ReliefDelivered e) {
                assertThat(past.events().subList(0, past.events().indexOf(delivered)))
                        .anyMatch(event -> event instanceof ReliefDecided d && d.relief() == e.relief() && d.accepted()
                                || event instanceof ReliefAdvanced a && a.relief() == e.relief());
            }
        }
    }

    @Property
    void eachIsDeliveredAndCountedAtMostOnce(@ForAll("commands") List<ReliefCommand> commands) {
        var past = past(commands);
        for (var relief : past.state().reliefs().all()) {
            var number = relief.application().relief();
            var delivered = past.events().stream()
                    .filter(event -> event instanceof ReliefDelivered e && e.relief() == number)
                    .count();
            var counted = past.events().stream()
                    .filter(event -> event instanceof BeneficiaryCounted e && e.relief() == number)
                    .count();
            assertThat(delivered).isEqualTo(relief instanceof Received ? 1 : 0);
            assertThat(counted).isLessThanOrEqualTo(delivered);
        }
    }

    @Property
    void theStateIsWhatTheEventsAddUpTo(@ForAll("commands") List<ReliefCommand> commands) {
        var past = past(commands);
        assertThat(DECIDER.replay(past.events())).isEqualTo(past.state());
        var reliefs = past.state().reliefs().all();
        for (var place = 0; place < reliefs.size(); place++) {
            assertThat(reliefs.get(place).application().relief()).isEqualTo(place + 1);
        }
    }

    @Property
    void moneyHasAnAmountAndNothingElseHas(@ForAll("commands") List<ReliefCommand> commands) {
        assertThat(past(commands).events())
                .filteredOn(ReliefDelivered.class::isInstance)
                .map(ReliefDelivered.class::cast)
                .allSatisfy(e -> assertThat(e.amount() != null).isEqualTo(e.form() == ReliefForm.MONEY));
    }

    /** Each kind can come to its end. */
    @Property(tries = 20)
    void everyKindCanBeDelivered(@ForAll ReliefKind kind) {
        var rule = PetitionService.reliefRules()
                .of(kind, Instant.parse("2024-03-01T00:00:00Z"))
                .orElseThrow();
        var form = rule.forms().iterator().next();
        var past = past(List.of(
                new ApplyForRelief(
                        BY, kind, WANG, rule.grounds().getFirst().code(), words("facts"), words("need"), NOON),
                new ReferRelief(BY, 1, rule.bodies().iterator().next(), "a body", NOON),
                new DecideRelief(BY, 1, true, null, null, NOON),
                new DeliverRelief(
                        BY, 1, form, words("what"), form == ReliefForm.MONEY ? Money.yuan("100.00") : null, NOON)));
        assertThat(past.state().reliefs().all()).singleElement().isInstanceOf(Received.class);
        assertThat(past(List.of()).state().reliefs().all()).noneMatch(Granted.class::isInstance);
    }
}
