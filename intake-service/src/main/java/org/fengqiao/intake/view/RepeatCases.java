package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/**
 * The list of all registered cases as far as it concerns repeats: whether a case goes on, under which other one, and
 * whether it was looked at. A case of which somebody was erased loses its outline in the same transaction.
 */
@Singleton
public class RepeatCases implements CaseView<IntakeCase> {

    private static final Upsert<Standing> WRITE = Upsert.<Standing>into("repeat_case")
            .key(uuid("case_id", Standing::caseId))
            .fixed(time("received_at", Standing::receivedAt))
            .set(constant("status", Standing::status))
            .set(uuid("carried_by", Standing::carriedBy))
            .set(time("closed_at", Standing::closedAt))
            .set(bool("forgotten", Standing::forgotten))
            .build();

    // Behind the row of the case, which whoever keeps an outline has locked: what was kept just now is seen and goes.
    private static final Statement FORGET = Statement.of("delete from repeat_sketch where case_id = any(:cases)");

    private record Standing(
            UUID caseId,
            Instant receivedAt,
            IntakeStatus status,
            @Nullable UUID carriedBy,
            @Nullable Instant closedAt,
            boolean forgotten) {

        static Standing of(UUID caseId, IntakeCase.Registered state) {
            return new Standing(
                    caseId,
                    state.registered().receivedAt(),
                    IntakeStatus.of(state),
                    state.repeats().carriedOnUnder().orElse(null),
                    state.retention().ending().closedAt(),
                    !state.retention().erased().isEmpty());
        }
    }

    @Override
    public List<ViewTable> tables() {
        // When it was compared with earlier cases no event says, unless something was found.
        return List.of(ViewTable.of("repeat_case").without("looked_at"), ViewTable.beside("repeat_sketch"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        var standing = new ArrayList<Standing>();
        for (var one : changed) {
            if (one.state() instanceof IntakeCase.Registered state) {
                standing.add(Standing.of(one.caseId(), state));
            }
        }
        var forgotten = standing.stream()
                .filter(Standing::forgotten)
                .map(Standing::caseId)
                .toList();
        var written = WRITE.write(session, standing);
        return forgotten.isEmpty()
                ? written
                : Pipeline.of(
                        written,
                        FORGET.bindIds("cases", forgotten).execute(session).replaceWithVoid());
    }
}
