package org.fengqiao.caseload.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.fengqiao.caseload.log.CsvRows;
import org.fengqiao.caseload.log.ExternalSort;
import org.fengqiao.caseload.log.LogFault;
import org.fengqiao.caseload.log.LogRow;
import org.fengqiao.caseload.log.LogTimes;
import org.fengqiao.caseload.log.RawRows;
import org.fengqiao.caseload.log.XesRows;
import org.fengqiao.caseload.mapping.CasePlanner;
import org.fengqiao.caseload.mapping.Mapping;
import org.fengqiao.caseload.mapping.MappingFile;
import org.fengqiao.caseload.mapping.PlannedStep;
import org.fengqiao.local.UserError;

/**
 * A log that is planned: read once, sorted by case, planned case by case, and sorted by day. What does not fit into the
 * memory is on the disk meanwhile.
 */
public final class LogPlan implements AutoCloseable {

    /** Rows, and then acts, that are held in memory while they are sorted. */
    private static final int IN_MEMORY = 20_000;

    /** Rows of one case, which are in memory together. */
    private static final int MOST_OF_A_CASE = 50_000;

    private final Mapping mapping;
    private final ZoneId zone;
    private final Tally tally;
    private final ExternalSort<PlannedStep> steps;
    private final Consumer<UnplayedRow> unplayed;
    private Period moved = Period.ZERO;

    private LogPlan(Mapping mapping, Consumer<UnplayedRow> unplayed) throws IOException {
        this.mapping = mapping;
        this.unplayed = unplayed;
        this.tally = new Tally(
                mapping.expected() == null ? List.of() : mapping.expected().figures());
        this.zone = mapping.log().time().place();
        this.steps = new ExternalSort<>(
                PlannedStep.class,
                Comparator.comparing((PlannedStep step) -> dayOf(step.at()))
                        .thenComparing(PlannedStep::caseId)
                        .thenComparing(PlannedStep::step),
                IN_MEMORY);
    }

    /**
     * Reads and plans a log.
     *
     * @param unplayed is told of every row of which nothing comes
     */
    public static LogPlan of(Path log, MappingFile file, Consumer<UnplayedRow> unplayed) throws IOException {
        var plan = new LogPlan(file.mapping(), unplayed);
        try (var rows = rows(log, file.mapping())) {
            file.requireColumns(rows.columns());
            plan.plan(rows);
            return plan;
        } catch (IOException | RuntimeException exception) {
            plan.close();
            throw exception;
        }
    }

    private static RawRows rows(Path log, Mapping mapping) throws IOException {
        return switch (mapping.log().format()) {
            case CSV -> {
                var csv = Optional.ofNullable(mapping.log().csv()).orElse(new Mapping.Csv(null, null, null));
                yield new CsvRows(log, csv.separator(), csv.charset(), csv.columns());
            }
            case XES -> new XesRows(log);
        };
    }

    private void plan(RawRows rows) throws IOException {
        var planner = new CasePlanner(mapping);
        var time = mapping.log().time();
        var times = new LogTimes(time.forms(), zone, time.moved());
        try (var byCase = new ExternalSort<>(LogRow.class, planner.order(), IN_MEMORY)) {
            rows.forEach(raw -> read(raw, times, byCase), this::faulty);
            var sorted = byCase.sorted();
            var ofOneCase = new ArrayList<LogRow>();
            while (sorted.hasNext()) {
                var row = sorted.next();
                if (!ofOneCase.isEmpty() && !ofOneCase.getFirst().caseId().equals(row.caseId())) {
                    plan(planner, ofOneCase);
                }
                ofOneCase.add(row);
                if (ofOneCase.size() > MOST_OF_A_CASE) {
                    throw new UserError("The case %s has more than %d rows. Is %s the column of the case?"
                            .formatted(
                                    row.caseId(), MOST_OF_A_CASE, mapping.log().caseId()));
                }
            }
            plan(planner, ofOneCase);
        }
    }

    private void faulty(LogFault fault) {
        tally.faulty(fault);
        unplayed.accept(new UnplayedRow(fault.line(), null, null, fault.what()));
    }

    private void plan(CasePlanner planner, List<LogRow> ofOneCase) {
        if (!ofOneCase.isEmpty()) {
            var planned = planner.plan(List.copyOf(ofOneCase));
            tally.planned(planned);
            planned.steps().forEach(steps::add);
            for (var left : planned.leftOut()) {
                unplayed.accept(new UnplayedRow(left.line(), planned.caseId(), left.activity(), left.reason()));
            }
            ofOneCase.clear();
        }
    }

    private void read(RawRows.Raw raw, LogTimes times, ExternalSort<LogRow> byCase) {
        var log = mapping.log();
        var missing = List.of(log.caseId(), log.activity(), log.time().column()).stream()
                .filter(column -> !raw.values().containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            faulty(new LogFault(
                    raw.line(),
                    "%s %s empty".formatted(String.join(", ", missing), missing.size() == 1 ? "is" : "are")));
            return;
        }
        var written = String.valueOf(raw.values().get(log.time().column()));
        var at = times.read(written);
        if (at.isEmpty()) {
            faulty(new LogFault(
                    raw.line(),
                    "%s is no time of the form %s: %s"
                            .formatted(
                                    log.time().column(),
                                    String.join(" or ", log.time().forms()),
                                    written)));
            return;
        }
        var row = new LogRow(
                raw.line(),
                String.valueOf(raw.values().get(log.caseId())),
                String.valueOf(raw.values().get(log.activity())),
                at.get(),
                log.order() == null ? null : raw.values().get(log.order()),
                raw.values());
        tally.read(row);
        byCase.add(row);
    }

    /** Returns the day of a time, where the log was written. */
    public LocalDate dayOf(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    /** Moves the whole log by days, so that its first row is of this day. */
    public void begin(LocalDate day) {
        var first = tally.first();
        if (first != null) {
            moved = Period.ofDays(Math.toIntExact(ChronoUnit.DAYS.between(dayOf(first), day)));
        }
    }

    /** Returns when something is played that the log has at this time. */
    public Instant played(Instant time) {
        return time.atZone(zone).plus(moved).toInstant();
    }

    /** Returns the days by which the log is moved beyond what its mapping says. */
    int movedDays() {
        return moved.getDays();
    }

    /** Returns the counts. */
    public Tally tally() {
        return tally;
    }

    /** Returns the acts by day, and within a day by case, each at the time at which it is played. */
    public Iterator<PlannedStep> steps() throws IOException {
        var sorted = steps.sorted();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return sorted.hasNext();
            }

            @Override
            public PlannedStep next() {
                var step = sorted.next();
                return step.at(played(step.at()));
            }
        };
    }

    @Override
    public void close() throws IOException {
        steps.close();
    }
}
