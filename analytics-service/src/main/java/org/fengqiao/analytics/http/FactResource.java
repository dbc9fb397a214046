package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.Csv;
import org.fengqiao.analytics.export.LogExport.Selection;
import org.fengqiao.analytics.fact.FactTable;
import org.fengqiao.analytics.fact.Facts;
import org.fengqiao.analytics.fact.Parquet;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** Facts of the caller's jurisdiction as files: of the cases registered from a time on and before another. */
@Path("/facts/{table}")
@RolesAllowed({Roles.ANALYST, Roles.OPERATOR})
public class FactResource {

    private final Mutiny.SessionFactory sessions;
    private final Facts facts;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;

    FactResource(
            Mutiny.SessionFactory sessions,
            Facts facts,
            Caller caller,
            InstantSource clock,
            @Identifier(Positions.LISTENER) Positions positions) {
        this.sessions = sessions;
        this.facts = facts;
        this.caller = caller;
        this.clock = clock;
        this.positions = positions;
    }

    /**
     * The facts as comma-separated values.
     *
     * @param table {@code cases}, {@code events} or {@code milestones}
     * @param byteOrderMark {@code true} for one at the beginning
     * @param comment {@code true} for a first line that says what it is and how far it knows
     */
    @GET
    @Produces(Csv.TYPE)
    @NonBlocking
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> csv(
            @PathParam("table") String table,
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to,
            @QueryParam("bom") @Nullable @Pattern(regexp = CsvRequest.TRUTH) String byteOrderMark,
            @QueryParam("comment") @Nullable @Pattern(regexp = CsvRequest.TRUTH) String comment) {
        var found = find(table);
        var request = CsvRequest.of(byteOrderMark, comment);
        var selection = selection(from, to);
        return request.answer(
                found.parameter(),
                upTo().map(upTo -> new CsvRequest.Content(
                        "%s from=%s to=%s".formatted(found.parameter(), from, to),
                        upTo,
                        found.columns().stream().map(FactTable.Column::name).toList(),
                        facts.read(found, selection))));
    }

    /** The same facts as Apache Parquet, whose metadata say how far they know. */
    @GET
    @Produces(Parquet.TYPE + ";qs=0.5")
    @NonBlocking
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> parquet(
            @PathParam("table") String table,
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to) {
        var found = find(table);
        var selection = selection(from, to);
        return RestMulti.fromUniResponse(
                upTo(),
                known -> new Parquet(found.columns(), Map.of("known-up-to", CsvRequest.told(known)))
                        .write(facts.read(found, selection)),
                known -> CsvRequest.headers(found.parameter() + ".parquet", Parquet.TYPE, known));
    }

    private Uni<KnownUpTo> upTo() {
        return sessions.withStatelessSession(session -> KnownUpTo.now(session, positions.consumer()));
    }

    private Selection selection(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Problem.badInput(List.of(new OffendingField("to", "out-of-range", "The time to comes after from.")))
                    .exception();
        }
        return new Selection(Jurisdiction.of(caller), from, to, clock.instant());
    }

    private static FactTable find(String table) {
        return FactTable.named(table)
                .orElseThrow(() -> Problem.notFound(
                                "analytics.unknown-table", "There are the tables cases, events and milestones.")
                        .exception());
    }
}
