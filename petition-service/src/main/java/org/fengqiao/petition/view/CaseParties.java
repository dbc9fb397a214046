package org.fengqiao.petition.view;

import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.Watching;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.petition.view.Beneficiaries.SubjectErased;

/**
 * Parties of every case that was claimed, on any path: under whose key a text about them stands, so that what is told
 * here of somebody goes when they are erased. Neither names nor numbers.
 */
public final class CaseParties {

    private static final Upsert<Row> WRITE = Upsert.<Row>into("case_party")
            .key(uuid("case_id", Row::caseId))
            .key(text("party_id", Row::partyId))
            .set(uuid("subject_id", Row::subject))
            .build();

    private static final Statement FIND =
            Statement.of("select subject_id from case_party where case_id = :case and party_id = :party");

    private static final Statement KNOWN = Statement.of("select 1 from case_party where case_id = :case limit 1");

    private CaseParties() {}

    private record Row(UUID caseId, String partyId, UUID subject) {}

    private record Key(UUID caseId, String partyId) {}

    /** News of a case. */
    sealed interface Note {
        /** Parties in dispute. */
        record Told(UUID caseId, List<Party> parties) implements Note {}

        /** Person who was erased. */
        record Erased(SubjectId subject) implements Note {}
    }

    record Parties(List<Party> parties) {}

    /** Returns what is watched: who is in dispute, and who was erased. */
    public static Watching<Note> watched() {
        return Watching.list(Note.class)
                .on("fengqiao.routing.case-claimed.v1", Parties.class, (id, e, _) -> told(id, e))
                .on("fengqiao.routing.parties-changed.v1", Parties.class, (id, e, _) -> told(id, e))
                .on(
                        "fengqiao.intake.subject-erased.v1",
                        SubjectErased.class,
                        (_, e, _) -> Optional.of(new Note.Erased(e.subject())))
                .writtenBy(CaseParties::write);
    }

    private static Optional<Note> told(UUID caseId, Parties e) {
        return Optional.of(new Note.Told(caseId, e.parties()));
    }

    private static Uni<Void> write(Mutiny.StatelessSession session, List<Note> notes) {
        // Of one party told twice, the later counts; a statement writes each row once.
        var rows = new LinkedHashMap<Key, Row>();
        for (var note : notes) {
            if (note instanceof Note.Told(var caseId, var parties)) {
                for (var party : parties) {
                    rows.put(
                            new Key(caseId, party.partyId()),
                            new Row(
                                    caseId,
                                    party.partyId(),
                                    party.name().subject().value()));
                }
            }
        }
        var erased = notes.stream()
                .map(note -> note instanceof Note.Erased(var subject) ? subject.value() : null)
                .filter(Objects::nonNull)
                .toList();
        return WRITE.write(session, List.copyOf(rows.values())).flatMap(_ -> Beneficiaries.forget(session, erased));
    }

    /** Returns whether the case was claimed, on whatever path. */
    public static Uni<Boolean> areKnown(Mutiny.StatelessSession session, UUID caseId) {
        return KNOWN.bind("case", caseId).first(session, _ -> true).map(Objects::nonNull);
    }

    /** Returns under whose key texts about a party stand; null if no such party of the case is known here. */
    public static Uni<@Nullable SubjectId> find(Mutiny.StatelessSession session, UUID caseId, String partyId) {
        return FIND.bind("case", caseId)
                .bind("party", partyId)
                .first(session, row -> new SubjectId(row.getUUID("subject_id")));
    }
}
