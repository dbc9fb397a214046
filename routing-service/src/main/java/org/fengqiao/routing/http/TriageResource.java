package org.fengqiao.routing.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.routing.TriageBooks;
import org.fengqiao.routing.TriageTables;
import org.fengqiao.routing.model.RoutingRefusal;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.model.TableRefusal;
import org.fengqiao.routing.model.TableRegister.ApproveTable;
import org.fengqiao.routing.model.TableRegister.Approved;
import org.fengqiao.routing.model.TableRegister.Command;
import org.fengqiao.routing.model.TableRegister.Entry;
import org.fengqiao.routing.model.TableRegister.ProposeTable;
import org.fengqiao.routing.model.TableRegister.Proposed;
import org.fengqiao.routing.model.TableRegister.RejectTable;
import org.fengqiao.routing.model.TableRegister.Rejected;
import org.fengqiao.routing.model.TableTrial;
import org.fengqiao.routing.model.TableTrial.Difference;
import org.fengqiao.routing.model.TableTrial.PastCase;
import org.fengqiao.routing.model.TableTrial.What;
import org.fengqiao.routing.model.TriageBook;
import org.fengqiao.routing.model.TriageTable;
import org.fengqiao.routing.view.PastCases;
import org.fengqiao.routing.wire.Bodies.ProposalBody;
import org.fengqiao.routing.wire.Bodies.ReasonBody;
import org.fengqiao.routing.wire.Bodies.TrialRequest;
import org.fengqiao.routing.wire.TrialBody;

/** Triage tables: which are there, what one would change, and how one is put in force by two people. */
@Path("/triage")
@Cancellable(false)
public class TriageResource {

    /** So many past cases are read at once. */
    private static final int AT_ONCE = 200;

    /** So many past cases are tried in one call at most. */
    private static final int AT_MOST = 20_000;

    /** Number of differences that are listed where the caller names none. */
    private static final int LISTED = 100;

    private final Caller caller;
    private final TriageTables tables;
    private final TriageBooks books;
    private final RoutingRules rules;
    private final PastCases cases;

    TriageResource(Caller caller, TriageTables tables, TriageBooks books, RoutingRules rules, PastCases cases) {
        this.caller = caller;
        this.tables = tables;
        this.books = books;
        this.rules = rules;
        this.cases = cases;
    }

    /**
     * A table, and what became of it.
     *
     * @param approvedBy null unless it was approved
     * @param rejectedBy null unless it was rejected
     */
    public record TableRow(
            String version,
            Instant effectiveFrom,
            Status status,
            @Nullable String proposedBy,
            @Nullable String approvedBy,
            @Nullable String rejectedBy) {

        /** States of a table. */
        public enum Status {
            /** It comes with the program. */
            SHIPPED,
            /** It waits for somebody's approval. */
            PROPOSED,
            /** It is in force from its day on, until the next one. */
            APPROVED,
            /** Somebody did not want it. */
            REJECTED
        }

        static TableRow of(Entry entry) {
            var table = entry.table();
            return switch (entry) {
                case Proposed e ->
                    new TableRow(table.version(), table.effectiveFrom(), Status.PROPOSED, e.proposedBy(), null, null);
                case Approved e ->
                    new TableRow(
                            table.version(),
                            table.effectiveFrom(),
                            Status.APPROVED,
                            e.proposedBy(),
                            e.approvedBy(),
                            null);
                case Rejected e ->
                    new TableRow(
                            table.version(),
                            table.effectiveFrom(),
                            Status.REJECTED,
                            e.proposedBy(),
                            null,
                            e.rejectedBy());
            };
        }
    }

    /** The table in force now. */
    @GET
    @Path("/table")
    @RolesAllowed({Roles.DISPATCHER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.NONE)
    public TriageTable table() {
        return books.current()
                .inForceAt(caller.now())
                .orElseThrow(() -> Problem.of(RoutingRefusal.NO_TABLE_IN_FORCE).exception());
    }

    /** All tables: those that come with the program, and those that were ever proposed. */
    @GET
    @Path("/tables")
    @RolesAllowed({Roles.DISPATCHER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.NONE)
    public Uni<Page<TableRow>> tables() {
        return tables.current(TriageTables.ENTRY).map(now -> {
            var rows = new ArrayList<TableRow>();
            for (var table : books.shipped().tables()) {
                rows.add(new TableRow(
                        table.version(), table.effectiveFrom(), TableRow.Status.SHIPPED, null, null, null));
            }
            now.state().byVersion().values().forEach(entry -> rows.add(TableRow.of(entry)));
            return Page.whole(rows);
        });
    }

    /** One table. */
    @GET
    @Path("/tables/{version}")
    @RolesAllowed({Roles.DISPATCHER, Roles.OPERATOR, Roles.ANALYST})
    @Reach(Reach.Scope.NONE)
    public Uni<TriageTable> table(@PathParam("version") String version) {
        return tables.current(TriageTables.ENTRY)
                .map(now -> books.shipped().tables().stream()
                        .filter(table -> table.version().equals(version))
                        .findFirst()
                        .or(() -> now.state().find(version).map(Entry::table))
                        .orElseThrow(
                                () -> Problem.of(TableRefusal.NO_SUCH_TABLE).exception()));
    }

    /** Proposes a table. It comes into force on its day, if somebody else approves it before. */
    @POST
    @Path("/tables")
    @RolesAllowed(Roles.DISPATCHER)
    @Reach(Reach.Scope.CITY)
    public Uni<Response> propose(ProposalBody body) {
        var table = body.table().table();
        if (books.shipped().tables().stream().noneMatch(one -> one.version().equals(table.version()))) {
            // Beside the tables of the program alone: one in force of the same version is the register's to refuse.
            checked(table, books.shipped()::with);
        }
        return command(new ProposeTable(table, words(body.reason()), actor(), caller.now()));
    }

    /** Approves a table that somebody else has proposed. */
    @POST
    @Path("/tables/{version}/approval")
    @RolesAllowed(Roles.DISPATCHER)
    @Reach(Reach.Scope.CITY)
    public Uni<Response> approve(@PathParam("version") String version) {
        return command(new ApproveTable(version, actor(), caller.now())).call(tables::refresh);
    }

    /** Rejects a table that waits for approval; who proposed it takes it back so. */
    @POST
    @Path("/tables/{version}/rejection")
    @RolesAllowed(Roles.DISPATCHER)
    @Reach(Reach.Scope.CITY)
    public Uni<Response> reject(@PathParam("version") String version, ReasonBody body) {
        return command(new RejectTable(version, words(body.reason()), actor(), caller.now()));
    }

    /**
     * Tries a table on the cases of the caller's jurisdiction that were judged first in a period: lists those that it
     * would have judged otherwise, and why. Records nothing.
     */
    @POST
    @Path("/trials")
    @RolesAllowed(Roles.DISPATCHER)
    @Reach(Reach.Scope.CHOSEN)
    public Uni<TrialBody> attempt(TrialRequest body) {
        if (!body.from().isBefore(body.to())) {
            throw Problem.badInput(List.of(new OffendingField("to", "before-from", "The period ends after it begins.")))
                    .exception();
        }
        var table = body.table().table();
        var book = checked(table, books.shipped()::instead);
        var attempt = new Attempt(
                new TableTrial(book, table, rules.units()),
                Jurisdiction.of(caller),
                body.to(),
                body.limit() == null ? LISTED : body.limit());
        return attempt.from(body.from(), new UUID(0, 0)).map(end -> attempt.body(table.version(), body.from(), end));
    }

    /** One trial, and what it has found so far. */
    private final class Attempt {
        private final TableTrial trial;
        private final Jurisdiction within;
        private final Instant to;
        private final int limit;
        private final List<Difference> differences = new ArrayList<>();
        private final Map<What, Integer> byPart = new EnumMap<>(What.class);
        private int judged;
        private int changed;
        private int unreadable;

        Attempt(TableTrial trial, Jurisdiction within, Instant to, int limit) {
            this.trial = trial;
            this.within = within;
            this.to = to;
            this.limit = limit;
        }

        /** Tries the cases behind this place; tells until when all were tried. */
        Uni<Instant> from(Instant since, UUID after) {
            return cases.judged(within, since, after, to, AT_ONCE).flatMap(some -> {
                some.forEach(this::judge);
                if (some.size() < AT_ONCE) {
                    return Uni.createFrom().item(to);
                }
                var last = some.getLast();
                return judged + unreadable >= AT_MOST
                        ? Uni.createFrom().item(last.judgedAt())
                        : from(last.judgedAt(), last.caseId());
            });
        }

        private void judge(PastCase past) {
            var would = trial.judge(past);
            if (would == null) {
                unreadable++;
                return;
            }
            judged++;
            var was = trial.recorded(past);
            var differs = TableTrial.differences(was, would);
            if (!differs.isEmpty()) {
                changed++;
                differs.forEach(what -> byPart.merge(what, 1, Integer::sum));
                if (differences.size() < limit) {
                    differences.add(new Difference(past.caseId(), past.judgedAt(), differs, was, would));
                }
            }
        }

        TrialBody body(String version, Instant from, Instant until) {
            return new TrialBody(version, from, until, judged, changed, unreadable, byPart, differences);
        }
    }

    private Uni<Response> command(Command command) {
        return tables.handle(caller, TriageTables.ENTRY, command);
    }

    private static TriageBook checked(TriageTable table, Function<TriageTable, TriageBook> put) {
        try {
            return put.apply(table);
        } catch (IllegalArgumentException e) {
            throw Problem.unacceptable("routing.faulty-table", String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    private PersonalText words(String reason) {
        return PersonalText.of(SubjectId.ofCase(tables.model().idOf(TriageTables.ENTRY)), reason);
    }

    /** Returns who really acts: the person on whose behalf a system calls, or the caller. */
    private String actor() {
        var actor = caller.actor();
        return actor.onBehalfOf() == null ? actor.id() : actor.onBehalfOf();
    }
}
