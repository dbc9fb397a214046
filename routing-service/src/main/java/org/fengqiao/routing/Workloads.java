package org.fengqiao.routing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.time.StartOrder;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.Workload;

/**
 * Open cases that each unit and each person has. They are counted in the database every ten seconds; a case that this
 * instance assigns in between is added at once, and what other instances do in between is not known. An assignment
 * records the numbers by which it was made.
 */
@Singleton
public class Workloads implements CaseView<RoutingCase> {

    private static final Statement COUNT = Statement.of("""
            select unit, coalesce(worker, person) as person, count(*) as open from custody
            where status in ('ASSIGNED', 'CLAIMED') group by 1, 2\
            """);

    private final Mutiny.SessionFactory sessions;
    private final Set<UUID> addedSince = new HashSet<>();
    private volatile Workload known = Workload.NONE;

    Workloads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Count(String unit, @Nullable String person, int open) {}

    void start(@Observes @Priority(StartOrder.BEFORE_RECORDS) StartupEvent event, Schedule schedule) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
        schedule.every(
                "${fengqiao.routing.workloads.count-every:10s}", Duration.ofSeconds(10), "workloads", this::refresh);
    }

    /** Returns how much everybody has to do, as far as this instance knows. */
    Workload now() {
        return known;
    }

    private Uni<Workload> refresh() {
        return sessions.withStatelessSession(session -> COUNT.bound()
                        .list(
                                session,
                                row -> new Count(
                                        row.getString("unit"),
                                        row.getString("person"),
                                        Math.toIntExact(row.getLong("open")))))
                .map(this::counted);
    }

    private synchronized Workload counted(List<Count> counts) {
        var units = new HashMap<String, Integer>();
        var people = new HashMap<String, Integer>();
        for (var count : counts) {
            units.merge(count.unit(), count.open(), Integer::sum);
            if (count.person() != null) {
                people.merge(count.person(), count.open(), Integer::sum);
            }
        }
        addedSince.clear();
        known = new Workload(units, people);
        return known;
    }

    /** Adds the cases that were just assigned; writes nothing. */
    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        add(changed);
        return Uni.createFrom().voidItem();
    }

    private synchronized void add(List<Changed<RoutingCase>> changed) {
        var now = known;
        for (var one : changed) {
            if (one.state() instanceof RoutingCase.Assigned assigned && addedSince.add(one.caseId())) {
                now = now.withOneMore(assigned.unit(), assigned.person());
            }
        }
        known = now;
    }
}
