package org.fengqiao.mediation.note;

import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.sql.Upsert;

/**
 * Notes of mediators: what was conceded or said in confidence. They are no events, so that no topic has them; they are
 * sealed under the key of the case's texts, and an erasure of the case takes them along.
 */
@Singleton
public class PrivilegedNotes {

    private static final String TYPE = "fengqiao.mediation.privileged-note";
    private static final String FIELD = "/text";

    private static final Upsert<Row> WRITE = Upsert.<Row>into("privileged_note")
            .fixed(uuid("note", Row::note))
            .fixed(uuid("case_id", Row::caseId))
            .fixed(integer("session", Row::session))
            .fixed(text("written_by", Row::writtenBy))
            .fixed(time("written_at", Row::writtenAt))
            .fixed(text("text", Row::text))
            .build();

    private static final Statement KNOWN = Statement.of("select 1 from privileged_note where note = :note");

    private static final Statement READ = Statement.of("""
        select note, session, written_by, written_at, text from privileged_note
        where case_id = :case order by written_at, note\
        """);

    private final KeyRings keys;
    private final Mutiny.SessionFactory sessions;
    private final RandomBlocks random = new RandomBlocks();

    PrivilegedNotes(KeyRings keys, Mutiny.SessionFactory sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** Row of the table; its text is a box. */
    private record Row(
            UUID note, UUID caseId, @Nullable Integer session, String writtenBy, Instant writtenAt, String text) {}

    /**
     * Note of a mediator.
     *
     * @param session its number; null if it is about none
     */
    public record Note(
            UUID note,
            @Nullable Integer session,
            String writtenBy,
            Instant writtenAt,
            @Personal(PersonalKind.NARRATIVE) PersonalText text) {}

    /** Keeps a note; one with the same id is kept already. */
    public Uni<Void> keep(UUID caseId, UUID note, @Nullable Integer session, String by, Instant at, String text) {
        var subject = SubjectId.ofCase(caseId);
        return keys.toSeal(List.of(subject), List.of())
                .map(ring -> new PersonalText.Closed(
                                ring.seal(PersonalText.of(subject, text), place(caseId), random), place(caseId))
                        .textAt(place(caseId)))
                .flatMap(box -> sessions.withStatelessTransaction((transaction, _) -> KNOWN.bind("note", note)
                        .first(transaction, row -> true)
                        .flatMap(known -> known != null
                                ? Uni.createFrom().voidItem()
                                : WRITE.write(transaction, List.of(new Row(note, caseId, session, by, at, box))))));
    }

    /** Returns the notes of a case, the earliest first, closed. */
    public Uni<List<Note>> of(UUID caseId) {
        return sessions.withStatelessSession(session -> READ.bind("case", caseId)
                .list(
                        session,
                        row -> new Note(
                                row.getUUID("note"),
                                row.getInteger("session"),
                                row.getString("written_by"),
                                Rows.time(row, "written_at"),
                                PersonalText.Closed.parse(row.getString("text"), place(caseId)))));
    }

    private static BoxPlace place(UUID caseId) {
        return new BoxPlace(caseId, TYPE, FIELD);
    }
}
