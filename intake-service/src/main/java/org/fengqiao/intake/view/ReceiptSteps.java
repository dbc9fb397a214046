package org.fengqiao.intake.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.view.ReceiptSteps.Note.Clock;
import org.fengqiao.intake.view.ReceiptSteps.Note.Step;
import org.fengqiao.intake.wire.ReceiptWords;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.service.Watching;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.value.Bilingual;

/**
 * List of what a party is told of the stages that other services own: their events as steps, and their deadlines. Of
 * what is about one side alone, only the applicants' is kept, whose the receipt is. What became of a case in a
 * province's form is read from it, too.
 */
@Singleton
public class ReceiptSteps {

    private static final String APPLICANT = "applicant-";

    /** Not for the party: receipts have no words for it. */
    private static final String REVIEWED = "routing.review-concluded";

    private static final Upsert<Step> STEPS = Upsert.<Step>into("receipt_step")
            .key(uuid("case_id", Step::caseId))
            .key(uuid("event_id", Step::eventId))
            .fixed(time("at", Step::at))
            .fixed(text("code", Step::code))
            .fixed(text("said", step -> step.facts().said()))
            .fixed(text("unit", step -> step.facts().unit()))
            .fixed(text("unit_zh", step -> zh(step.facts().name())))
            .fixed(text("unit_en", step -> en(step.facts().name())))
            .fixed(text("worker", step -> step.facts().worker()))
            .fixed(time("due", step -> step.facts().due()))
            .build();

    private static final Upsert<Clock> CLOCKS = Upsert.<Clock>into("receipt_deadline")
            .key(uuid("case_id", Clock::caseId))
            .key(text("service", Clock::service))
            .key(text("name", Clock::name))
            .fixed(text("rule", Clock::rule))
            .fixed(integer("rule_version", Clock::version))
            .set(time("due_at", Clock::dueAt))
            .set(bool("ended", Clock::ended))
            .build();

    private static final Columns<Clock> CHANGED = Columns.of(
            "changed",
            uuid("case_id", Clock::caseId),
            text("service", Clock::service),
            text("name", Clock::name),
            time("due_at", Clock::dueAt),
            bool("ended", Clock::ended));

    private static final Statement CHANGE = Statement.of("""
        update receipt_deadline d set due_at = coalesce(changed.due_at, d.due_at), ended = d.ended or changed.ended
        from %s where d.case_id = changed.case_id and d.service = changed.service and d.name = changed.name\
        """.formatted(CHANGED.table()));

    private static final Statement FIND_STEPS = Statement.of("""
        select case_id, at, code, said, unit, unit_zh, unit_en, worker, due from receipt_step
        where case_id = any(:cases) order by at, noted\
        """);

    private static final Statement FIND_CLOCKS = Statement.of("""
        select case_id, rule, rule_version, due_at, ended from receipt_deadline
        where case_id = any(:cases) order by due_at, name\
        """);

    private final Mutiny.SessionFactory sessions;
    private final ReceiptWords words;

    ReceiptSteps(Mutiny.SessionFactory sessions, ReceiptWords words) {
        this.sessions = sessions;
        this.words = words;
    }

    /** Note of an event of another service. */
    public sealed interface Note {

        /**
         * A step.
         *
         * @param code by which its words are found
         */
        record Step(UUID caseId, UUID eventId, Instant at, String code, Facts facts) implements Note {}

        /**
         * A deadline.
         *
         * @param rule null if it is known from its beginning
         * @param version null likewise
         * @param dueAt null if that stays as it was
         * @param ended whether it has ended, whichever way
         */
        record Clock(
                UUID caseId,
                String service,
                String name,
                @Nullable String rule,
                @Nullable Integer version,
                @Nullable Instant dueAt,
                boolean ended)
                implements Note {

            private List<Object> key() {
                return List.of(caseId, service, name);
            }

            /** Returns what holds after this and then the later one. */
            private Clock then(Clock later) {
                return later.rule() != null
                        ? later
                        : new Clock(
                                caseId,
                                service,
                                name,
                                rule,
                                version,
                                later.dueAt() == null ? dueAt : later.dueAt(),
                                ended || later.ended());
            }
        }
    }

    /**
     * Facts that a step tells; each is null if it does not.
     *
     * @param said what was decided, by its code: the path, the outcome, the result, the grade
     * @param unit the unit that has the case from then on
     * @param name what the unit was called then
     * @param worker who takes it up there, by their identifier
     * @param due the time it is about
     */
    public record Facts(
            @Nullable String said,
            @Nullable String unit,
            @Nullable Bilingual name,
            @Nullable String worker,
            @Nullable Instant due) {

        static Facts none() {
            return said(null);
        }

        static Facts said(@Nullable String said) {
            return new Facts(said, null, null, null, null);
        }

        static Facts with(@Nullable String unit) {
            return new Facts(null, unit, null, null, null);
        }
    }

    /** A step as it is kept. */
    public record Told(Instant at, String code, Facts facts) {}

    /** A deadline as it is kept. */
    public record Clocked(String rule, int version, Instant dueAt, boolean ended) {}

    /**
     * The steps and deadlines that are kept of a case.
     *
     * @param steps in the order in which they happened
     * @param deadlines also those that have ended, what is or was due first in front
     */
    public record Kept(List<Told> steps, List<Clocked> deadlines) {

        /** Returns the name that a unit had when it last got the case; empty if nobody told it then. */
        public Optional<Bilingual> nameOf(String unit) {
            return steps.stream()
                    .filter(step -> unit.equals(step.facts().unit()))
                    .flatMap(step -> Stream.ofNullable(step.facts().name()))
                    .reduce((_, later) -> later);
        }
    }

    record Nothing() {}

    record Assigned(String unit, @Nullable Bilingual name) {}

    record Claimed(String unit, @Nullable String worker) {}

    record Reviewed(@Nullable String grade) {}

    record Escalated(@Nullable String to) {}

    record Triaged(String path) {}

    record Closed(String outcome) {}

    record Session(Instant startsAt, @Nullable List<String> parties) {}

    record Result(String result) {}

    record Decided(String outcome) {}

    record Judged(String kind) {}

    record Tracked(String track) {}

    record OfLevel(String level) {}

    record Final(String ground) {}

    record Reminded(String debtor, LocalDate dueOn) {}

    record Consent(String partyId, boolean consents) {}

    record Begun(String name, String rule, int version, Instant dueAt) {}

    record Moved(String name, Instant dueAt) {}

    record Ended(String name) {}

    /** Returns the events that are watched, and what is noted of each. */
    public Watching<Note> watched() {
        var list = Watching.list(Note.class);
        for (var type : List.of(
                "routing.case-returned",
                "routing.case-verified",
                "routing.case-relapsed",
                "routing.case-reopened",
                "routing.consultation-convened",
                "mediation.agreement-signed",
                "mediation.confirmation-filed",
                "mediation.confirmation-granted",
                "mediation.confirmation-refused",
                "mediation.confirmation-window-lapsed",
                "mediation.fast-track-opened",
                "mediation.fast-track-filed",
                "petition.petitioner-notified")) {
            list.on(full(type), Nothing.class, (caseId, _, envelope) -> step(caseId, envelope, type, Facts.none()));
        }
        routing(list);
        mediationAndPetition(list);
        for (var service : List.of("routing", "mediation", "petition")) {
            deadlines(list, service);
        }
        return list.writtenBy(ReceiptSteps::write);
    }

    private void routing(Watching.Builder<Note> list) {
        on(list, "routing.case-triaged", Triaged.class, e -> Facts.said(e.path()));
        on(list, "routing.case-retriaged", Triaged.class, e -> Facts.said(e.path()));
        on(list, "routing.case-assigned", Assigned.class, e -> new Facts(null, e.unit(), e.name(), null, null));
        on(list, "routing.case-claimed", Claimed.class, e -> new Facts(null, e.unit(), null, e.worker(), null));
        on(list, "routing.case-escalated", Escalated.class, e -> Facts.with(e.to()));
        on(list, "routing.case-closed", Closed.class, e -> Facts.said(e.outcome()));
        on(list, REVIEWED, Reviewed.class, e -> Facts.said(e.grade()));
    }

    private void mediationAndPetition(Watching.Builder<Note> list) {
        on(list, "mediation.mediation-opened", Assigned.class, e -> Facts.with(e.unit()));
        list.on(
                        full("mediation.session-scheduled"),
                        Session.class,
                        (caseId, e, envelope) -> isOfApplicants(e.parties())
                                ? step(
                                        caseId,
                                        envelope,
                                        "mediation.session-scheduled",
                                        new Facts(null, null, null, null, e.startsAt()))
                                : Optional.empty())
                .on(
                        full("mediation.consent-recorded"),
                        Consent.class,
                        (caseId, e, envelope) -> e.partyId().startsWith(APPLICANT)
                                ? step(
                                        caseId,
                                        envelope,
                                        "mediation.consent-recorded",
                                        Facts.said(e.consents() ? "GIVEN" : "REFUSED"))
                                : Optional.empty());
        list.on(
                full("mediation.obligation-reminded"),
                Reminded.class,
                (caseId, e, envelope) -> e.debtor().startsWith(APPLICANT)
                        ? step(
                                caseId,
                                envelope,
                                "mediation.obligation-reminded",
                                new Facts(
                                        null,
                                        null,
                                        null,
                                        null,
                                        e.dueOn()
                                                .atStartOfDay(OfficialCalendar.ZONE)
                                                .toInstant()))
                        : Optional.empty());
        on(list, "mediation.mediation-concluded", Result.class, e -> Facts.said(e.result()));
        on(list, "mediation.fast-track-decided", Decided.class, e -> Facts.said(e.outcome()));
        on(list, "petition.petition-opened", Assigned.class, e -> Facts.with(e.unit()));
        on(list, "petition.reply-delivered", Result.class, e -> Facts.said(e.result()));
        on(list, "petition.kind-judged", Judged.class, e -> Facts.said(e.kind()));
        on(list, "petition.errand-run", Nothing.class, _ -> Facts.none());
        on(list, "petition.track-noted", Tracked.class, e -> Facts.said(e.track()));
        on(list, "petition.review-requested", OfLevel.class, e -> Facts.said(e.level()));
        on(list, "petition.review-decided", OfLevel.class, e -> Facts.said(e.level()));
        on(list, "petition.matter-made-final", Final.class, e -> Facts.said(e.ground()));
        on(list, "petition.petition-concluded", Nothing.class, _ -> Facts.none());
    }

    private <T> void on(Watching.Builder<Note> list, String type, Class<T> view, Function<T, Facts> facts) {
        list.on(full(type), view, (caseId, e, envelope) -> step(caseId, envelope, type, facts.apply(e)));
    }

    private void deadlines(Watching.Builder<Note> list, String service) {
        list.on(
                full(service + ".deadline-set"),
                Begun.class,
                (caseId, e, _) -> words.showsDeadline(e.rule())
                        ? Optional.of(new Clock(caseId, service, e.name(), e.rule(), e.version(), e.dueAt(), false))
                        : Optional.empty());
        for (var type : List.of("deadline-extended", "deadline-moved", "clock-resumed")) {
            list.on(
                    full(service + "." + type),
                    Moved.class,
                    (caseId, e, _) -> Optional.of(new Clock(caseId, service, e.name(), null, null, e.dueAt(), false)));
        }
        for (var type : List.of("deadline-met", "deadline-lapsed", "deadline-cancelled")) {
            list.on(
                    full(service + "." + type),
                    Ended.class,
                    (caseId, e, _) -> Optional.of(new Clock(caseId, service, e.name(), null, null, null, true)));
        }
    }

    private static String full(String type) {
        return "fengqiao." + type + ".v1";
    }

    private static boolean isOfApplicants(@Nullable List<String> parties) {
        return parties == null || parties.stream().anyMatch(party -> party.startsWith(APPLICANT));
    }

    private Optional<Note> step(UUID caseId, Envelope envelope, String type, Facts facts) {
        return Optional.of(new Step(
                caseId,
                envelope.id(),
                envelope.time(),
                words.codeOf(type.substring(type.indexOf('.') + 1), facts.said()),
                facts));
    }

    private static @Nullable String zh(@Nullable Bilingual name) {
        return name == null ? null : name.zh();
    }

    private static @Nullable String en(@Nullable Bilingual name) {
        return name == null ? null : name.en();
    }

    private static Uni<Void> write(Mutiny.StatelessSession session, List<Note> notes) {
        var steps = new ArrayList<Step>();
        var clocks = new LinkedHashMap<List<Object>, Clock>();
        for (var note : notes) {
            switch (note) {
                case Step step -> steps.add(step);
                case Clock clock -> clocks.merge(clock.key(), clock, Clock::then);
            }
        }
        var begun =
                clocks.values().stream().filter(clock -> clock.rule() != null).toList();
        var changed =
                clocks.values().stream().filter(clock -> clock.rule() == null).toList();
        return Pipeline.of(
                STEPS.write(session, steps),
                CLOCKS.write(session, begun),
                changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : CHANGE.bind(CHANGED, changed).execute(session).replaceWithVoid());
    }

    /** Returns what is kept of a case. */
    public Uni<Kept> of(UUID caseId) {
        return of(List.of(caseId)).map(kept -> kept.get(caseId));
    }

    /** Returns what is kept of each of these cases, in two statements however many they are. */
    public Uni<Map<UUID, Kept>> of(Collection<UUID> cases) {
        return sessions.withStatelessSession(session -> FIND_STEPS
                .bindIds("cases", cases)
                .list(session, row -> Map.entry(row.getUUID("case_id"), told(row)))
                .flatMap(steps -> FIND_CLOCKS
                        .bindIds("cases", cases)
                        .list(session, row -> Map.entry(row.getUUID("case_id"), clocked(row)))
                        .map(clocks -> kept(cases, steps, clocks))));
    }

    private static Map<UUID, Kept> kept(
            Collection<UUID> cases, List<Map.Entry<UUID, Told>> steps, List<Map.Entry<UUID, Clocked>> clocks) {
        var stepsOf = byCase(steps);
        var clocksOf = byCase(clocks);
        var kept = new HashMap<UUID, Kept>();
        for (var caseId : cases) {
            kept.put(
                    caseId,
                    new Kept(stepsOf.getOrDefault(caseId, List.of()), clocksOf.getOrDefault(caseId, List.of())));
        }
        return kept;
    }

    private static <T> Map<UUID, List<T>> byCase(List<Map.Entry<UUID, T>> rows) {
        return rows.stream().collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Told told(Row row) {
        return new Told(
                Rows.time(row, "at"),
                row.getString("code"),
                new Facts(
                        row.getString("said"),
                        row.getString("unit"),
                        row.getString("unit_zh") == null
                                ? null
                                : new Bilingual(row.getString("unit_zh"), row.getString("unit_en")),
                        row.getString("worker"),
                        row.getOffsetDateTime("due") == null
                                ? null
                                : row.getOffsetDateTime("due").toInstant()));
    }

    private static Clocked clocked(Row row) {
        return new Clocked(
                row.getString("rule"),
                row.getInteger("rule_version"),
                Rows.time(row, "due_at"),
                row.getBoolean("ended"));
    }
}
