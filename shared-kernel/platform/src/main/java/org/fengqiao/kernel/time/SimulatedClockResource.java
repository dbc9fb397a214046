package org.fengqiao.kernel.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Problem;

/** The setting of a service's clock in a simulated year. Answers 404 unless the service is configured to be told. */
@Path("/simulated-clock")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class SimulatedClockResource {

    private static final String KEEP = """
        insert into simulated_clock as c (only_row, instant) values (true, cast(cast(:now as text) as timestamptz))
        on conflict (only_row) do update set instant = greatest(c.instant, excluded.instant)\
        """;

    private final InstantSource clock;
    private final Mutiny.SessionFactory sessions;
    private final Instance<DueWork> dueWork;

    SimulatedClockResource(InstantSource clock, Mutiny.SessionFactory sessions, Instance<DueWork> dueWork) {
        this.clock = clock;
        this.sessions = sessions;
        this.dueWork = dueWork;
    }

    /** The time, as the service shows and takes it. */
    public record Time(@Ahead(years = 1000) @NotNull OffsetDateTime now) {}

    /** The time after it was set, and how many deadlines had passed by then. */
    public record ClockBody(Instant now, int deadlinesPassed) {}

    /** Returns the service's time. */
    @GET
    public ClockBody get() {
        return new ClockBody(simulated().instant(), 0);
    }

    /** Sets the time forward (never back), and answers when all deadlines that have passed by then are dealt with. */
    @PUT
    public Uni<ClockBody> put(Time time) {
        var simulated = simulated();
        return sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(KEEP)
                        .setParameter("now", time.now().toInstant().toString())
                        .executeUpdate())
                .map(_ -> simulated.advanceTo(time.now().toInstant()))
                .flatMap(now -> pollAll().map(passed -> new ClockBody(now, passed)));
    }

    private Uni<Integer> pollAll() {
        return Multi.createFrom()
                .iterable(dueWork.stream().toList())
                .onItem()
                .transformToUniAndConcatenate(DueWork::poll)
                .collect()
                .in(() -> new int[1], (sum, passed) -> sum[0] += passed)
                .map(sum -> sum[0]);
    }

    private SimulatedClock simulated() {
        if (clock instanceof SimulatedClock simulated) {
            return simulated;
        }
        throw Problem.notFound("kernel.clock-not-simulated", "This service goes by the real time.")
                .exception();
    }
}
