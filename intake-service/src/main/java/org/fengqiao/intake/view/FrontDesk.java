package org.fengqiao.intake.view;

import static org.fengqiao.kernel.data.Columns.column;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The list of all registered cases: found by receipt code, and listed while they wait for a clerk. */
@Singleton
public class FrontDesk implements CaseView<IntakeCase> {

    private static final String WRITE = """
            insert into front_desk as f (case_id, receipt_code_hash, status, channel, reference, district, street, version)
            select * from unnest(cast(:cases as uuid[]), cast(:hashes as text[]), cast(:statuses as text[]), cast(:channels as text[]), cast(:references as text[]),
              cast(:districts as text[]), cast(:streets as text[]), cast(:versions as bigint[]))
            on conflict (case_id) do update set status = excluded.status, version = excluded.version""";

    private static final String FIND = "select case_id from front_desk where receipt_code_hash = :hash";

    private static final String LIST = """
            select case_id, status, channel, reference, district, street, version from front_desk
            where (cast(:status as text) is null or status = cast(:status as text)) and case_id > cast(cast(:after as text) as uuid)
              and %s
            order by case_id limit :count""".formatted(Jurisdiction.cases("front_desk.case_id"));

    private static final UUID FIRST = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;

    FrontDesk(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * One case in the list; no personal data.
     *
     * @param reference the partner's reference; null if no partner referred the case
     */
    public record Listed(
            UUID caseId,
            IntakeStatus status,
            Channel channel,
            @Nullable String reference,
            String district,
            @Nullable String street,
            long version) {}

    private record Row(
            UUID caseId,
            CaseRegistered registered,
            @Nullable String reference,
            IntakeStatus status,
            long version) {}

    private static @Nullable String reference(IntakeCase state) {
        return switch (state) {
            case IntakeCase.Unregistered _, IntakeCase.Declined _ -> null; // listed with its reference before
            case IntakeCase.Waiting s ->
                s.referral() == null ? null : s.referral().reference();
            case IntakeCase.Answerable s ->
                s.answering() instanceof IntakeCase.Answering.Owed owed
                        ? owed.referral().reference()
                        : null;
        };
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        var rows = new ArrayList<Row>();
        for (var one : changed) {
            var registered = switch (one.state()) {
                case IntakeCase.Unregistered _ -> null;
                case IntakeCase.Waiting s -> s.registered();
                case IntakeCase.Declined s -> s.registered();
                case IntakeCase.Answerable s -> s.registered();
            };
            if (registered != null) {
                IntakeStatus.of(one.state())
                        .ifPresent(status -> rows.add(
                                new Row(one.caseId(), registered, reference(one.state()), status, one.version())));
            }
        }
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(WRITE)
                        .setParameter("cases", column(rows, Row::caseId, UUID[]::new))
                        .setParameter("hashes", column(rows, r -> r.registered().receiptCodeHash(), String[]::new))
                        .setParameter("statuses", column(rows, r -> r.status().name(), String[]::new))
                        .setParameter(
                                "channels",
                                column(rows, r -> r.registered().channel().name(), String[]::new))
                        .setParameter("references", column(rows, Row::reference, String[]::new))
                        .setParameter(
                                "districts",
                                column(rows, r -> r.registered().place().district(), String[]::new))
                        .setParameter(
                                "streets",
                                column(rows, r -> r.registered().place().street(), String[]::new))
                        .setParameter("versions", column(rows, Row::version, Long[]::new))
                        .executeUpdate()
                        .replaceWithVoid();
    }

    /** The case whose receipt code has this hash; null if there is none. */
    public Uni<@Nullable UUID> caseOf(String receiptCodeHash) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(FIND, UUID.class)
                .setParameter("hash", receiptCodeHash)
                .getSingleResultOrNull());
    }

    /** Cases within a jurisdiction in the order of their ids, all or those of one status. */
    public Uni<Page<Listed>> list(@Nullable IntakeStatus status, Jurisdiction jurisdiction, Page.Request page) {
        var after = after(page);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(LIST, Object[].class)
                                .setParameter("status", status == null ? null : status.name())
                                .setParameter("after", after.toString())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(
                        rows.stream()
                                .map(row -> new Listed(
                                        (UUID) row[0],
                                        IntakeStatus.valueOf((String) row[1]),
                                        Channel.valueOf((String) row[2]),
                                        (String) row[3],
                                        (String) row[4],
                                        (String) row[5],
                                        ((Number) row[6]).longValue()))
                                .toList(),
                        page,
                        listed -> listed.caseId().toString()));
    }

    private static UUID after(Page.Request page) {
        var cursor = page.after();
        try {
            return cursor.isEmpty() ? FIRST : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw Problem.badInput(List.of(
                            new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.")))
                    .exception();
        }
    }
}
