package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.mediation.model.MarkGround;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Revisits.Standing.Answered;
import org.fengqiao.mediation.policy.MarkThresholds;
import org.fengqiao.mediation.view.Visits.Visit;

/**
 * Traces of answers at revisits, by which answers of several parties are compared: who asked, by which number, how
 * content. A number is not among them, only its index; a trace goes after some time.
 */
@Singleton
public class AnswerTraces implements CaseView<Mediation> {

    /** Stands for the index's secret, which is kept as a person's key is; it is nobody. */
    private static final SubjectId INDEX = new SubjectId(Identifiers.of("fengqiao revisit phone index"));

    private static final Duration KEPT = Duration.ofDays(100);

    private static final Upsert<Row> WRITE = Upsert.<Row>into("revisit_trace")
            .key(uuid("case_id", Row::caseId))
            .key(integer("visit", Row::visit))
            .fixed(integer("round", Row::round))
            .fixed(text("party_id", Row::partyId))
            .fixed(text("asked_by", Row::askedBy))
            .fixed(uuid("phone", Row::phone))
            .fixed(integer("satisfaction", Row::satisfaction))
            .fixed(time("answered_at", Row::answeredAt))
            .build();

    private static final Columns<Uncompared> FRESH =
            Columns.of("fresh", uuid("case_id", Uncompared::caseId), integer("visit", Uncompared::visit));

    private static final Statement NEW = Statement.of("""
            select case_id, visit, answered_at from revisit_trace where judged_at is null
            order by answered_at, case_id, visit limit :most for update skip locked\
            """);

    // Each answer ends a time of its own: a fresh one may have been given before others that are known already.
    private static final Statement ONE_PHONE_FOR_MANY = Statement.of("""
            select distinct t.case_id, t.round, t.party_id
            from %s
            join revisit_trace n using (case_id, visit)
            join revisit_trace last on last.phone = n.phone
              and last.answered_at >= n.answered_at
              and last.answered_at < n.answered_at + cast(:seconds as bigint) * interval '1 second'
            join revisit_trace t on t.phone = n.phone
              and t.answered_at > last.answered_at - cast(:seconds as bigint) * interval '1 second'
              and t.answered_at <= last.answered_at
            where :parties < (
              select count(distinct (o.case_id, o.party_id)) from revisit_trace o
              where o.phone = n.phone
                and o.answered_at > last.answered_at - cast(:seconds as bigint) * interval '1 second'
                and o.answered_at <= last.answered_at)\
            """.formatted(FRESH.table()));

    private static final Statement ALL_FIVES_ON_ONE_EVENING = Statement.of("""
            with fresh_evening as (
              select distinct n.asked_by, (n.answered_at at time zone :zone)::date as day
              from %s join revisit_trace n using (case_id, visit)),
            evening as (
              select t.*, f.day from fresh_evening f
              join revisit_trace t on t.asked_by = f.asked_by and (t.answered_at at time zone :zone)::date = f.day
              where to_char(t.answered_at at time zone :zone, 'HH24:MI') >= :from)
            select e.case_id, e.round, e.party_id from evening e
            where (e.asked_by, e.day) in (
              select asked_by, day from evening group by asked_by, day
              having count(*) >= :fives and min(satisfaction) = 5)\
            """.formatted(FRESH.table()));

    private static final Statement JUDGED = Statement.of("""
            update revisit_trace t set judged_at = :at from %s
            where t.case_id = fresh.case_id and t.visit = fresh.visit\
            """.formatted(FRESH.table()));

    private static final Statement REMOVE = Statement.of("delete from revisit_trace where answered_at < :before");

    private final KeyRings keys;
    private volatile @Nullable BlindIndex lastIndex;

    AnswerTraces(KeyRings keys) {
        this.keys = keys;
    }

    private record Row(
            UUID caseId,
            int visit,
            int round,
            String partyId,
            @Nullable String askedBy,
            @Nullable UUID phone,
            int satisfaction,
            Instant answeredAt) {}

    /** An answer that was not compared with others yet. */
    public record Uncompared(UUID caseId, int visit, Instant answeredAt) {}

    /** An answer that looks made up, and why. */
    public record Suspect(UUID caseId, int round, String partyId, MarkGround ground) {}

    /** Schedules the removal of old traces, every hour. */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("revisit traces", "${fengqiao.revisit-traces.every:1h}", KEPT, REMOVE);
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.beside("revisit_trace"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var visits = changed.stream()
                .flatMap(one -> Visits.of(one.caseId(), one.state().revisits()).stream())
                .filter(visit -> visit.asked().answered().isPresent())
                .toList();
        if (visits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return visits.stream().anyMatch(visit -> calledNumber(visit) != null)
                ? index().flatMap(index -> write(session, visits, index))
                : write(session, visits, null);
    }

    private static Uni<Void> write(Mutiny.StatelessSession session, List<Visit> visits, @Nullable BlindIndex index) {
        return WRITE.write(
                session,
                visits.stream()
                        .map(visit -> row(visit, visit.asked().answered().orElseThrow(), index))
                        .toList());
    }

    private static Row row(Visit visit, Answered answered, @Nullable BlindIndex index) {
        var number = calledNumber(visit);
        return new Row(
                visit.caseId(),
                visit.number(),
                visit.round().plan().number(),
                visit.partyId(),
                answered.askedBy(),
                number == null || index == null
                        ? null
                        : index.of(PersonalKind.PHONE, number).stream()
                                .findFirst()
                                .orElse(null),
                answered.answer().satisfaction(),
                answered.answeredAt());
    }

    /** The number that was called; known only in the decision in which it comes in, afterwards its box stays closed. */
    private static @Nullable String calledNumber(Visit visit) {
        return visit.asked()
                .answered()
                .map(Answered::calledNumber)
                .filter(PersonalText.Known.class::isInstance)
                .map(text -> ((PersonalText.Known) text).reveal())
                .orElse(null);
    }

    private Uni<BlindIndex> index() {
        return keys.toSeal(List.of(INDEX), List.of()).map(ring -> {
            var last = lastIndex;
            var index = last != null && last.isOf(ring, INDEX) ? last : BlindIndex.of(ring, INDEX);
            lastIndex = index;
            return index;
        });
    }

    /** Returns the answers that were not compared yet, which are locked. */
    public Uni<List<Uncompared>> notCompared(Mutiny.StatelessSession session, int most) {
        return NEW.bind("most", most)
                .list(
                        session,
                        row -> new Uncompared(
                                row.getUUID("case_id"), row.getInteger("visit"), Rows.time(row, "answered_at")));
    }

    /**
     * Returns the answers that look made up since these came in, earlier ones too.
     *
     * @param thresholds those in force when these were given
     */
    public Uni<List<Suspect>> suspects(
            Mutiny.StatelessSession session, List<Uncompared> answers, MarkThresholds thresholds) {
        return ONE_PHONE_FOR_MANY
                .bind(FRESH, answers)
                .bind("seconds", thresholds.phoneTime().toSeconds())
                .bind("parties", thresholds.partiesPerPhone())
                .list(session, row -> suspect(row, MarkGround.ONE_PHONE_FOR_MANY))
                .flatMap(byPhone -> ALL_FIVES_ON_ONE_EVENING
                        .bind(FRESH, answers)
                        .bind("zone", OfficialCalendar.ZONE.getId())
                        .bind("from", thresholds.eveningFrom().toString())
                        .bind("fives", thresholds.fives())
                        .list(session, row -> suspect(row, MarkGround.ALL_FIVES_ON_ONE_EVENING))
                        .map(byEvening -> Stream.concat(byPhone.stream(), byEvening.stream())
                                .toList()));
    }

    private static Suspect suspect(io.vertx.sqlclient.Row row, MarkGround ground) {
        return new Suspect(row.getUUID("case_id"), row.getInteger("round"), row.getString("party_id"), ground);
    }

    /** Notes that these answers were compared. */
    public Uni<Void> compared(Mutiny.StatelessSession session, List<Uncompared> answers, Instant now) {
        return JUDGED.bind("at", now).bind(FRESH, answers).execute(session).replaceWithVoid();
    }
}
