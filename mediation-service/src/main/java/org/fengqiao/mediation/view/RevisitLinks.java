package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.operations.Expiry;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.mediation.model.Mediation;

/**
 * One-time codes by their hashes, so that a party is found by what it types. A code stays for a while after its time is
 * over, so that who comes late is told why it is of no use.
 */
@Singleton
public class RevisitLinks implements CaseView<Mediation> {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final Upsert<Row> WRITE = Upsert.<Row>into("revisit_link")
            .key(text("code_hash", Row::codeHash))
            .fixed(uuid("case_id", Row::caseId))
            .fixed(integer("round", Row::round))
            .fixed(text("party_id", Row::partyId))
            .set(time("expires_at", Row::expiresAt))
            .build();

    private static final Statement FIND =
            Statement.of("select case_id, round, party_id from revisit_link where code_hash = :hash");

    private static final Statement REMOVE = Statement.of("delete from revisit_link where expires_at < :before");

    private final Mutiny.SessionFactory sessions;

    RevisitLinks(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Row(String codeHash, UUID caseId, int round, String partyId, Instant expiresAt) {}

    /** The party that a code was made for. */
    public record Recipient(UUID caseId, int round, String partyId) {}

    /** Schedules the removal of codes whose time has long been over, every hour. */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("revisit links", "${fengqiao.revisit-links.every:1h}", KEPT, REMOVE);
    }

    /** The party whose code has this hash; null if there is none. */
    public Uni<@Nullable Recipient> recipientOf(String codeHash) {
        return sessions.withStatelessSession(session -> FIND.bind("hash", codeHash)
                .first(
                        session,
                        row -> new Recipient(
                                row.getUUID("case_id"), row.getInteger("round"), row.getString("party_id"))));
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("revisit_link").keptFor("expires_at", KEPT));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var rows = changed.stream()
                .flatMap(one -> Visits.of(one.caseId(), one.state().revisits()).stream())
                .flatMap(visit -> visit
                        .link()
                        .map(link -> new Row(
                                link.codeHash(),
                                visit.caseId(),
                                visit.round().plan().number(),
                                visit.partyId(),
                                link.expiresAt()))
                        .stream())
                .toList();
        return rows.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, rows);
    }
}
