package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.policy.RoutingPolicy;

/** The queues of the units, written with the events they show; the case to be claimed first is in front. */
public final class QueueList implements CaseView<RoutingCase> {

    private static final Upsert<Custody> WRITE = Upsert.<Custody>into("custody")
            .key(uuid("case_id", Custody::caseId))
            .set(bigint("version", Custody::version))
            .set(constant("status", custody -> CaseStatus.of(custody.state())))
            .set(integer("custody", custody -> custody.dossier().custody()))
            .set(text("unit", custody -> custody.state().unit()))
            .set(text("worker", custody -> custody.state().worker()))
            .set(text("person", Custody::person))
            .set(constant("path", custody -> custody.dossier().triage().path()))
            .set(text("category", custody -> custody.dossier().triage().category()))
            .set(bool("undecided", custody -> custody.dossier().triage().isUndecided()))
            .set(constant("complexity", custody -> custody.dossier().triage().complexity()))
            .set(constant("risk", custody -> custody.dossier().triage().risk()))
            .set(time("claim_by", Custody::claimBy))
            .fixed(text("district", custody -> custody.dossier().place().district()))
            .fixed(text("street", custody -> custody.dossier().place().street()))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, QueueRow> READ = CaseList.<Filter, QueueRow>of("custody", QueueRow.class)
            .equal(text("unit", Filter::unit))
            .where("status in ('ASSIGNED', 'CLAIMED')")
            .earliestFirst(List.of("claim_by", "case_id"), row -> new TimeCursor(row.claimBy(), row.caseId()));

    /** Filter of queues: that of one unit. */
    public record Filter(String unit) {}

    /**
     * A case in a unit's queue.
     *
     * @param worker who claimed it; null if nobody has
     * @param person who is to claim it; null if the unit has to say, or if somebody has
     * @param undecided whether a person has yet to say what it is about
     * @param street null if not known
     * @param claimBy when it must be, or had to be, claimed
     */
    public record QueueRow(
            UUID caseId,
            long version,
            CaseStatus status,
            int custody,
            @Nullable String worker,
            @Nullable String person,
            String path,
            String category,
            boolean undecided,
            String complexity,
            String risk,
            String district,
            @Nullable String street,
            Instant claimBy) {}

    /** A case that is, or was, with a unit. */
    private record Custody(UUID caseId, long version, RoutingCase.Known state, Deadlines deadlines) {

        Dossier dossier() {
            return state.dossier();
        }

        /** Returns who is to claim it; null if the unit has to say, or if somebody has. */
        @Nullable
        String person() {
            return state instanceof RoutingCase.Assigned assigned ? assigned.person() : null;
        }

        /** Returns the time by which the latest assignment must be, or had to be, claimed; null before the first. */
        @Nullable
        Instant claimBy() {
            return deadlines
                    .find(RoutingPolicy.claimOf(dossier().custody()))
                    .map(Deadline::dueAt)
                    .orElse(null);
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("custody"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var held = changed.stream()
                .flatMap(one -> one.state().judged().stream()
                        .map(known -> new Custody(one.caseId(), one.version(), known, one.deadlines())))
                .toList();
        return held.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, held);
    }
}
