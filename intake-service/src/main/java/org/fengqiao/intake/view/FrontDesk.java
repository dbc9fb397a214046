package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.Page;

/** The list of all registered cases: found by receipt code, and listed while they wait for a clerk. */
@Singleton
public class FrontDesk implements CaseView<IntakeCase> {

    private static final Upsert<Listing> LISTINGS = Upsert.<Listing>into("front_desk")
            .key(uuid("case_id", Listing::caseId))
            .fixed(text("receipt_code_hash", listing -> listing.registered().receiptCodeHash()))
            .set(constant("status", Listing::status))
            .fixed(constant("channel", listing -> listing.registered().channel()))
            .fixed(text("reference", Listing::reference))
            .fixed(text("district", listing -> listing.registered().place().district()))
            .fixed(text("street", listing -> listing.registered().place().street()))
            .set(bigint("version", Listing::version))
            .build();

    private static final Statement FIND =
            Statement.of("select case_id from front_desk where receipt_code_hash = :hash");

    private static final Statement LIST = Statement.of("""
            select case_id, status, channel, reference, district, street, version from front_desk
            where (cast(:status as text) is null or status = :status) and case_id > :after
              and %s
            order by case_id limit :count\
            """.formatted(Jurisdiction.cases("front_desk.case_id")));

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

    private record Listing(
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
        var listings = new ArrayList<Listing>();
        for (var one : changed) {
            var registered = switch (one.state()) {
                case IntakeCase.Unregistered _ -> null;
                case IntakeCase.Waiting s -> s.registered();
                case IntakeCase.Declined s -> s.registered();
                case IntakeCase.Answerable s -> s.registered();
            };
            if (registered != null) {
                IntakeStatus.of(one.state())
                        .ifPresent(status -> listings.add(
                                new Listing(one.caseId(), registered, reference(one.state()), status, one.version())));
            }
        }
        return LISTINGS.write(session, listings);
    }

    /** The case whose receipt code has this hash; null if there is none. */
    public Uni<@Nullable UUID> caseOf(String receiptCodeHash) {
        return sessions.withStatelessSession(
                session -> FIND.bind("hash", receiptCodeHash).first(session, row -> row.getUUID("case_id")));
    }

    /** Cases within a jurisdiction in the order of their ids, all or those of one status. */
    public Uni<Page<Listed>> list(@Nullable IntakeStatus status, Jurisdiction jurisdiction, Page.Request page) {
        var after = page.after(FIRST, UUID::fromString);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(LIST.bind("status", status).bind("after", after).bind("count", page.fetch()))
                        .list(session, FrontDesk::listed))
                .map(listed -> Page.of(listed, page, Listed::caseId));
    }

    private static Listed listed(Row row) {
        return new Listed(
                row.getUUID("case_id"),
                Rows.constant(row, "status", IntakeStatus.class),
                Rows.constant(row, "channel", Channel.class),
                row.getString("reference"),
                row.getString("district"),
                row.getString("street"),
                row.getLong("version"));
    }
}
