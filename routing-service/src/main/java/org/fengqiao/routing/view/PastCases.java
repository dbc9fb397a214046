package org.fengqiao.routing.view;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.TableTrial.PastCase;

/**
 * First judgements on cases, as they are recorded, with the texts that a table needs opened for that; names stay
 * closed.
 */
@Singleton
public class PastCases {

    private static final String TYPE = "fengqiao.routing.case-triaged.v1";

    private static final Statement READ = Statement.of("""
            select event.case_id, event.data, event.recorded_at from event
            where event.type = '%s' and event.recorded_at < :until
              and (event.recorded_at, event.case_id) > (:since, :after) and %s
            order by event.recorded_at, event.case_id limit :count\
            """.formatted(TYPE, Jurisdiction.cases("event.case_id")));

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private final SealedJson json;

    PastCases(Mutiny.SessionFactory sessions, KeyRings keys, ObjectMapper json) {
        this.sessions = sessions;
        this.keys = keys;
        this.json = new SealedJson(json, new RandomBlocks());
    }

    /**
     * Returns the cases that were judged first in a period, the earliest in front.
     *
     * @param since from then on; those of that very moment only behind {@code after}
     * @param after the case behind which to begin
     * @param until before then
     * @param count at most so many
     */
    public Uni<List<PastCase>> judged(Jurisdiction within, Instant since, UUID after, Instant until, int count) {
        return sessions.withStatelessSession(session -> within.within(READ.bind("until", until.atOffset(ZoneOffset.UTC))
                                .bind("since", since.atOffset(ZoneOffset.UTC))
                                .bind("after", after)
                                .bind("count", count))
                        .list(session, this::read))
                .flatMap(this::opened);
    }

    private PastCase read(Row row) {
        var caseId = row.getUUID("case_id");
        return new PastCase(
                caseId,
                json.readClosed(row.getString("data"), CaseTriaged.class, caseId, TYPE),
                row.getOffsetDateTime("recorded_at").toInstant());
    }

    private Uni<List<PastCase>> opened(List<PastCase> cases) {
        var subjects = cases.stream()
                .flatMap(
                        past -> Stream.of(past.judged().summary(), past.judged().categoryHint()))
                .filter(PersonalText.Closed.class::isInstance)
                .map(PersonalText::subject)
                .collect(toSet());
        return keys.toOpen(Purpose.TRYING_A_TABLE, subjects)
                .map(ring -> cases.stream().map(past -> opened(past, ring)).toList());
    }

    private static PastCase opened(PastCase past, KeyRing ring) {
        return new PastCase(
                past.caseId(),
                past.judged()
                        .told(
                                open(past.judged().categoryHint(), ring),
                                open(past.judged().summary(), ring)),
                past.judgedAt());
    }

    private static @Nullable PersonalText open(@Nullable PersonalText text, KeyRing ring) {
        return text instanceof PersonalText.Closed closed ? ring.open(closed) : text;
    }
}
