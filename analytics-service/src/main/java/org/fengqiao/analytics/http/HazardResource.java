package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.hazard.HazardRules;
import org.fengqiao.analytics.hazard.HazardRules.Version;
import org.fengqiao.analytics.hazard.Hazards;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** Lists of hidden trouble (隐患), each item with the cases and events that made it one. They decide nothing. */
@Path("/hazards")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed({Roles.ANALYST, Roles.LEADER})
public class HazardResource {

    private final Mutiny.SessionFactory sessions;
    private final Hazards hazards;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;

    HazardResource(
            Mutiny.SessionFactory sessions,
            Hazards hazards,
            Caller caller,
            InstantSource clock,
            @Identifier(Positions.LISTENER) Positions positions) {
        this.sessions = sessions;
        this.hazards = hazards;
        this.caller = caller;
        this.clock = clock;
        this.positions = positions;
    }

    /**
     * Bursts of disputes.
     *
     * @param rules the version of the rules
     * @param rule by which they were found
     */
    public record BurstList(
            Instant asOf,
            KnownUpTo knownUpTo,
            String rules,
            HazardRules.BurstRule rule,
            List<Hazards.BurstItem> items) {}

    /**
     * Open cases that are likely to escalate.
     *
     * @param rules the version of the rules
     * @param rule by which they were found
     * @param more whether there are more than these
     */
    public record EscalatingList(
            Instant asOf,
            KnownUpTo knownUpTo,
            String rules,
            HazardRules.EscalationRule rule,
            List<Hazards.EscalatingCase> items,
            boolean more) {}

    /**
     * Records that look wrong.
     *
     * @param rules the version of the rules
     * @param rule by which they were found
     */
    public record RecordList(
            Instant asOf,
            KnownUpTo knownUpTo,
            String rules,
            HazardRules.RecordRules rule,
            List<Hazards.RecordItem> items) {}

    /**
     * Categories of disputes of which a grid or street of the caller's jurisdiction has more than its own history lets
     * expect.
     *
     * @param asOf a time with zone (RFC 3339), up to which it looks, with what was known then; now if it is missing
     */
    @GET
    @Path("/bursts")
    public Uni<BurstList> bursts(@QueryParam("asOf") @Nullable Instant asOf) {
        return list(
                asOf,
                (asked, session) -> hazards.bursts(session, asked.within(), asked.version(), asked.at()),
                (asked, items) -> new BurstList(
                        asked.at(),
                        asked.upTo(),
                        asked.version().version(),
                        asked.version().bursts(),
                        items));
    }

    /** Open cases of the caller's jurisdiction that are likely to escalate, with the reasons and points of each. */
    @GET
    @Path("/escalating")
    public Uni<EscalatingList> escalating(@QueryParam("asOf") @Nullable Instant asOf) {
        return list(
                asOf,
                (asked, session) -> hazards.escalating(session, asked.within(), asked.version(), asked.at()),
                (asked, items) -> new EscalatingList(
                        asked.at(),
                        asked.upTo(),
                        asked.version().version(),
                        asked.version().escalation(),
                        items.stream().limit(Hazards.MOST).toList(),
                        items.size() > Hazards.MOST));
    }

    /** Records of the caller's place that look wrong: closings in bulk, duties met at the last moment, answers. */
    @GET
    @Path("/records")
    public Uni<RecordList> records(@QueryParam("asOf") @Nullable Instant asOf) {
        return list(
                asOf,
                (asked, session) -> hazards.records(session, asked.within(), asked.version(), asked.at()),
                (asked, items) -> new RecordList(
                        asked.at(),
                        asked.upTo(),
                        asked.version().version(),
                        asked.version().records(),
                        items));
    }

    private record Asked(Jurisdiction within, Version version, Instant at, KnownUpTo upTo) {}

    @FunctionalInterface
    private interface Looking<T> {
        Uni<List<T>> look(Asked asked, Mutiny.StatelessSession session);
    }

    @FunctionalInterface
    private interface Telling<T, R> {
        R tell(Asked asked, List<T> items);
    }

    private <T, R> Uni<R> list(@Nullable Instant asOf, Looking<T> looking, Telling<T, R> telling) {
        var within = Jurisdiction.of(caller);
        var at = asOf == null ? clock.instant() : asOf;
        var version = hazards.rules(at);
        if (version == null) {
            throw Problem.unacceptable(
                            "analytics.no-rules-of-hazards", "No rules of hidden trouble were in force then.")
                    .exception();
        }
        return sessions.withStatelessSession(session -> KnownUpTo.now(session, positions.consumer())
                .map(upTo -> new Asked(within, version, at, upTo))
                .flatMap(asked -> looking.look(asked, session).map(items -> telling.tell(asked, items))));
    }
}
