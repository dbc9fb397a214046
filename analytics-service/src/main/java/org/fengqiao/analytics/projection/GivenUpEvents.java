package org.fengqiao.analytics.projection;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.model.GivenUp;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/** Records that operators gave up, by case: the gaps in their histories. */
public final class GivenUpEvents {

    private static final Statement OF_CASES = Statement.of(
            "select case_id, service, from_sequence, to_sequence from given_up where case_id = any(:cases)");

    private static final Statement OF_CASE = Statement.of("""
            select service, from_sequence, to_sequence, topic, partition, record_offset, type, code, actor_id,
              given_up_at
            from given_up where case_id = :caseId order by given_up_at, service, from_sequence""");

    private static final Upsert<Noted> NOTE = Upsert.<Noted>into("given_up")
            .key(uuid("case_id", one -> one.events().caseId()))
            .key(text("service", one -> one.events().service()))
            .key(bigint("from_sequence", one -> one.events().from()))
            .merged(bigint("to_sequence", one -> one.events().to()), "greatest(t.to_sequence, excluded.to_sequence)")
            .set(text("topic", one -> one.gap().topic()))
            .set(integer("partition", one -> one.gap().partition()))
            .set(bigint("record_offset", one -> one.gap().offset()))
            .set(text("type", one -> one.gap().type()))
            .set(text("code", one -> one.gap().code()))
            .set(text("actor_id", one -> one.gap().by()))
            .set(time("given_up_at", one -> one.gap().at()))
            .build();

    private GivenUpEvents() {}

    /**
     * A gap in the history of a case.
     *
     * @param service in whose stream
     * @param from the number of the first event that is missing
     * @param to the number of the last
     * @param offset of the record at which it was found
     * @param code why it could not be followed
     * @param by who gave it up
     */
    public record Gap(
            String service,
            long from,
            long to,
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            String by,
            Instant at) {}

    private record Noted(GivenUp events, Gap gap) {}

    /** Notes a gap. */
    public static Uni<Void> note(Mutiny.StatelessSession session, UUID caseId, Gap gap) {
        var events = new GivenUp(caseId, gap.service(), gap.from(), gap.to());
        return NOTE.write(session, List.of(new Noted(events, gap)));
    }

    /** Returns the gaps of these cases. */
    static Uni<List<GivenUp>> of(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return OF_CASES.bindIds("cases", cases)
                .list(
                        session,
                        row -> new GivenUp(
                                row.getUUID("case_id"),
                                row.getString("service"),
                                row.getLong("from_sequence"),
                                row.getLong("to_sequence")));
    }

    /** The gaps in the history of a case, in the order in which they were noted. */
    public static Uni<List<Gap>> gaps(Mutiny.StatelessSession session, UUID caseId) {
        return OF_CASE.bind("caseId", caseId)
                .list(
                        session,
                        row -> new Gap(
                                row.getString("service"),
                                row.getLong("from_sequence"),
                                row.getLong("to_sequence"),
                                row.getString("topic"),
                                row.getInteger("partition"),
                                row.getLong("record_offset"),
                                row.getString("type"),
                                row.getString("code"),
                                row.getString("actor_id"),
                                Rows.time(row, "given_up_at")));
    }
}
