package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.policy.RoutingPolicy;

/** Queues of cases held by each unit, written with the events that put them there. */
public final class UnitQueues implements CaseView<RoutingCase> {

    private static final Upsert<Held> CUSTODIES = Upsert.<Held>into("custody")
            .key(uuid("case_id", Held::caseId))
            .set(bigint("version", Held::version))
            .set(constant("status", held -> CaseStatus.of(held.state())))
            .set(integer("custody", held -> held.dossier().custody()))
            .set(text("unit", held -> CaseSheet.unitOf(held.state())))
            .set(text("worker", held -> CaseSheet.workerOf(held.state())))
            .set(constant("path", held -> held.dossier().triage().path()))
            .set(text("category", held -> held.dossier().triage().category()))
            .set(constant("complexity", held -> held.dossier().triage().complexity()))
            .set(constant("risk", held -> held.dossier().triage().risk()))
            .set(time("claim_by", Held::claimBy))
            .fixed(text("district", held -> held.dossier().place().district()))
            .fixed(text("street", held -> held.dossier().place().street()))
            .build();

    /** A case that is, or was, with a unit. */
    private record Held(UUID caseId, long version, RoutingCase.Known state, Deadlines deadlines) {

        Dossier dossier() {
            return state.dossier();
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
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var held = new ArrayList<Held>();
        for (var one : changed) {
            switch (one.state()) {
                case RoutingCase.Known state -> held.add(new Held(one.caseId(), one.version(), state, one.deadlines()));
                case RoutingCase.NotTriaged _ ->
                    throw new IllegalStateException("a case with events that was never triaged: " + one.caseId());
            }
        }
        return CUSTODIES.write(session, held);
    }
}
