package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
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
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.Evaluation.Rectification;
import org.fengqiao.routing.model.Evaluation.RectificationState;
import org.fengqiao.routing.model.Evaluation.Review;
import org.fengqiao.routing.model.Evaluation.Stage;
import org.fengqiao.routing.model.Grade;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.policy.ReviewPolicy;

/** The cases under evaluation, and the ledger of what is to be put right (整改台账). */
public final class ReviewList implements CaseView<RoutingCase> {

    private static final Upsert<Reviewed> WRITE = Upsert.<Reviewed>into("review")
            .key(uuid("sample", reviewed -> reviewed.review().sample()))
            .key(uuid("case_id", Reviewed::caseId))
            .fixed(integer("closure", reviewed -> reviewed.review().closure()))
            .fixed(text("unit", reviewed -> reviewed.review().unit()))
            .fixed(texts("reviewers", reviewed -> reviewed.review().reviewers()))
            .set(texts("waits_for", Reviewed::waitsFor))
            .set(constant("stage", reviewed -> reviewed.review().stage()))
            .set(constant("grade", reviewed -> reviewed.review().grade()))
            .set(text("score", Reviewed::score))
            .set(texts("grades", Reviewed::grades))
            .set(text("self_score", Reviewed::selfScore))
            .build();

    private static final Upsert<Owed> WRITE_OWED = Upsert.<Owed>into("rectification")
            .key(uuid("case_id", Owed::caseId))
            .key(integer("rectification", owed -> owed.rectification().number()))
            .fixed(text("unit", owed -> owed.rectification().unit()))
            .fixed(texts("items", owed -> owed.rectification().items()))
            .set(time("due_at", Owed::dueAt))
            .set(constant("state", owed -> owed.rectification().state()))
            .build();

    /** The cases of samples as they are read. */
    public static final CaseList<Filter, ReviewRow> READ = CaseList.<Filter, ReviewRow>of(
                    "review",
                    "sample, case_id, closure, unit, reviewers, waits_for, stage, grade, score, self_score",
                    row -> new ReviewRow(
                            row.getUUID("sample"),
                            row.getUUID("case_id"),
                            row.getInteger("closure"),
                            row.getString("unit"),
                            List.of(row.getArrayOfStrings("reviewers")),
                            List.of(row.getArrayOfStrings("waits_for")),
                            Stage.valueOf(row.getString("stage")),
                            row.getString("grade") == null ? null : Grade.valueOf(row.getString("grade")),
                            row.getString("score"),
                            row.getString("self_score")))
            .equalUnlessNull(uuid("sample", Filter::sample))
            .equalUnlessNull(text("unit", Filter::unit))
            .containsUnlessNull(text("waits_for", Filter::waitsFor))
            .inUnlessEmpty("grade", Filter::grades)
            .orderedBy("case_id", ReviewRow::caseId);

    /** The list of rectifications, as it is read. */
    public static final CaseList<OwedFilter, OwedRow> READ_OWED = CaseList.<OwedFilter, OwedRow>of(
                    "rectification",
                    "case_id, rectification, unit, items, due_at, state",
                    row -> new OwedRow(
                            row.getUUID("case_id"),
                            row.getInteger("rectification"),
                            row.getString("unit"),
                            List.of(row.getArrayOfStrings("items")),
                            Rows.time(row, "due_at"),
                            RectificationState.valueOf(row.getString("state"))))
            .equalUnlessNull(text("unit", OwedFilter::unit))
            .inUnlessEmpty("state", OwedFilter::states)
            .earliestFirst(
                    List.of("due_at", "case_id", "rectification"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.rectification()));

    /**
     * Filter of reviews.
     *
     * @param sample null for all samples
     * @param unit who is reviewed; null for all
     * @param waitsFor the unit that has yet to review; null for all
     * @param grades empty for all, and for those without a grade
     */
    public record Filter(
            @Nullable UUID sample,
            @Nullable String unit,
            @Nullable String waitsFor,
            List<Grade> grades) {
        public Filter {
            grades = List.copyOf(grades);
        }
    }

    /**
     * A case under evaluation.
     *
     * @param unit who is reviewed
     * @param waitsFor the units that have yet to review it
     * @param grade null until all have
     * @param score in per cent; null until all have
     * @param selfScore in per cent, as the unit found itself; null unless it checked
     */
    public record ReviewRow(
            UUID sample,
            UUID caseId,
            int closure,
            String unit,
            List<String> reviewers,
            List<String> waitsFor,
            Stage stage,
            @Nullable Grade grade,
            @Nullable String score,
            @Nullable String selfScore) {
        public ReviewRow {
            reviewers = List.copyOf(reviewers);
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /**
     * Filter of what is to be put right.
     *
     * @param unit who has to; null for all
     * @param states empty for all
     */
    public record OwedFilter(@Nullable String unit, List<RectificationState> states) {
        public OwedFilter {
            states = List.copyOf(states);
        }
    }

    /** Something that is, or was, to be put right. */
    public record OwedRow(
            UUID caseId, int rectification, String unit, List<String> items, Instant dueAt, RectificationState state) {
        public OwedRow {
            items = List.copyOf(items);
        }
    }

    private record Reviewed(UUID caseId, Review review) {

        List<String> waitsFor() {
            return review.reviewers().stream()
                    .filter(unit -> review.opinions().stream()
                            .noneMatch(opinion -> opinion.reviewer().equals(unit)))
                    .toList();
        }

        @Nullable
        String score() {
            return review.score() == null ? null : review.score().toPlainString();
        }

        @Nullable
        String selfScore() {
            return review.selfCheck() == null
                    ? null
                    : review.selfCheck().score().toPlainString();
        }

        List<String> grades() {
            return review.opinions().stream()
                    .map(opinion -> opinion.grade().name())
                    .toList();
        }
    }

    private record Owed(UUID caseId, Rectification rectification, Instant dueAt) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("review"), ViewTable.of("rectification"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        var reviewed = new ArrayList<Reviewed>();
        var owed = new ArrayList<Owed>();
        for (var one : changed) {
            var evaluation = one.state().oversight().evaluation();
            evaluation.latest().ifPresent(review -> reviewed.add(new Reviewed(one.caseId(), review)));
            evaluation
                    .rectifications()
                    .forEach(rectification -> one.deadlines()
                            .find(ReviewPolicy.rectificationOf(rectification.number()))
                            .map(Deadline::dueAt)
                            .ifPresent(dueAt -> owed.add(new Owed(one.caseId(), rectification, dueAt))));
        }
        return Pipeline.of(
                reviewed.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, reviewed),
                owed.isEmpty() ? Uni.createFrom().voidItem() : WRITE_OWED.write(session, owed));
    }
}
