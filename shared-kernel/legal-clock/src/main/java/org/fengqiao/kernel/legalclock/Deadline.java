package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Pending;

/**
 * One deadline of one case, as its events tell it.
 *
 * @param name its name within the case
 * @param rule the rule's id
 * @param version the rule's version
 * @param startedBy the type of the event that started it
 * @param startedAt when it started
 * @param count the length chosen for it; null if it has the rule's own
 * @param dueAt the first instant at which it is too late; while the clock stands, as it was when it stopped
 * @param warnAt when to warn before that, ascending; past warnings included
 * @param pauses when the clock stood, oldest first; the last is open while it stands
 * @param extensions what was added, oldest first
 * @param moves what days that were announced later made of its due, oldest first
 * @param requests what was asked for where an approval is needed, oldest first; only the last can be pending
 * @param state how far it has got
 * @param warnedAt when the last warning was given; null if none was
 * @param endedAt when it was met, lapsed or was cancelled; null if none of these
 * @param passed true once it was found passed with what was owed still owed, whatever came of it later
 * @param continues the deadline with which it goes on, since the matter changed hands; null if with none
 * @param owed what is owed by it between the centre and a partner; null if it concerns no partner
 */
public record Deadline(
        DeadlineName name,
        String rule,
        int version,
        String startedBy,
        Instant startedAt,
        @Nullable Integer count,
        Instant dueAt,
        List<Instant> warnAt,
        List<Pause> pauses,
        List<GrantedExtension> extensions,
        List<CalendarMove> moves,
        List<ExtensionRequest> requests,
        DeadlineState state,
        @Nullable Instant warnedAt,
        @Nullable Instant endedAt,
        boolean passed,
        @Nullable DeadlineName continues,
        @Nullable Owed owed) {

    /** Keeps the lists from changing. */
    public Deadline {
        warnAt = List.copyOf(warnAt);
        pauses = List.copyOf(pauses);
        extensions = List.copyOf(extensions);
        moves = List.copyOf(moves);
        requests = List.copyOf(requests);
    }

    /**
     * Returns the deadline at its start.
     *
     * @param earlier the deadline of the same matter with which it goes on; null if with none
     */
    static Deadline of(DeadlineSet set, @Nullable Deadline earlier) {
        return new Deadline(
                set.name(),
                set.rule(),
                set.version(),
                set.startedBy(),
                set.startedAt(),
                set.count(),
                set.dueAt(),
                set.warnAt(),
                earlier == null ? List.of() : earlier.pauses(),
                earlier == null ? List.of() : earlier.extensions(),
                earlier == null ? List.of() : earlier.moves(),
                List.of(),
                earlier == null ? DeadlineState.RUNNING : earlier.stateToGoOnWith(),
                null,
                null,
                earlier != null && earlier.passed(),
                set.continues(),
                set.owed());
    }

    /** Returns the state in which whoever has the matter next finds its clock. */
    private DeadlineState stateToGoOnWith() {
        if (openPause() != null) {
            return DeadlineState.PAUSED;
        }
        return passed ? DeadlineState.BREACHED : DeadlineState.RUNNING;
    }

    /**
     * Returns the instant at which the poller must look at it next: the next warning, otherwise the due. Null when
     * nothing can become due: the clock stands, or it has passed, or it is met or cancelled.
     */
    public @Nullable Instant nextAt() {
        if (!state.runs()) {
            return null;
        }
        var toCome = warningsToCome();
        return toCome.isEmpty() ? dueAt : toCome.getFirst();
    }

    /** Returns the warnings not yet given, ascending. */
    public List<Instant> warningsToCome() {
        return warnAt.stream()
                .filter(warning -> warnedAt == null || warning.isAfter(warnedAt))
                .toList();
    }

    /** Returns the pause in which the clock stands; null if it does not. */
    public @Nullable Pause openPause() {
        return pauses.isEmpty() || !pauses.getLast().isOpen() ? null : pauses.getLast();
    }

    /** Returns the request that was made last; null if none was. */
    @Nullable
    ExtensionRequest lastRequest() {
        return requests.isEmpty() ? null : requests.getLast();
    }

    /** Returns whether more time was asked for and nobody has decided. */
    public boolean awaitsApproval() {
        return lastRequest() instanceof Pending;
    }

    Deadline evolve(DeadlineEvent event) {
        return switch (event) {
            case DeadlineSet set -> of(set, null);
            case DeadlineWarned warned -> with(DeadlineState.WARNED, dueAt, warnAt, pauses, warned.warnedAt(), null);
            case DeadlineBreached _ -> lapsed().with(DeadlineState.BREACHED, dueAt, warnAt, pauses, warnedAt, null);
            case DeadlineLapsed lapsed ->
                lapsed().with(DeadlineState.LAPSED, dueAt, warnAt, pauses, warnedAt, lapsed.dueAt());
            case DeadlineMet met ->
                lapsed().with(
                                met.onTime() ? DeadlineState.MET : DeadlineState.MET_LATE,
                                dueAt,
                                warnAt,
                                pauses,
                                warnedAt,
                                met.metAt());
            case DeadlinePaused paused ->
                with(
                        DeadlineState.PAUSED,
                        dueAt,
                        warnAt,
                        and(pauses, new Pause(paused.ground(), paused.pausedAt(), null)),
                        warnedAt,
                        null);
            case DeadlineResumed resumed -> {
                var open = pauses.getLast();
                var closed = new Pause(open.ground(), open.pausedAt(), resumed.resumedAt());
                yield with(
                        running(resumed.warnAt()),
                        resumed.dueAt(),
                        resumed.warnAt(),
                        and(pauses.subList(0, pauses.size() - 1), closed),
                        warnedAt,
                        null);
            }
            case ExtensionRequested requested -> with(extensions, and(requests, new Pending(requested)));
            case ExtensionRefused refused -> decided(pending -> pending.refused(refused));
            case DeadlineExtended extended ->
                decided(pending -> pending.granted(extended))
                        .extendedBy(extended)
                        .with(
                                state == DeadlineState.PAUSED ? state : running(extended.warnAt()),
                                extended.dueAt(),
                                extended.warnAt(),
                                pauses,
                                warnedAt,
                                null);
            case DeadlineMoved moved ->
                movedBy(moved).with(running(moved.warnAt()), moved.dueAt(), moved.warnAt(), pauses, warnedAt, null);
            case DeadlineCancelled cancelled ->
                lapsed().with(DeadlineState.CANCELLED, dueAt, warnAt, pauses, warnedAt, cancelled.cancelledAt());
        };
    }

    /** Returns the deadline when a request for more time can no longer be granted. */
    private Deadline lapsed() {
        return decided(Pending::lapsed);
    }

    private Deadline decided(Function<Pending, ExtensionRequest> decision) {
        return with(
                extensions,
                requests.stream()
                        .map(request -> request instanceof Pending pending ? decision.apply(pending) : request)
                        .toList());
    }

    private Deadline extendedBy(DeadlineExtended extended) {
        return with(
                and(
                        extensions,
                        new GrantedExtension(
                                new Length(extended.count(), extended.unit()),
                                extended.reason(),
                                extended.requestedBy(),
                                extended.approvedBy(),
                                extended.partyToldAt(),
                                extended.extendedAt())),
                requests);
    }

    private Deadline movedBy(DeadlineMoved moved) {
        return new Deadline(
                name,
                rule,
                version,
                startedBy,
                startedAt,
                count,
                dueAt,
                warnAt,
                pauses,
                extensions,
                and(
                        moves,
                        new CalendarMove(
                                moved.calendar(), moved.notices(), moved.dueBefore(), moved.dueAt(), moved.movedAt())),
                requests,
                state,
                warnedAt,
                endedAt,
                passed,
                continues,
                owed);
    }

    /** Returns the state of a running clock: a new due far enough away has not been warned of. */
    private DeadlineState running(List<Instant> warnings) {
        var warned = warnedAt;
        return warned != null && warnings.stream().anyMatch(warning -> !warning.isAfter(warned))
                ? DeadlineState.WARNED
                : DeadlineState.RUNNING;
    }

    private Deadline with(List<GrantedExtension> nextExtensions, List<ExtensionRequest> nextRequests) {
        return new Deadline(
                name,
                rule,
                version,
                startedBy,
                startedAt,
                count,
                dueAt,
                warnAt,
                pauses,
                nextExtensions,
                moves,
                nextRequests,
                state,
                warnedAt,
                endedAt,
                passed,
                continues,
                owed);
    }

    private Deadline with(
            DeadlineState nextState,
            Instant due,
            List<Instant> warnings,
            List<Pause> nextPauses,
            @Nullable Instant warned,
            @Nullable Instant ended) {
        return new Deadline(
                name,
                rule,
                version,
                startedBy,
                startedAt,
                count,
                due,
                warnings,
                nextPauses,
                extensions,
                moves,
                requests,
                nextState,
                warned,
                ended,
                passed || nextState == DeadlineState.BREACHED,
                continues,
                owed);
    }

    private static <T> List<T> and(List<T> some, T one) {
        var all = new ArrayList<T>(some);
        all.add(one);
        return all;
    }
}
