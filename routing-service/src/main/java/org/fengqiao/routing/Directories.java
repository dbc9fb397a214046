package org.fengqiao.routing;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.routing.model.AssignmentRules;
import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.District;
import org.fengqiao.routing.model.Employment;
import org.fengqiao.routing.model.Situation;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.Versions;

/** Units and staff by which cases are assigned now: those of the files, with what was changed since. */
@Singleton
public class Directories {

    private final Directory shipped;
    private final AssignmentRules rules = DataFile.read("assignment.yaml", AssignmentRules.class);
    private final AtomicReference<Changes> changes = new AtomicReference<>(new Changes(Versions.none(), Map.of()));
    private final InstantSource clock;
    private final OfficialCalendar calendar;
    private final Workloads workloads;
    private volatile @Nullable Today today;

    Directories(RoutingConfiguration configuration, InstantSource clock, LegalClock legalClock, Workloads workloads) {
        this.shipped = Directory.of(configuration
                .files()
                .map(files -> files.stream().map(Directories::read).toList())
                .orElseGet(() -> ShippedDistricts.listed().all()));
        this.clock = clock;
        this.calendar = legalClock.calendar();
        this.workloads = workloads;
    }

    private record Changes(Versions<Unit> units, Map<String, Employment> staff) {}

    /** The directory with all changes, and the situation of a day without time and workloads. */
    private record Today(LocalDate day, Changes changes, Directory directory, Situation morning) {}

    private static District read(String file) {
        return file.endsWith(".yaml") ? DataFile.read(Path.of(file), District.class) : ShippedDistricts.named(file);
    }

    /** Returns the directory as the files have it. */
    public Directory shipped() {
        return shipped;
    }

    /** Returns the rules by which cases are assigned. */
    public AssignmentRules rules() {
        return rules;
    }

    /** Returns the directory with everything that was changed. */
    public Directory current() {
        return today().directory();
    }

    /** Returns today, by the service's clock, in China. */
    public LocalDate day() {
        return now().toLocalDate();
    }

    /** Returns the situation in which a case is assigned now. */
    public Situation situation() {
        return today().morning().at(now(), workloads.now());
    }

    private LocalDateTime now() {
        return clock.instant().atZone(OfficialCalendar.ZONE).toLocalDateTime();
    }

    private Today today() {
        var day = day();
        var known = changes.get();
        var before = today;
        if (before != null && before.day().equals(day) && before.changes() == known) {
            return before;
        }
        var directory = shipped.with(known.units(), known.staff());
        var fresh = new Today(
                day,
                known,
                directory,
                Situation.of(directory, workloads.now(), rules, day.atStartOfDay(), calendar::isWorkingDay));
        today = fresh;
        return fresh;
    }

    void useUnits(Versions<Unit> units) {
        changes.updateAndGet(now -> now.units().equals(units) ? now : new Changes(units, now.staff()));
    }

    void useStaff(Map<String, Employment> staff) {
        changes.updateAndGet(now -> now.staff().equals(staff) ? now : new Changes(now.units(), staff));
    }
}
