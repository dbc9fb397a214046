package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.Evaluation.Review;
import org.fengqiao.routing.model.Nomination;
import org.fengqiao.routing.model.RoutingCase;

/** The cases that are proposed as typical ones, or were (典型案例). */
public final class TypicalCaseList implements CaseView<RoutingCase> {

    private static final Upsert<Nominated> WRITE = Upsert.<Nominated>into("typical_case")
            .key(uuid("sample", nominated -> nominated.review().sample()))
            .key(uuid("case_id", Nominated::caseId))
            .fixed(integer("closure", nominated -> nominated.review().closure()))
            .fixed(text("unit", nominated -> nominated.review().unit()))
            .fixed(text("nominated_by", nominated -> nominated.nomination().nominatedBy()))
            .fixed(time("nominated_at", nominated -> nominated.nomination().nominatedAt()))
            .set(constant("state", nominated -> nominated.nomination().state()))
            .set(text("decided_by", nominated -> nominated.nomination().decidedBy()))
            .set(bool("closing_stands", Nominated::closingStands))
            .set(constant("summary", Nominated::standing))
            .set(time("published_at", Nominated::publishedAt))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, TypicalCaseRow> READ = CaseList.<Filter, TypicalCaseRow>of(
                    "typical_case",
                    "sample, case_id, closure, unit, nominated_by, nominated_at, state, decided_by, closing_stands,"
                            + " summary, published_at",
                    row -> new TypicalCaseRow(
                            row.getUUID("sample"),
                            row.getUUID("case_id"),
                            row.getInteger("closure"),
                            row.getString("unit"),
                            row.getString("nominated_by"),
                            Rows.time(row, "nominated_at"),
                            Nomination.State.valueOf(row.getString("state")),
                            row.getString("decided_by"),
                            row.getBoolean("closing_stands"),
                            row.getString("summary") == null
                                    ? null
                                    : Nomination.Standing.valueOf(row.getString("summary")),
                            timeOf(row.getOffsetDateTime("published_at"))))
            .equalUnlessNull(text("unit", Filter::unit))
            .inUnlessEmpty("state", Filter::states)
            .earliestFirst(
                    List.of("nominated_at", "case_id", "closure"),
                    row -> new TimeCursor(row.nominatedAt(), row.caseId(), row.closure()));

    /**
     * Filter of typical cases.
     *
     * @param unit who handled them; null for all
     * @param states empty for all
     */
    public record Filter(@Nullable String unit, List<Nomination.State> states) {
        public Filter {
            states = List.copyOf(states);
        }
    }

    /**
     * A case that is proposed as a typical one, or was.
     *
     * @param unit who handled it
     * @param nominatedBy the unit that reviewed it
     * @param decidedBy who decided; null until somebody has
     * @param closingStands false if its settlement did not hold
     * @param summary what became of the summary for the library; null until somebody has written it
     * @param publishedAt since when it stands in the library; null unless it does
     */
    public record TypicalCaseRow(
            UUID sample,
            UUID caseId,
            int closure,
            String unit,
            String nominatedBy,
            Instant nominatedAt,
            Nomination.State state,
            @Nullable String decidedBy,
            boolean closingStands,
            Nomination.@Nullable Standing summary,
            @Nullable Instant publishedAt) {}

    private record Nominated(UUID caseId, Review review, Nomination nomination, boolean closingStands) {

        private Nomination.@Nullable Standing standing() {
            var summary = nomination.summary();
            return summary == null ? null : summary.standing();
        }

        private @Nullable Instant publishedAt() {
            var summary = nomination.summary();
            return summary == null ? null : summary.publishedAt();
        }
    }

    private static @Nullable Instant timeOf(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("typical_case"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var nominated = new ArrayList<Nominated>();
        for (var one : changed) {
            one.state().oversight().evaluation().latest().ifPresent(review -> {
                var nomination = review.nomination();
                if (nomination != null) {
                    nominated.add(new Nominated(
                            one.caseId(), review, nomination, one.state().isClosedBy(review.closure())));
                }
            });
        }
        return nominated.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, nominated);
    }
}
