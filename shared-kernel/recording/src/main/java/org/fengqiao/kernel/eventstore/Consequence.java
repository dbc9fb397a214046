package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.value.Territory;

/** Consequence of an event, written in the same transaction. */
public sealed interface Consequence {

    /**
     * A message to a partner system, published on its topic through the service's insert-only message table.
     *
     * @param topic such as {@code police.outbound}
     * @param key the partner's reference, or the filing id
     * @param type the full message type, such as {@code fengqiao.partner.referral-acknowledged.v1}
     * @param body written as JSON
     */
    record SendToPartner(String topic, String key, String type, Object body) implements Consequence {}

    /**
     * The legal clock is asked about a deadline of the case: to start it, that it was met, that it is no longer owed.
     * What it decides is recorded behind the event, as events of the same stream. That no version of the rule was in
     * force at the start is no fault: the case then has no such deadline.
     */
    record AskLegalClock(DeadlineOrder order) implements Consequence {}

    /** The event tells where the case belongs, and so who may see it. */
    record CaseBelongs(Territory territory) implements Consequence {}

    /**
     * A deadline begins to run.
     *
     * @param name unique within the case, such as {@code claim-2}
     * @param rule the rule's id
     * @param startedBy the type of the event that starts it, as the rule names it, such as {@code case-assigned.v1}
     * @param startedAt when it starts
     */
    static Consequence setDeadline(DeadlineName name, String rule, String startedBy, Instant startedAt) {
        return new AskLegalClock(new DeadlineOrder.Set(name, rule, startedBy, startedAt));
    }

    /**
     * An obligation between the centre and a partner begins, with its clock: a deadline like any other that also says
     * who owes what to whom. It ends with its deadline.
     *
     * @param name unique within the case
     * @param rule the rule's id
     * @param startedBy the type of the event that starts it, as the rule names it
     * @param startedAt when it starts
     * @param owed what is owed
     */
    static Consequence oblige(DeadlineName name, String rule, String startedBy, Instant startedAt, Owed owed) {
        return new AskLegalClock(new DeadlineOrder.Set(name, rule, startedBy, startedAt, null, owed));
    }

    /**
     * The deadline of a matter that may have changed hands goes on, or begins if this is the first to have the matter.
     *
     * @param name unique within the case, such as {@code mediation-2}
     * @param rule the rule's id
     * @param startedBy the type of the event that starts it, as the rule names it
     * @param startedAt when the matter started, whoever had it then
     */
    static Consequence continueDeadline(DeadlineName name, String rule, String startedBy, Instant startedAt) {
        return new AskLegalClock(new DeadlineOrder.Continue(name, rule, startedBy, startedAt, null));
    }

    /**
     * An obligation of a matter that may have changed hands goes on, or begins if this is the first to have the matter.
     *
     * @param owed what is owed
     */
    static Consequence continueObligation(
            DeadlineName name, String rule, String startedBy, Instant startedAt, Owed owed) {
        return new AskLegalClock(new DeadlineOrder.Continue(name, rule, startedBy, startedAt, owed));
    }

    /** Marks the deadline as met. Nothing happens if no deadline of that name runs. */
    static Consequence meetDeadline(DeadlineName name, Instant at) {
        return new AskLegalClock(new DeadlineOrder.Meet(name, at));
    }

    /**
     * Lets the clock of the deadline stand, if its rule names the ground. Nothing happens if it does not, or if no
     * deadline of that name runs.
     */
    static Consequence pauseDeadline(DeadlineName name, String ground, Instant at) {
        return new AskLegalClock(new DeadlineOrder.Pause(name, ground, at));
    }

    /** Lets the clock of the deadline run again. Nothing happens if it did not stand. */
    static Consequence resumeDeadline(DeadlineName name, Instant at) {
        return new AskLegalClock(new DeadlineOrder.Resume(name, at));
    }

    /** Cancels the deadline: it is no longer owed. Nothing happens if no deadline of that name runs. */
    static Consequence cancelDeadline(DeadlineName name, String reason, Instant at) {
        return new AskLegalClock(new DeadlineOrder.Cancel(name, reason, at));
    }

    /**
     * Policy of a service: what follows from its events. Pure: no clock, no I/O; whatever data it needs is handed to
     * its constructor.
     *
     * @param <S> the states
     * @param <E> the events
     */
    @FunctionalInterface
    interface Policy<S, E> {
        /** The consequences of one event, in no particular order; empty if there are none. */
        List<Consequence> of(Recorded<S, E> recorded);

        /** Returns a policy with the consequences of this one and of the other. */
        default Policy<S, E> and(Policy<S, E> other) {
            return recorded -> Stream.concat(of(recorded).stream(), other.of(recorded).stream())
                    .toList();
        }
    }
}
