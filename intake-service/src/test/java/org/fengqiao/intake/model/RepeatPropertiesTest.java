package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.intake.model.Histories.ACCEPTED_BY_RULE;
import static org.fengqiao.intake.model.Histories.NOON;
import static org.fengqiao.intake.model.Histories.RECONCILIATION_RULES;
import static org.fengqiao.intake.model.Histories.REGISTERED;
import static org.fengqiao.intake.model.Histories.REPEAT_RULES;
import static org.fengqiao.intake.model.Histories.RULES;
import static org.fengqiao.intake.model.Histories.URGENCY_RULES;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.JoinRepeat;
import org.fengqiao.intake.model.IntakeCommand.LetRepeatGo;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.kernel.decision.Decision;

/** Whatever is linked, unlinked and closed in whatever order: no chain, no circle, and both cases say the same. */
class RepeatPropertiesTest {

    private static final int CASES = 5;

    private final IntakeDecider decider = new IntakeDecider(RULES, REPEAT_RULES, URGENCY_RULES, RECONCILIATION_RULES);

    enum Act {
        LINK,
        UNLINK,
        CLOSE,
        REOPEN
    }

    record Step(Act act, int one, int other) {}

    @Property
    void everyCaseStandsAloneOrCarriesOthersOnOrIsCarriedOn(@ForAll("steps") List<Step> steps) {
        var states = new ArrayList<IntakeCase>();
        for (var at = 0; at < CASES; at++) {
            states.add(decider.evolve(decider.evolve(decider.initial(), REGISTERED), ACCEPTED_BY_RULE));
        }
        for (var step : steps) {
            take(states, step);
            for (var at = 0; at < CASES; at++) {
                var repeats = states.get(at).asRegistered().repeats();
                var self = id(at);
                repeats.carriedOnUnder().ifPresent(of -> {
                    assertThat(of).isNotEqualTo(self);
                    assertThat(repeats.carried()).isEmpty();
                    var carrying = states.get(number(of)).asRegistered().repeats();
                    assertThat(carrying.carriedOnUnder()).isEmpty();
                    assertThat(carrying.carries(self)).isTrue();
                });
                for (var carried : repeats.carried()) {
                    assertThat(states.get(number(carried.repeat()))
                                    .asRegistered()
                                    .repeats()
                                    .carriedOnUnder())
                            .contains(self);
                }
            }
        }
    }

    /** Takes both halves of a step or neither, as one transaction does. */
    private void take(List<IntakeCase> states, Step step) {
        var one = id(step.one());
        var other = id(step.other());
        switch (step.act()) {
            case LINK ->
                both(
                        states,
                        step,
                        new JoinRepeat(other, one, null, NOON),
                        new LinkRepeat(one, other, LinkedBy.RULE, null, List.of(), 90, "2022-05", NOON));
            case UNLINK -> {
                if (states.get(step.one())
                        .asRegistered()
                        .repeats()
                        .carriedOnUnder()
                        .filter(other::equals)
                        .isPresent()) {
                    both(states, step, new LetRepeatGo(one, NOON), new UnlinkRepeat(other, LinkedBy.RULE, null, NOON));
                }
            }
            case CLOSE -> one(states, step.one(), new AnswerClosing(1, "AGREED", NOON));
            case REOPEN -> one(states, step.one(), new AnswerReopening(1, NOON));
        }
    }

    private void both(List<IntakeCase> states, Step step, IntakeCommand toOther, IntakeCommand toOne) {
        if (decider.decide(toOther, states.get(step.other())) instanceof Decision.Accepted
                && decider.decide(toOne, states.get(step.one())) instanceof Decision.Accepted) {
            one(states, step.other(), toOther);
            one(states, step.one(), toOne);
        }
    }

    private void one(List<IntakeCase> states, int at, IntakeCommand command) {
        if (decider.decide(command, states.get(at)) instanceof Decision.Accepted<IntakeEvent>(var events)) {
            for (var event : events) {
                states.set(at, decider.evolve(states.get(at), event));
            }
        }
    }

    private static UUID id(int number) {
        return new UUID(7, number);
    }

    private static int number(UUID id) {
        return (int) id.getLeastSignificantBits();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var cases = Arbitraries.integers().between(0, CASES - 1);
        return Combinators.combine(Arbitraries.of(Act.class), cases, cases)
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }
}
