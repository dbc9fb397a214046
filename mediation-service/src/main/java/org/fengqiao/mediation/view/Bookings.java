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
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.PersonFile;
import org.fengqiao.mediation.model.Proceeding.Underway;
import org.fengqiao.mediation.model.Session;

/**
 * Bookings of mediators, rooms and parties by the sessions to come. A constraint of the table keeps anybody from being
 * booked twice at one time; a transaction that would violate it fails, and nothing of it is recorded.
 *
 * <p>A party whose identity number is on file is booked as a person, too, by an index of the number: the same in all
 * cases, and nobody's number.
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

    private static final Columns<Attendance> ATTENDING = Columns.of(
            "attending",
            uuid("case_id", Attendance::caseId),
            integer("session", Attendance::session),
            uuid("person", Attendance::person),
            time("starts_at", Attendance::startsAt),
            time("ends_at", Attendance::endsAt));

    private static final Statement FREE_PERSONS = Statement.of("""
        delete from person_booking b where b.case_id = any(:changed)
          and not exists (select from %s
            where (attending.case_id, attending.session, attending.person, attending.starts_at, attending.ends_at)
              = (b.case_id, b.session, b.person, b.starts_at, b.ends_at))\
        """.formatted(ATTENDING.table()));

    // Before the parties of a new session are booked: of whom it becomes known only after a session was set that they
    // are taken, they stay so. What intake tells is not refused, and neither is the session.
    private static final Statement BOOK_PERSONS = Statement.of("""
        insert into person_booking (%2$s) select %2$s from %1$s
        where not exists (select from session_booking b where b.kind = 'PARTY'
            and (b.case_id, b.session, b.starts_at, b.ends_at)
              = (attending.case_id, attending.session, attending.starts_at, attending.ends_at))
          or not exists (select from person_booking b where b.person = attending.person
            and tstzrange(b.starts_at, b.ends_at) && tstzrange(attending.starts_at, attending.ends_at))
        order by person, starts_at on conflict (case_id, session, person) do nothing\
        """.formatted(ATTENDING.table(), ATTENDING.names()));

    private static final Statement IN_THE_WAY = Statement.of("""
        select b.kind, max(b.ends_at) as until from session_booking b join %s
          on b.kind = wanted.kind and b.booked = wanted.booked
            and tstzrange(b.starts_at, b.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
            and (b.case_id, b.session) <> (wanted.case_id, wanted.session)
        group by b.kind order by b.kind\
        """.formatted(WANTED.table()));

    private static final Statement PERSONS_IN_THE_WAY = Statement.of("""
        select max(b.ends_at) as until from person_booking b join %s
          on b.person = attending.person
            and tstzrange(b.starts_at, b.ends_at) && tstzrange(attending.starts_at, attending.ends_at)
            and (b.case_id, b.session) <> (attending.case_id, attending.session)
        having count(*) > 0\
        """.formatted(ATTENDING.table()));

    /** Stands for the index's secret, which is kept as a person's key is; it is nobody. */
    private static final SubjectId INDEX = new SubjectId(Identifiers.of("fengqiao booking index"));

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private volatile @Nullable BlindIndex lastIndex;

    Bookings(Mutiny.SessionFactory sessions, KeyRings keys) {
        this.sessions = sessions;
        this.keys = keys;
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

    /**
     * Booking of a party as the person it is in all its cases.
     *
     * @param person the index of its identity number
     */
    private record Attendance(UUID caseId, int session, UUID person, Instant startsAt, Instant endsAt) {}

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
        var bookings = of(caseId, wanted).toList();
        return persons(Map.of(caseId, wanted), bookings)
                .flatMap(persons -> sessions.withStatelessSession(session -> IN_THE_WAY
                        .bind(WANTED, bookings)
                        .list(session, row -> new Taken(Booked.valueOf(row.getString("kind")), Rows.time(row, "until")))
                        .flatMap(taken -> PERSONS_IN_THE_WAY
                                .bind(ATTENDING, persons)
                                .list(session, row -> new Taken(Booked.PARTY, Rows.time(row, "until")))
                                .map(people -> together(taken, people)))));
    }

    /** Returns what is taken, each until its last end, in the order of their kinds. */
    private static List<Taken> together(List<Taken> some, List<Taken> others) {
        var latest = new TreeMap<Booked, Instant>();
        Stream.concat(some.stream(), others.stream())
                .forEach(one ->
                        latest.merge(one.what(), one.until(), (before, now) -> now.isAfter(before) ? now : before));
        return latest.entrySet().stream()
                .map(one -> new Taken(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("session_booking"), ViewTable.beside("person_booking"));
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
        var cases = scheduled.stream().map(Changed::caseId).toList();
        return persons(scheduled.stream().collect(Collectors.toMap(Changed::caseId, Changed::state)), wanted)
                .flatMap(persons -> Pipeline.of(
                        FREE.bindIds("changed", cases)
                                .bind(WANTED, wanted)
                                .execute(session)
                                .replaceWithVoid(),
                        FREE_PERSONS
                                .bindIds("changed", cases)
                                .bind(ATTENDING, persons)
                                .execute(session)
                                .replaceWithVoid(),
                        BOOK_PERSONS.bind(ATTENDING, persons).execute(session).replaceWithVoid(),
                        BOOK.bind(WANTED, wanted).execute(session).replaceWithVoid()));
    }

    /** Returns the parties as the persons they are, as far as their identity numbers can be opened. */
    private Uni<List<Attendance>> persons(Map<UUID, Mediation> cases, List<Booking> bookings) {
        var numbered = bookings.stream()
                .filter(booking -> booking.kind() == Booked.PARTY)
                .flatMap(booking -> number(booking, cases.get(booking.caseId())).stream()
                        .map(number -> new Numbered(booking, number)))
                .toList();
        return numbered.isEmpty()
                ? Uni.createFrom().item(List.of())
                : keys.toOpen(
                                Purpose.HANDLING_THE_CASE,
                                numbered.stream()
                                        .map(one -> one.number().subject())
                                        .collect(Collectors.toSet()))
                        .flatMap(ring -> index().map(index -> numbered.stream()
                                .flatMap(one -> one.person(ring, index).stream())
                                .distinct()
                                .sorted(Comparator.comparing(Attendance::person))
                                .toList()));
    }

    /** A party, and the identity number on file. */
    private record Numbered(Booking party, PersonalText number) {

        Optional<Attendance> person(KeyRing ring, BlindIndex index) {
            var opened = number instanceof PersonalText.Closed closed ? ring.open(closed) : number;
            return opened instanceof PersonalText.Known known
                    ? index.of(PersonalKind.ID_NUMBER, known.reveal()).stream()
                            .findFirst()
                            .map(person -> new Attendance(
                                    party.caseId(), party.session(), person, party.startsAt(), party.endsAt()))
                    : Optional.empty();
        }
    }

    private static Optional<PersonalText> number(Booking booking, Mediation state) {
        return state.file()
                .of(booking.booked().substring(booking.booked().indexOf('/') + 1))
                .map(PersonFile::idNumber);
    }

    private Uni<BlindIndex> index() {
        return keys.toSeal(List.of(INDEX), List.of()).map(ring -> {
            var last = lastIndex;
            var index = last != null && last.isOf(ring, INDEX) ? last : BlindIndex.of(ring, INDEX);
            lastIndex = index;
            return index;
        });
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
