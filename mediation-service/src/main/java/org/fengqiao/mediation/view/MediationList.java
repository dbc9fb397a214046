package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Proceeding;

/** The list of mediations and fast tracks, written with the events it shows; the one opened first is in front. */
public final class MediationList implements CaseView<Mediation> {

    private static final Upsert<MediationRow> WRITE = Upsert.<MediationRow>into("mediation_overview")
            .key(uuid("case_id", MediationRow::caseId))
            .set(integer("custody", MediationRow::custody))
            .set(text("unit", MediationRow::unit))
            .set(text("mediator", MediationRow::mediator))
            .set(text("category", MediationRow::category))
            .set(text("district", MediationRow::district))
            .set(text("street", MediationRow::street))
            .set(constant("status", MediationRow::status))
            .set(time("opened_at", MediationRow::openedAt))
            .set(bigint("version", MediationRow::version))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, MediationRow> READ = CaseList.<Filter, MediationRow>of(
                    "mediation_overview", MediationRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .equalUnlessNull(text("mediator", Filter::mediator))
            .inUnlessEmpty("status", Filter::statuses)
            .earliestFirst(List.of("opened_at", "case_id"), row -> new TimeCursor(row.openedAt(), row.caseId()));

    /**
     * Filter of mediations and fast tracks.
     *
     * @param unit null for all units
     * @param mediator null for all mediators
     * @param statuses empty for all
     */
    public record Filter(@Nullable String unit, @Nullable String mediator, List<MediationStatus> statuses) {}

    /**
     * A mediation or fast track in the list.
     *
     * @param mediator null on the fast track
     * @param district null on the fast track
     * @param street null if not known
     */
    public record MediationRow(
            UUID caseId,
            int custody,
            String unit,
            @Nullable String mediator,
            String category,
            @Nullable String district,
            @Nullable String street,
            MediationStatus status,
            Instant openedAt,
            long version) {

        /** The row of a case; empty if it has only revisits here. */
        private static Optional<MediationRow> of(Changed<Mediation> changed) {
            var proceeding = changed.state().proceeding();
            var status = MediationStatus.of(proceeding);
            return switch (proceeding) {
                case Proceeding.NotOpened _ -> Optional.empty();
                case Proceeding.Mediated p -> {
                    var opening = p.opening();
                    yield Optional.of(new MediationRow(
                            changed.caseId(),
                            opening.custody(),
                            opening.unit(),
                            p.talks().mediator(),
                            opening.category(),
                            opening.place().district(),
                            opening.place().street(),
                            status,
                            opening.openedAt(),
                            changed.version()));
                }
                case Proceeding.FastTrack p ->
                    Optional.of(new MediationRow(
                            changed.caseId(),
                            p.custody(),
                            p.unit(),
                            null,
                            p.category(),
                            null,
                            null,
                            status,
                            p.since(),
                            changed.version()));
            };
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("mediation_overview"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        return WRITE.write(
                session,
                changed.stream().flatMap(one -> MediationRow.of(one).stream()).toList());
    }
}
