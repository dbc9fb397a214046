package org.fengqiao.kernel.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.Pauses;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.messaging.Retries;
import org.fengqiao.kernel.operations.Standstill.Kind;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** Standstills in what this service reads: partitions held up, paused topics, lags that stay, parked cases. */
@Singleton
public class StuckTopics implements StandstillSource {

    private static final Statement PARKED = Statement.of("""
            select case_key, code, type, parked_at, count(*) over () as total from (
              select distinct on (case_key) case_key, code, type, parked_at
              from parked_record where consumer = :consumer and code <> :behind order by case_key, parked_at) one
            order by parked_at, case_key limit :most""");

    private final Retries retries;
    private final Pauses pauses;
    private final Lags lags;
    private final Positions positions;
    private final OperationsConfiguration configuration;

    StuckTopics(
            Retries retries,
            Pauses pauses,
            Lags lags,
            @Identifier(Positions.LISTENER) Positions positions,
            OperationsConfiguration configuration) {
        this.retries = retries;
        this.pauses = pauses;
        this.lags = lags;
        this.positions = positions;
        this.configuration = configuration;
    }

    @Override
    public Uni<List<Found>> find(Mutiny.StatelessSession session, int most) {
        return pauses.standing(session)
                .flatMap(paused -> PARKED.bind("consumer", positions.consumer())
                        .bind("behind", ParkingLot.BEHIND)
                        .bind("most", most)
                        .list(session, Parked::of)
                        .map(parked -> List.of(
                                Found.of(
                                        Kind.HELD_UP,
                                        retries
                                                .stuck(
                                                        configuration.stuckAfter(),
                                                        Clock.systemUTC().instant())
                                                .stream()
                                                .map(StuckTopics::heldUp)
                                                .toList(),
                                        most),
                                Found.of(
                                        Kind.PAUSED,
                                        paused.stream().map(StuckTopics::paused).toList(),
                                        most),
                                Found.of(
                                        Kind.LAG,
                                        lags
                                                .standing(
                                                        configuration.lagPatience(),
                                                        Clock.systemUTC().instant())
                                                .stream()
                                                .filter(lag -> !pauses.isPaused(lag.topic()))
                                                .map(StuckTopics::lag)
                                                .toList(),
                                        most),
                                new Found(
                                        Kind.PARKED,
                                        parked.isEmpty() ? 0 : parked.getFirst().total(),
                                        parked.stream().map(StuckTopics::parked).toList()))));
    }

    private static Standstill heldUp(Retries.Retried one) {
        return new Standstill(
                Kind.HELD_UP,
                one.partition() + "@" + one.offset(),
                one.caseId(),
                one.since(),
                "Tried %d times in vain: %s".formatted(one.attempts(), one.reason()),
                switch (one.goingOn()) {
                    case BY_ITSELF -> "GET /q/health/ready";
                    case BY_AN_OPERATOR -> "POST /positions/" + one.partition().topic() + "/restart";
                    case BY_A_NEW_START -> "GET /q/health/live";
                });
    }

    private static Standstill paused(Pauses.Pause pause) {
        return new Standstill(
                Kind.PAUSED,
                pause.topic(),
                null,
                pause.since(),
                "Paused by %s: %s".formatted(pause.by(), pause.reason()),
                "POST /positions/" + pause.topic() + "/resume");
    }

    private static Standstill lag(Lags.Lag lag) {
        return new Standstill(
                Kind.LAG,
                lag.topic(),
                null,
                lag.since(),
                "%d records wait, and there were never fewer than %d since.".formatted(lag.records(), lag.lowest()),
                "GET /positions");
    }

    private record Parked(
            String caseKey, String code, @Nullable String type, Instant parkedAt, long total) {

        static Parked of(Row row) {
            return new Parked(
                    row.getString("case_key"),
                    row.getString("code"),
                    row.getString("type"),
                    Rows.time(row, "parked_at"),
                    row.getLong("total"));
        }
    }

    private static Standstill parked(Parked one) {
        return new Standstill(
                Kind.PARKED,
                one.caseKey(),
                caseOf(one.caseKey()).orElse(null),
                one.parkedAt(),
                "%s cannot be done: %s. Its case waits."
                        .formatted(one.type() == null ? "A record" : one.type(), one.code()),
                "POST /parked/" + one.caseKey() + "/redrive");
    }

    private static Optional<UUID> caseOf(String caseKey) {
        try {
            return caseKey.length() == 36 ? Optional.of(UUID.fromString(caseKey)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
