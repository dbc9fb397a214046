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
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
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

    private static final Statement NEW = Statement.of("""
            select case_id, visit from revisit_trace where judged_at is null
            order by answered_at, case_id, visit limit :most for update skip locked\
            """);

    private static final Statement ONE_PHONE_FOR_MANY = Statement.of("""
            select t.case_id, t.round, t.party_id from revisit_trace t
            where t.answered_at > :since and t.phone in (
              select o.phone from revisit_trace o
              where o.answered_at > :since and o.phone in (
                select n.phone from revisit_trace n where n.judged_at is null and n.case_id = any(:cases))
              group by o.phone having count(distinct (o.case_id, o.party_id)) > :parties)\
            """);

    private static final Statement ALL_FIVES_ON_ONE_EVENING = Statement.of("""
            with evening as (
              select t.*, (t.answered_at at time zone :zone)::date as day from revisit_trace t
              where t.asked_by in (
                  select n.asked_by from revisit_trace n where n.judged_at is null and n.case_id = any(:cases))
                and to_char(t.answered_at at time zone :zone, 'HH24:MI') >= :from)
            select e.case_id, e.round, e.party_id from evening e
            where (e.asked_by, e.day) in (
              select asked_by, day from evening group by asked_by, day
              having count(*) >= :fives and min(satisfaction) = 5)\
            """);

    private static final Statement JUDGED =
            Statement.of("update revisit_trace set judged_at = :at where judged_at is null and case_id = any(:cases)");

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

    /** An answer that looks made up, and why. */
    public record Suspect(UUID caseId, int round, String partyId, MarkGround ground) {}

    /** Schedules the removal of old traces, every hour. */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("revisit traces", "${fengqiao.revisit-traces.every:1h}", KEPT, REMOVE);
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

    /** The cases with answers that were not compared yet, which are locked; each once. */
    public Uni<List<UUID>> notCompared(Mutiny.StatelessSession session, int most) {
        return NEW.bind("most", most)
                .list(session, row -> row.getUUID("case_id"))
                .map(cases -> cases.stream().distinct().toList());
    }

    /** The answers that look made up since the answers of these cases came in. */
    public Uni<List<Suspect>> suspects(
            Mutiny.StatelessSession session, List<UUID> cases, MarkThresholds thresholds, Instant now) {
        return ONE_PHONE_FOR_MANY
                .bindIds("cases", cases)
                .bind("since", now.minus(thresholds.phoneTime()))
                .bind("parties", thresholds.partiesPerPhone())
                .list(session, row -> suspect(row, MarkGround.ONE_PHONE_FOR_MANY))
                .flatMap(byPhone -> ALL_FIVES_ON_ONE_EVENING
                        .bindIds("cases", cases)
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

    /** Notes that the answers of these cases were compared. */
    public Uni<Void> compared(Mutiny.StatelessSession session, List<UUID> cases, Instant now) {
        return JUDGED.bind("at", now).bindIds("cases", cases).execute(session).replaceWithVoid();
    }
}
