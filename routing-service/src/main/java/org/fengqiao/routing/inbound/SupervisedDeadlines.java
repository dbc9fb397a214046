package org.fengqiao.routing.inbound;

import java.time.Instant;
import java.util.Optional;

import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.SupervisionCommand.DeadlineAtStake;
import org.fengqiao.routing.model.SupervisionCommand.NoteEnded;
import org.fengqiao.routing.model.SupervisionCommand.NoteNear;
import org.fengqiao.routing.model.SupervisionCommand.NotePassed;
import org.fengqiao.routing.model.SupervisionRules;

/** The deadlines of all services, as far as they are supervised. Events of other rules ask for nothing. */
final class SupervisedDeadlines {

    private SupervisedDeadlines() {}

    record Warned(String name, String rule, Instant dueAt, Instant warnedAt) {}

    record Breached(String name, String rule, Instant dueAt, Instant breachedAt) {}

    record Met(String name, String rule, Instant metAt) {}

    record Cancelled(String name, Instant cancelledAt) {}

    /** Follows the deadlines of a service. */
    static void of(String service, SupervisionRules rules, FollowedEvents.Builder<RoutingCommand> followed) {
        followed.on(
                        type(service, "warned"),
                        Warned.class,
                        (_, e, _) -> rules.find(e.rule())
                                .map(_ -> new NoteNear(
                                        atStake(service, e.name(), e.rule(), e.dueAt()), e.warnedAt())))
                .on(
                        type(service, "breached"),
                        Breached.class,
                        (_, e, _) -> rules.find(e.rule())
                                .map(_ -> new NotePassed(
                                        atStake(service, e.name(), e.rule(), e.dueAt()), e.breachedAt())))
                .on(
                        type(service, "met"),
                        Met.class,
                        (_, e, _) -> rules.find(e.rule()).map(_ -> new NoteEnded(service, e.name(), e.metAt())))
                // Of a cancelled deadline the event tells no rule; most have no notice, and then nothing is recorded.
                .on(
                        type(service, "cancelled"),
                        Cancelled.class,
                        (_, e, _) -> Optional.of(new NoteEnded(service, e.name(), e.cancelledAt())));
    }

    private static DeadlineAtStake atStake(String service, String name, String rule, Instant dueAt) {
        return new DeadlineAtStake(service, name, DeadlineName.parse(name).numbers(), rule, dueAt);
    }

    private static String type(String service, String event) {
        return "fengqiao." + service + ".deadline-" + event + ".v1";
    }
}
