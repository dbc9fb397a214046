package org.fengqiao.analytics.timeline;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.OfficialCalendar;

/**
 * Timeline of a case, folded from its history in the order of the log.
 *
 * <p>A history may have gaps (events that an operator gave up), so an event about what was never told of is passed
 * over.
 *
 * @param custody who had the case when, oldest first
 * @param deadlines in the order in which they started
 * @param gaps where nothing was recorded for {@link #IDLE} whole working days or more, oldest first
 */
public record Timeline(List<Band> custody, List<Bar> deadlines, List<Gap> gaps) {

    /** Whole working days without an event from which on a gap is folded. */
    public static final int IDLE = 3;

    /** Time from which on an event counts as late: it was recorded so long after it took effect. */
    public static final Duration LATE = Duration.ofDays(1);

    /** The events whose bodies a timeline is made of; of the others it needs no more than that they happened. */
    public static final Set<String> READ = Set.of(
            "case-assigned",
            "case-claimed",
            "deadline-set",
            "deadline-breached",
            "deadline-lapsed",
            "deadline-met",
            "deadline-cancelled",
            "deadline-extended",
            "deadline-moved",
            "clock-paused",
            "clock-resumed");

    public Timeline {
        custody = List.copyOf(custody);
        deadlines = List.copyOf(deadlines);
        gaps = List.copyOf(gaps);
    }

    /** Returns whether an event was recorded late. */
    public static boolean isLate(Told told) {
        return !told.recordedAt().isBefore(told.occurredAt().plus(LATE));
    }

    /**
     * Folds a history.
     *
     * @param history in the order of the log
     * @param until the time of the question, up to which a gap goes on
     */
    public static Timeline of(List<Told> history, Instant until, OfficialCalendar calendar) {
        var custody = new ArrayList<Band>();
        var deadlines = new LinkedHashMap<String, Bar>();
        for (var told : history) {
            var band = band(told, custody.isEmpty() ? null : custody.getLast());
            if (band != null) {
                if (!custody.isEmpty()) {
                    custody.add(custody.removeLast().until(band.from()));
                }
                custody.add(band);
            }
            follow(told, deadlines);
        }
        return new Timeline(
                custody.stream().filter(Timeline::lasts).toList(),
                deadlines.values().stream()
                        .sorted(Comparator.comparing(Bar::startedAt))
                        .toList(),
                gaps(history, until, calendar));
    }

    /** Returns the band that goes on; null if the history tells of none. */
    public @Nullable Band now() {
        return custody.isEmpty() ? null : custody.getLast();
    }

    /**
     * Returns the duty that is due next: the earliest of those that have passed and are still owed, otherwise of those
     * that run. Null if nothing is owed.
     *
     * @param duty whether the deadline is a duty, and not a right
     */
    public @Nullable Bar nextDue(Predicate<Bar> duty) {
        return deadlines.stream()
                .filter(bar -> bar.state() == Bar.State.BREACHED || bar.state() == Bar.State.RUNNING)
                .filter(duty)
                .min(Comparator.comparing((Bar bar) -> bar.state() != Bar.State.BREACHED)
                        .thenComparing(Bar::dueAt))
                .orElse(null);
    }

    private static boolean lasts(Band band) {
        return band.to() == null || band.to().isAfter(band.from());
    }

    private static @Nullable Band band(Told told, @Nullable Band before) {
        var at = told.occurredAt();
        return switch (told.event()) {
            case "case-registered" -> new Band(Band.Kind.INTAKE, null, 0, at, null);
            case "case-accepted", "case-reopened", "case-returned", "case-escalated" ->
                new Band(Band.Kind.UNHELD, null, 0, at, null);
            case "case-assigned" -> new Band(Band.Kind.ASSIGNED, told.text("unit"), told.number("custody"), at, null);
            case "case-claimed" -> new Band(Band.Kind.HELD, told.text("unit"), told.number("custody"), at, null);
            case "case-closed", "case-declined" -> new Band(Band.Kind.CLOSED, null, 0, at, null);
            // Routing closes what it had accepted; what was withdrawn before that is over at once.
            case "case-withdrawn" ->
                before == null || before.kind() == Band.Kind.INTAKE
                        ? new Band(Band.Kind.CLOSED, null, 0, at, null)
                        : null;
            default -> null;
        };
    }

    private static void follow(Told told, Map<String, Bar> deadlines) {
        var name = told.text("name");
        if (name == null) {
            return;
        }
        var key = told.service() + "/" + name;
        if (told.event().equals("deadline-set")) {
            var set = Bar.set(told);
            if (set != null) {
                // A deadline that starts anew is another bar; the old one has ended.
                var ended = deadlines.remove(key);
                if (ended != null) {
                    deadlines.put(key + "#" + told.position(), ended);
                }
                deadlines.put(key, set);
            }
        } else {
            deadlines.computeIfPresent(key, (_, bar) -> bar.after(told));
        }
    }

    private static List<Gap> gaps(List<Told> history, Instant until, OfficialCalendar calendar) {
        var gaps = new ArrayList<Gap>();
        for (var i = 0; i < history.size(); i++) {
            var last = i + 1 == history.size();
            var from = history.get(i).recordedAt();
            var to = last ? until : history.get(i + 1).recordedAt();
            if (!to.isAfter(from)) {
                continue;
            }
            // Whole days: neither the day of the event before nor that of the one after counts.
            var days = calendar.workingDaysBetween(
                    from.atZone(ZONE).toLocalDate().plusDays(1),
                    to.atZone(ZONE).toLocalDate().minusDays(1));
            if (days >= IDLE) {
                gaps.add(new Gap(history.get(i).position(), from, to, days, last));
            }
        }
        return gaps;
    }
}
