package org.fengqiao.kernel.example;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.example.Promises.Promise;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;

/** The list of promises that were made. */
final class PromiseList implements CaseView<Promise> {

    private static final Upsert<Changed<Promise>> WRITE = Upsert.<Changed<Promise>>into("promise_list")
            .key(uuid("case_id", Changed::caseId))
            .set(bigint("version", Changed::version))
            .set(integer("kept", one -> one.state() instanceof Promise.Made(var kept) ? kept : 0))
            .set(bool("broken", one -> one.state() instanceof Promise.Broken))
            .build();

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("promise_list"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Promise>> changed) {
        return WRITE.write(
                session,
                changed.stream()
                        .filter(one -> !(one.state() instanceof Promise.NotMade))
                        .toList());
    }
}
