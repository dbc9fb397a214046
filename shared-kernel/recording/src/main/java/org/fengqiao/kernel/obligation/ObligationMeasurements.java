package org.fengqiao.kernel.obligation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Gauges;
import org.fengqiao.kernel.time.Schedule;

/**
 * Measurements of what the centre and its partners owe each other: {@code fengqiao_obligations_open} and
 * {@code fengqiao_obligations_late}, which is part of it, both by {@code partner} and {@code owed_by}.
 */
@Singleton
public class ObligationMeasurements {

    private static final String COUNT = """
            select partner, owed_by, count(*), count(*) filter (where state = 'LATE')
            from obligation where state in ('OWED', 'LATE') group by partner, owed_by""";

    private final Mutiny.SessionFactory sessions;
    private final Gauges gauges;
    /** Debts counted before: where nothing is owed any more, that is measured too. */
    private final Set<Tags> known = new HashSet<>();

    ObligationMeasurements(Mutiny.SessionFactory sessions, Gauges gauges) {
        this.sessions = sessions;
        this.gauges = gauges;
    }

    /** Schedules the counting of obligations. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every(
                "${fengqiao.operations.measure-every:5s}",
                Duration.ofSeconds(2),
                "measurements of obligations",
                this::measure);
    }

    /** Counts the obligations once. When they cannot be counted the gauges keep their last values. */
    private Uni<Void> measure() {
        return sessions.withStatelessSession(session ->
                        session.createNativeQuery(COUNT, Object[].class).getResultList())
                .invoke(this::set)
                .replaceWithVoid();
    }

    private synchronized void set(List<Object[]> counts) {
        var gone = new HashSet<>(known);
        for (var row : counts) {
            var tags = Tags.of("partner", (String) row[0], "owed_by", (String) row[1]);
            set(tags, ((Number) row[2]).longValue(), ((Number) row[3]).longValue());
            known.add(tags);
            gone.remove(tags);
        }
        gone.forEach(tags -> set(tags, 0, 0));
    }

    private void set(Tags tags, long open, long late) {
        gauges.set("fengqiao.obligations.open", tags, open);
        gauges.set("fengqiao.obligations.late", tags, late);
    }
}
