package org.fengqiao.kernel.obligation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.operations.Standstill;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.operations.StandstillSource;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** Standstills between the centre and its partners: what one of them is late with. */
@Singleton
public class LateObligations implements StandstillSource {

    private static final Statement FIND = Statement.of("""
            select case_id, deadline, partner, owed_by, what, due_at, total from (
              select o.*, count(*) over (partition by owed_by) as total,
                row_number() over (partition by owed_by order by due_at, case_id, deadline) as place
              from obligation o where state = 'LATE') ranked
            where place <= :most order by owed_by, place""");

    private record Late(
            UUID caseId, String deadline, String partner, Owed.Debtor owedBy, String what, Instant dueAt, long total) {

        static Late of(Row row) {
            return new Late(
                    row.getUUID("case_id"),
                    row.getString("deadline"),
                    row.getString("partner"),
                    Owed.Debtor.valueOf(row.getString("owed_by")),
                    row.getString("what"),
                    Rows.time(row, "due_at"),
                    row.getLong("total"));
        }

        Kind kind() {
            return switch (owedBy) {
                case PARTNER -> Kind.OWED_BY_PARTNER;
                case CENTRE -> Kind.OWED_BY_CENTRE;
            };
        }

        Standstill asStandstill() {
            return new Standstill(
                    kind(),
                    partner + " " + what,
                    caseId,
                    dueAt,
                    switch (owedBy) {
                        case PARTNER -> partner + " is late with " + what + " (" + deadline + ").";
                        case CENTRE -> "The centre owes " + partner + " " + what + " (" + deadline + ") and is late.";
                    },
                    "GET /obligations?state=LATE&partner=" + partner);
        }
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return FIND.bind("most", most)
                .list(session, Late::of)
                .map(late -> Stream.of(Kind.OWED_BY_PARTNER, Kind.OWED_BY_CENTRE)
                        .map(kind -> {
                            var ofKind = late.stream()
                                    .filter(one -> one.kind() == kind)
                                    .toList();
                            return new Found(
                                    kind,
                                    ofKind.isEmpty() ? 0 : ofKind.getFirst().total(),
                                    ofKind.stream().map(Late::asStandstill).toList());
                        })
                        .toList());
    }
}
