package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
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
import org.fengqiao.intake.model.Referral;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;

/**
 * The list of all registered cases, what is urgent first and then in the order of their ids; written with the events it
 * shows.
 */
@Singleton
public class FrontDesk implements CaseView<IntakeCase> {

    private static final Upsert<Listing> WRITE = Upsert.<Listing>into("front_desk")
            .key(uuid("case_id", Listing::caseId))
            .fixed(text("receipt_code_hash", listing -> listing.registered().receiptCodeHash()))
            .set(constant("status", Listing::status))
            .fixed(constant("channel", listing -> listing.registered().channel()))
            .fixed(text("reference", Listing::reference))
            .fixed(text("district", listing -> listing.registered().place().district()))
            .fixed(text("street", listing -> listing.registered().place().street()))
            .fixed(time("registered_at", listing -> listing.registered().receivedAt()))
            .set(bigint("version", Listing::version))
            .set(time("urgent_since", Listing::urgentSince))
            .set(time("attention_at", Listing::attentionAt))
            .build();

    /** Behind all that is urgent. */
    private static final Instant LATER = Instant.parse("9999-12-31T00:00:00Z");

    private static final Statement FIND =
            Statement.of("select case_id from front_desk where receipt_code_hash = :hash");

    /** The list as it is read. */
    public static final CaseList<Filter, FrontDeskRow> READ = CaseList.<Filter, FrontDeskRow>of(
                    "front_desk", FrontDeskRow.class)
            .equalUnlessNull(constant("status", Filter::status))
            .earliestFirst(List.of("attention_at", "case_id"), FrontDeskRow::place);

    /** The cases registered in a time, the earliest first. */
    public static final CaseList<Time, RegisteredAt> BY_TIME = CaseList.<Time, RegisteredAt>of(
                    "front_desk", RegisteredAt.class)
            .within("registered_at", Time::from, Time::before)
            .earliestFirst(
                    List.of("registered_at", "case_id"), row -> new TimeCursor(row.registeredAt(), row.caseId(), 0));

    private final Mutiny.SessionFactory sessions;

    FrontDesk(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A time in which cases were registered.
     *
     * @param from its beginning
     * @param before its end, which is not part of it
     */
    public record Time(Instant from, Instant before) {}

    /** A case, and when it was registered. */
    public record RegisteredAt(UUID caseId, Instant registeredAt) {}

    /**
     * Filter of cases.
     *
     * @param status null for all
     */
    public record Filter(@Nullable IntakeStatus status) {}

    /**
     * A case in the list; no personal data.
     *
     * @param reference the partner's reference; null if no partner referred the case
     * @param urgentSince when the first urgency was reported that no leader has acknowledged; null if there is none
     */
    public record FrontDeskRow(
            UUID caseId,
            IntakeStatus status,
            Channel channel,
            @Nullable String reference,
            String district,
            @Nullable String street,
            long version,
            @Nullable Instant urgentSince) {

        TimeCursor place() {
            return new TimeCursor(urgentSince == null ? LATER : urgentSince, caseId);
        }
    }

    private record Listing(
            UUID caseId,
            CaseRegistered registered,
            @Nullable String reference,
            IntakeStatus status,
            long version,
            @Nullable Instant urgentSince) {

        Instant attentionAt() {
            return urgentSince == null ? LATER : urgentSince;
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("front_desk"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        var listings = new ArrayList<Listing>();
        for (var one : changed) {
            if (one.state() instanceof IntakeCase.Registered registered) {
                listings.add(new Listing(
                        one.caseId(),
                        registered.registered(),
                        registered
                                .answering()
                                .referredBy()
                                .map(Referral::reference)
                                .orElse(null),
                        IntakeStatus.of(registered),
                        one.version(),
                        registered.urgency().openSince().orElse(null)));
            }
        }
        return WRITE.write(session, listings);
    }

    /** The case whose receipt code has this hash; null if there is none. */
    public Uni<@Nullable UUID> caseOf(String receiptCodeHash) {
        return sessions.withStatelessSession(
                session -> FIND.bind("hash", receiptCodeHash).first(session, row -> row.getUUID("case_id")));
    }
}
