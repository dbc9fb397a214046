package org.fengqiao.intake.view;

import static org.fengqiao.kernel.sql.Column.bool;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.intake.model.Attachment;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/** Hashes of the contents that are named by an event, and whether they are still needed. */
@Singleton
public class KeptDocuments implements CaseView<IntakeCase> {

    private static final Upsert<Row> WRITE = Upsert.<Row>into("document")
            .key(text("hash", Row::hash))
            .fixed(uuid("case_id", Row::caseId))
            .set(bool("kept", Row::kept))
            .build();

    private static final Statement AMONG =
            Statement.of("select hash from document where kept and hash = any(cast(:hashes as text[]))");

    private final Mutiny.SessionFactory sessions;

    KeptDocuments(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * A content.
     *
     * @param kept false if its document was withdrawn, or its case's people were forgotten
     */
    private record Row(String hash, UUID caseId, boolean kept) {}

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("document"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<IntakeCase>> changed) {
        return WRITE.write(
                session, changed.stream().flatMap(KeptDocuments::rows).toList());
    }

    private static Stream<Row> rows(Changed<IntakeCase> one) {
        return one.state() instanceof Registered state
                ? state.attachments().all().stream()
                        .map(attachment -> new Row(
                                attachment.added().hash(),
                                one.caseId(),
                                attachment instanceof Attachment.Kept
                                        && state.retention().erased().isEmpty()))
                : Stream.empty();
    }

    /** Returns those of these contents that are still needed. */
    public Uni<Set<String>> among(List<String> hashes) {
        return sessions.withStatelessSession(session ->
                        AMONG.bound().bindTexts("hashes", hashes).list(session, row -> row.getString("hash")))
                .map(HashSet::new);
    }
}
