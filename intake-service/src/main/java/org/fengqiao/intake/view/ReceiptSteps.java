package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.view.ReceiptSteps.Note.Clock;
import org.fengqiao.intake.view.ReceiptSteps.Note.Step;
import org.fengqiao.intake.wire.ReceiptWords;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.service.Watching;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.Pipeline;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.value.Bilingual;

/**
 * List of what a party is told of the stages that other services own: their events as steps, and the deadlines that
 * run. Of what is about one side alone, only the applicants' is kept, whose the receipt is.
 */
@Singleton
public class ReceiptSteps {

    private static final String APPLICANT = "applicant-";

    private static final Upsert<Step> STEPS = Upsert.<Step>into("receipt_step")
            .key(uuid("case_id", Step::caseId))
            .key(uuid("event_id", Step::eventId))
            .fixed(time("at", Step::at))
            .fixed(text("code", Step::code))
            .fixed(text("unit", Step::unit))
            .fixed(text("unit_zh", step -> step.name() == null ? null : step.name().zh()))
            .fixed(text("unit_en", step -> step.name() == null ? null : step.name().en()))
            .fixed(time("due", Step::due))
            .build();

    private static final Upsert<Clock> CLOCKS = Upsert.<Clock>into("receipt_deadline")
            .key(uuid("case_id", Clock::caseId))
            .key(text("service", Clock::service))
            .key(text("name", Clock::name))
            .fixed(text("rule", Clock::rule))
            .fixed(integer("rule_version", Clock::version))
            .set(time("due_at", Clock::dueAt))
            .build();

    private static final Columns<Clock> MOVED = Columns.of(
            "moved",
            uuid("case_id", Clock::caseId),
            text("service", Clock::service),
            text("name", Clock::name),
            time("due_at", Clock::dueAt));

    private static final Statement MOVE = Statement.of("""
        update receipt_deadline d set due_at = moved.due_at from %s
        where d.case_id = moved.case_id and d.service = moved.service and d.name = moved.name\
        """.formatted(MOVED.table()));

    private static final Statement FIND_STEPS =
            Statement.of("select at, code, unit, unit_zh, unit_en, due from receipt_step where case_id = :case"
                    + " order by at, noted");

    private static final Statement FIND_CLOCKS = Statement.of(
            "select rule, rule_version, due_at from receipt_deadline where case_id = :case order by due_at, name");

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
         * @param unit the unit that has the case from then on; null if that stays as it was
         * @param name what the unit was called then; null if the event does not say
         * @param due the time it is about; null if there is none
         */
        record Step(
                UUID caseId,
                UUID eventId,
                Instant at,
                String code,
                @Nullable String unit,
                @Nullable Bilingual name,
                @Nullable Instant due)
                implements Note {}

        /**
         * A deadline.
         *
         * @param rule null if it is known from its beginning
         * @param version null likewise
         * @param dueAt null if the deadline has ended
         */
        record Clock(
                UUID caseId,
                String service,
                String name,
                @Nullable String rule,
                @Nullable Integer version,
                @Nullable Instant dueAt)
                implements Note {

            private List<Object> key() {
                return List.of(caseId, service, name);
            }

            /** Returns what holds after this and then the later one. */
            private Clock then(Clock later) {
                return later.rule() != null || later.dueAt() == null
                        ? later
                        : new Clock(caseId, service, name, rule, version, later.dueAt());
            }
        }
    }

    /**
     * A step as it is kept.
     *
     * @param unit the unit that has the case from then on; null if that stays as it was
     * @param name what the unit was called then; null if that is not known from this step
     * @param due the time it is about; null if there is none
     */
    public record Told(
            Instant at,
            String code,
            @Nullable String unit,
            @Nullable Bilingual name,
            @Nullable Instant due) {}

    /** A running deadline as it is kept. */
    public record Running(String rule, int version, Instant dueAt) {}

    /** The steps and deadlines that are kept of a case. */
    public record Kept(List<Told> steps, List<Running> deadlines) {}

    record Nothing() {}

    record Assigned(String unit, @Nullable Bilingual name) {}

    record Escalated(@Nullable String to) {}

    record Triaged(String path) {}

    record Closed(String outcome) {}

    record Session(Instant startsAt, @Nullable List<String> parties) {}

    record Result(String result) {}

    record Decided(String outcome) {}

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
            list.on(full(type), Nothing.class, (caseId, _, envelope) -> step(caseId, envelope, type, null, null, null));
        }
        routing(list);
        mediationAndPetition(list);
        for (var service : List.of("routing", "mediation", "petition")) {
            deadlines(list, service);
        }
        return list.writtenBy(ReceiptSteps::write);
    }

    private void routing(Watching.Builder<Note> list) {
        list.on(
                        full("routing.case-triaged"),
                        Triaged.class,
                        (caseId, e, envelope) -> step(caseId, envelope, "routing.case-triaged", e.path(), null, null))
                .on(
                        full("routing.case-retriaged"),
                        Triaged.class,
                        (caseId, e, envelope) -> step(caseId, envelope, "routing.case-retriaged", e.path(), null, null))
                .on(
                        full("routing.case-assigned"),
                        Assigned.class,
                        (caseId, e, envelope) -> step(
                                caseId, envelope, "routing.case-assigned", null, e.unit(), e.name(), null))
                .on(
                        full("routing.case-claimed"),
                        Assigned.class,
                        (caseId, e, envelope) -> step(caseId, envelope, "routing.case-claimed", null, e.unit(), null))
                .on(
                        full("routing.case-escalated"),
                        Escalated.class,
                        (caseId, e, envelope) -> step(caseId, envelope, "routing.case-escalated", null, e.to(), null))
                .on(
                        full("routing.case-closed"),
                        Closed.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "routing.case-closed", e.outcome(), null, null));
    }

    private void mediationAndPetition(Watching.Builder<Note> list) {
        list.on(
                        full("mediation.mediation-opened"),
                        Assigned.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "mediation.mediation-opened", null, e.unit(), null))
                .on(
                        full("mediation.session-scheduled"),
                        Session.class,
                        (caseId, e, envelope) -> isOfApplicants(e.parties())
                                ? step(caseId, envelope, "mediation.session-scheduled", null, null, e.startsAt())
                                : Optional.empty())
                .on(
                        full("mediation.consent-recorded"),
                        Consent.class,
                        (caseId, e, envelope) -> e.partyId().startsWith(APPLICANT)
                                ? step(
                                        caseId,
                                        envelope,
                                        "mediation.consent-recorded",
                                        e.consents() ? "GIVEN" : "REFUSED",
                                        null,
                                        null)
                                : Optional.empty())
                .on(
                        full("mediation.mediation-concluded"),
                        Result.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "mediation.mediation-concluded", e.result(), null, null))
                .on(
                        full("mediation.fast-track-decided"),
                        Decided.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "mediation.fast-track-decided", e.outcome(), null, null))
                .on(
                        full("petition.petition-opened"),
                        Assigned.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "petition.petition-opened", null, e.unit(), null))
                .on(
                        full("petition.reply-delivered"),
                        Result.class,
                        (caseId, e, envelope) ->
                                step(caseId, envelope, "petition.reply-delivered", e.result(), null, null))
                .on(
                        full("petition.petition-concluded"),
                        Nothing.class,
                        (caseId, _, envelope) ->
                                step(caseId, envelope, "petition.petition-concluded", null, null, null));
    }

    private void deadlines(Watching.Builder<Note> list, String service) {
        list.on(
                full(service + ".deadline-set"),
                Begun.class,
                (caseId, e, _) -> words.showsDeadline(e.rule())
                        ? Optional.of(new Clock(caseId, service, e.name(), e.rule(), e.version(), e.dueAt()))
                        : Optional.empty());
        for (var type : List.of("deadline-extended", "clock-resumed")) {
            list.on(
                    full(service + "." + type),
                    Moved.class,
                    (caseId, e, _) -> Optional.of(new Clock(caseId, service, e.name(), null, null, e.dueAt())));
        }
        for (var type : List.of("deadline-met", "deadline-lapsed", "deadline-cancelled")) {
            list.on(
                    full(service + "." + type),
                    Ended.class,
                    (caseId, e, _) -> Optional.of(new Clock(caseId, service, e.name(), null, null, null)));
        }
    }

    private static String full(String type) {
        return "fengqiao." + type + ".v1";
    }

    private static boolean isOfApplicants(@Nullable List<String> parties) {
        return parties == null || parties.stream().anyMatch(party -> party.startsWith(APPLICANT));
    }

    private Optional<Note> step(
            UUID caseId,
            Envelope envelope,
            String type,
            @Nullable String variant,
            @Nullable String unit,
            @Nullable Instant due) {
        return step(caseId, envelope, type, variant, unit, null, due);
    }

    private Optional<Note> step(
            UUID caseId,
            Envelope envelope,
            String type,
            @Nullable String variant,
            @Nullable String unit,
            @Nullable Bilingual name,
            @Nullable Instant due) {
        return Optional.of(new Step(
                caseId,
                envelope.id(),
                envelope.time(),
                words.codeOf(type.substring(type.indexOf('.') + 1), variant),
                unit,
                name,
                due));
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
        var begun = clocks.values().stream()
                .filter(clock -> clock.dueAt() != null && clock.rule() != null)
                .toList();
        var moved = clocks.values().stream()
                .filter(clock -> clock.dueAt() != null && clock.rule() == null)
                .toList();
        var ended =
                clocks.values().stream().filter(clock -> clock.dueAt() == null).toList();
        return Pipeline.of(
                STEPS.write(session, steps),
                CLOCKS.write(session, begun),
                moved.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : MOVE.bind(MOVED, moved).execute(session).replaceWithVoid(),
                CLOCKS.delete(session, ended));
    }

    /** Returns what is kept of a case, in the order in which it happened. */
    public Uni<Kept> of(UUID caseId) {
        return sessions.withStatelessSession(session -> FIND_STEPS
                .bind("case", caseId)
                .list(
                        session,
                        row -> new Told(
                                Rows.time(row, "at"),
                                row.getString("code"),
                                row.getString("unit"),
                                row.getString("unit_zh") == null
                                        ? null
                                        : new Bilingual(row.getString("unit_zh"), row.getString("unit_en")),
                                Optional.ofNullable(row.getOffsetDateTime("due"))
                                        .map(java.time.OffsetDateTime::toInstant)
                                        .orElse(null)))
                .flatMap(steps -> FIND_CLOCKS
                        .bind("case", caseId)
                        .list(
                                session,
                                row -> new Running(
                                        row.getString("rule"),
                                        row.getInteger("rule_version"),
                                        Rows.time(row, "due_at")))
                        .map(deadlines -> new Kept(steps, deadlines))));
    }
}
