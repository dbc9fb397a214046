package org.fengqiao.kernel.operations;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource.Found;

/** List of what does not move in this service. */
@Path("/stuck")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class StuckResource {

    private final String service;
    private final Instance<StandstillSource> sources;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    StuckResource(
            @ConfigProperty(name = "fengqiao.service") String service,
            @Any Instance<StandstillSource> sources,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.service = service;
        this.sources = sources;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Standstills of a service.
     *
     * @param at the service's time
     * @param totals how many there are of each kind, named or not; a kind of which there is none is missing
     * @param standstills by kind, and within it what has lasted longest first
     */
    public record StuckBody(String service, Instant at, Map<Kind, Long> totals, List<Standstill> standstills) {
        public StuckBody {
            totals = new TreeMap<>(totals);
            standstills = List.copyOf(standstills);
        }
    }

    /**
     * Returns what does not move, with since when, why, and the call that looks closer or mends it.
     *
     * @param most of each kind at most so many are named
     */
    @GET
    public Uni<StuckBody> list(@QueryParam("most") @DefaultValue("20") @Min(1) @Max(200) int most) {
        return sessions.withStatelessSession(session -> Multi.createFrom()
                        .iterable(sources)
                        .onItem()
                        .transformToUniAndConcatenate(source -> source.find(session, most))
                        .collect()
                        .asList())
                .map(found -> body(found.stream().flatMap(List::stream).toList()));
    }

    private StuckBody body(List<Found> found) {
        var totals = new TreeMap<Kind, Long>();
        found.stream().filter(one -> one.total() > 0).forEach(one -> totals.merge(one.kind(), one.total(), Long::sum));
        return new StuckBody(
                service,
                clock.instant(),
                totals,
                found.stream()
                        .flatMap(one -> one.first().stream())
                        .sorted(comparing(Standstill::kind)
                                .thenComparing(Standstill::since, nullsLast(naturalOrder()))
                                .thenComparing(Standstill::subject))
                        .toList());
    }
}
