package org.fengqiao.analytics.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Deadline of a case as a bar.
 *
 * @param service who owns it
 * @param name its name, unique among the deadlines of the case in that service
 * @param rule the rule's id
 * @param version the rule's version
 * @param startedAt when it started
 * @param dueAt the first instant at which it is too late; while its clock stands, as it was when it stopped
 * @param endedAt when it was met, lapsed or was cancelled; null if none of these
 * @param pauses when its clock stood, oldest first
 */
public record Bar(
        String service,
        String name,
        String rule,
        int version,
        Instant startedAt,
        Instant dueAt,
        State state,
        @Nullable Instant endedAt,
        List<Pause> pauses) {

    public Bar {
        pauses = List.copyOf(pauses);
    }

    /** States of a deadline. */
    public enum State {
        RUNNING,
        PAUSED,
        /** It has passed, and what was owed is still owed. */
        BREACHED,
        MET,
        MET_LATE,
        /** A right that was not used. */
        LAPSED,
        CANCELLED;

        /** Returns whether it has not ended. */
        public boolean isOpen() {
            return switch (this) {
                case RUNNING, PAUSED, BREACHED -> true;
                case MET, MET_LATE, LAPSED, CANCELLED -> false;
            };
        }
    }

    /** Time in which the clock stood; {@code to} is null while it stands. */
    public record Pause(
            String ground, Instant from, @Nullable Instant to) {}

    /** Returns the deadline that an event sets; null if the event lacks what makes one. */
    static @Nullable Bar set(Told told) {
        var name = told.text("name");
        var rule = told.text("rule");
        var startedAt = told.time("startedAt");
        var dueAt = told.time("dueAt");
        return name == null || rule == null || startedAt == null || dueAt == null
                ? null
                : new Bar(
                        told.service(),
                        name,
                        rule,
                        Math.max(1, told.number("version")),
                        startedAt,
                        dueAt,
                        State.RUNNING,
                        null,
                        List.of());
    }

    /** Returns the deadline after an event about it; itself if the event says nothing about it that a bar shows. */
    Bar after(Told told) {
        return switch (told.event()) {
            case "deadline-breached" -> with(State.BREACHED, null);
            case "deadline-lapsed" -> with(State.LAPSED, dueAt);
            case "deadline-met" ->
                with(isTrue(told, "onTime") ? State.MET : State.MET_LATE, orOccurred(told.time("metAt"), told));
            case "deadline-cancelled" -> with(State.CANCELLED, orOccurred(told.time("cancelledAt"), told));
            case "clock-paused" -> paused(told);
            case "clock-resumed" -> resumed(told);
            case "deadline-extended", "deadline-moved" -> due(told.time("dueAt"));
            default -> this;
        };
    }

    private static boolean isTrue(Told told, String field) {
        return told.data() != null && told.data().path(field).asBoolean();
    }

    private static Instant orOccurred(@Nullable Instant time, Told told) {
        return time == null ? told.occurredAt() : time;
    }

    private Bar paused(Told told) {
        var ground = told.text("ground");
        var stood = new ArrayList<>(pauses);
        stood.add(new Pause(ground == null ? "" : ground, orOccurred(told.time("pausedAt"), told), null));
        return new Bar(service, name, rule, version, startedAt, dueAt, State.PAUSED, null, stood);
    }

    private Bar resumed(Told told) {
        var stood = new ArrayList<>(pauses);
        if (!stood.isEmpty() && stood.getLast().to() == null) {
            var last = stood.removeLast();
            stood.add(new Pause(last.ground(), last.from(), orOccurred(told.time("resumedAt"), told)));
        }
        return new Bar(service, name, rule, version, startedAt, dueAt, State.RUNNING, null, stood)
                .due(told.time("dueAt"));
    }

    private Bar due(@Nullable Instant other) {
        return new Bar(service, name, rule, version, startedAt, other == null ? dueAt : other, state, endedAt, pauses);
    }

    private Bar with(State next, @Nullable Instant ended) {
        return new Bar(service, name, rule, version, startedAt, dueAt, next, ended, pauses);
    }
}
