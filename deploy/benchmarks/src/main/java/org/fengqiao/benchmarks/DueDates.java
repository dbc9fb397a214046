package org.fengqiao.benchmarks;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/**
 * A million due dates of deadlines that start in the ten years from 2016 to 2025, and what the same would cost
 * otherwise.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DueDates {

    static final int COUNT = 1_000_000;

    /** About three months, as long as the longest statutory deadlines that matter. */
    static final int LONG = 60;

    private final Instant[] starts = new Instant[COUNT];
    private LegalClock clock;
    private OfficialCalendar calendar;
    private Rule claim;
    private Rule acknowledgement;
    private Rule handling;
    private Rule window;

    /** Reads the rules and draws the starts; always the same ones. */
    @Setup
    public void prepare() {
        clock = LegalFiles.official().clock();
        calendar = clock.calendar();
        claim = rule("claim");
        acknowledgement = rule("referral-acknowledgement");
        handling = rule("petition-handling");
        window = rule("confirmation-window");
        var first = LocalDate.of(2016, 1, 1).atStartOfDay(ZONE).toEpochSecond();
        var last = LocalDate.of(2026, 1, 1).atStartOfDay(ZONE).toEpochSecond();
        var random = new Random(20_160_101);
        for (var start = 0; start < COUNT; start++) {
            starts[start] = Instant.ofEpochSecond(random.nextLong(first, last));
        }
    }

    private Rule rule(String id) {
        return clock.rules().inForce(id, LocalDate.of(2025, 1, 1)).orElseThrow();
    }

    /**
     * Due dates as the services ask for them, of four rules in turn: 1 and 3 working days, 60 days, 30 days whose last
     * may move.
     */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void dueAt(Blackhole blackhole) {
        for (var start = 0; start < COUNT; start++) {
            var rule = switch (start & 3) {
                case 0 -> claim;
                case 1 -> acknowledgement;
                case 2 -> handling;
                default -> window;
            };
            blackhole.consume(clock.dueAt(rule, starts[start], List.of(), List.of()));
        }
    }

    /** The end of the sixtieth working day, by the calendar's tables. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void sixtyWorkingDays(Blackhole blackhole) {
        for (var start : starts) {
            var day = start.atZone(ZONE).toLocalDate();
            blackhole.consume(endOf(calendar.plusWorkingDays(day, LONG)));
        }
    }

    /** The same by walking from day to day: what the tables save. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void sixtyWorkingDaysDayByDay(Blackhole blackhole) {
        for (var start : starts) {
            var day = start.atZone(ZONE).toLocalDate();
            for (var left = LONG; left > 0; ) {
                day = day.plusDays(1);
                if (calendar.isWorkingDay(day)) {
                    left--;
                }
            }
            blackhole.consume(endOf(day));
        }
    }

    /** The end of the sixtieth calendar day with nothing but the time library: no due date can be had for less. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void sixtyCalendarDaysBare(Blackhole blackhole) {
        for (var start : starts) {
            var day = start.atZone(ZONE).toLocalDate();
            blackhole.consume(endOf(day.plusDays(LONG)));
        }
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
