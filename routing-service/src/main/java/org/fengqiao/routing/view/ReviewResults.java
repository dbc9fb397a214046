package org.fengqiao.routing.view;

import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sql.RecordColumns;
import org.fengqiao.kernel.sql.Statement;

/** The results of samples by unit, counted from the reviews. */
public final class ReviewResults {

    private static final RecordColumns<UnitResult> COLUMNS = RecordColumns.of(UnitResult.class);

    private static final Statement READ = Statement.of("""
            select unit, count(*) as drawn, count(grade) as concluded,
              count(*) filter (where grade = 'EXCELLENT') as excellent,
              count(*) filter (where grade = 'QUALIFIED') as qualified,
              count(*) filter (where grade = 'FLAWED') as flawed,
              count(*) filter (where grade = 'UNQUALIFIED') as unqualified,
              cast(round(avg(cast(score as numeric)), 1) as text) as mean_score,
              count(*) filter (where cardinality(grades) = 2) as reviewed_twice,
              count(*) filter (where cardinality(grades) = 2 and grades[1] = grades[2]) as agreed
            from review where sample = :sample group by unit order by unit\
            """);

    private ReviewResults() {}

    /**
     * The result of one unit.
     *
     * @param drawn cases of it in the sample
     * @param concluded those that all asked units have reviewed
     * @param meanScore of these, in per cent; null if there are none
     * @param reviewedTwice cases that two units have reviewed
     * @param agreed those of them to which both gave the same grade
     */
    public record UnitResult(
            String unit,
            Long drawn,
            Long concluded,
            Long excellent,
            Long qualified,
            Long flawed,
            Long unqualified,
            @Nullable String meanScore,
            Long reviewedTwice,
            Long agreed) {}

    /** Counts the results of a sample, in the order of the units' ids. */
    public static Uni<List<UnitResult>> of(Mutiny.StatelessSession session, UUID sample) {
        return READ.bind("sample", sample).list(session, COLUMNS::read);
    }
}
