package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/**
 * Of every rule that the product ships: its time belongs to the matter, whoever has it, and stands only for what the
 * rule names.
 */
class ClockOfTheMatterTest {

    static final LegalClock CLOCK = LegalFiles.official().clock();
    static final DeadlineName FIRST = DeadlineName.of("matter", 1);
    static final DeadlineName NEXT = DeadlineName.of("matter", 2);

    static Stream<Rule> rules() {
        return CLOCK.rules().all().stream();
    }

    /** On the first day of the rule, in the morning. */
    static Instant startOf(Rule rule) {
        return rule.effectiveFrom().atTime(9, 0).atZone(ZONE).toInstant();
    }

    static Deadlines after(DeadlineOrder order, Deadlines deadlines) {
        var decided = CLOCK.decide(order, deadlines);
        assertThat(decided).isInstanceOf(Accepted.class);
        var after = deadlines;
        for (var event : ((Accepted<DeadlineEvent>) decided).events()) {
            after = after.evolve(event);
        }
        return after;
    }

    static Deadline of(Deadlines deadlines, DeadlineName name) {
        return deadlines.find(name).orElseThrow();
    }

    /** Each with a pause, if there is a ground for one, and more time, if the parties may agree on it. */
    @ParameterizedTest
    @MethodSource("rules")
    void whoeverHasTheMatterNextHasItsTimeAndNoMore(Rule rule) {
        var start = startOf(rule);
        var startedBy = rule.starts().getFirst();
        var deadlines = after(new DeadlineOrder.Continue(FIRST, rule.id(), startedBy, start), Deadlines.none());
        var now = start.plus(Duration.ofMinutes(10));
        for (var ground : rule.pauses()) {
            deadlines = after(new DeadlineOrder.Pause(FIRST, ground.id(), now), deadlines);
            now = now.plus(Duration.ofHours(2));
            deadlines = after(new DeadlineOrder.Resume(FIRST, now), deadlines);
        }
        var extension = rule.extension();
        if (extension != null && extension.byConsentOfTheParties()) {
            deadlines = after(
                    new DeadlineOrder.RequestExtension(
                            FIRST, 5, Examples.reason("they want to go on"), null, "Zhang", now),
                    deadlines);
        }
        var due = of(deadlines, FIRST).dueAt();
        for (var reason : new String[] {"returned", "escalated", "retriaged"}) {
            var left = after(new DeadlineOrder.Cancel(FIRST, reason, now.plusSeconds(60)), deadlines);
            var taken = after(new DeadlineOrder.Continue(NEXT, rule.id(), startedBy, start), left);
            assertThat(of(taken, NEXT).dueAt()).as(reason).isEqualTo(due);
            assertThat(of(taken, NEXT).pauses()).isEqualTo(of(deadlines, FIRST).pauses());
            assertThat(of(taken, NEXT).extensions())
                    .isEqualTo(of(deadlines, FIRST).extensions());
            assertThat(CLOCK.explain(of(taken, NEXT)).continues()).isEqualTo(FIRST);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itStandsForNoGroundThatTheRuleDoesNotName(Rule rule) {
        var start = startOf(rule);
        var deadlines =
                after(new DeadlineOrder.Set(FIRST, rule.id(), rule.starts().getFirst(), start), Deadlines.none());
        for (var ground : new String[] {"hearing", "appraisal", "objection", "illness"}) {
            var decided =
                    CLOCK.decide(new DeadlineOrder.Pause(FIRST, ground, start.plus(Duration.ofMinutes(10))), deadlines);
            if (rule.ground(ground).isPresent()) {
                assertThat(decided).isInstanceOf(Accepted.class);
            } else {
                assertThat(decided).isEqualTo(new Refused<DeadlineEvent>(DeadlineRefusal.NO_SUCH_GROUND));
            }
        }
    }
}
