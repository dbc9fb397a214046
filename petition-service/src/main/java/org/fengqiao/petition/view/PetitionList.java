package org.fengqiao.petition.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Matter;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionKind;

/** The list of agencies, written with the events it shows; the one opened first is in front. */
public final class PetitionList implements CaseView<Petition> {

    private static final Upsert<PetitionRow> WRITE = Upsert.<PetitionRow>into("petition_overview")
            .key(uuid("case_id", PetitionRow::caseId))
            .set(text("petition_id", PetitionRow::petitionId))
            .set(integer("custody", PetitionRow::custody))
            .set(text("unit", PetitionRow::unit))
            .set(text("worker", PetitionRow::worker))
            .set(text("category", PetitionRow::category))
            .set(text("district", PetitionRow::district))
            .set(text("street", PetitionRow::street))
            .set(constant("status", PetitionRow::status))
            .set(constant("kind", PetitionRow::kind))
            .set(constant("review", PetitionRow::review))
            .set(text("agent", PetitionRow::agent))
            .set(time("opened_at", PetitionRow::openedAt))
            .set(bigint("version", PetitionRow::version))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, PetitionRow> READ = CaseList.<Filter, PetitionRow>of(
                    "petition_overview", PetitionRow.class)
            .equalUnlessNull(text("unit", Filter::unit))
            .inUnlessEmpty("status", Filter::statuses)
            .inUnlessEmpty("kind", Filter::kinds)
            .inUnlessEmpty("review", Filter::reviews)
            .earliestFirst(List.of("opened_at", "case_id"), row -> new TimeCursor(row.openedAt(), row.caseId()));

    /**
     * Filter of agencies.
     *
     * @param unit null for all units
     * @param statuses empty for all
     * @param kinds empty for all
     * @param reviews stages of their reviews; empty for all
     */
    public record Filter(
            @Nullable String unit,
            List<PetitionStatus> statuses,
            List<PetitionKind> kinds,
            List<ReviewStage> reviews) {}

    /**
     * An agency in the list.
     *
     * @param street null if not known
     * @param kind null if it is not judged yet
     * @param review the stage of its reviews; null if there is none to be had
     * @param agent who runs for the petitioner
     */
    public record PetitionRow(
            UUID caseId,
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            String district,
            @Nullable String street,
            PetitionStatus status,
            @Nullable PetitionKind kind,
            @Nullable ReviewStage review,
            String agent,
            Instant openedAt,
            long version) {

        private static PetitionRow of(UUID caseId, Begun petition, Matter matter, long version) {
            var opening = petition.opening();
            return new PetitionRow(
                    caseId,
                    opening.petitionId(),
                    opening.custody(),
                    opening.unit(),
                    opening.worker(),
                    opening.category(),
                    opening.place().district(),
                    opening.place().street(),
                    PetitionStatus.of(petition),
                    matter.judgement() == null ? null : matter.judgement().kind(),
                    ReviewStage.of(matter.review()),
                    matter.staffing().agent(),
                    opening.openedAt(),
                    version);
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("petition_overview"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Petition>> changed) {
        var rows = changed.stream()
                .flatMap(one -> one.state().agency() instanceof Begun petition
                        ? Stream.of(PetitionRow.of(
                                one.caseId(), petition, one.state().matter(), one.version()))
                        : Stream.<PetitionRow>empty())
                .toList();
        return WRITE.write(session, rows);
    }
}
