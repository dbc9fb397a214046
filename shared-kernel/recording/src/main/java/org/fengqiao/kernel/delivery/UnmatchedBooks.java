package org.fengqiao.kernel.delivery;

import java.time.ZoneOffset;
import java.util.List;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.operations.Standstill;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource;
import org.fengqiao.kernel.sql.Statement;

/** Standstills in the delivery to partners: days on which their books differ from this service's. */
@Singleton
public class UnmatchedBooks implements StandstillSource {

    private static final Statement FIND = Statement.of("""
            select partner, day, differences, compared_at, count(*) over () as total from partner_reconciliation
            where state = 'UNMATCHED' order by day, partner limit :most""");

    private record Day(Standstill standstill, long total) {

        static Day of(Row row) {
            var partner = row.getString("partner");
            var day = row.getLocalDate("day");
            var compared = row.getOffsetDateTime("compared_at");
            return new Day(
                    new Standstill(
                            Kind.BOOKS_DIFFER,
                            partner + " " + day,
                            null,
                            compared == null ? day.atStartOfDay(ZoneOffset.UTC).toInstant() : compared.toInstant(),
                            "The books of that day differ: " + row.getString("differences") + ".",
                            "GET /reconciliations?state=UNMATCHED&partner=" + partner),
                    row.getLong("total"));
        }
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return FIND.bind("most", most)
                .list(session, Day::of)
                .map(days -> List.of(new Found(
                        Kind.BOOKS_DIFFER,
                        days.isEmpty() ? 0 : days.getFirst().total(),
                        days.stream().map(Day::standstill).toList())));
    }
}
