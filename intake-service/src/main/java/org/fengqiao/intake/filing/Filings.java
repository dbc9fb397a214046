package org.fengqiao.intake.filing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;
import org.fengqiao.kernel.value.Times;

/**
 * Filings that wait for their code. What was told stands in a box under a key of the day, and goes when the code has
 * come back or its time is over; the key goes two days later, so that no backup can open it either. What stays for a
 * day is a digest of the telephone, to count by.
 */
@Singleton
public class Filings {

    /** Time for which a row counts; none of the rules looks back further. */
    private static final Duration COUNTED = Duration.ofDays(2);

    private static final int FIRST_DAY_OVER = 3;
    private static final int LAST_DAY_OVER = 6;

    // One telephone's filings are counted one after the other.
    private static final Statement ONE_AT_A_TIME =
            Statement.of("select pg_advisory_xact_lock(hashtextextended(:phone, 0))::text");

    private static final Statement ADD = Statement.of("""
        insert into filing (filing_id, phone, told, tries, filed_at, expires_at)
        select cast(:id as uuid), cast(:phone as text), cast(:told as text), 0,
              cast(:at as timestamptz), cast(:expires as timestamptz)
        where (select count(*) from filing f where f.phone = :phone and f.filed_at > :since) < :most
        on conflict (filing_id) do nothing\
        """);

    private static final Statement FIND =
            Statement.of("select told, tries, filed_at, expires_at, confirmed_at from filing where filing_id = :id");

    private static final Statement TRY = Statement.of("""
        update filing set tries = tries + 1 where filing_id = :id
        returning told, tries, filed_at, expires_at, confirmed_at\
        """);

    private static final Statement CONFIRMED = Statement.of(
            "update filing set told = null, confirmed_at = coalesce(confirmed_at, :at) where filing_id = :id");

    private static final Statement FORGET =
            Statement.of("update filing set told = null where told is not null and expires_at < :before");

    private static final Statement DROP = Statement.of("delete from filing where filing_id = :id");

    private static final Statement REMOVE = Statement.of("delete from filing where filed_at < :before");

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Filings(Mutiny.SessionFactory sessions, KeyRings keys, InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A filing.
     *
     * @param told what was told, sealed; null if it is registered, or its time was over
     * @param tries how often a code was typed for it, this time included
     * @param confirmedAt null if its code has not come back
     */
    public record Filing(
            @Nullable String told,
            int tries,
            Instant filedAt,
            Instant expiresAt,
            @Nullable Instant confirmedAt) {

        private static Filing of(io.vertx.sqlclient.Row row) {
            return new Filing(
                    row.getString("told"),
                    row.getInteger("tries"),
                    Rows.time(row, "filed_at"),
                    Rows.time(row, "expires_at"),
                    Optional.ofNullable(row.getOffsetDateTime("confirmed_at"))
                            .map(java.time.OffsetDateTime::toInstant)
                            .orElse(null));
        }
    }

    /** Schedules what makes filings forgotten: each minute, each hour, and the keys of past days each hour. */
    void start(@Observes StartupEvent event, Expiry expiry, Schedule schedule) {
        schedule.every(
                "${fengqiao.filings-forgotten.every:1m}", Duration.ofSeconds(10), "unconfirmed filings", this::forget);
        expiry.schedule("old filings", "${fengqiao.filings-removed.every:1h}", COUNTED, REMOVE);
        schedule.every(
                "${fengqiao.filings-removed.every:1h}", Duration.ofSeconds(30), "filing keys", this::destroyKeys);
    }

    /**
     * Keeps a filing until its code comes back.
     *
     * @param phone digest of the telephone
     * @param told the registration as JSON
     * @return false if the telephone has had as many codes as the rules allow
     */
    public Uni<Boolean> keep(UUID filing, String phone, String told, FilingRules.Version rules, Instant at) {
        var subject = keyOf(at);
        return keys.toSeal(List.of(subject), List.of())
                .map(ring -> ring.seal(PersonalText.of(subject, told), place(filing), random)
                        .text())
                .flatMap(box -> sessions.withStatelessTransaction((session, _) -> ONE_AT_A_TIME
                        .bind("phone", phone)
                        .execute(session)
                        .chain(() -> ADD.bind("id", filing)
                                .bind("phone", phone)
                                .bind("told", box)
                                .bind("at", at)
                                .bind("expires", at.plus(rules.validFor()))
                                .bind("since", at.minus(rules.within()))
                                .bind("most", rules.perPhone())
                                .execute(session))
                        .map(added -> added == 1)));
    }

    /** Returns a filing; null if there is none, or it was long ago. */
    public Uni<@Nullable Filing> find(UUID filing) {
        return sessions.withStatelessSession(session -> FIND.bind("id", filing).first(session, Filing::of));
    }

    /** Counts that a code was typed, whatever it is; null if there is no such filing. */
    public Uni<@Nullable Filing> tried(UUID filing) {
        return sessions.withStatelessTransaction(
                (session, _) -> TRY.bind("id", filing).first(session, Filing::of));
    }

    /** Returns what was told, as JSON; empty if it is forgotten. */
    public Uni<Optional<String>> open(UUID id, Filing filing) {
        var told = filing.told();
        return told == null
                ? Uni.createFrom().item(Optional.empty())
                : keys.toOpen(Purpose.HANDLING_THE_CASE, List.of(keyOf(filing.filedAt())))
                        .map(ring -> ring.open(Box.parse(told), place(id)) instanceof PersonalText.Known known
                                ? Optional.of(known.reveal())
                                : Optional.empty());
    }

    /** Notes that the case is registered; what was told is there now. */
    public Uni<Void> confirmed(UUID filing, Instant at) {
        return sessions.withStatelessTransaction((session, _) ->
                        CONFIRMED.bind("at", at).bind("id", filing).execute(session))
                .replaceWithVoid();
    }

    /** Forgets a filing whose code could not be sent. */
    public Uni<Void> drop(UUID filing) {
        return sessions.withStatelessTransaction(
                        (session, _) -> DROP.bind("id", filing).execute(session))
                .replaceWithVoid();
    }

    /** Forgets what was told in all filings whose time is over. */
    public Uni<Void> forget() {
        return sessions.withStatelessTransaction(
                        (session, _) -> FORGET.bind("before", clock.instant()).execute(session))
                .replaceWithVoid();
    }

    private Uni<Void> destroyKeys() {
        var today = Times.dayOf(clock.instant());
        return keys.destroy(
                IntStream.rangeClosed(FIRST_DAY_OVER, LAST_DAY_OVER)
                        .mapToObj(ago -> keyOf(today.minusDays(ago)))
                        .toList(),
                clock.instant());
    }

    private static SubjectId keyOf(Instant at) {
        return keyOf(Times.dayOf(at));
    }

    /** Stands for the filings of a day; it is nobody. */
    private static SubjectId keyOf(LocalDate day) {
        return new SubjectId(Identifiers.of("fengqiao filings " + day));
    }

    private static BoxPlace place(UUID filing) {
        return new BoxPlace(filing, "fengqiao.intake.filing", "/registration");
    }
}
