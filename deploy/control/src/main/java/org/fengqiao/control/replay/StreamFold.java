package org.fengqiao.control.replay;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.RecordSetAside;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.service.CaseModel;

/**
 * The fold of one case's stream in one service, by the service's own decider and legal clock: exactly what the service
 * does before it decides. Boxes stay closed. Not thread-safe.
 *
 * @param <S> the states
 * @param <E> the events
 */
public final class StreamFold<S, E> {

    private static final SealedJson JSON = new SealedJson(Json.mapper(), new SecureRandom());

    /** Thrown for an event that today's code cannot fold. */
    public static final class CannotFold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotFold(String place, UUID eventId, RuntimeException because) {
            super("%s (event %s) cannot be folded: %s".formatted(place, eventId, because.getMessage()), because);
        }
    }

    /**
     * One event between what was before and after it.
     *
     * @param event as it is kept
     * @param read the same as the service's record; a deadline's or a gap's if it is one
     * @param expected the version it should have
     * @param before the state before; null for a case never heard of
     */
    public record Folded<S, E>(
            CaseEvent event,
            Object read,
            long expected,
            @Nullable S before,
            S after,
            Deadlines deadlinesBefore,
            Deadlines deadlinesAfter,
            StreamFold<S, E> by) {

        /** Returns what the service's policy makes of it today: what is sent, and what the legal clock is asked. */
        public List<Consequence> consequences() {
            return by.consequences(this);
        }

        /** Returns what the legal clock decides today about what it is asked. */
        public List<DeadlineEvent> clockDecides() {
            return by.clockDecides(this);
        }

        /** Returns what is sent to partners today. */
        public List<SendToPartner> sends() {
            return consequences().stream()
                    .filter(SendToPartner.class::isInstance)
                    .map(SendToPartner.class::cast)
                    .toList();
        }
    }

    /**
     * All that folds of one service have in common.
     *
     * @param model the service's model
     * @param clock the legal clock
     * @param deadlineTypes the stored names of the events of its deadlines
     * @param gapTypes the stored name of its gaps
     */
    record Rules<S, E>(
            CaseModel<?, S, E> model,
            LegalClock clock,
            EventTypes<DeadlineEvent> deadlineTypes,
            EventTypes<RecordSetAside> gapTypes) {

        static <S, E> Rules<S, E> of(CaseModel<?, S, E> model, LegalClock clock) {
            var service = model.types().service();
            return new Rules<>(model, clock, DeadlineTypes.of(service), RecordSetAside.types(service));
        }
    }

    private final Rules<S, E> rules;
    private final CaseModel<?, S, E> model;
    private S state;
    private Deadlines deadlines = Deadlines.none();
    private long version;

    /** Begins with a case that the service has never heard of. */
    StreamFold(Rules<S, E> rules) {
        this.rules = rules;
        this.model = rules.model();
        this.state = model.decider().initial();
    }

    /** Returns the state after what was folded so far. */
    public S state() {
        return state;
    }

    /** Returns the deadlines after what was folded so far. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Returns the version of the last event folded; 0 if there was none. */
    public long version() {
        return version;
    }

    /**
     * Folds the next event.
     *
     * @throws CannotFold if today's code does not know it, cannot read it or cannot follow it
     */
    public Folded<S, E> next(CaseEvent event) {
        return next(event, event.data().toString());
    }

    /** Folds the next event, whose body is this text; otherwise as {@link #next(CaseEvent)}. */
    public Folded<S, E> next(CaseEvent event, String data) {
        var before = state;
        var deadlinesBefore = deadlines;
        var expected = version + 1;
        Object read;
        try {
            read = fold(event, data);
        } catch (RuntimeException e) {
            throw new CannotFold(event.place(), event.eventId(), e);
        }
        version = event.version();
        return new Folded<>(event, read, expected, before, state, deadlinesBefore, deadlines, this);
    }

    private Object fold(CaseEvent event, String data) {
        var own = model.types().find(event.type());
        if (own.isPresent()) {
            var read = JSON.readClosed(data, own.get(), event.caseId(), event.type());
            state = model.decider().evolve(state, read);
            return read;
        }
        var ofDeadline = rules.deadlineTypes().find(event.type());
        if (ofDeadline.isPresent()) {
            var read = JSON.readClosed(data, ofDeadline.get(), event.caseId(), event.type());
            deadlines = deadlines.evolve(read);
            return read;
        }
        var gap = rules.gapTypes()
                .find(event.type())
                .orElseThrow(() -> new IllegalStateException("today's code knows no such event"));
        return JSON.readClosed(data, gap, event.caseId(), event.type());
    }

    private List<Consequence> consequences(Folded<S, E> folded) {
        var event = folded.event();
        var own = model.types().find(event.type());
        if (own.isEmpty()) {
            return List.of();
        }
        return model.policy()
                .of(new Recorded<>(
                        event.caseId(),
                        event.eventId(),
                        event.version(),
                        own.get().cast(folded.read()),
                        folded.before(),
                        folded.after(),
                        new Cause(event.actor(), event.occurredAt(), event.correlationId(), event.causationId(), null),
                        event.recordedAt()));
    }

    private List<DeadlineEvent> clockDecides(Folded<S, E> folded) {
        var decided = new ArrayList<DeadlineEvent>();
        var now = folded.deadlinesAfter();
        for (var consequence : consequences(folded)) {
            if (consequence instanceof AskLegalClock(var order)) {
                switch (rules.clock().decide(order, now)) {
                    case Accepted<DeadlineEvent>(var events) -> {
                        for (var one : events) {
                            now = now.evolve(one);
                        }
                        decided.addAll(events);
                    }
                    case Refused<DeadlineEvent> _ -> {
                        // As in the service: a clock that cannot start or stand goes on as it does.
                    }
                }
            }
        }
        return decided;
    }
}
