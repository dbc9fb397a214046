package org.fengqiao.petition.view;

import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.Relief;
import org.fengqiao.petition.model.Relief.Applied;
import org.fengqiao.petition.model.Relief.Granted;
import org.fengqiao.petition.model.Relief.Received;
import org.fengqiao.petition.model.Relief.Referral;
import org.fengqiao.petition.model.Relief.Referred;
import org.fengqiao.petition.model.Relief.Refused;
import org.fengqiao.petition.model.Relief.Terminated;
import org.fengqiao.petition.model.Relief.Withdrawn;
import org.fengqiao.petition.model.ReliefBody;
import org.fengqiao.petition.model.ReliefGround;
import org.fengqiao.petition.model.ReliefKind;

/** The list of reliefs, written with the events it shows; the one applied for first is in front. */
public final class ReliefList implements CaseView<Petition> {

    private static final Upsert<ReliefRow> WRITE = Upsert.<ReliefRow>into("relief_overview")
            .key(uuid("case_id", ReliefRow::caseId))
            .key(integer("relief", ReliefRow::relief))
            .fixed(constant("kind", ReliefRow::kind))
            .fixed(constant("ground", ReliefRow::ground))
            .fixed(bool("hardship", ReliefRow::hardship))
            .set(constant("status", ReliefRow::status))
            .fixed(text("party_id", ReliefRow::partyId))
            .set(constant("body", ReliefRow::body))
            .set(text("body_name", ReliefRow::bodyName))
            .fixed(time("applied_at", ReliefRow::appliedAt))
            .set(time("delivered_at", ReliefRow::deliveredAt))
            .set(bigint("version", ReliefRow::version))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, ReliefRow> READ = CaseList.<Filter, ReliefRow>of(
                    "relief_overview", ReliefRow.class)
            .inUnlessEmpty("kind", Filter::kinds)
            .inUnlessEmpty("status", Filter::statuses)
            .earliestFirst(
                    List.of("applied_at", "case_id", "relief"),
                    row -> new TimeCursor(row.appliedAt(), row.caseId(), row.relief()));

    /**
     * Filter of reliefs.
     *
     * @param kinds empty for all
     * @param statuses empty for all
     */
    public record Filter(List<ReliefKind> kinds, List<ReliefStatus> statuses) {}

    /**
     * A relief in the list.
     *
     * @param body the kind of body to which it was referred; null if to none yet
     * @param bodyName that body's name
     * @param deliveredAt null if it was not delivered
     */
    public record ReliefRow(
            UUID caseId,
            int relief,
            ReliefKind kind,
            ReliefGround ground,
            boolean hardship,
            ReliefStatus status,
            String partyId,
            @Nullable ReliefBody body,
            @Nullable String bodyName,
            Instant appliedAt,
            @Nullable Instant deliveredAt,
            long version) {

        private static ReliefRow of(UUID caseId, Relief relief, long version) {
            var application = relief.application();
            var referral = referral(relief);
            return new ReliefRow(
                    caseId,
                    application.relief(),
                    application.kind(),
                    application.ground(),
                    application.hardship(),
                    ReliefStatus.of(relief),
                    application.beneficiary().partyId(),
                    referral == null ? null : referral.body(),
                    referral == null ? null : referral.name(),
                    application.appliedAt(),
                    relief instanceof Received received ? received.delivery().deliveredAt() : null,
                    version);
        }
    }

    /** Returns to whom a relief was referred; null if to nobody. */
    public static @Nullable Referral referral(Relief relief) {
        return switch (relief) {
            case Applied _ -> null;
            case Referred r -> r.referral();
            case Granted r -> r.referral();
            case Refused r -> r.referral();
            case Terminated r -> r.referral();
            case Received r -> r.referral();
            case Withdrawn r -> r.referral();
        };
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("relief_overview"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Petition>> changed) {
        var rows = changed.stream()
                .flatMap(one -> one.state().reliefs().all().stream()
                        .map(relief -> ReliefRow.of(one.caseId(), relief, one.version())))
                .toList();
        return WRITE.write(session, rows);
    }
}
