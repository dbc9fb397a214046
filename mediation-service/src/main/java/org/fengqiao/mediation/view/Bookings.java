package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Session;

/**
 * Bookings of mediators, rooms and parties by the sessions to come. A constraint of the table keeps anybody from being
 * booked twice at one time; a transaction that would violate it fails, and nothing of it is recorded.
 */
@Singleton
public class Bookings implements CaseView<Mediation> {

    /** PostgreSQL's SQL state for a violated exclusion constraint; this database has the one of the bookings. */
    private static final String EXCLUSION_VIOLATED = "23P01";

    private static final Columns<Booking> WANTED = Columns.of(
            "wanted",
            uuid("case_id", Booking::caseId),
            integer("session", Booking::session),
            constant("kind", Booking::kind),
            text("booked", Booking::booked),
            time("starts_at", Booking::startsAt),
            time("ends_at", Booking::endsAt));

    private static final Statement FREE = Statement.of("""
        delete from session_booking b where b.case_id = any(:changed)
          and not exists (select from %s
            where (wanted.case_id, wanted.session, wanted.kind, wanted.booked, wanted.starts_at, wanted.ends_at)
              = (b.case_id, b.session, b.kind, b.booked, b.starts_at, b.ends_at))\
        """.formatted(WANTED.table()));

    private static final Statement BOOK = Statement.of("""
        insert into session_booking (%2$s) select %2$s from %1$s order by kind, booked, starts_at
        on conflict (case_id, session, kind, booked) do nothing\
        """.formatted(WANTED.table(), WANTED.names()));

    private static final Statement IN_THE_WAY = Statement.of("""
        select b.kind, max(b.ends_at) as until from session_booking b join %s
          on b.kind = wanted.kind and b.booked = wanted.booked
            and tstzrange(b.starts_at, b.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
            and (b.case_id, b.session) <> (wanted.case_id, wanted.session)
        group by b.kind order by b.kind\
        """.formatted(WANTED.table()));

    private final Mutiny.SessionFactory sessions;

    Bookings(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Kind of what can be booked. */
    public enum Booked {
        MEDIATOR,
        PARTY,
        ROOM
    }

    /**
     * Booking by a session.
     *
     * @param booked who or what, in a form that is the same in all cases: mediators and rooms are known by the unit
     */
    private record Booking(UUID caseId, int session, Booked kind, String booked, Instant startsAt, Instant endsAt) {}

    /** Somebody or something that is taken, and until when; by which case is not told. */
    public record Taken(Booked what, Instant until) {}

    /** Returns whether a transaction failed since somebody or something would be booked twice. */
    public static boolean areInTheWay(Throwable failure) {
        for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof JDBCException database && EXCLUSION_VIOLATED.equals(database.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Returns what would be booked twice if the case stood like this; empty if it is free by now. */
    public Uni<List<Taken>> inTheWayOf(UUID caseId, Mediation wanted) {
        return sessions.withStatelessSession(session -> IN_THE_WAY
                .bind(WANTED, of(caseId, wanted).toList())
                .list(session, row -> new Taken(Booked.valueOf(row.getString("kind")), Rows.time(row, "until"))));
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("session_booking"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var scheduled =
                changed.stream().filter(one -> one.state().everScheduled()).toList();
        if (scheduled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var wanted = scheduled.stream()
                .flatMap(one -> of(one.caseId(), one.state()))
                // Whoever books does so in this order, so that no two wait for each other.
                .sorted(Comparator.comparing(Booking::kind).thenComparing(Booking::booked))
                .toList();
        return Pipeline.of(
                FREE.bindIds("changed", scheduled.stream().map(Changed::caseId).toList())
                        .bind(WANTED, wanted)
                        .execute(session)
                        .replaceWithVoid(),
                BOOK.bind(WANTED, wanted).execute(session).replaceWithVoid());
    }

    private static Stream<Booking> of(UUID caseId, Mediation state) {
        return state.proceeding() instanceof Underway talking
                ? talking.talks().sessions().stream()
                        .flatMap(session -> session instanceof Session.Scheduled scheduled
                                ? of(caseId, talking, scheduled)
                                : Stream.empty())
                : Stream.empty();
    }

    private static Stream<Booking> of(UUID caseId, Underway talking, Session.Scheduled session) {
        var endsAt = session.endsAt();
        return endsAt == null
                ? Stream.empty()
                : booked(caseId, talking, session).entrySet().stream()
                        .flatMap(kind -> kind.getValue().stream()
                                .map(booked -> new Booking(
                                        caseId, session.number(), kind.getKey(), booked, session.startsAt(), endsAt)));
    }

    private static Map<Booked, List<String>> booked(UUID caseId, Underway talking, Session.Scheduled session) {
        var unit = talking.opening().unit();
        var room = session.room();
        var asked = session.parties();
        return Map.of(
                Booked.MEDIATOR,
                List.of(unit + "/" + talking.talks().mediator()),
                Booked.ROOM,
                room == null ? List.of() : List.of(unit + "/" + room),
                Booked.PARTY,
                talking.opening().parties().stream()
                        .map(Party::partyId)
                        .filter(party -> asked == null || asked.contains(party))
                        .map(party -> caseId + "/" + party)
                        .toList());
    }
}
