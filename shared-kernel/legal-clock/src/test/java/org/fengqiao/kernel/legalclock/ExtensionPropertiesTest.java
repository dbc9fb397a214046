package org.fengqiao.kernel.legalclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.legalclock.Examples.at;
import static org.fengqiao.kernel.legalclock.Examples.days;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Pending;
import org.fengqiao.kernel.legalclock.Rule.Extension;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.value.Bilingual;

/** Properties of more time for a deadline, whatever is ordered, by whom and in which order. */
class ExtensionPropertiesTest {

    private static final DeadlineName NAME = DeadlineName.of("handling", 1);
    private static final DeadlineName APPROVAL = ApprovalClock.ofExtension(NAME);
    private static final int AT_MOST = 10;
    private static final int TIMES = 2;

    private static final LegalClock CLOCK = new LegalClock(
            Rules.of(List.of(
                    Examples.rule(
                            "handling",
                            1,
                            days(20),
                            null,
                            false,
                            LastDayOnHoliday.STAYS,
                            new Extension(AT_MOST, CountUnit.DAYS, TIMES, new Bilingual("负责人", "the head"), false),
                            List.of(days(2)),
                            "2000-01-01",
                            null),
                    Examples.approval())),
            OfficialCalendar.of(List.of()));

    /** A step: what is ordered, by whom, how long after the last one. */
    record Step(int kind, String by, int count, int hours) {

        DeadlineOrder at(Instant at) {
            return switch (kind) {
                case 0, 1 -> new DeadlineOrder.RequestExtension(NAME, count, Examples.reason("more"), null, by, at);
                case 2, 3 -> new DeadlineOrder.GrantExtension(NAME, by, at);
                case 4 -> new DeadlineOrder.RefuseExtension(NAME, Examples.reason("no"), by, at);
                case 5 -> new DeadlineOrder.Pause(NAME, "hearing", at);
                case 6 -> new DeadlineOrder.Resume(NAME, at);
                case 7 -> new DeadlineOrder.Pass(NAME, at);
                case 8 -> new DeadlineOrder.Pass(APPROVAL, at);
                case 9 -> new DeadlineOrder.Meet(NAME, at);
                case 10 -> new DeadlineOrder.Cancel(NAME, "closed", at);
                default -> new DeadlineOrder.Set(NAME, "handling", Examples.STARTED_BY, at);
            };
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, 0),
                                Tuple.of(6, 2),
                                Tuple.of(3, 4),
                                Tuple.of(1, 5),
                                Tuple.of(1, 6),
                                Tuple.of(2, 7),
                                Tuple.of(2, 8),
                                Tuple.of(1, 9),
                                Tuple.of(1, 10),
                                Tuple.of(1, 11)),
                        Arbitraries.of("Zhang", "Li", "Wang"),
                        Arbitraries.integers().between(0, AT_MOST + 2),
                        Arbitraries.integers().between(0, 100))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }

    @Property
    void moreTimeIsGrantedByAnotherThanWhoAskedAndWithinTheRule(@ForAll("steps") List<Step> steps) {
        var asked = new ArrayList<ExtensionRequested>();
        for (var event : play(steps)) {
            if (event instanceof ExtensionRequested requested) {
                assertThat(requested.count()).isBetween(1, AT_MOST);
                asked.add(requested);
            }
            if (event instanceof DeadlineExtended extended) {
                var last = asked.getLast();
                assertThat(extended.requestedBy()).isEqualTo(last.requestedBy());
                assertThat(extended.count()).isEqualTo(last.count());
                assertThat(extended.approvedBy()).isNotNull().isNotEqualTo(last.requestedBy());
            }
        }
    }

    @Property
    void whileARequestWaitsItsClockRunsAndNoLonger(@ForAll("steps") List<Step> steps) {
        var deadlines = Deadlines.none();
        var at = at("2024-03-01T10:00");
        deadlines = decided(deadlines, new Step(11, "Zhang", 1, 0).at(at));
        for (var step : steps) {
            at = at.plus(Duration.ofHours(step.hours()));
            deadlines = decided(deadlines, step.at(at));
            var deadline = deadlines.find(NAME).orElseThrow();
            var waits = deadlines
                    .find(APPROVAL)
                    .filter(approval -> approval.state().isOpen())
                    .isPresent();
            assertThat(waits).as("after %s", step).isEqualTo(deadline.awaitsApproval());
            assertThat(deadline.requests().stream().filter(Pending.class::isInstance))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(deadline.extensions()).hasSizeLessThanOrEqualTo(TIMES);
            if (deadline.awaitsApproval()) {
                assertThat(deadline.state().runs() || deadline.state() == DeadlineState.PAUSED)
                        .isTrue();
            }
        }
    }

    @Property
    void anOrderThatIsRepeatedRecordsNothing(@ForAll("steps") List<Step> steps) {
        var deadlines = decided(Deadlines.none(), new Step(11, "Zhang", 1, 0).at(at("2024-03-01T10:00")));
        var at = at("2024-03-01T10:00");
        for (var step : steps) {
            at = at.plus(Duration.ofHours(step.hours()));
            var order = step.at(at);
            deadlines = decided(deadlines, order);
            if (CLOCK.decide(order, deadlines) instanceof Accepted<DeadlineEvent>(var again)) {
                assertThat(again).as("a repeat of %s", order).isEmpty();
            }
        }
    }

    private static List<DeadlineEvent> play(List<Step> steps) {
        var all = new ArrayList<DeadlineEvent>();
        var deadlines = Deadlines.none();
        var at = at("2024-03-01T10:00");
        var orders = new ArrayList<DeadlineOrder>(List.of(new Step(11, "Zhang", 1, 0).at(at)));
        for (var step : steps) {
            at = at.plus(Duration.ofHours(step.hours()));
            orders.add(step.at(at));
        }
        for (var order : orders) {
            if (CLOCK.decide(order, deadlines) instanceof Accepted<DeadlineEvent>(var events)) {
                for (var event : events) {
                    deadlines = deadlines.evolve(event);
                    all.add(event);
                }
            }
        }
        return all;
    }

    private static Deadlines decided(Deadlines before, DeadlineOrder order) {
        var after = before;
        if (CLOCK.decide(order, before) instanceof Accepted<DeadlineEvent>(var events)) {
            for (var event : events) {
                after = after.evolve(event);
            }
        }
        return after;
    }
}
